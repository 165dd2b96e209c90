"""PNG files, written here: every row filtered alike and deflated at once, with a packet of metadata if there is one."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    Rows = bytes | memoryview

SIGNATURE = b"\x89PNG\r\n\x1a\n"
NONE, UP = b"\x00", b"\x02"
COLOUR_TYPES = {"P": 3, "RGB": 2, "RGBA": 6}
# The chunk's keyword; then: not deflated, no language, no translated keyword.
XMP = b"XML:com.adobe.xmp\0\0\0\0\0"
# A palette that misses the colours by more than this shows bands, which dots hide; by less, dots are only in the way.
BANDED = 3.0


def quick(rows: Rows) -> bytes:
    """Deflated as fast as it gets, and the same bytes each time.

    That is so of isal when it is given all at once, at levels 1 and 2: a compressor that is fed piece by piece now and
    then comes out otherwise, for it looks ahead into memory that nobody has filled, and level 3 goes by the processor.
    """
    try:
        from isal import isal_zlib
    except ImportError:  # There is none for every machine.
        return run_lengths(rows)
    return bytes(isal_zlib.compress(rows, 2))


def run_lengths(rows: Rows) -> bytes:
    """Deflated by run lengths alone, which takes twice as long."""
    from zlib_ng import zlib_ng

    packer = zlib_ng.compressobj(1, zlib_ng.DEFLATED, zlib_ng.MAX_WBITS, 9, zlib_ng.Z_RLE)
    return bytes(packer.compress(rows) + packer.flush())


def hard(rows: Rows) -> bytes:
    """Deflated as small as it gets, which takes many times as long."""
    from zlib_ng import zlib_ng

    return bytes(zlib_ng.compress(rows, 9))


def write(image: Image, packet: bytes = b"", pack: Callable[[Rows], bytes] = quick) -> bytes:
    """The file of an "RGB" or "RGBA" picture; *packet* is XMP. Pillow's own writer takes eight times as long."""
    return _file(image, [], pack(_differences(image)), packet)


def write_indexed(image: Image, colours: int, packet: bytes = b"") -> bytes:
    """The file with a palette of that many colours at most, chosen for the picture; half-transparency is kept."""
    indexed = _indexed(image, colours)
    # Pillow puts a nought after each row, which is the number of no filter.
    rows = NONE + indexed.tobytes("raw", "P", indexed.width + 1, 1)[:-1]
    palette = bytes(indexed.getpalette("RGB") or ())
    chunks = [_chunk(b"PLTE", palette[: 3 * colours])]
    if image.mode == "RGBA":
        chunks.append(_chunk(b"tRNS", bytes(indexed.getpalette("RGBA") or ())[3::4][:colours]))
    return _file(indexed, chunks, hard(rows), packet)


def _indexed(image: Image, colours: int) -> Image:
    from PIL.Image import Dither, Quantize
    from PIL.ImageChops import difference
    from PIL.ImageStat import Stat

    if image.mode == "RGBA":
        # Dots are only to be had without transparency.
        return image.quantize(colours, Quantize.FASTOCTREE)
    plain = image.quantize(colours, Quantize.MEDIANCUT)
    if max(Stat(difference(image, plain.convert("RGB"))).rms) <= BANDED:
        return plain
    return image.quantize(colours, palette=plain, dither=Dither.FLOYDSTEINBERG)


def _file(image: Image, chunks: list[bytes], data: bytes, packet: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", *image.size, 8, COLOUR_TYPES[image.mode], 0, 0, 0)
    notes = [_chunk(b"iTXt", XMP + packet)] if packet else []
    last = [_chunk(b"IDAT", data), _chunk(b"IEND", b"")]
    return b"".join([SIGNATURE, _chunk(b"IHDR", header), *notes, *chunks, *last])


def _differences(image: Image) -> memoryview:
    """The bytes of every row less those of the row above, modulo 256, each row begun by the filter's number."""
    from PIL.ImageChops import subtract_modulo

    # What is cropped from beyond the edge is 0, which is what PNG takes for the row above the first.
    above = image.crop((0, -1, image.width, image.height - 1))
    step = image.width * len(image.getbands()) + 1
    # Pillow puts a nought after each row, where the number of the next one's filter is to stand.
    rows = bytearray().join([UP, subtract_modulo(image, above).tobytes("raw", image.mode, step, 1)])
    rows[::step] = UP * (image.height + 1)
    return memoryview(rows)[:-1]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return b"".join([struct.pack(">I", len(data)), kind, data, struct.pack(">I", _sum(data, _sum(kind)))])


def _sum(data: bytes, start: int = 0) -> int:
    """The CRC of the data, going on from *start*."""
    try:
        from isal.isal_zlib import crc32  # In a tenth of the time.
    except ImportError:
        from zlib import crc32
    return crc32(data, start)
