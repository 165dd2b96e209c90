"""Tints: drawings in one colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.scene.effects import Tint

if TYPE_CHECKING:
    from PIL.Image import Image


def apply_tint(image: Image, tint: Tint) -> Image:
    """Return an image of the colour alone."""
    from PIL import Image as Images

    return Images.new("RGB", image.size, tint.color.rgb)


def tint_alpha(image: Image, alpha: Image | None, tint: Tint) -> Image:
    """Return how opaque the colour is in each pixel: as the drawing is, or, if all of it is opaque, as it is dark.

    Args:
        image: The drawing, in mode "RGB".
        alpha: Its alpha; None if it has none.
        tint: The tint, whose colour may be translucent.
    """
    from PIL.ImageChops import invert

    if alpha is None or alpha.getextrema() == (255, 255):
        alpha = invert(image.convert("L"))
    return alpha.point([round(level * tint.color.a) for level in range(256)])
