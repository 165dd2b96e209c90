"""Film grain, and the noise that it is made of."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from memegen.scene.effects import Grain

if TYPE_CHECKING:
    from PIL.Image import Image

# Images of noise and of grain that are kept.
KEPT_NOISE = 2
KEPT_GRAINS = 2
# Standard deviation of the grain on a middle grey at full strength, in levels.
MAX_DEVIATION = 48


def apply_grain(image: Image, grain: Grain) -> Image:
    """Add grain to an "RGB" image; its mean does not change.

    The grain is strongest on middle greys; black and white have none.
    """
    from PIL import Image as Images
    from PIL.ImageChops import add

    speckles = Images.composite(_grain_field(image.size, grain), Images.new("L", image.size, 128), _weight(image))
    # The same value added to red, green and blue changes neither hue nor saturation.
    return add(image, Images.merge("RGB", (speckles,) * 3), 1, -128)


@lru_cache(KEPT_NOISE)
def noise(size: tuple[int, int], seed: str = "grain") -> Image:
    """Return uniform noise, an "L" image of *size* pixels. It is shared and must not be changed."""
    from hashlib import shake_128

    from PIL import Image as Images

    # A hash instead of a random number generator: its output is fixed by a standard (FIPS 202).
    return Images.frombytes("L", size, shake_128(seed.encode()).digest(size[0] * size[1]))


def _weight(image: Image) -> Image:
    """Return the visibility of the grain on each pixel: 4t(1 − t), where t is the lightness, 0 to 1."""
    return image.convert("L").point([round(255 * 4 * t / 255 * (1 - t / 255)) for t in range(256)])


@lru_cache(KEPT_GRAINS)
def _grain_field(size: tuple[int, int], grain: Grain) -> Image:
    """Return noise around 128 with a logistic distribution, which is close to the normal one.

    The image is shared and must not be changed.
    """
    from PIL.Image import Resampling
    from PIL.ImageStat import Stat

    w, h = (max(1, round(side / grain.size)) for side in size)
    # 18 · ln(u / (1 − u)) is the quantile function of the logistic distribution, of a scale that 8 bits can hold.
    field = noise((w, h)).point([round(128 + 18 * log((level + 0.5) / (255.5 - level))) for level in range(256)])
    if (w, h) != size:
        field = field.resize(size, Resampling.BICUBIC)
    deviation = Stat(field).stddev[0] or 1
    levels = [round(128 + (level - 128) * MAX_DEVIATION * grain.strength / deviation) for level in range(256)]
    return field.point(levels)
