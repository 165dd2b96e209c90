"""Ordered dithering, so that gradients show no bands; the result is the same on every run."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# Side of the threshold matrix, in pixels: 16 × 16 cells for the 256 levels of a fraction.
TILE = 16


def dither(whole: Image, fraction: Image, thresholds: Image) -> Image:
    """Return *whole*, plus 1 where the fraction is above the threshold of the pixel.

    Args:
        whole: Integer parts of the levels, an "L" image.
        fraction: Fractions in 256ths, an "L" image of the same size.
        thresholds: As from :func:`threshold_image`, of the same size.
    """
    from PIL.ImageChops import add, subtract

    return add(whole, subtract(fraction, thresholds).point([0] + [1] * 255))


def threshold_image(size: tuple[int, int]) -> Image:
    """Return thresholds of 0-255 in Bayer's order, which spreads each level evenly, as an "L" image."""
    from PIL import Image as Images

    return repeat_tile(Images.frombytes("L", (TILE, TILE), _bayer_matrix()), size)


@lru_cache(1)
def _bayer_matrix() -> bytes:
    """Return Bayer's matrix of order 16 (Bayer 1973): bit-reversed, interleaved bits of x ^ y and y."""

    def rank(x: int, y: int) -> int:
        value = 0
        for bit in range(4):
            x_bit, y_bit = x >> bit & 1, y >> bit & 1
            value |= ((x_bit ^ y_bit) << 1 | y_bit) << (6 - 2 * bit)
        return value

    return bytes(rank(x, y) for y in range(TILE) for x in range(TILE))


def repeat_tile(tile: Image, size: tuple[int, int]) -> Image:
    """Return an image of *size* filled with the tile, to the right and downwards, by doubling."""
    from PIL import Image as Images

    filled = Images.new(tile.mode, size)
    filled.paste(tile, (0, 0))
    w, h = tile.size
    while w < size[0]:
        filled.paste(filled.crop((0, 0, w, h)), (w, 0))
        w *= 2
    while h < size[1]:
        filled.paste(filled.crop((0, 0, size[0], h)), (0, h))
        h *= 2
    return filled
