"""Brightness, contrast and saturation, by curves that keep black black and white white."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from memegen.effects import Adjust

if TYPE_CHECKING:
    from PIL.Image import Image

KEPT = 32


def adjusted(image: Image, adjust: Adjust) -> Image:
    """*image* ("RGB") brighter or darker, then of more or less contrast, then of more or less colour."""
    if adjust.brightness or adjust.contrast:
        image = image.point(_curve(adjust.brightness, adjust.contrast) * 3)
    if adjust.saturation:
        from PIL import Image as Images

        # Beyond 1 the blend goes on in the same direction, away from the grey.
        image = Images.blend(image.convert("L").convert("RGB"), image, 1 + adjust.saturation)
    return image


@lru_cache(KEPT)
def _curve(brightness: float, contrast: float) -> list[int]:
    """What every level becomes.

    Brightness is an exponent, 1/2 at its most and 2 at its least. More contrast is a part of a double smoothstep, less
    of it a part of the middle grey.
    """

    def contrasted(t: float) -> float:
        if contrast < 0:
            return t + (0.5 - t) * -contrast
        return t + (smoothstep(smoothstep(t)) - t) * contrast

    return [round(255 * contrasted((level / 255) ** (2**-brightness))) for level in range(256)]


def smoothstep(t: float) -> float:
    """3t² − 2t³: from 0 to 1, level at both ends."""
    return t * t * (3 - 2 * t)
