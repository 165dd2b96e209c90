"""A colour over a photo, in the blend modes of CSS.

The formulas are those of W3C, "Compositing and Blending Level 1", sections 10.1 and 10.2; the photo is the backdrop,
the colour the source.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from memegen.scene.color import Color
from memegen.scene.effects import Wash

if TYPE_CHECKING:
    from PIL.Image import Image

# Lookup tables and palettes that are kept.
KEPT_TABLES = 32


def apply_wash(image: Image, wash: Wash) -> Image:
    """Blend the colour over an "RGB" image, with the opacity of the colour."""
    if wash.mode == "colour":
        return _blend_color(image, wash.color)
    return image.point(_blend_table(wash))


def luminosity(red: float, green: float, blue: float) -> float:
    """Return Lum of the specification."""
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _overlay(backdrop: float, source: float) -> float:
    return 2 * backdrop * source if backdrop <= 0.5 else 1 - 2 * (1 - backdrop) * (1 - source)


def _soft_light(backdrop: float, source: float) -> float:
    if source <= 0.5:
        return backdrop - (1 - 2 * source) * backdrop * (1 - backdrop)
    lit = ((16 * backdrop - 12) * backdrop + 4) * backdrop if backdrop <= 0.25 else backdrop**0.5
    return backdrop + (2 * source - 1) * (lit - backdrop)


# Separable blend modes (section 10.1): functions of backdrop and source, 0 to 1, for each channel.
SEPARABLE: dict[str, Callable[[float, float], float]] = {
    "normal": lambda backdrop, source: source,
    "multiply": lambda backdrop, source: backdrop * source,
    "screen": lambda backdrop, source: backdrop + source - backdrop * source,
    "overlay": _overlay,
    "soft-light": _soft_light,
}


@lru_cache(KEPT_TABLES)
def _blend_table(wash: Wash) -> list[int]:
    """Return the lookup tables of red, green and blue, one after another."""
    blend, opacity = SEPARABLE[wash.mode], wash.color.a
    levels = [level / 255 for level in range(256)]
    return [
        round(255 * (level + (blend(level, source / 255) - level) * opacity))
        for source in wash.color.rgb
        for level in levels
    ]


def _blend_color(image: Image, color: Color) -> Image:
    """Combine hue and saturation of the colour with the luminosity of the photo (``color``, 10.2)."""
    from PIL import Image as Images

    paletted = image.convert("L")
    paletted.putpalette(_luminosity_palette(color))
    return Images.blend(image, paletted.convert("RGB"), color.a)


@lru_cache(KEPT_TABLES)
def _luminosity_palette(color: Color) -> bytes:
    """Return the colour at each luminosity from 0 to 255."""
    return bytes(round(channel) for level in range(256) for channel in _with_luminosity(color, level))


def _with_luminosity(color: Color, level: float) -> tuple[float, float, float]:
    """Return SetLum and ClipColor of the specification, on a scale of 255."""
    shift = level - luminosity(*color.rgb)
    channels = [channel + shift for channel in color.rgb]
    low, high = min(channels), max(channels)
    if low < 0:
        channels = [level + (channel - level) * level / (level - low) for channel in channels]
    if high > 255:
        channels = [level + (channel - level) * (255 - level) / (high - level) for channel in channels]
    red, green, blue = (min(max(channel, 0), 255) for channel in channels)
    return red, green, blue
