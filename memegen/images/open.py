"""Opening picture files: only the formats that are allowed, never larger than is safe, always with a clear message."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.diagnostics import DiagnosticError, fail
from memegen.images.limits import ALLOWED, HEAD, UNREADABLE, Rationed, check_bytes, check_parts, sniffed, unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

# The module and the class that read a format. Nothing else is ever tried on it.
READERS = {
    "JPEG": ("PIL.JpegImagePlugin", "JpegImageFile"),
    "PNG": ("PIL.PngImagePlugin", "PngImageFile"),
    "GIF": ("PIL.GifImagePlugin", "GifImageFile"),
    "TIFF": ("PIL.TiffImagePlugin", "TiffImageFile"),
    "BMP": ("PIL.BmpImagePlugin", "BmpImageFile"),
    "WEBP": ("PIL.WebPImagePlugin", "WebPImageFile"),
    "AVIF": ("PIL.AvifImagePlugin", "AvifImageFile"),
    "HEIF": ("memegen.images.heic", "Heif"),
}
# A decoder is given so many bytes of a file at once. It asks for the interpreter before the next, and may have to wait.
AT_ONCE = 4 << 20
MISSING = "photo-missing"
DAMAGED = "the file is damaged or incomplete: export or download it again"


@contextmanager
def explained(path: Path, mend: str = DAMAGED) -> Iterator[None]:
    """Whatever goes wrong with the file at *path* in here is told as a DiagnosticError; *mend* is the usual hint.

    ``photo-missing``, ``photo-unreadable``, ``photo-too-large``, ``photo-heic``.
    """
    try:
        yield
    except DiagnosticError:
        raise
    except MemoryError:
        hint = "make it smaller, or give memegen more memory"
        raise fail("photo-too-large", f"there is not enough memory for the picture {path}", hint) from None
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
        said = " ".join(str(problem).split()) or type(problem).__name__
        raise fail(UNREADABLE, f"the picture {path} cannot be read: {said}", mend) from problem


@contextmanager
def opened(path: Path) -> Iterator[Image]:
    """The picture file at *path*, its header read; whatever is wrong with it, now or while it is decoded, is told.

    Raises DiagnosticError as :func:`explained` does. Not for SVG drawings, which have no pixels of their own.
    """
    with explained(path):
        module, name = READERS.get(format_of(path), ("", ""))
        if not module:
            raise fail(UNREADABLE, f"the picture {path} cannot be read: it is a drawing", f"export it as {ALLOWED}")
        if module == "memegen.images.heic":
            _check_heic(path)
        with Rationed(path) as file:
            if name == "TiffImageFile":
                check_parts(path, file)
            with getattr(import_module(module), name)(file) as image:
                image.decodermaxblock = AT_ONCE
                yield image


def format_of(path: Path) -> str:
    """The format of the file, a key of :data:`READERS` or "SVG". Raises DiagnosticError, OSError, ValueError."""
    state = path.stat()
    # Opening a pipe or a device could keep us waiting for ever.
    if not stat.S_ISREG(state.st_mode) and not stat.S_ISDIR(state.st_mode):
        hint = f"save it as a file: {ALLOWED}"
        raise fail(UNREADABLE, f"the picture {path} cannot be read: it is a pipe or a device, not a file", hint)
    with path.open("rb") as file:
        head = file.read(HEAD)
    check_bytes(path, state.st_size)
    format = sniffed(head)
    if not format:
        raise unreadable(path, head)
    return format


def _check_heic(path: Path) -> None:
    try:
        import_module("memegen.images.heic")
    except ImportError:
        hint = 'pip install "memegen-cli[heic]", or export it as JPEG'
        raise fail("photo-heic", f"the picture {path} is a HEIC photo, whose reader is not installed", hint) from None
