"""HEIC photos, the format of telephones. In a module of its own because its reader is an optional dependency."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pillow_heif.options
from pillow_heif.as_plugin import HeifImageFile

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

# Only the primary image is used.
pillow_heif.options.THUMBNAILS = False
pillow_heif.options.DEPTH_IMAGES = False
pillow_heif.options.AUX_IMAGES = False
pillow_heif.options.DECODE_THREADS = 1

Heif: type[ImageFile] = HeifImageFile
