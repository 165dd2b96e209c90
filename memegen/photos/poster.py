"""The poster: a photo in a few flat colours with smooth edges, as if each were cut from a stencil."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import accumulate
from typing import TYPE_CHECKING

from memegen.color import Color
from memegen.effects import Posterise
from memegen.photos.blur import softened

if TYPE_CHECKING:
    from PIL.Image import Image

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
EDGE = 0.8
KEPT = 32


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
    about = softened(grey, side * ABOUT)
    # Beyond 1 the blend goes on in the same direction, away from what is about.
    even = Images.blend(about, grey, 1 + LOCAL)
    detail = difference(grey, softened(grey, side * BESIDE)).point(
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
        soft = softened(Images.merge("RGB", bands) if len(bands) == 3 else bands[0], sigma)
        soft = soft.resize(size, Resampling.BICUBIC, box=extent).point(table * len(bands))
        found += soft.split()[: len(hard)]
    return found


@lru_cache(KEPT)
def _edge(sigma: float, step: int) -> list[int]:
    """A blurred edge made sharp again: at its middle it rises by 255 / (σ√(2π)) a pixel."""
    gain = max(1.0, sigma * 2.5066 / EDGE)
    return [round(step * min(max(0.5 + (level / 255 - 0.5) * gain, 0), 1)) for level in range(256)]


@lru_cache(KEPT)
def _palette(colors: tuple[Color, ...], step: int) -> bytes:
    """A colour at every *step*, and what lies between two of them at an edge."""
    mapped: list[int] = []
    for level in range(256):
        part, rest = divmod(min(level, step * (len(colors) - 1)), step)
        mapped += colors[part].mixed(colors[min(part + 1, len(colors) - 1)], rest / step).rgb
    return bytes(mapped)
