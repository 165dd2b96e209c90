"""Adjustments of light and colour: brightness, contrast, saturation, vignette."""

from __future__ import annotations

from array import array
from functools import lru_cache
from math import hypot
from typing import TYPE_CHECKING

from memegen.images.grain import noise
from memegen.images.tone import smoothstep
from memegen.scene.effects import Adjust, Vignette

if TYPE_CHECKING:
    from PIL.Image import Image

# Lookup tables and vignettes that are kept.
KEPT_CURVES = 32
KEPT_VIGNETTES = 4
# The falloff of a vignette is computed on this many points a side, and interpolated between them.
GRID = 48
# Fraction of the distance from the centre to the corners within which a vignette darkens nothing.
CLEAR = 0.25


def apply_adjust(image: Image, adjust: Adjust) -> Image:
    """Change the brightness, then the contrast, then the saturation of an "RGB" image."""
    if adjust.brightness or adjust.contrast:
        image = image.point(_contrast_curve(adjust.brightness, adjust.contrast) * 3)
    if adjust.saturation:
        from PIL import Image as Images

        # A factor above 1 extrapolates away from the grey.
        image = Images.blend(image.convert("L").convert("RGB"), image, 1 + adjust.saturation)
    return image


def apply_vignette(image: Image, vignette: Vignette) -> Image:
    """Multiply an "RGB" image by a light that falls off to 1 − strength in the corners."""
    from PIL import Image as Images
    from PIL.ImageChops import multiply

    light = _falloff(image.size, vignette.strength)
    return multiply(image, Images.merge("RGB", (light, light, light)))


@lru_cache(KEPT_CURVES)
def _contrast_curve(brightness: float, contrast: float) -> list[int]:
    """Return the lookup table of the 256 levels.

    Brightness is a gamma exponent: 1/2 at its maximum of 1, 2 at its minimum of −1. Contrast above 0 blends with a
    double smoothstep, below 0 with middle grey.
    """

    def contrasted(t: float) -> float:
        if contrast < 0:
            return t + (0.5 - t) * -contrast
        return t + (smoothstep(smoothstep(t)) - t) * contrast

    return [round(255 * contrasted((level / 255) ** (2**-brightness))) for level in range(256)]


@lru_cache(KEPT_VIGNETTES)
def _falloff(size: tuple[int, int], strength: float) -> Image:
    """Return the factor of each pixel, 0 to 255: an ellipse as wide and high as the image.

    Noise of up to one level, added before rounding, hides the steps between levels.
    """
    from PIL import Image as Images
    from PIL import ImageMath
    from PIL.Image import Resampling

    middle = (GRID - 1) / 2
    factors = []
    for y in range(GRID):
        for x in range(GRID):
            radius = hypot(x - middle, y - middle) / hypot(middle, middle)
            factors.append(255 * (1 - strength * (max(radius - CLEAR, 0) / (1 - CLEAR)) ** 2))
    grid = Images.frombytes("F", (GRID, GRID), array("f", factors).tobytes())
    smooth = grid.resize(size, Resampling.BICUBIC)
    dither = noise(size).convert("F")
    dithered: Image = ImageMath.lambda_eval(lambda of: of["light"] + of["dither"] / 255, light=smooth, dither=dither)
    return dithered.convert("L")
