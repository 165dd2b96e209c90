"""Gaussian blur, at a cost that does not grow with its radius; for plates, effects, shadows and frosted panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# Standard deviation in pixels of a reduced copy, from which on a blur hides the reduction.
REDUCED_SIGMA = 4.0


def gaussian_blur(image: Image, sigma: float) -> Image:
    """Return *image* blurred; beyond its edges the edge pixels continue.

    A large blur is applied to a reduced copy. An alpha channel must be premultiplied: use "RGBa", not "RGBA".

    Args:
        image: In any 8-bit mode.
        sigma: Standard deviation in pixels.
    """
    from PIL.Image import Resampling
    from PIL.ImageFilter import GaussianBlur

    if sigma <= 0:
        return image
    shrink = max(1, int(sigma / REDUCED_SIGMA))
    if shrink == 1:
        return image.filter(GaussianBlur(sigma))
    small = image.reduce(shrink)
    # Reducing and enlarging blur a little themselves, as a box and a tent of one reduced pixel: variances 1/12 and 1/6.
    remaining = max(0.5, (sigma / shrink) ** 2 - 1 / 12 - 1 / 6) ** 0.5
    # The last reduced pixel of a row may cover fewer pixels than the others.
    extent = (0, 0, image.width / shrink, image.height / shrink)
    return small.filter(GaussianBlur(remaining)).resize(image.size, Resampling.BICUBIC, box=extent)
