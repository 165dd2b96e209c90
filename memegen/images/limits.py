"""Limits on photo files, checked on the header: decoding must not take more memory or time than it is worth."""

from __future__ import annotations

import struct
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from memegen.core.diagnostics import DiagnosticError, fail

if TYPE_CHECKING:
    from io import BytesIO

    from PIL.Image import Image

MEGAPIXEL, MEGABYTE = 1_000_000, 1_000_000
# Maximum pixels of an image of any format, and maximum bytes of a file.
MAX_PIXELS, MAX_BYTES = 200 * MEGAPIXEL, 100 * MEGABYTE
# Maximum memory for decoding one file, in bytes; the caches of a process come on top.
BUDGET = 288 << 20
# Peak bytes a pixel from Pillow's mode to a mode that can be resized, all copies that exist at one time together.
CONVERSION_BYTES = {"1": 2, "L": 2, "RGB": 4, "CMYK": 4, "P": 5, "LA": 8, "RGBA": 9}
OTHER_CONVERSION_BYTES = 11
# The same where a palette or a colour key is expanded to an alpha channel.
TRANSPARENCY_BYTES = 10
# Bytes a pixel for the copy that is turned upright.
TURNED_BYTES = 4
# Bytes a pixel that decoders need in addition to their result.
DECODER_BYTES = {"WEBP": 13, "AVIF": 8, "HEIF": 8, "TIFF": 4}
# Formats whose decoders hold the whole file, and a copy of it.
HELD_WHOLE = ("WEBP", "AVIF", "HEIF")
# Maximum scans of a progressive JPEG. Ten are usual, and each one goes over the whole image.
MAX_SCANS = 200
SCAN = b"\xff\xda"
# TIFF tags StripOffsets, StripByteCounts, TileOffsets and TileByteCounts, and the maximum number of their values: a
# list as long as the file may be would fill the memory.
PART_TAGS = (273, 279, 324, 325)
MAX_PARTS = 100_000
# Denominators of the sizes at which libjpeg decodes.
SCALES = (1, 2, 4, 8)
# Maximum read calls for one file. A 100 MB image in the smallest usual chunks takes fewer; a file of empty chunks,
# each read by itself, would keep a reader busy for minutes.
MAX_READS = 250_000


class ReadLimitedFile(BufferedReader):
    """A file for reading; raises ValueError after :data:`MAX_READS` calls of ``read``."""

    def __init__(self, raw: RawIOBase | BytesIO) -> None:
        super().__init__(cast("RawIOBase", raw))
        self._reads_left = MAX_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self._reads_left -= 1
        if self._reads_left < 0:
            raise ValueError("it is cut into too many pieces")
        return super().read(size)


def check_pixels(path: Path, width: int, height: int) -> None:
    """Raise DiagnosticError (photo-too-large) for more pixels than an image of any format may have."""
    if width * height > MAX_PIXELS:
        raise _too_large(path, width, height, f"{MAX_PIXELS // MEGAPIXEL} megapixels are the most that is read")


def check_bytes(path: Path | str, size: int) -> None:
    """Raise DiagnosticError (photo-too-large) for a file of more bytes than a photo for a post may have."""
    if size > MAX_BYTES:
        message = f"the photo {path} has {size / MEGABYTE:,.0f} MB; the maximum is {MAX_BYTES // MEGABYTE} MB"
        raise fail("photo-too-large", message, f"export it smaller: {2 * 1080} px a side are enough")


def fitting_scale(path: Path, image: Image, *, turned: bool, size: int) -> int:
    """Return the smallest reduction at which the opened *image* can be decoded within :data:`BUDGET`.

    Args:
        path: The file, for the message.
        image: An image of which only the header has been read.
        turned: Whether the decoded image will be turned upright, which takes a copy.
        size: Size of the file in bytes.

    Returns:
        The denominator of the scale, one of :data:`SCALES`; always 1 where the format is not JPEG.

    Raises:
        DiagnosticError: ``photo-too-large``, where it cannot be decoded at any scale.
    """
    width, height = image.size
    check_pixels(path, width, height)
    jpeg = image.format == "JPEG"
    fixed = size * 2 if image.format in HELD_WHOLE else 0
    fixed += round(width * height * _coefficient_bytes(image)) if jpeg else 0
    expanded = image.mode in ("P", "RGB") and "transparency" in image.info
    work = TRANSPARENCY_BYTES if expanded else CONVERSION_BYTES.get(image.mode, OTHER_CONVERSION_BYTES)
    each = work + (TURNED_BYTES if turned else 0) + DECODER_BYTES.get(image.format or "", 0)
    for scale in SCALES if jpeg else (1,):
        if fixed + each * width * height / scale**2 <= BUDGET:
            return scale
    max_megapixels = int((BUDGET - min(fixed, BUDGET / 2)) / each / MEGAPIXEL)
    kind = "progressive JPEG" if jpeg else f"{image.format} of this kind"
    smaller = f"at most {max_megapixels} megapixels of it are read"
    hint = "save it as a plain (“baseline”) JPEG, or smaller" if jpeg else smaller
    raise _too_large(path, width, height, f"which is too much for a {kind}", hint)


def check_parts(path: Path, file: BinaryIO) -> None:
    """Raise DiagnosticError (photo-unreadable) for a TIFF with more strips or tiles than any image has.

    Reads the first image file directory (TIFF 6.0, section 2) and returns to the start of *file*.
    """
    order = "<" if file.read(4)[:1] == b"I" else ">"
    file.seek(_read_number(file, f"{order}I"))
    for _ in range(_read_number(file, f"{order}H")):
        tag, count = _read_number(file, f"{order}H"), _read_number(file, f"{order}xxI")
        if tag in PART_TAGS and count > MAX_PARTS:
            message = f"the photo {path} cannot be read: its header names {count:,} pieces"
            raise fail("photo-unreadable", message, "export it again")
        file.seek(4, 1)
    file.seek(0)


def _read_number(file: BinaryIO, form: str) -> int:
    (value,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return int(value)


def _coefficient_bytes(image: Image) -> float:
    """Return the bytes a pixel that libjpeg holds for a JPEG of several scans; 0 for a JPEG of one.

    Raises:
        ValueError: The file has more than :data:`MAX_SCANS` scans.
    """
    file: BinaryIO | None = getattr(image, "fp", None)
    components: list[tuple[int, int, int, int]] = getattr(image, "layer", [])
    if file is None or not components:
        return 0
    end = file.tell()
    # The header of a scan that holds all components (ITU-T T.81, B.2.3), which Pillow has read last.
    whole = struct.pack(">HB", 6 + 2 * len(components), len(components))
    file.seek(max(0, end - 6 - 2 * len(components)))
    if file.read(3) == whole and "progressive" not in image.info:
        return 0
    file.seek(0)
    if file.read().count(SCAN) > MAX_SCANS:
        raise ValueError(f"it has more than {MAX_SCANS} scans")
    max_h, max_v = max(component[1] for component in components), max(component[2] for component in components)
    return sum(2 * component[1] * component[2] / max(1, max_h * max_v) for component in components)


def _too_large(path: Path, width: int, height: int, why: str, hint: str = "") -> DiagnosticError:
    message = f"the photo {path} has {width} × {height} px; {why}"
    return fail("photo-too-large", message, hint or f"export it smaller: {2 * 1080} px a side are enough")
