"""A picture file by Pillow's writers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from memegen.formats import SUFFIXES

if TYPE_CHECKING:
    from PIL.Image import Image


def saved(image: Image, format: str, **options: Any) -> bytes:
    """The file in *format*, one of :data:`memegen.formats.FORMATS`, without what the picture has been told of itself.

    *options* are those of Pillow's writer.
    """
    if image.info:
        # Pillow would write comments and profiles that it finds there.
        image = image.copy()
        image.info = {}
    file = BytesIO()
    # By a name's ending Pillow loads the one writer that is needed; by a format it loads them all.
    file.name = f"picture{SUFFIXES[format]}"
    image.save(file, **options)
    return file.getvalue()
