"""Open photo files: allowed formats only, within the limits, with every error as a diagnostic.

A file is opened once for its facts and once to be decoded; its format is detected on the same open file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from memegen.core.diagnostics import DiagnosticError, fail
from memegen.images.limits import ReadLimitedFile, check_bytes, check_parts
from memegen.images.sniff import ALLOWED, HEAD, UNREADABLE, sniff_format, unsupported

if TYPE_CHECKING:
    from PIL.Image import Image

# The module and the class that read a format. No other reader is ever tried on the file.
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
# Bytes that a decoder takes at a time. It acquires the interpreter lock for each block, and may have to wait for it.
DECODER_BLOCK = 4 << 20
MISSING = "photo-not-found"
DAMAGED = "the file is damaged or incomplete: export or download it again"


class PhotoFile(NamedTuple):
    """An open photo file; ``format`` is a key of :data:`READERS` or "SVG", ``size`` is in bytes."""

    path: Path
    format: str
    size: int
    file: ReadLimitedFile

    @contextmanager
    def image(self) -> Iterator[Image]:
        """Read the header (context manager); the pixels are not decoded yet.

        Raises:
            DiagnosticError: ``photo-unreadable`` for an SVG, which has no pixels; ``heic-not-installed``.
        """
        if self.format == "SVG":
            hint = f"export it as {ALLOWED}"
            raise fail(UNREADABLE, f"the photo {self.path} cannot be read: it is an SVG drawing, not a photo", hint)
        if self.format == "HEIF":
            _check_heic(self.path)
        elif self.format == "TIFF":
            check_parts(self.path, self.file)
        module, name = READERS[self.format]
        with getattr(import_module(module), name)(self.file) as image:
            image.decodermaxblock = DECODER_BLOCK
            yield image


@contextmanager
def open_photo(path: Path, content: bytes | None = None) -> Iterator[PhotoFile]:
    """Open the photo at *path* and detect its format (context manager).

    Args:
        path: The photo.
        content: The bytes of the file, if they have been read before; the file itself is then not opened.

    Raises:
        DiagnosticError: As :func:`photo_errors` does, also for errors in the block.
    """
    with photo_errors(path):
        if content is None:
            _check_regular(path)
        with ReadLimitedFile(path.open("rb", buffering=0) if content is None else BytesIO(content)) as file:
            size = os.fstat(file.fileno()).st_size if content is None else len(content)
            head = file.read(HEAD)
            check_bytes(path, size)
            format = sniff_format(head)
            if not format:
                raise unsupported(path, head)
            file.seek(0)
            yield PhotoFile(path, format, size, file)


@contextmanager
def photo_errors(path: Path, hint: str = DAMAGED) -> Iterator[None]:
    """Convert any error about the file at *path* to a DiagnosticError (context manager).

    Args:
        path: The file, for the message.
        hint: The hint for a file that cannot be decoded.

    Raises:
        DiagnosticError: ``photo-not-found``, ``photo-unreadable``, ``photo-too-large`` or ``heic-not-installed``.
    """
    try:
        yield
    except DiagnosticError:
        raise
    except MemoryError:
        hint = "export the photo smaller, or free memory"
        raise fail("photo-too-large", f"not enough memory for the photo {path}", hint) from None
    except FileNotFoundError:
        hint = "check the path; it is relative to the file that names the photo"
        raise fail(MISSING, f"photo not found: {path}", hint) from None
    except IsADirectoryError:
        raise fail(MISSING, f"{path} is a folder, not a photo", "name a file in it") from None
    except PermissionError:
        hint = "change the permissions of the file, or copy it"
        raise fail(UNREADABLE, f"no permission to read the photo {path}", hint) from None
    # A decoder can raise almost any exception on a damaged file.
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise fail(UNREADABLE, f"the photo {path} cannot be read: {reason}", hint) from error


def _check_regular(path: Path) -> None:
    """Raise DiagnosticError for a pipe or a device, which might block for ever when it is opened."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        hint = f"save it as a file: {ALLOWED}"
        raise fail(UNREADABLE, f"the photo {path} cannot be read: it is a pipe or a device, not a file", hint)


def _check_heic(path: Path) -> None:
    try:
        import_module("memegen.images.heic")
    except ImportError:
        hint = "install it (pip install pi-heif), or export the photo as JPEG"
        message = f"the package that reads HEIC photos is not installed (for {path})"
        raise fail("heic-not-installed", message, hint) from None
