"""Darkness towards the corners, without a band."""

from __future__ import annotations

from array import array
from functools import lru_cache
from math import hypot
from typing import TYPE_CHECKING

from memegen.effects import Vignette
from memegen.photos.noise import noise

if TYPE_CHECKING:
    from PIL.Image import Image

# The light is worked out on so many points a side, and smooth between them.
GRID = 48
# Within this part of the way to the corners nothing is darkened.
CLEAR = 0.25
KEPT = 4


def vignetted(image: Image, vignette: Vignette) -> Image:
    """*image* ("RGB") multiplied by a light that falls off towards its corners, where 1 less the strength is left."""
    from PIL import Image as Images
    from PIL.ImageChops import multiply

    light = _light(image.size, vignette.strength)
    return multiply(image, Images.merge("RGB", (light, light, light)))


@lru_cache(KEPT)
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
