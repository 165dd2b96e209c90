"""HEIC photos, as telephones take them; their reader is an extra."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pillow_heif.options
from pillow_heif.as_plugin import HeifImageFile

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

# Only the picture itself is wanted.
pillow_heif.options.THUMBNAILS = False
pillow_heif.options.DEPTH_IMAGES = False
pillow_heif.options.AUX_IMAGES = False
pillow_heif.options.DECODE_THREADS = 1

Heif: type[ImageFile] = HeifImageFile
