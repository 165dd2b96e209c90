"""Greys as a darkroom would print them, and colours in their place."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from memegen.color import Color
from memegen.effects import Tone
from memegen.photos.adjust import smoothstep

if TYPE_CHECKING:
    from PIL.Image import Image

KEPT = 32
# The part of the pixels that may turn wholly black, and wholly white.
CLIPPED = 0.005
# The darkest pixels of fog are not black and the lightest of night not white: levels are stretched this far at most.
BLACK_AT_MOST, WHITE_AT_LEAST = 72, 160
# How much of a smoothstep is in the curve that the stretched levels go through.
CURVE = 0.4


def toned(image: Image, tone: Tone, alpha: Image | None = None) -> Image:
    """*image* ("RGB") with its darks to lights mapped to the colours of *tone*, evenly spaced."""
    return tinted(developed(image, alpha), tone.colors)


def developed(image: Image, alpha: Image | None = None) -> Image:
    """The picture in greys ("L") from black to white, with a gentle S-curve; what is transparent does not count."""
    grey = image.convert("L")
    counts = list(accumulate(grey.histogram(alpha)))
    low = next(level for level in range(256) if counts[level] > counts[-1] * CLIPPED or level == 255)
    high = next(level for level in range(256) if counts[level] >= counts[-1] * (1 - CLIPPED))
    return grey.point(_curve(min(low, BLACK_AT_MOST), max(high, WHITE_AT_LEAST)))


@lru_cache(KEPT)
def _curve(low: int, high: int) -> list[int]:
    """What every grey level becomes where *low* turns black and *high* white."""
    stretched = [min(max((level - low) / (high - low), 0), 1) for level in range(256)]
    return [round(255 * (t + (smoothstep(t) - t) * CURVE)) for t in stretched]


def tinted(grey: Image, colors: tuple[Color, ...]) -> Image:
    """An "L" image with black to white replaced by the colours, evenly spaced: "RGB"."""
    paletted = grey.copy()
    paletted.putpalette(_palette(colors))
    return paletted.convert("RGB")


@lru_cache(KEPT)
def _palette(colors: tuple[Color, ...]) -> bytes:
    parts = max(1, len(colors) - 1)
    mapped: list[int] = []
    for level in range(256):
        part = min(int(level / 255 * parts), parts - 1)
        start, end = colors[part], colors[min(part + 1, len(colors) - 1)]
        mapped += start.mixed(end, level / 255 * parts - part).rgb
    return bytes(mapped)
