"""Opening picture files: only the formats that are allowed, never larger than is safe, always with a clear message."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.errors import DiagnosticError, fail

if TYPE_CHECKING:
    from PIL.Image import Image

MEGAPIXEL = 1_000_000
LIMIT = 200 * MEGAPIXEL
# By how a file begins: the module and the class of Pillow that read it. Nothing else is ever tried on it.
READERS = {
    b"\xff\xd8\xff": ("PIL.JpegImagePlugin", "JpegImageFile"),
    b"\x89PNG\r\n\x1a\n": ("PIL.PngImagePlugin", "PngImageFile"),
    b"GIF8": ("PIL.GifImagePlugin", "GifImageFile"),
    b"II*\0": ("PIL.TiffImagePlugin", "TiffImageFile"),
    b"MM\0*": ("PIL.TiffImagePlugin", "TiffImageFile"),
    b"BM": ("PIL.BmpImagePlugin", "BmpImageFile"),
}
WEBP = ("PIL.WebPImagePlugin", "WebPImageFile")
AVIF = ("PIL.AvifImagePlugin", "AvifImageFile")
# Formats that people try, and that are not read.
OTHERS = {
    b"%PDF": "a PDF",
    b"%!PS": "PostScript",
    b"8BPS": "a Photoshop file",
    b"<svg": "an SVG drawing",
    b"<?xml": "an SVG drawing or another XML file",
    b"<!DOC": "a web page",
    b"<html": "a web page",
}
ALLOWED = "JPEG, PNG, WebP, AVIF, GIF, TIFF or BMP"
UNREADABLE, MISSING = "photo-unreadable", "photo-missing"


@contextmanager
def opened(path: Path) -> Iterator[Image]:
    """The picture file at *path*, its header read; whatever is wrong with it, now or while it is decoded, is told.

    Raises DiagnosticError: ``photo-missing``, ``photo-unreadable``, ``photo-too-large``.
    """
    try:
        module, name = _reader(path)
        with getattr(import_module(module), name)(str(path)) as image:
            _check_size(path, image.width, image.height)
            yield image
    except (DiagnosticError, MemoryError):
        raise
    except FileNotFoundError:
        hint = "check the path; it is taken from the folder of the file that names it"
        raise fail(MISSING, f"there is no picture {path}", hint) from None
    except IsADirectoryError:
        raise fail(MISSING, f"{path} is a folder, not a picture", "name a file in it") from None
    except PermissionError:
        hint = "ask its owner, or copy it to where you may read it"
        raise fail(UNREADABLE, f"you may not read the picture {path}", hint) from None
    # A broken file can raise nearly anything out of a decoder.
    except Exception as problem:
        hint = "the file is damaged or incomplete: export or download it again"
        raise fail(UNREADABLE, f"the picture {path} cannot be read: {problem}", hint) from problem


def _reader(path: Path) -> tuple[str, str]:
    """Where Pillow's reader of the file is, by the first bytes of the file; what its name says does not count."""
    mode = path.stat().st_mode
    # Opening a pipe or a device could keep us waiting for ever.
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        hint = f"save it as a file: {ALLOWED}"
        raise fail(UNREADABLE, f"the picture {path} cannot be read: it is a pipe or a device, not a file", hint)
    with path.open("rb") as file:
        head = file.read(32)
    for magic, reader in READERS.items():
        if head.startswith(magic):
            return reader
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        if head[8:12] in (b"avif", b"avis"):
            return AVIF
        what = "a HEIC photo" if head[8:11] in (b"hei", b"hev", b"mif", b"msf") else "a film"
    else:
        what = next((noun for magic, noun in OTHERS.items() if head.lstrip().startswith(magic)), "no picture")
    what = what if head else "empty"
    raise fail(UNREADABLE, f"the picture {path} cannot be read: it is {what}", f"export it as {ALLOWED}")


def _check_size(path: Path, width: int, height: int) -> None:
    if width * height > LIMIT:
        size = f"{width} × {height} pixels"
        hint = f"make it smaller than {LIMIT // MEGAPIXEL} megapixels; {2 * 1080} pixels a side are plenty"
        raise fail("photo-too-large", f"the picture {path} has {size}", hint)
