"""Greys as a darkroom would print them, and colours in their place."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from memegen.scene.color import Color
from memegen.scene.effects import Adjust, Tone

if TYPE_CHECKING:
    from PIL.Image import Image

KEPT_CURVES = 32


def adjusted(image: Image, adjust: Adjust) -> Image:
    """*image* ("RGB") brighter or darker, then of more or less contrast, then of more or less colour."""
    if adjust.brightness or adjust.contrast:
        image = image.point(_contrast_curve(adjust.brightness, adjust.contrast) * 3)
    if adjust.saturation:
        from PIL import Image as Images

        # Beyond 1 the blend goes on in the same direction, away from the grey.
        image = Images.blend(image.convert("L").convert("RGB"), image, 1 + adjust.saturation)
    return image


@lru_cache(KEPT_CURVES)
def _contrast_curve(brightness: float, contrast: float) -> list[int]:
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


KEPT_TONES = 32
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
    return grey.point(_tone_curve(min(low, BLACK_AT_MOST), max(high, WHITE_AT_LEAST)))


@lru_cache(KEPT_TONES)
def _tone_curve(low: int, high: int) -> list[int]:
    """What every grey level becomes where *low* turns black and *high* white."""
    stretched = [min(max((level - low) / (high - low), 0), 1) for level in range(256)]
    return [round(255 * (t + (smoothstep(t) - t) * CURVE)) for t in stretched]


def tinted(grey: Image, colors: tuple[Color, ...]) -> Image:
    """An "L" image with black to white replaced by the colours, evenly spaced: "RGB"."""
    paletted = grey.copy()
    paletted.putpalette(_palette(colors))
    return paletted.convert("RGB")


@lru_cache(KEPT_TONES)
def _palette(colors: tuple[Color, ...]) -> bytes:
    parts = max(1, len(colors) - 1)
    mapped: list[int] = []
    for level in range(256):
        part = min(int(level / 255 * parts), parts - 1)
        start, end = colors[part], colors[min(part + 1, len(colors) - 1)]
        mapped += start.mix(end, level / 255 * parts - part).rgb
    return bytes(mapped)


PROFILES = 16
# Bytes of a colour profile; those that printers use have two million.
LARGEST = 8 << 20


def to_srgb(image: Image, profile: bytes | None) -> Image:
    """*image* ("L", "LA", "RGB", "RGBA" or "CMYK") as sRGB, "RGB" or "RGBA".

    A profile that cannot be used is passed over.
    """
    if image.mode in ("LA", "RGBA"):
        bare = image.convert(image.mode.removesuffix("A"))
        toned = to_srgb(bare, profile)
        if toned is bare:
            return image
        toned.putalpha(image.getchannel("A"))
        return toned
    if profile and (transform := _transform(profile, image.mode)):
        from PIL.ImageCms import applyTransform

        return applyTransform(image, transform) or image
    return image if image.mode == "RGB" else image.convert("RGB")


@lru_cache(PROFILES)
def _transform(profile: bytes, mode: str) -> Any:
    """LittleCMS's way from the profile to sRGB; None where there is nothing to do or the profile does not fit."""
    from PIL import ImageCms

    if len(profile) > LARGEST:
        return None
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if mode == "RGB" and ImageCms.getProfileDescription(source).startswith("sRGB"):
            return None
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB", intent, flags)
    except (ImageCms.PyCMSError, OSError):
        return None
