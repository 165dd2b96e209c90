"""The halftone: a photo as dots of ink, larger where it is darker, in a grid that is turned as printers turn it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import accumulate
from math import ceil, cos, hypot, tau
from typing import TYPE_CHECKING

from memegen.images.blur import gaussian_blur
from memegen.images.tone import developed, tinted
from memegen.scene.color import Color
from memegen.scene.effects import Halftone, Posterise

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
DOT_EDGE = 1.2
KEPT_SCREENS = 16


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
    """How much steeper than the screen a dot's edge is cut, so that it is DOT_EDGE pixels wide.

    Where a dot covers a fifth of its cell, its radius r is a quarter of it, and the thresholds rise by
    255 · 2πr / cell² a pixel.
    """
    return max(1.0, cell / (tau / 4 * DOT_EDGE))


@lru_cache(KEPT_SCREENS)
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


@lru_cache(KEPT_SCREENS)
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


@lru_cache(KEPT_SCREENS)
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


# Shapes are cut on a copy whose short side has about so many pixels; finer ones would be torn paper, not stencils.
SIDE = 360
# In parts of the short side: how wide what is about a place is and what is beside it, and how far edges are rounded.
ABOUT, BESIDE, ROUND = 1 / 7, 1 / 60, 1 / 220
# How much each place is set off against what is about it: a face half in shadow keeps its features. So that this
# finds room at both ends, the greys are brought together to this part of their range first.
LOCAL, ROOM = 0.5, 0.6
# Places that differ by so many levels from what is beside them count so much more: a sky needs no colours to itself.
STANDS_OUT, MORE = 4, 6
# How far a cut may move to where few pixels are, in parts of a colour's area; over so many levels they are counted.
SLACK, NEAR = 0.3, 4
# A cut stays so far from black and white, in parts of even steps, however dark or light the photo is.
APART = 0.35
# The width of a cut edge, in pixels.
POSTER_EDGE = 0.8
KEPT_POSTERS = 32


def posterised(image: Image, poster: Posterise, alpha: Image | None = None) -> Image:
    """*image* ("RGB") in the colours of *poster*, darks first, each on about as much of its detail as the others."""
    from PIL import Image as Images
    from PIL.ImageChops import add

    colors = poster.colors
    if len(colors) == 1:
        return Images.new("RGB", image.size, colors[0].rgb)
    factor = max(1, round(min(image.size) / SIDE))
    grey, counts = _prepared(image.convert("L").reduce(factor), alpha.reduce(factor) if alpha else None)
    step = 255 // (len(colors) - 1)
    total = reduce(add, _stencils(grey, _cuts(counts, len(colors)), image.size, factor, step))
    total.putpalette(_palette(colors, step))
    return total.convert("RGB")


def _prepared(grey: Image, alpha: Image | None) -> tuple[Image, list[int]]:
    """What is to be cut, its light evened out; and how much each of its levels counts."""
    from PIL import Image as Images
    from PIL.ImageChops import difference, multiply

    grey = grey.point([round(127.5 + (level - 127.5) * ROOM) for level in range(256)])
    side = min(grey.size)
    about = gaussian_blur(grey, side * ABOUT)
    # Beyond 1 the blend goes on in the same direction, away from what is about.
    even = Images.blend(about, grey, 1 + LOCAL)
    detail = difference(grey, gaussian_blur(grey, side * BESIDE)).point(
        [255 * (level >= STANDS_OUT) for level in range(256)]
    )
    detail = multiply(detail, alpha) if alpha else detail
    counts = zip(even.histogram(alpha), even.histogram(detail), strict=True)
    return even, [one + MORE * other for one, other in counts]


def _cuts(counts: Sequence[int], colors: int) -> list[int]:
    """The grey levels between so many colours: near even parts of what counts, at edges and not in surfaces."""
    sums = list(accumulate(counts, initial=0))
    found = []
    for number in range(1, colors):
        part = number / colors
        least, most = (round(127.5 + (255 * end - 127.5) * ROOM) for end in (part * APART, 1 - (1 - part) * APART))
        # How far each level is from its part, and how many pixels an edge there would cut through.
        off = {level: abs(sums[level] / max(1, sums[-1]) - part) for level in range(least, most + 1)}
        crowd = {level: sums[min(level + NEAR, 256)] - sums[max(level - NEAR, 0)] for level in off}
        near = [level for level in off if off[level] <= SLACK / colors] or [min(off, key=off.__getitem__)]
        found.append(min(near, key=lambda level: (crowd[level], off[level])))
    return found


def _stencils(grey: Image, cuts: list[int], size: tuple[int, int], factor: int, step: int) -> list[Image]:
    """For each cut an "L" image of *size*: *step* where the grey is at least the cut, 0 elsewhere, its edges smooth.

    A hard cut is blurred, which rounds it, enlarged, and cut again. Three at once cost little more than one.
    """
    from PIL import Image as Images
    from PIL.Image import Resampling

    found: list[Image] = []
    sigma = min(grey.size) * ROUND
    table = _edge(sigma * factor, step)
    extent = (0, 0, size[0] / factor, size[1] / factor)
    for start in range(0, len(cuts), 3):
        hard = [grey.point([255 * (level >= cut) for level in range(256)]) for cut in cuts[start : start + 3]]
        # Colour images have three bands.
        bands = hard if len(hard) != 2 else [*hard, hard[0]]
        soft = gaussian_blur(Images.merge("RGB", bands) if len(bands) == 3 else bands[0], sigma)
        soft = soft.resize(size, Resampling.BICUBIC, box=extent).point(table * len(bands))
        found += soft.split()[: len(hard)]
    return found


@lru_cache(KEPT_POSTERS)
def _edge(sigma: float, step: int) -> list[int]:
    """A blurred edge made sharp again: at its middle it rises by 255 / (σ√(2π)) a pixel."""
    gain = max(1.0, sigma * 2.5066 / POSTER_EDGE)
    return [round(step * min(max(0.5 + (level / 255 - 0.5) * gain, 0), 1)) for level in range(256)]


@lru_cache(KEPT_POSTERS)
def _palette(colors: tuple[Color, ...], step: int) -> bytes:
    """A colour at every *step*, and what lies between two of them at an edge."""
    mapped: list[int] = []
    for level in range(256):
        part, rest = divmod(min(level, step * (len(colors) - 1)), step)
        mapped += colors[part].mix(colors[min(part + 1, len(colors) - 1)], rest / step).rgb
    return bytes(mapped)
