"""How large a picture may be, told from its header: decoding must not take more memory or time than it is worth."""

from __future__ import annotations

import struct
from io import BufferedReader, FileIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from PIL.Image import Image

MEGAPIXEL, MEGABYTE = 1_000_000, 1_000_000
MOST_PIXELS, MOST_BYTES = 200 * MEGAPIXEL, 100 * MEGABYTE
# What decoding one file may take, in bytes; a process at work holds its caches beside it.
BUDGET = 288 << 20
# Bytes a pixel from Pillow's mode to one that can be resized, all copies together that are alive at once.
WORK = {"1": 2, "L": 2, "RGB": 4, "CMYK": 4, "P": 5, "LA": 8, "RGBA": 9}
OTHER_WORK = 11
TURNING = 4
# Bytes a pixel that decoders need beside their result.
DECODERS = {"WEBP": 13, "AVIF": 8, "HEIF": 8, "TIFF": 4}
# Formats whose decoders hold the whole file, and a copy of it.
WHOLE = ("WEBP", "AVIF", "HEIF")
# A progressive JPEG has about ten scans, and each goes over the whole picture once more.
MOST_SCANS = 200
SCAN = b"\xff\xda"
# Where the parts of a TIFF lie. A list of them as long as a file can be fills the memory.
OFFSETS = (273, 279, 324, 325)
MOST_PARTS = 100_000
SCALES = (1, 2, 4, 8)


def check_pixels(path: Path, width: int, height: int) -> None:
    """Raise DiagnosticError (photo-too-large) for more pixels than any format may have."""
    if width * height > MOST_PIXELS:
        raise _too_large(path, width, height, f"{MOST_PIXELS // MEGAPIXEL} megapixels are the most that is read")


def check_bytes(path: Path | str, size: int) -> None:
    """Raise DiagnosticError (photo-too-large) for a file that is too long to be a picture for a post."""
    if size > MOST_BYTES:
        message = (
            f"the picture {path} has {size / MEGABYTE:,.0f} MB; {MOST_BYTES // MEGABYTE} are the most that is read"
        )
        raise fail("photo-too-large", message, f"export it smaller: {2 * 1080} pixels a side are plenty")


def fitting_scale(path: Path, image: Image, *, turned: bool, size: int) -> int:
    """The least part (1, 1/2, 1/4, 1/8: as 1, 2, 4, 8) at which the opened *image* of *size* bytes can be decoded.

    Only a JPEG can be decoded in part. Raises DiagnosticError (photo-too-large) where it cannot be decoded at all.
    """
    width, height = image.size
    check_pixels(path, width, height)
    jpeg = image.format in ("JPEG", "MPO")
    fixed = size * 2 if image.format in WHOLE else 0
    fixed += round(width * height * _coefficients(image)) if jpeg else 0
    work = 10 if image.mode in ("P", "RGB") and "transparency" in image.info else WORK.get(image.mode, OTHER_WORK)
    each = work + (TURNING if turned else 0) + DECODERS.get(image.format or "", 0)
    for scale in SCALES if jpeg else (1,):
        if fixed + each * width * height / scale**2 <= BUDGET:
            return scale
    most = int((BUDGET - min(fixed, BUDGET / 2)) / each / MEGAPIXEL)
    kind = "progressive JPEG" if jpeg else f"{image.format} of this kind"
    hint = "save it as a plain (“baseline”) JPEG, or smaller" if jpeg else f"at most {most} megapixels of it are read"
    raise _too_large(path, width, height, f"which is too much for a {kind}", hint)


def check_parts(path: Path, file: BinaryIO) -> None:
    """Raise DiagnosticError (photo-unreadable) for a TIFF that says it lies in more pieces than a picture ever does."""
    order = "<" if file.read(4)[:1] == b"I" else ">"
    file.seek(_unpacked(file, f"{order}I"))
    for _ in range(_unpacked(file, f"{order}H")):
        tag, count = _unpacked(file, f"{order}H"), _unpacked(file, f"{order}xxI")
        if tag in OFFSETS and count > MOST_PARTS:
            message = f"the picture {path} cannot be read: it is said to lie in {count:,} pieces"
            raise fail("photo-unreadable", message, "export it again")
        file.seek(4, 1)
    file.seek(0)


