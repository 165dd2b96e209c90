"""A colour over a photo, in the blend modes of CSS.

The formulas are those of W3C, "Compositing and Blending Level 1", sections 10.1 and 10.2; the photo is the backdrop.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from memegen.color import Color
from memegen.effects import Wash

if TYPE_CHECKING:
    from PIL.Image import Image

KEPT = 32


def washed(image: Image, wash: Wash) -> Image:
    """*image* ("RGB") with the colour over it, as opaque as the colour is."""
    if wash.mode == "colour":
        return _coloured(image, wash.color)
    return image.point(_table(wash))


@lru_cache(KEPT)
def _table(wash: Wash) -> list[int]:
    """What every level of red, green and blue becomes, one after another."""
    blend, opacity = SEPARABLE[wash.mode], wash.color.a
    levels = [level / 255 for level in range(256)]
    return [
        round(255 * (level + (blend(level, ink / 255) - level) * opacity)) for ink in wash.color.rgb for level in levels
    ]


def _overlay(photo: float, ink: float) -> float:
    return 2 * photo * ink if photo <= 0.5 else 1 - 2 * (1 - photo) * (1 - ink)


def _soft_light(photo: float, ink: float) -> float:
    if ink <= 0.5:
        return photo - (1 - 2 * ink) * photo * (1 - photo)
    lit = ((16 * photo - 12) * photo + 4) * photo if photo <= 0.25 else photo**0.5
    return photo + (2 * ink - 1) * (lit - photo)


SEPARABLE: dict[str, Callable[[float, float], float]] = {
    "normal": lambda photo, ink: ink,
    "multiply": lambda photo, ink: photo * ink,
    "screen": lambda photo, ink: photo + ink - photo * ink,
    "overlay": _overlay,
    "soft-light": _soft_light,
}


def _coloured(image: Image, color: Color) -> Image:
    """The hue and saturation of the colour with the luminosity of the photo."""
    from PIL import Image as Images

    paletted = image.convert("L")
    paletted.putpalette(_palette(color))
    return Images.blend(image, paletted.convert("RGB"), color.a)


@lru_cache(KEPT)
def _palette(color: Color) -> bytes:
    """The colour at each luminosity from 0 to 255."""
    return bytes(round(channel) for level in range(256) for channel in _with_luminosity(color, level))


def _with_luminosity(color: Color, level: float) -> tuple[float, float, float]:
    """SetLum and ClipColor of the specification, on a scale of 255."""
    shift = level - luminosity(*color.rgb)
    channels = [channel + shift for channel in color.rgb]
    low, high = min(channels), max(channels)
    if low < 0:
        channels = [level + (channel - level) * level / (level - low) for channel in channels]
    if high > 255:
        channels = [level + (channel - level) * (255 - level) / (high - level) for channel in channels]
    red, green, blue = (min(max(channel, 0), 255) for channel in channels)
    return red, green, blue


def luminosity(red: float, green: float, blue: float) -> float:
    """Lum of the specification."""
    return 0.3 * red + 0.59 * green + 0.11 * blue
