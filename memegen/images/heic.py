"""HEIC photos, the format of telephones. In a module of its own because its reader takes 30 ms to load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import pi_heif
import pi_heif.options
from pi_heif.as_plugin import HeifImageFile

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

# Only the primary image is used.
pi_heif.options.THUMBNAILS = False
pi_heif.options.DEPTH_IMAGES = False
pi_heif.options.AUX_IMAGES = False
pi_heif.options.DECODE_THREADS = 1

Heif: type[ImageFile] = HeifImageFile


def read_info(file: BinaryIO) -> dict[str, Any]:
    """Return what the header of a HEIF or AVIF file says of its primary image."""
    info: dict[str, Any] = pi_heif.open_heif(file).info
    return info
