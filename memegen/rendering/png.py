"""PNG files, written here: every row has the same filter. Pillow's writer takes eight times as long."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from memegen.rendering.deflate import deflate_rows, filter_rows

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.images.shared import BackdropUse

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Number of the filter that leaves a row as it is.
NO_FILTER = b"\x00"
BIT_DEPTH = 8
COLOR_TYPES = {"P": 3, "RGB": 2, "RGBA": 6}
# Keyword of the iTXt chunk; then: not compressed, no language, no translated keyword.
XMP_KEYWORD = b"XML:com.adobe.xmp\0\0\0\0\0"
# Maximum error of a palette without dithering, in levels (RMS of a channel): above, bands are visible, which dithering
# hides; below, only the dither would be visible.
MAX_PALETTE_ERROR = 3.0
# zlib's level for the smallest files.
BEST_COMPRESSION = 9


def write(image: Image, xmp: bytes = b"", backdrop: BackdropUse | None = None, threads: int = 1) -> bytes:
    """Return the file of a picture, compressed for speed.

    Args:
        image: An "RGB" or "RGBA" image.
        xmp: An XMP packet; empty for none.
        backdrop: Pixels that other cards share; bands that are not covered are compressed once.
        threads: Number of threads that compress bands.
    """
    return _file(image, [], deflate_rows(image, backdrop, threads), xmp)


def write_small(image: Image, xmp: bytes = b"") -> bytes:
    """Return the file of a picture compressed for size, which takes many times as long."""
    return _file(image, [], [_deflate_best(filter_rows(image))], xmp)


def write_indexed(image: Image, colors: int, xmp: bytes = b"") -> bytes:
    """Return the file of a picture with a palette of at most *colors* colours.

    The palette is chosen for the picture; translucency is kept. *xmp* is an XMP packet.
    """
    indexed = _quantize(image, colors)
    # Pillow writes a zero byte after each row, which is the number of the next row's filter: none.
    rows = NO_FILTER + indexed.tobytes("raw", "P", indexed.width + 1, 1)[:-1]
    palette = bytes(indexed.getpalette("RGB") or ())
    chunks = _chunk(b"PLTE", palette[: 3 * colors])
    if image.mode == "RGBA":
        chunks += _chunk(b"tRNS", bytes(indexed.getpalette("RGBA") or ())[3::4][:colors])
    return _file(indexed, chunks, [_deflate_best(rows)], xmp)


def _quantize(image: Image, colors: int) -> Image:
    """Return the image with a palette, dithered if bands would be visible otherwise."""
    from PIL.Image import Dither, Quantize
    from PIL.ImageChops import difference
    from PIL.ImageStat import Stat

    if image.mode == "RGBA":
        # Pillow does not dither images with alpha.
        return image.quantize(colors, Quantize.FASTOCTREE)
    plain = image.quantize(colors, Quantize.MEDIANCUT)
    if max(Stat(difference(image, plain.convert("RGB"))).rms) <= MAX_PALETTE_ERROR:
        return plain
    return image.quantize(colors, palette=plain, dither=Dither.FLOYDSTEINBERG)


def _file(image: Image, chunks: list[bytes], data: list[bytes], xmp: bytes) -> bytes:
    """Return the file; *data* are the parts of its zlib stream, *chunks* precede them."""
    header = struct.pack(">IIBBBBB", *image.size, BIT_DEPTH, COLOR_TYPES[image.mode], 0, 0, 0)
    metadata = _chunk(b"iTXt", XMP_KEYWORD + xmp) if xmp else []
    parts = [*_chunk(b"IHDR", header), *metadata, *chunks, *_chunk(b"IDAT", *data), *_chunk(b"IEND")]
    return b"".join([SIGNATURE, *parts])


def _deflate_best(rows: bytes | memoryview) -> bytes:
    from zlib_ng import zlib_ng

    return bytes(zlib_ng.compress(rows, BEST_COMPRESSION))


def _chunk(kind: bytes, *parts: bytes) -> list[bytes]:
    """Return a chunk: the length, the type, the parts and their CRC-32."""
    crc = _crc32(kind)
    for part in parts:
        crc = _crc32(part, crc)
    return [struct.pack(">I", sum(map(len, parts))), kind, *parts, struct.pack(">I", crc)]


def _crc32(data: bytes, start: int = 0) -> int:
    """Return the CRC-32 of *data*, continued from *start*."""
    try:
        from isal.isal_zlib import crc32  # Takes a tenth of the time.
    except ImportError:
        from zlib import crc32
    return crc32(data, start)
