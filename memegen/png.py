"""PNG files, written here: every row filtered alike, with a packet of metadata if there is one."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from memegen.bands import deflated, differences

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.bands import Rows
    from memegen.ground import Under

SIGNATURE = b"\x89PNG\r\n\x1a\n"
NONE = b"\x00"
COLOUR_TYPES = {"P": 3, "RGB": 2, "RGBA": 6}
# The chunk's keyword; then: not deflated, no language, no translated keyword.
XMP = b"XML:com.adobe.xmp\0\0\0\0\0"
# A palette that misses the colours by more than this shows bands, which dots hide; by less, dots are only in the way.
BANDED = 3.0


def write(image: Image, packet: bytes = b"", under: Under | None = None, threads: int = 1) -> bytes:
    """The file of an "RGB" or "RGBA" picture; *packet* is XMP. Pillow's own writer takes eight times as long.

    What cards have in common *under* their text is packed once; the rest in so many *threads*.
    """
    return _file(image, [], deflated(image, under, threads), packet)


def write_hard(image: Image, packet: bytes = b"") -> bytes:
    """The same pixels in a file as small as it gets, which takes many times as long."""
    return _file(image, [], [_hard(differences(image))], packet)


def write_indexed(image: Image, colours: int, packet: bytes = b"") -> bytes:
    """The file with a palette of that many colours at most, chosen for the picture; half-transparency is kept."""
    indexed = _indexed(image, colours)
    # Pillow puts a nought after each row, which is the number of no filter.
    rows = NONE + indexed.tobytes("raw", "P", indexed.width + 1, 1)[:-1]
    palette = bytes(indexed.getpalette("RGB") or ())
    chunks = _chunk(b"PLTE", palette[: 3 * colours])
    if image.mode == "RGBA":
        chunks += _chunk(b"tRNS", bytes(indexed.getpalette("RGBA") or ())[3::4][:colours])
    return _file(indexed, chunks, [_hard(rows)], packet)


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


def _file(image: Image, chunks: list[bytes], data: list[bytes], packet: bytes) -> bytes:
    """The file; *data* are the parts of its deflated rows."""
    header = struct.pack(">IIBBBBB", *image.size, 8, COLOUR_TYPES[image.mode], 0, 0, 0)
    notes = _chunk(b"iTXt", XMP + packet) if packet else []
    return b"".join([SIGNATURE, *_chunk(b"IHDR", header), *notes, *chunks, *_chunk(b"IDAT", *data), *_chunk(b"IEND")])


def _hard(rows: Rows) -> bytes:
    from zlib_ng import zlib_ng

    return bytes(zlib_ng.compress(rows, 9))


def _chunk(kind: bytes, *parts: bytes) -> list[bytes]:
    """A chunk's parts, with its length before them and their CRC after."""
    total = _sum(kind)
    for part in parts:
        total = _sum(part, total)
    return [struct.pack(">I", sum(map(len, parts))), kind, *parts, struct.pack(">I", total)]


def _sum(data: bytes, start: int = 0) -> int:
    """The CRC of the data, going on from *start*."""
    try:
        from isal.isal_zlib import crc32  # In a tenth of the time.
    except ImportError:
        from zlib import crc32
    return crc32(data, start)
