"""Formats of picture files: their names and suffixes, the choice for a card, and Pillow's writers."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import expected, fail
from memegen.core.numbers import parse_whole
from memegen.scene.items import Group, Picture

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.model.entities import Platform
    from memegen.scene.items import Item
    from memegen.scene.scene import Scene

# Formats, and the suffix of their files.
SUFFIXES = {"png": ".png", "jpeg": ".jpg", "webp": ".webp", "avif": ".avif", "gif": ".gif"}
FORMATS = tuple(SUFFIXES)
# Minimum fraction of the canvas that a picture covers on a photographic card, which is far smaller as a JPEG.
PHOTOGRAPHIC = 0.3


def parse_format(text: str) -> str:
    """Return the format that a word such as ``jpg`` means; "" for ``auto``.

    Raises:
        DiagnosticError: the word is not a format.
    """
    word = {"jpg": "jpeg", "auto": ""}.get(text.lower(), text.lower())
    if word and word not in FORMATS:
        raise fail("format-unknown", f"there is no format {text!r}", expected(text, FORMATS, "formats"))
    return word


def parse_quality(text: str) -> int:
    """Return a quality of 1-100; 0 for an empty text, which means the default.

    Raises:
        DiagnosticError: the text is not a whole number from 1 to 100.
    """
    if not text:
        return 0
    with suppress(ValueError):
        return parse_whole(text, 1, 100)
    raise fail("quality-invalid", f"the quality cannot be {text!r}", "give 1 to 100; 85 looks like the original")


def format_of(path: Path) -> str:
    """Return the format of a file's suffix; "" for a file without a suffix.

    Raises:
        DiagnosticError: the suffix is not that of a format.
    """
    suffix = path.suffix.lower().removeprefix(".")
    word = "jpeg" if suffix == "jpg" else suffix
    if word and word not in FORMATS:
        hint = f"end the name with {', '.join(SUFFIXES.values())}; {expected(suffix, FORMATS, 'formats')}"
        raise fail("format-unknown", f"{path.name} names no format that is known", hint)
    return word


def choose_format(format: str, platform: Platform, scene: Scene) -> str:
    """Return *format*, or the best one that the platform accepts if *format* is empty.

    JPEG is best for photographs, PNG for flat art.
    """
    if format:
        return format
    if platform.transparent:
        return "png"
    photographic = _largest_picture(scene.items) >= PHOTOGRAPHIC * scene.width * scene.height
    preferred = ("jpeg", "png") if photographic else ("png", "jpeg")
    return next((choice for choice in preferred if choice in platform.formats), platform.formats[0])


def _largest_picture(items: tuple[Item, ...]) -> float:
    """Return the area of the largest picture, in px²."""
    areas = [item.box.w * item.box.h for item in items if isinstance(item, Picture)]
    areas += [_largest_picture(item.items) for item in items if isinstance(item, Group)]
    return max(areas, default=0.0)


def pillow_bytes(image: Image, format: str, **options: Any) -> bytes:
    """Return a picture file as Pillow writes it, without the metadata of the image.

    Args:
        image: The pixels.
        format: One of :data:`FORMATS`.
        options: Options of Pillow's writer.
    """
    if image.info:
        # Pillow would write the comments and profiles that are in there.
        image = image.copy()
        image.info = {}
    file = BytesIO()
    # By a file name Pillow loads only the writer for its suffix; by a format it loads all of them.
    file.name = f"picture{SUFFIXES[format]}"
    image.save(file, **options)
    return file.getvalue()
