"""Windows of whole pixels: the part of the canvas that is painted, and the part of a picture file that shows in it."""

from __future__ import annotations

from math import ceil, floor
from typing import NamedTuple

from memegen.scene.affine import Affine
from memegen.scene.geometry import Box
from memegen.scene.items import Picture

# Reach of a Gaussian blur, in standard deviations; pixels further away do not contribute a visible amount.
BLUR_REACH = 3


class Window(NamedTuple):
    """A rectangle of whole pixels: left, top, width and height."""

    x: int
    y: int
    w: int
    h: int

    @property
    def corners(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom, in pixels, as Pillow's boxes."""
        return self.x, self.y, self.x + self.w, self.y + self.h

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, in pixels."""
        return self.w, self.h

    def intersection(self, box: Box) -> Window:
        """Return the pixels of this window that *box* touches; the width or height is 0 if there are none."""
        left, top = max(self.x, floor(box.x)), max(self.y, floor(box.y))
        right, bottom = min(self.x + self.w, ceil(box.right)), min(self.y + self.h, ceil(box.bottom))
        return Window(left, top, max(0, right - left), max(0, bottom - top))

    def expanded(self, by: float) -> Window:
        """Return the window with at least *by* pixels more on every side."""
        reach = ceil(by)
        return Window(self.x - reach, self.y - reach, self.w + 2 * reach, self.h + 2 * reach)

    def __bool__(self) -> bool:
        """Return whether the window has any pixel."""
        return self.w > 0 and self.h > 0


def snap_to_pixels(box: Box) -> Window:
    """Round the edges of a box to whole pixels: pictures stay sharp, and adjacent pictures stay adjacent."""
    left, top = round(box.x), round(box.y)
    return Window(left, top, max(1, round(box.right) - left), max(1, round(box.bottom) - top))


def visible_part(picture: Picture, affine: Affine, window: Window) -> tuple[Window, Box] | None:
    """Return which part of an upright picture is visible in *window*.

    Args:
        picture: picture to be painted; its blur makes pixels just outside the window count as visible.
        affine: map from the picture's coordinates to the canvas; must not rotate.
        window: pixels of the canvas that are painted.

    Returns:
        The visible pixels of the canvas, and the part of the file that belongs there, in pixels of the file; None if
        no part is visible.
    """
    box = snap_to_pixels(affine.box(picture.box))
    visible = window.expanded(picture.blur * BLUR_REACH).intersection(Box(*box))
    if not window.intersection(Box(*box)):
        return None
    kx, ky = picture.crop.w / box.w, picture.crop.h / box.h
    left, top = picture.crop.x + (visible.x - box.x) * kx, picture.crop.y + (visible.y - box.y) * ky
    return visible, Box(left, top, visible.w * kx, visible.h * ky)
