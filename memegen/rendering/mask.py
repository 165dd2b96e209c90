"""Coverage masks: how much of each pixel a shape covers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image

# Opacities whose lookup tables are kept; a scene uses few.
CACHED_TABLES = 64


class Mask(NamedTuple):
    """Coverage of the pixels of a window.

    Attributes:
        window: The pixels of the canvas that the mask is for.
        image: The coverage, an "L" image of the window's size; None if every pixel is fully covered.
    """

    window: Window
    image: Image | None

    def to_image(self) -> Image:
        """Return the coverage as an "L" image, also where every pixel is fully covered."""
        from PIL import Image as Images

        return self.image or Images.new("L", self.window.size, 255)

    def crop(self, window: Window) -> Mask:
        """Return the part in *window*, which must be inside this mask's window."""
        left, top, right, bottom = window.corners
        x, y = self.window.x, self.window.y
        return Mask(window, self.image.crop((left - x, top - y, right - x, bottom - y)) if self.image else None)

    def multiply_alpha(self, opacity: float) -> Mask:
        """Return the coverage multiplied by an opacity, 0-1."""
        if opacity >= 1:
            return self
        from PIL import Image as Images

        if self.image is None:
            return Mask(self.window, Images.new("L", self.window.size, round(255 * opacity)))
        return Mask(self.window, self.image.point(_opacity_table(opacity)))

    def multiply(self, alpha: Image | None) -> Mask:
        """Return the coverage multiplied by *alpha*, an "L" image of the same size; None is fully opaque."""
        if alpha is None:
            return self
        if self.image is None:
            return Mask(self.window, alpha)
        from PIL.ImageChops import multiply

        return Mask(self.window, multiply(self.image, alpha))


def union_masks(masks: Sequence[Mask]) -> Mask | None:
    """Return the maximum of the masks in a window around all of them; None if there are no masks."""
    if len(masks) < 2:
        return masks[0] if masks else None
    from PIL import Image as Images
    from PIL.ImageChops import lighter

    corners = [mask.window.corners for mask in masks]
    left, top = (min(corner[axis] for corner in corners) for axis in (0, 1))
    right, bottom = (max(corner[axis] for corner in corners) for axis in (2, 3))
    image = Images.new("L", (right - left, bottom - top))
    for mask, (x1, y1, x2, y2) in zip(masks, corners, strict=True):
        box = (x1 - left, y1 - top, x2 - left, y2 - top)
        image.paste(lighter(image.crop(box), mask.to_image()), box)
    return Mask(Window(left, top, right - left, bottom - top), image)


@lru_cache(CACHED_TABLES)
def _opacity_table(opacity: float) -> list[int]:
    """Return each level, 0-255, multiplied by *opacity*."""
    return [round(level * opacity) for level in range(256)]
