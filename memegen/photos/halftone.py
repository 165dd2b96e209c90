"""The halftone: a photo as dots of ink, larger where it is darker, in a grid that is turned as printers turn it."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from math import ceil, cos, hypot, tau
from typing import TYPE_CHECKING

from memegen.effects import Halftone
from memegen.photos.tone import developed, tinted

if TYPE_CHECKING:
    from PIL.Image import Image

# The way along a grid from one dot to the next, as (right, down). One ink stands at 45°. Of three, cyan, magenta and
# yellow (which print what red, green and blue lack) stand at 14°, 76° and 0°, so that their dots make no pattern.
Way = tuple[int, int]
ALONE: Way = (1, 1)
PROCESS: tuple[Way, Way, Way] = ((4, 1), (1, 4), (1, 0))
# A tile of the grid has about so many pixels a side: enough for a grid whose dots lie between pixels.
TILE = 64
# How far a dot's edge goes from paper to ink, in pixels.
EDGE = 1.2
KEPT = 16


def halftoned(image: Image, halftone: Halftone, alpha: Image | None = None) -> Image:
    """*image* ("RGB") in dots of the two colours, or in dots of cyan, magenta and yellow on white."""
    from PIL import Image as Images

    if halftone.colors:
        return tinted(_dots(developed(image, alpha), halftone.cell, ALONE), halftone.colors)
    bands = [_dots(band, halftone.cell, way) for band, way in zip(image.split(), PROCESS, strict=True)]
    return Images.merge("RGB", bands)


def _dots(grey: Image, cell: float, way: Way) -> Image:
    """An "L" image as black dots on white whose mean is everywhere that of the image."""
    from PIL.ImageChops import subtract

    gain = _gain(cell)
    screen = _screen(grey.size, cell, way)
    return subtract(grey.point(_response(cell, way)), screen, 1 / gain, 128)


def _gain(cell: float) -> float:
    """How much steeper than the screen a dot's edge is cut, so that it is EDGE pixels wide.

    Where a dot covers a fifth of its cell, its radius r is a quarter of it, and the thresholds rise by
    255 · 2πr / cell² a pixel.
    """
    return max(1.0, cell / (tau / 4 * EDGE))


@lru_cache(KEPT)
def _screen(size: tuple[int, int], cell: float, way: Way) -> Image:
    """The thresholds of a whole image: one tile, again and again. Shared: must not be changed."""
    from PIL import Image as Images

    tile = _tile(cell, way)
    screen = Images.new("L", size)
    for x in range(0, size[0], tile.width):
        screen.paste(tile, (x, 0))
    row = screen.crop((0, 0, size[0], tile.height))
    for y in range(tile.height, size[1], tile.height):
        screen.paste(row, (0, y))
    return screen


@lru_cache(KEPT)
def _tile(cell: float, way: Way) -> Image:
    """A square of thresholds that fits its own copies at every edge, each level as frequent as any other.

    The thresholds rise as cos u + cos v does: round dots in the lights, a chequerboard at the middle grey, round holes
    in the darks. They end where a dot's edge still has room, so that white stays without dots.
    """
    from PIL import Image as Images

    along = hypot(*way) * cell
    times = max(1, int(TILE / along))
    side = max(2, round(along * times))
    right, down = way[0] * times, way[1] * times
    wave = [cos(tau * i / side) for i in range(side)]
    heights = [
        wave[(right * x + down * y) % side] + wave[(right * y - down * x) % side]
        for y in range(side)
        for x in range(side)
    ]
    # Ranks in place of heights make all levels equally frequent.
    room = 128 / _gain(cell)
    ranks = sorted(range(side * side), key=heights.__getitem__)
    levels = bytearray(side * side)
    for rank, at in enumerate(ranks):
        levels[at] = round(room + (255 - 2 * room) * rank / (side * side - 1))
    return Images.frombytes("L", (side, side), bytes(levels))


@lru_cache(KEPT)
def _response(cell: float, way: Way) -> list[int]:
    """For every grey the level whose dots have that grey as their mean."""
    counts = _tile(cell, way).histogram()
    gain, total = _gain(cell), sum(counts)
    edge = ceil(128 / gain)
    sums = list(accumulate(counts, initial=0))
    means = []
    for level in range(256):
        start, end = max(0, level - edge), min(256, level + edge + 1)
        light = sum(counts[t] * min(max((level - t) * gain + 128, 0), 255) for t in range(start, end))
        means.append((255 * sums[start] + light) / total)
    found, level = [], 0
    for grey in range(256):
        while level < 255 and abs(means[level + 1] - grey) <= abs(means[level] - grey):
            level += 1
        found.append(level)
    return found
