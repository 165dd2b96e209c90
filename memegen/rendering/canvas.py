"""The pixels being painted. Coordinates are those of the whole picture, also on a layer that holds a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from memegen.scene.color import Color
from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image


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

    def multiply_alpha(self, opacity: float) -> Mask:
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


class Canvas:
    """An image over *window*: "RGB" on an opaque ground, else "RGBa" (colours multiplied by their opacity).

    ``covered`` are the spans of rows, from one up to another, on which something has been laid.
    """

    def __init__(self, window: Window, image: Image | None, ground: tuple[int, int, int] = (0, 0, 0)) -> None:
        """*image* may be anybody's: it is copied before anything is laid on it. Without one all is of one colour."""
        self.window = window
        self.covered: list[tuple[int, int]] = []
        self._image, self._ground = image, ground
        self._mode = image.mode if image else "RGB"
        self._own = False

    @classmethod
    def blank(cls, window: Window, ground: Color) -> Canvas:
        """A canvas of one colour."""
        if ground.a >= 1:
            return cls(window, None, ground.rgb)
        from PIL import Image as Images

        layer = cls(window, Images.new("RGBa", window.size))
        # Laying an ink over all of an empty layer multiplies it by its opacity.
        layer.fill(Mask(window, None), ground)
        return layer

    @property
    def image(self) -> Image:
        """The pixels, which must not be changed."""
        if self._image is None:
            from PIL import Image as Images

            # Late, for what is laid on first often covers all of it.
            self._image, self._own = Images.new(self._mode, self.window.size, self._ground), True
        return self._image

    def fill(self, mask: Mask, color: Color) -> None:
        """Lay a colour on, through its opacity and the mask."""
        from PIL import Image as Images

        if color.a <= 0:
            return
        if mask.image is None and color.a < 1 and self._mode == "RGB":
            self._tint(mask.window, color)
            return
        # Pasting an image is the faster way, and the only one that blends opacity as it should on a layer.
        self._put(
            Images.new("RGB", mask.window.size, color.rgb), mask.window, mask.multiply_alpha(color.a).image, own=True
        )

    def lay(self, image: Image, mask: Mask) -> None:
        """Lay on an "RGB" image of the size of the mask."""
        self._put(image, mask.window, mask.image)

    def under(self, window: Window) -> Image:
        """A copy of the pixels in *window*, which must lie on the canvas."""
        return self.image.crop(self._here(window))

    def reduced(self, window: Window, side: int) -> Image:
        """The mean colours of squares of *side* pixels in *window*, which must lie on the canvas."""
        return self.image.reduce(side, box=self._here(window))

    def sampled(self, window: Window, side: int) -> Image:
        """*side* × *side* of the pixels in *window*, evenly spread."""
        return self.image.resize((side, side), 0, box=self._here(window))

    def _here(self, window: Window) -> tuple[int, int, int, int]:
        left, top, right, bottom = window.corners
        x, y = self.window.x, self.window.y
        return left - x, top - y, right - x, bottom - y

    def merge(self, layer: Canvas, opacity: float) -> None:
        """Lay on a layer of an empty ground."""
        clear = layer.image.convert("RGBA")
        self.lay(clear.convert("RGB"), Mask(layer.window, clear.getchannel("A")).multiply_alpha(opacity))

    def finished(self) -> Image:
        """The picture: "RGB" or "RGBA"."""
        return self.image if self._mode == "RGB" else self.image.convert("RGBA")

    def _tint(self, window: Window, color: Color) -> None:
        """Mix a colour into every pixel of the window, through a table: the fast way for a flat shade."""
        table = [round(level + (ink - level) * color.a) for ink in color.rgb for level in range(256)]
        part = self.image if window == self.window else self.under(window)
        self._put(part.point(table), window, None, own=True)

    def _put(self, image: Image, window: Window, mask: Image | None, *, own: bool = False) -> None:
        """Lay an image on; where it covers all, it takes the place of what was there. It is nobody else's if *own*."""
        x, y = window.x - self.window.x, window.y - self.window.y
        self.covered.append((y, y + window.h))
        if mask is None and window == self.window and image.mode == self._mode:
            self._image, self._own = image, own
            return
        under = self.image
        if not self._own:
            under = self._image = under.copy()
            self._own = True
        under.paste(image, (x, y), mask)
