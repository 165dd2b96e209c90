"""What the rasteriser gives: how much of each pixel a shape covers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from memegen.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image


class Window(NamedTuple):
    """A rectangle of whole pixels."""

    x: int
    y: int
    w: int
    h: int

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        return self.x, self.y, self.x + self.w, self.y + self.h

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.w, self.h

    def met(self, box: Box) -> Window:
        """The whole pixels that *box* touches in this window; without width or height where there are none."""
        left, top = max(self.x, floor(box.x)), max(self.y, floor(box.y))
        right, bottom = min(self.x + self.w, ceil(box.right)), min(self.y + self.h, ceil(box.bottom))
        return Window(left, top, max(0, right - left), max(0, bottom - top))

    def grown(self, by: float) -> Window:
        """The window with at least *by* pixels more on every side."""
        reach = ceil(by)
        return Window(self.x - reach, self.y - reach, self.w + 2 * reach, self.h + 2 * reach)

    def __bool__(self) -> bool:
        return self.w > 0 and self.h > 0


class Mask(NamedTuple):
    """Coverage of the pixels of a window: an "L" image of its size, or None where all of it is covered."""

    window: Window
    image: Image | None

    def alpha(self) -> Image:
        """The coverage as an image, always."""
        from PIL import Image as Images

        return self.image or Images.new("L", self.window.size, 255)

    def within(self, window: Window) -> Mask:
        """The part in *window*, which must lie in this mask's own."""
        left, top, right, bottom = window.corners
        x, y = self.window.x, self.window.y
        return Mask(window, self.image.crop((left - x, top - y, right - x, bottom - y)) if self.image else None)

    def faded(self, opacity: float) -> Mask:
        """The coverage times an opacity (0 to 1)."""
        if opacity >= 1:
            return self
        from PIL import Image as Images

        if self.image is None:
            return Mask(self.window, Images.new("L", self.window.size, round(255 * opacity)))
        return Mask(self.window, self.image.point(_fade(opacity)))

    def times(self, alpha: Image | None) -> Mask:
        """The coverage where *alpha* (an "L" image of the same size) lets it through; None lets all through."""
        if alpha is None:
            return self
        if self.image is None:
            return Mask(self.window, alpha)
        from PIL.ImageChops import multiply

        return Mask(self.window, multiply(self.image, alpha))


def united(masks: Sequence[Mask]) -> Mask | None:
    """What any of the masks covers; None where there are none."""
    if len(masks) < 2:
        return masks[0] if masks else None
    from PIL import Image as Images
    from PIL.ImageChops import lighter

    corners = [mask.window.corners for mask in masks]
    left, top = (min(corner[axis] for corner in corners) for axis in (0, 1))
    right, bottom = (max(corner[axis] for corner in corners) for axis in (2, 3))
    image = Images.new("L", (right - left, bottom - top))
    for mask, (x1, y1, x2, y2) in zip(masks, corners, strict=True):
        here = (x1 - left, y1 - top, x2 - left, y2 - top)
        image.paste(lighter(image.crop(here), mask.alpha()), here)
    return Mask(Window(left, top, right - left, bottom - top), image)


@lru_cache(64)
def _fade(opacity: float) -> list[int]:
    return [round(level * opacity) for level in range(256)]