def _unpacked(file: BinaryIO, form: str) -> int:
    (value,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return int(value)


def _coefficients(image: Image) -> float:
    """The bytes a pixel that libjpeg must hold of a JPEG that comes in several scans; 0 for any other."""
    file: BinaryIO | None = getattr(image, "fp", None)
    layers: list[tuple[int, int, int, int]] = getattr(image, "layer", [])
    if file is None or not layers:
        return 0
    end = file.tell()
    whole = struct.pack(">HB", 6 + 2 * len(layers), len(layers))
    file.seek(max(0, end - 6 - 2 * len(layers)))
    if file.read(3) == whole and "progressive" not in image.info:
        return 0
    file.seek(0)
    if file.read().count(SCAN) > MOST_SCANS:
        raise ValueError(f"it has more than {MOST_SCANS} scans")
    widest, highest = max(layer[1] for layer in layers), max(layer[2] for layer in layers)
    return sum(2 * layer[1] * layer[2] / max(1, widest * highest) for layer in layers)


def _too_large(path: Path, width: int, height: int, why: str, hint: str = "") -> DiagnosticError:
    message = f"the picture {path} has {width} × {height} pixels; {why}"
    return fail("photo-too-large", message, hint or f"make it smaller; {2 * 1080} pixels a side are plenty")


# A picture of 100 MB in the smallest pieces that are usual takes fewer. A file of nothing but empty pieces, each read
# by itself, would keep a reader busy for minutes.
MOST_READS = 250_000


class Rationed(BufferedReader):
    """The file at *path*; raises ValueError when it has been read :data:`MOST_READS` times."""

    def __init__(self, path: Path) -> None:
        super().__init__(FileIO(path))
        self._left = MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise ValueError("it is cut into too many pieces")
        return super().read(size)


# Enough to find the root of an SVG behind its comments.
HEAD = 4096
MAGIC = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
}
AVIF = (b"avif", b"avis")
HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
SVG = lazy_pattern(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]")
# Formats that people try, and that are not read.
OTHERS = {
    b"%PDF": "a PDF",
    b"%!PS": "PostScript",
    b"8BPS": "a Photoshop file",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file that is no SVG drawing",
    b"\x1f\x8b": "compressed by gzip",
    b"II+\0": "a BigTIFF",
    b"MM\0+": "a BigTIFF",
}
ALLOWED = "JPEG, PNG, WebP, AVIF, GIF, TIFF, BMP or SVG"
UNREADABLE = "photo-unreadable"


def sniffed(head: bytes) -> str:
    """The format of a file that begins so; "" for one that is not read."""
    for magic, format in MAGIC.items():
        if head.startswith(magic):
            return format
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        brands = _brands(head)
        # Both are kept in one kind of container; what it holds is among the brands that follow the first.
        return "AVIF" if any(brand in AVIF for brand in brands) else "HEIF" if brands[0] in HEIF else ""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    page = text[:20].lower().startswith((b"<html", b"<!doctype html"))
    return "SVG" if text.startswith(b"<") and not page and SVG.search(text) else ""


def unreadable(path: object, head: bytes) -> DiagnosticError:
    """The error for a file that begins so and is none of the formats that are read."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    known = (noun for magic, noun in OTHERS.items() if text.startswith(magic.lower()))
    what = "empty" if not head else "a film" if head[4:8] == b"ftyp" else next(known, "no picture")
    return fail(UNREADABLE, f"the picture {path} cannot be read: it is {what}", f"export it as {ALLOWED}")


def _brands(head: bytes) -> list[bytes]:
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[start : start + 4] for start in range(16, end - 3, 4))]
