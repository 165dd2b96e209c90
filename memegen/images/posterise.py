"""The poster effect: a photo in a few flat colours, as if cut from stencils."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import accumulate
from typing import TYPE_CHECKING

from memegen.images.blur import gaussian_blur
from memegen.scene.color import Color
from memegen.scene.effects import Posterise

if TYPE_CHECKING:
    from PIL.Image import Image

# Approximate short side of the working copy, in pixels; finer shapes look torn, not cut.
WORKING_SIDE = 360
# Standard deviations of blurs as fractions of the short side: for local contrast, for detecting detail, for rounding
# edges.
CONTRAST_BLUR, DETAIL_BLUR, EDGE_BLUR = 1 / 7, 1 / 60, 1 / 220
# Gain of local contrast, which keeps the features of a face that is half in shadow. The greys are first compressed to
# COMPRESSED of their range, which leaves headroom at both ends.
LOCAL_CONTRAST, COMPRESSED = 0.5, 0.6
# Pixels at least DETAIL_LEVELS from their surroundings count DETAIL_WEIGHT times extra in the histogram, so that a sky
# does not use up a colour.
DETAIL_LEVELS, DETAIL_WEIGHT = 4, 6
# A threshold may deviate by this fraction of one colour's share, to where few pixels are within ±DENSITY_LEVELS.
SLACK, DENSITY_LEVELS = 0.3, 4
# Threshold n of N stays between APART · n/N and 1 − APART · (1 − n/N) of the range, however dark or light the photo is.
APART = 0.35
# Width of a cut edge, in pixels.
CUT_EDGE = 0.8
# Lookup tables and palettes that are kept.
KEPT_TABLES = 32


def apply_posterise(image: Image, poster: Posterise, alpha: Image | None = None) -> Image:
    """Return an "RGB" image in the colours of *poster*, shadows first.

    Each colour gets a similar share of the detail.
    """
    from PIL import Image as Images
    from PIL.ImageChops import add

    colors = poster.colors
    if len(colors) == 1:
        return Images.new("RGB", image.size, colors[0].rgb)
    factor = max(1, round(min(image.size) / WORKING_SIDE))
    grey, counts = _equalised(image.convert("L").reduce(factor), alpha.reduce(factor) if alpha else None)
    step = 255 // (len(colors) - 1)
    total = reduce(add, _stencils(grey, _thresholds(counts, len(colors)), image.size, factor, step))
    total.putpalette(_step_palette(colors, step))
    return total.convert("RGB")


def _equalised(grey: Image, alpha: Image | None) -> tuple[Image, list[int]]:
    """Return the image with its local contrast raised, and its histogram weighted by detail."""
    from PIL import Image as Images
    from PIL.ImageChops import difference, multiply

    grey = grey.point([round(127.5 + (level - 127.5) * COMPRESSED) for level in range(256)])
    side = min(grey.size)
    surroundings = gaussian_blur(grey, side * CONTRAST_BLUR)
    # A factor above 1 extrapolates away from the surroundings.
    even = Images.blend(surroundings, grey, 1 + LOCAL_CONTRAST)
    is_detail = [255 * (level >= DETAIL_LEVELS) for level in range(256)]
    detail = difference(grey, gaussian_blur(grey, side * DETAIL_BLUR)).point(is_detail)
    detail = multiply(detail, alpha) if alpha else detail
    counts = zip(even.histogram(alpha), even.histogram(detail), strict=True)
    return even, [count + DETAIL_WEIGHT * detailed for count, detailed in counts]


def _thresholds(counts: Sequence[int], colors: int) -> list[int]:
    """Return the grey levels between the colours, at near equal shares of *counts*.

    A level where few pixels are is preferred: an edge rather than a surface.
    """
    sums = list(accumulate(counts, initial=0))
    thresholds = []
    for number in range(1, colors):
        share = number / colors
        ends = share * APART, 1 - (1 - share) * APART
        low, high = (round(127.5 + (255 * end - 127.5) * COMPRESSED) for end in ends)
        # By level: the deviation from the share, and the number of pixels that an edge at this level would cut through.
        deviation = {level: abs(sums[level] / max(1, sums[-1]) - share) for level in range(low, high + 1)}
        density = {
            level: sums[min(level + DENSITY_LEVELS, 256)] - sums[max(level - DENSITY_LEVELS, 0)] for level in deviation
        }
        near = [level for level in deviation if deviation[level] <= SLACK / colors]
        near = near or [min(deviation, key=deviation.__getitem__)]
        thresholds.append(min(near, key=lambda level: (density[level], deviation[level])))
    return thresholds


def _stencils(grey: Image, thresholds: list[int], size: tuple[int, int], factor: int, step: int) -> list[Image]:
    """Return an "L" image of *size* for each threshold: *step* where the grey reaches it, else 0.

    Edges are smooth. A hard cut is blurred, which rounds it, enlarged by *factor*, and cut again. Three at once, as the
    bands of a colour image, cost little more than one.
    """
    from PIL import Image as Images
    from PIL.Image import Resampling

    stencils: list[Image] = []
    sigma = min(grey.size) * EDGE_BLUR
    table = _edge_table(sigma * factor, step)
    extent = (0, 0, size[0] / factor, size[1] / factor)
    for start in range(0, len(thresholds), 3):
        hard = [
            grey.point([255 * (level >= threshold) for level in range(256)])
            for threshold in thresholds[start : start + 3]
        ]
        # A colour image has three bands.
        bands = hard if len(hard) != 2 else [*hard, hard[0]]
        soft = gaussian_blur(Images.merge("RGB", bands) if len(bands) == 3 else bands[0], sigma)
        soft = soft.resize(size, Resampling.BICUBIC, box=extent).point(table * len(bands))
        stencils += soft.split()[: len(hard)]
    return stencils


@lru_cache(KEPT_TABLES)
def _edge_table(sigma: float, step: int) -> list[int]:
    """Return the lookup table that sharpens a blurred edge.

    At its middle, an edge blurred by σ rises by 255 / (σ√(2π)) a pixel.
    """
    gain = max(1.0, sigma * 2.5066 / CUT_EDGE)
    return [round(step * min(max(0.5 + (level / 255 - 0.5) * gain, 0), 1)) for level in range(256)]


@lru_cache(KEPT_TABLES)
def _step_palette(colors: tuple[Color, ...], step: int) -> bytes:
    """Return a palette with a colour at every *step*, and mixtures between them for the edges."""
    palette: list[int] = []
    for level in range(256):
        index, rest = divmod(min(level, step * (len(colors) - 1)), step)
        palette += colors[index].mix(colors[min(index + 1, len(colors) - 1)], rest / step).rgb
    return bytes(palette)
