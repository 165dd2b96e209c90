"""Bringing a plate to sRGB."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

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
