"""The formats that pictures are written in, and the words that ask for them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import expected, fail

if TYPE_CHECKING:
    from PIL.Image import Image

# Each with the suffix of its files.
SUFFIXES = {"png": ".png", "jpeg": ".jpg", "webp": ".webp", "avif": ".avif", "gif": ".gif"}
FORMATS = tuple(SUFFIXES)


def check_format(format: str) -> str:
    """The format meant by a word such as ``jpg``; "" for ``auto``. Raises DiagnosticError."""
    word = {"jpg": "jpeg", "auto": ""}.get(format.lower(), format.lower())
    if word and word not in FORMATS:
        raise fail("format-unknown", f"there is no format {format!r}", expected(format, FORMATS, "formats"))
    return word


def check_quality(text: str) -> int:
    """The quality that was asked for, 1 to 100; 0 for none in particular. Raises DiagnosticError."""
    if not text:
        return 0
    if text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= 100:
        return int(text)
    raise fail("quality-invalid", f"the quality cannot be {text!r}", "give 1 to 100; 85 looks like the original")


def format_of(path: Path) -> str:
    """The format that a file's suffix names, "" for a file without one. Raises DiagnosticError for any other."""
    suffix = path.suffix.lower().removeprefix(".")
    word = "jpeg" if suffix == "jpg" else suffix
    if word and word not in FORMATS:
        hint = f"end the name with {', '.join(SUFFIXES.values())}; {expected(suffix, FORMATS, 'formats')}"
        raise fail("format-unknown", f"{path.name} names no format that is known", hint)
    return word


def saved(image: Image, format: str, **options: Any) -> bytes:
    """The file in *format*, one of :data:`memegen.render.formats.FORMATS`, without what the picture has been told of itself.

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
