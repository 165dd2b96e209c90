"""The poster: a photo in a few flat colours with smooth edges, as if each were cut from a stencil."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from memegen.color import Color
from memegen.effects import Posterise
from memegen.photos.blur import softened
from memegen.photos.tone import developed

if TYPE_CHECKING:
    from PIL.Image import Image

# Shapes are cut on a copy whose short side has about so many pixels; finer ones would be torn paper, not stencils.
SIDE = 540
# In parts of the short side: what is smoothed away before the cut, the width of what counts as light about a face, and
# how far the cut edges are rounded.
SMOOTH, ABOUT, ROUND = 1 / 300, 1 / 7, 1 / 240
# How much each place is compared with what is about it: a face half in shadow keeps its features.
LOCAL = 0.45
# How far a cut may move from its part of the area to where few pixels are, and over how many levels those are counted.
SLACK, NEAR = 0.09, 4
# A cut stays so far from black and white, in parts of even steps, however dark or light the photo is.
APART = 0.35
# The width of a cut edge, in pixels.
EDGE = 1.2
KEPT = 32


def posterised(image: Image, poster: Posterise, alpha: Image | None = None) -> Image:
    """*image* ("RGB") in the colours of *poster*, darks first, each on about as much of the area as the others."""
    from PIL import Image as Images
    from PIL.ImageChops import add

    colors = poster.colors
    if len(colors) == 1:
        return Images.new("RGB", image.size, colors[0].rgb)
    factor = max(1, round(min(image.size) / SIDE))
    grey = _smooth(developed(image, alpha).reduce(factor))
    counts = grey.histogram(alpha.reduce(factor) if alpha else None)
    step = 255 // (len(colors) - 1)
    total: Image | None = None
    for stencil in _stencils(grey, _cuts(counts, len(colors)), image.size, factor, step):
        total = add(total, stencil) if total else stencil
    assert total
    total.putpalette(_palette(colors, step))
    return total.convert("RGB")


def _smooth(grey: Image) -> Image:
    """What is to be cut: without its fine detail, and with its light evened out."""
    from PIL import Image as Images

    side = min(grey.size)
    about = softened(grey, side * ABOUT)
    return softened(Images.blend(about, grey, 1 + LOCAL), side * SMOOTH)


def _cuts(counts: Sequence[int], colors: int) -> list[int]:
    """The grey levels between so many colours: near even parts of the area, where an edge runs and no surface lies."""
    sums = list(accumulate(counts, initial=0))
    found = []
    for number in range(1, colors):
        part = number / colors
        least, most = round(255 * part * APART), round(255 * (1 - (1 - part) * APART))

        def share(level: int) -> float:
            return sums[level] / max(1, sums[-1])

        def crowd(level: int) -> tuple[int, float]:
            return sums[min(level + NEAR, 256)] - sums[max(level - NEAR, 0)], abs(share(level) - part)

        near = [level for level in range(least, most + 1) if abs(share(level) - part) <= SLACK]
        found.append(
            min(near, key=crowd) if near else min(range(least, most + 1), key=lambda level: abs(share(level) - part))
        )
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
