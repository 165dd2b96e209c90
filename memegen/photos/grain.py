"""The grain of film: fine, the same every time, in the light alone and not in the colour."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from memegen.effects import Grain
from memegen.photos.noise import noise

if TYPE_CHECKING:
    from PIL.Image import Image

KEPT = 2
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


@lru_cache(KEPT)
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
