"""Which part of a picture's file is in sight, and where on the canvas."""

from __future__ import annotations

from memegen.scene.affine import Affine, Window
from memegen.scene.geometry import Box
from memegen.scene.items import Picture

# From beyond this many standard deviations a blur brings nothing into sight.
REACH = 3


def whole_pixels(box: Box) -> Window:
    """The box with its edges on whole pixels: a picture stays sharp, and two that touch still touch."""
    left, top = round(box.x), round(box.y)
    return Window(left, top, max(1, round(box.right) - left), max(1, round(box.bottom) - top))


def in_sight(picture: Picture, affine: Affine, window: Window) -> tuple[Window, Box] | None:
    """The pixels of an upright picture that show in *window*, and the part of the file that belongs there.

    Also what a blur brings in from beyond; None where nothing shows.
    """
    box = whole_pixels(affine.box(picture.box))
    seen = window.grown(picture.blur * REACH).met(Box(*box))
    if not window.met(Box(*box)):
        return None
    kx, ky = picture.crop.w / box.w, picture.crop.h / box.h
    crop = Box(picture.crop.x + (seen.x - box.x) * kx, picture.crop.y + (seen.y - box.y) * ky, seen.w * kx, seen.h * ky)
    return seen, crop
