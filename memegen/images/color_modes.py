"""Pixel modes and colour profiles: from any mode that Pillow decodes to 8-bit sRGB."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from PIL.Image import Image

# Colour transforms that are kept.
KEPT_TRANSFORMS = 16
# Maximum bytes of a colour profile; those of printing presses have two million.
MAX_PROFILE_BYTES = 8 << 20


def to_resizable(image: Image) -> Image:
    """Return the decoded *image* as "L", "LA", "RGB", "RGBA" or "CMYK".

    An alpha channel that is opaque everywhere is removed.
    """
    if image.mode.startswith(("I", "F")):
        return _to_8_bits(image)
    if image.mode == "LAB":
        from PIL.ImageCms import createProfile, profileToProfile

        return cast("Image", profileToProfile(image, createProfile("LAB"), createProfile("sRGB"), outputMode="RGB"))
    if image.has_transparency_data:
        clear = image if image.mode in ("LA", "RGBA") else image.convert("RGBA")
        opaque = clear.getchannel("A").getextrema() == (255, 255)
        return clear.convert(clear.mode.removesuffix("A")) if opaque else _detached(clear)
    if image.mode in ("L", "RGB", "CMYK"):
        return _detached(image)
    return image.convert("L" if image.mode == "1" else "RGB")


def to_srgb(image: Image, profile: bytes | None) -> Image:
    """Return *image* as sRGB, in the mode "RGB" or "RGBA".

    Args:
        image: "L", "LA", "RGB", "RGBA" or "CMYK".
        profile: The ICC profile of the file. A profile that cannot be used is ignored.
    """
    if image.mode in ("LA", "RGBA"):
        opaque = image.convert(image.mode.removesuffix("A"))
        converted = to_srgb(opaque, profile)
        if converted is opaque:
            return image
        converted.putalpha(image.getchannel("A"))
        return converted
    if profile and (transform := _transform(profile, image.mode)):
        from PIL.ImageCms import applyTransform

        return applyTransform(image, transform) or image
    return image if image.mode == "RGB" else image.convert("RGB")


def _detached(image: Image) -> Image:
    """Return the same pixels, not copied, without the file reader that decoded them and all that it holds."""
    return image._new(image.im)  # noqa: SLF001


def _to_8_bits(image: Image) -> Image:
    """Return a 16-bit or floating-point grey image scaled to 8 bits; Pillow would clip it at 255."""
    floats = image.mode == "F"
    wide = image if floats else image.convert("I")
    _, high = cast("tuple[float, float]", wide.getextrema())
    # Integers are 16 bits wide. No file records the white level of floats: take the least usual one that is reached.
    usual = (1, 255, 65535) if floats else (65535,)
    white = next((value for value in usual if high <= value), high)
    return wide.point(lambda value: value * (255 / white) + (0 if floats else 0.5)).convert("L")


@lru_cache(KEPT_TRANSFORMS)
def _transform(profile: bytes, mode: str) -> Any:
    """Return the transform to sRGB; None where none is needed or the profile does not fit the mode."""
    from PIL import ImageCms

    if len(profile) > MAX_PROFILE_BYTES:
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
