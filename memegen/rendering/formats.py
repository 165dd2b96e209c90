"""Formats of files, of pictures and of documents: their names, their suffixes, and Pillow's writers."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import expected, fail
from memegen.core.numbers import parse_whole

if TYPE_CHECKING:
    from PIL.Image import Image


# Formats, and the suffix of their files.
SUFFIXES = {"png": ".png", "jpeg": ".jpg", "webp": ".webp", "avif": ".avif", "gif": ".gif", "pdf": ".pdf"}
FORMATS = tuple(SUFFIXES)
# Formats of one picture; the others are documents.
PICTURE_FORMATS = FORMATS[:-1]


def parse_format(text: str) -> str:
    """Return the format that a word such as ``jpg`` means; "" for ``auto``.

    Raises:
        DiagnosticError: the word is not a format.
    """
    word = {"jpg": "jpeg", "auto": ""}.get(text.lower(), text.lower())
    if word and word not in FORMATS:
        raise fail("format-unknown", f"unknown format {text!r}", expected(text, FORMATS, "formats"))
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
    raise fail("quality-invalid", f"the quality is {text!r}, not a number from 1 to 100", "write e.g. --quality 85")


def format_of(path: Path) -> str:
    """Return the format of a file's suffix; "" for a file without a suffix.

    Raises:
        DiagnosticError: the suffix is not that of a format.
    """
    suffix = path.suffix.lower().removeprefix(".")
    word = "jpeg" if suffix == "jpg" else suffix
    if word and word not in FORMATS:
        hint = f"end the name with {', '.join(SUFFIXES.values())}"
        raise fail("format-unknown", f"{path.name} has no ending of a format", hint)
    return word


def pillow_bytes(image: Image, format: str, **options: Any) -> bytes:
    """Return a picture file as Pillow writes it, without the metadata of the image.

    Args:
        image: The pixels.
        format: One of :data:`PICTURE_FORMATS`.
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
