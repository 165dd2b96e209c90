"""How large a picture may be, told from its header: decoding must not take more memory or time than it is worth."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from memegen.errors import DiagnosticError, fail

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
