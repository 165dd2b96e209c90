"""A colour over a photo, in the blend modes of CSS.

The formulas are those of W3C, "Compositing and Blending Level 1", sections 10.1 and 10.2; the photo is the backdrop.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import lru_cache
from math import hypot, log
from typing import TYPE_CHECKING

from memegen.scene.color import Color
from memegen.scene.effects import Grain, Vignette, Wash

if TYPE_CHECKING:
    from PIL.Image import Image

KEPT_WASHES = 32


def washed(image: Image, wash: Wash) -> Image:
    """*image* ("RGB") with the colour over it, as opaque as the colour is."""
    if wash.mode == "colour":
        return _coloured(image, wash.color)
    return image.point(_table(wash))


@lru_cache(KEPT_WASHES)
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


@lru_cache(KEPT_WASHES)
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


KEPT_NOISE = 2


@lru_cache(KEPT_NOISE)
def noise(size: tuple[int, int]) -> Image:
    """An "L" image of that size in pixels, every level as likely as another. Shared: must not be changed."""
    from hashlib import shake_128

    from PIL import Image as Images

    # A hash and no random number generator: what it gives is fixed by a standard.
    return Images.frombytes("L", size, shake_128(b"grain").digest(size[0] * size[1]))


KEPT_GRAINS = 2
# The standard deviation of the grain on a middle grey at full strength, in levels.
MOST = 48


def grained(image: Image, grain: Grain) -> Image:
    """*image* ("RGB") with grain, most on the middle greys, none on black and white; its mean stays as it is."""
    from PIL import Image as Images
    from PIL.ImageChops import add

    speckles = Images.composite(_field(image.size, grain), Images.new("L", image.size, 128), _weight(image))
    # The same added to red, green and blue changes neither hue nor saturation.
    return add(image, Images.merge("RGB", (speckles,) * 3), 1, -128)


def _weight(image: Image) -> Image:
    """How much of the grain shows on each pixel: 4t(1 − t) of its light."""
    return image.convert("L").point([round(255 * 4 * t / 255 * (1 - t / 255)) for t in range(256)])


@lru_cache(KEPT_GRAINS)
def _field(size: tuple[int, int], grain: Grain) -> Image:
    """Noise about 128, of a logistic distribution, which is near the normal one. Shared: must not be changed."""
    from PIL.Image import Resampling
    from PIL.ImageStat import Stat

    w, h = (max(1, round(side / grain.size)) for side in size)
    field = noise((w, h)).point([round(128 + 18 * log((level + 0.5) / (255.5 - level))) for level in range(256)])
    if (w, h) != size:
        field = field.resize(size, Resampling.BICUBIC)
    spread = Stat(field).stddev[0] or 1
    return field.point([round(128 + (level - 128) * MOST * grain.strength / spread) for level in range(256)])


# The light is worked out on so many points a side, and smooth between them.
GRID = 48
# Within this part of the way to the corners nothing is darkened.
CLEAR = 0.25
KEPT_VIGNETTES = 4


def vignetted(image: Image, vignette: Vignette) -> Image:
    """*image* ("RGB") multiplied by a light that falls off towards its corners, where 1 less the strength is left."""
    from PIL import Image as Images
    from PIL.ImageChops import multiply

    light = _light(image.size, vignette.strength)
    return multiply(image, Images.merge("RGB", (light, light, light)))


@lru_cache(KEPT_VIGNETTES)
def _light(size: tuple[int, int], strength: float) -> Image:
    """How much of each pixel is left, 0 to 255: an ellipse as wide and high as the picture.

    Up to a level of noise before the cut to whole ones hides the steps between them.
    """
    from PIL import Image as Images
    from PIL import ImageMath
    from PIL.Image import Resampling

    middle = (GRID - 1) / 2
    lights = []
    for y in range(GRID):
        for x in range(GRID):
            reach = hypot(x - middle, y - middle) / hypot(middle, middle)
            lights.append(255 * (1 - strength * (max(reach - CLEAR, 0) / (1 - CLEAR)) ** 2))
    grid = Images.frombytes("F", (GRID, GRID), array("f", lights).tobytes())
    smooth = grid.resize(size, Resampling.BICUBIC)
    dither = noise(size).convert("F")
    dithered: Image = ImageMath.lambda_eval(lambda of: of["light"] + of["dither"] / 255, light=smooth, dither=dither)
    return dithered.convert("L")
