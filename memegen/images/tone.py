"""Tone curves of greys, as in a darkroom, and colours mapped to them."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from memegen.scene.color import Color
from memegen.scene.effects import Tone

if TYPE_CHECKING:
    from PIL.Image import Image

# Lookup tables and palettes that are kept.
KEPT_TONES = 32
# Fraction of the pixels that may become pure black, and pure white.
CLIPPED = 0.005
# Maximum level that becomes black, and minimum level that becomes white: the shadows of fog stay grey, and so do the
# highlights of a night.
MAX_BLACK, MIN_WHITE = 72, 160
# Weight of a smoothstep in the curve after the stretch, 0 to 1.
CURVE = 0.4


def apply_tone(image: Image, tone: Tone, alpha: Image | None = None) -> Image:
    """Map the shadows to highlights of an "RGB" image to the colours of *tone*, evenly spaced."""
    return gradient_map(auto_levels(image, alpha), tone.colors)


def auto_levels(image: Image, alpha: Image | None = None) -> Image:
    """Return the image in greys ("L"), stretched from black to white, with a gentle S-curve.

    Args:
        image: In mode "RGB".
        alpha: Weights the pixels in the histogram, so that transparent pixels have no effect.
    """
    grey = image.convert("L")
    counts = list(accumulate(grey.histogram(alpha)))
    low = next(level for level in range(256) if counts[level] > counts[-1] * CLIPPED or level == 255)
    high = next(level for level in range(256) if counts[level] >= counts[-1] * (1 - CLIPPED))
    return grey.point(_tone_curve(min(low, MAX_BLACK), max(high, MIN_WHITE)))


def gradient_map(grey: Image, colors: tuple[Color, ...]) -> Image:
    """Return an "L" image as "RGB", with black to white replaced by a gradient of evenly spaced colours."""
    paletted = grey.copy()
    paletted.putpalette(_gradient_palette(colors))
    return paletted.convert("RGB")


def smoothstep(t: float) -> float:
    """Return 3t² − 2t³: from 0 to 1, with a slope of 0 at both ends."""
    return t * t * (3 - 2 * t)


@lru_cache(KEPT_TONES)
def _tone_curve(low: int, high: int) -> list[int]:
    """Return the lookup table of the 256 levels, where *low* becomes black and *high* white."""
    stretched = [min(max((level - low) / (high - low), 0), 1) for level in range(256)]
    return [round(255 * (t + (smoothstep(t) - t) * CURVE)) for t in stretched]


@lru_cache(KEPT_TONES)
def _gradient_palette(colors: tuple[Color, ...]) -> bytes:
    intervals = max(1, len(colors) - 1)
    palette: list[int] = []
    for level in range(256):
        index = min(int(level / 255 * intervals), intervals - 1)
        start, end = colors[index], colors[min(index + 1, len(colors) - 1)]
        palette += start.mix(end, level / 255 * intervals - index).rgb
    return bytes(palette)
