"""The halftone effect: a photo as dots of ink, larger where it is darker, on a screen at an angle, as in print."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from math import ceil, cos, hypot, tau
from typing import TYPE_CHECKING

from memegen.images.tone import auto_levels, gradient_map
from memegen.scene.effects import Halftone

if TYPE_CHECKING:
    from PIL.Image import Image

# The vector along the screen from one dot to the next, (right, down), which determines the screen angle. A single ink
# has 45°. Cyan, magenta and yellow (which print what red, green and blue lack) have 14°, 76° and 0°, so that their dots
# make no moiré.
Vector = tuple[int, int]
SINGLE_INK: Vector = (1, 1)
PROCESS_INKS: tuple[Vector, Vector, Vector] = ((4, 1), (1, 4), (1, 0))
# Approximate side of a tile of the screen in pixels: large enough for a screen whose dots are not on whole pixels.
TILE = 64
# Width of a dot's edge, from paper to ink, in pixels.
DOT_EDGE = 1.2
# Screens, tiles and lookup tables that are kept.
KEPT_SCREENS = 16


def apply_halftone(image: Image, halftone: Halftone, alpha: Image | None = None) -> Image:
    """Return an "RGB" image as dots of the two colours, or of cyan, magenta and yellow on white."""
    from PIL import Image as Images

    if halftone.colors:
        return gradient_map(dots(auto_levels(image, alpha), halftone.cell, SINGLE_INK), halftone.colors)
    bands = [dots(band, halftone.cell, vector) for band, vector in zip(image.split(), PROCESS_INKS, strict=True)]
    return Images.merge("RGB", bands)


def dots(grey: Image, cell: float, vector: Vector = SINGLE_INK) -> Image:
    """Return an "L" image as black dots on white whose mean is that of the image everywhere.

    Args:
        grey: In mode "L".
        cell: Distance from one dot to the next, in pixels.
        vector: Direction from one dot to the next.
    """
    from PIL.ImageChops import subtract

    screen = _screen(grey.size, cell, vector)
    return subtract(grey.point(_response(cell, vector)), screen, 1 / _gain(cell), 128)


def _gain(cell: float) -> float:
    """Return how much steeper than the screen a dot's edge is cut.

    The edge becomes :data:`DOT_EDGE` pixels wide. Where a dot covers a fifth of its cell, its radius r is a quarter of
    the cell, and the thresholds rise by 255 · 2πr / cell² a pixel.
    """
    return max(1.0, cell / (tau / 4 * DOT_EDGE))


@lru_cache(KEPT_SCREENS)
def _screen(size: tuple[int, int], cell: float, vector: Vector) -> Image:
    """Return the thresholds of a whole image, a repeated tile. It is shared and must not be changed."""
    from PIL import Image as Images

    tile = _tile(cell, vector)
    screen = Images.new("L", size)
    for x in range(0, size[0], tile.width):
        screen.paste(tile, (x, 0))
    row = screen.crop((0, 0, size[0], tile.height))
    for y in range(tile.height, size[1], tile.height):
        screen.paste(row, (0, y))
    return screen


@lru_cache(KEPT_SCREENS)
def _tile(cell: float, vector: Vector) -> Image:
    """Return a square of thresholds that repeats seamlessly, with each level equally frequent.

    The thresholds follow cos u + cos v: round dots in the highlights, a chequerboard at middle grey, round holes in the
    shadows. They leave room for a dot's edge at both ends, so that white has no dots.
    """
    from PIL import Image as Images

    period = hypot(*vector) * cell
    periods = max(1, int(TILE / period))
    side = max(2, round(period * periods))
    right, down = vector[0] * periods, vector[1] * periods
    wave = [cos(tau * i / side) for i in range(side)]
    heights = [
        wave[(right * x + down * y) % side] + wave[(right * y - down * x) % side]
        for y in range(side)
        for x in range(side)
    ]
    # Ranks instead of heights make all levels equally frequent.
    margin = 128 / _gain(cell)
    ranks = sorted(range(side * side), key=heights.__getitem__)
    levels = bytearray(side * side)
    for rank, index in enumerate(ranks):
        levels[index] = round(margin + (255 - 2 * margin) * rank / (side * side - 1))
    return Images.frombytes("L", (side, side), bytes(levels))


@lru_cache(KEPT_SCREENS)
def _response(cell: float, vector: Vector) -> list[int]:
    """Return for every grey the level whose dots have that grey as their mean."""
    counts = _tile(cell, vector).histogram()
    gain, total = _gain(cell), sum(counts)
    edge = ceil(128 / gain)
    sums = list(accumulate(counts, initial=0))
    means = []
    for level in range(256):
        start, end = max(0, level - edge), min(256, level + edge + 1)
        partial = sum(counts[t] * min(max((level - t) * gain + 128, 0), 255) for t in range(start, end))
        means.append((255 * sums[start] + partial) / total)
    response, level = [], 0
    for grey in range(256):
        while level < 255 and abs(means[level + 1] - grey) <= abs(means[level] - grey):
            level += 1
        response.append(level)
    return response
