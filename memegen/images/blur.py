"""Gaussian blur, at a cost that does not grow with its radius."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# A blur of this many pixels hides that the picture was shrunk beforehand.
HIDES = 4.0


def gaussian_blur(image: Image, sigma: float) -> Image:
    """*image* blurred by a standard deviation of *sigma* pixels; beyond its edges the edge pixels go on.

    A large blur is done on a smaller copy. Colours must not lie under transparency: use "RGBa", not "RGBA".
    """
    from PIL.Image import Resampling
    from PIL.ImageFilter import GaussianBlur

    if sigma <= 0:
        return image
    shrink = max(1, int(sigma / HIDES))
    if shrink == 1:
        return image.filter(GaussianBlur(sigma))
    small = image.reduce(shrink)
    # The two steps of resampling blur a little themselves, each like a box or a tent one small pixel wide.
    left = max(0.5, (sigma / shrink) ** 2 - 1 / 12 - 1 / 6) ** 0.5
    # The last small pixel of a row may stand for fewer than the others.
    extent = (0, 0, image.width / shrink, image.height / shrink)
    return small.filter(GaussianBlur(left)).resize(image.size, Resampling.BICUBIC, box=extent)
