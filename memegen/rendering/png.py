"""PNG files, written here: every row filtered alike, with a packet of metadata if there is one."""

from __future__ import annotations

import struct
from functools import partial
from typing import TYPE_CHECKING

from memegen.core.background import Begun
from memegen.images.shared import BackdropUse, DeflatedRows, Span, merge_adjacent, split_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PIL.Image import Image

    Rows = bytes | memoryview
    from memegen.images.shared import BackdropUse

# A band has so many bytes at most, but one row at least: much shorter ones make larger files, and take longer.
BAND = 100_000
# So many bands are made ready together, few enough to stay where the processor has them at hand.
AT_ONCE = 4
UP = b"\x02"
# A stream of zlib begins with how it is deflated and ends, before the sum of its bytes, with an empty last block.
BEGIN, LAST = b"\x78\x01", b"\x03\x00"
# The very first byte is stored in a block of its own, for each band is told of the byte before it.
FIRST = DeflatedRows(b"\x00\x01\x00\xfe\xff" + UP, 0x00030003, 1)
# The modulus of Adler-32.
PRIME = 65521


def deflated(image: Image, under: BackdropUse | None = None, threads: int = 1) -> list[bytes]:
    """All rows as the parts of a stream of zlib, as fast as it gets."""
    step = _step(image)
    height = max(1, BAND // step)
    spans = split_rows(image.height, height)
    # A band's first row is written as its difference from the row above, and that one's last byte counts too.
    shared = {top for top, bottom in spans if under and under.is_uncovered(top - 2, bottom)}
    known = {top: under.backdrop.packed[top] for top in shared & under.backdrop.packed.keys()} if under else {}
    todo = merge_adjacent((span for span in spans if span[0] not in known), height * AT_ONCE)
    begun = [Begun(partial(_packed, image, height, todo[i::threads])) for i in range(1, threads)]
    known |= _packed(image, height, todo[::threads])
    for one in begun:
        known |= one.result()
    if under:
        under.backdrop.packed.update((top, known[top]) for top in shared)
    bands = [FIRST, *(known[top] for top, _ in spans)]
    return [BEGIN, *(band.data for band in bands), LAST, struct.pack(">I", _bands_sum(bands))]


def differences(image: Image, first: int = 0, last: int | None = None) -> memoryview:
    """The bytes of the rows from *first* up to *last*, each less those of the row above, modulo 256.

    Before each stands the number of that filter.
    """
    from PIL.ImageChops import subtract_modulo

    last = image.height if last is None else last
    own = image if (first, last) == (0, image.height) else image.crop((0, first, image.width, last))
    # What is cropped from beyond the edge is 0, which is what PNG takes for the row above the first.
    above = image.crop((0, first - 1, image.width, last - 1))
    step = _step(image)
    # Pillow puts a nought after each row, where the number of the next one's filter is to stand.
    rows = bytearray().join([UP, subtract_modulo(own, above).tobytes("raw", image.mode, step, 1)])
    rows[::step] = UP * (last - first + 1)
    return memoryview(rows)[:-1]


def _step(image: Image) -> int:
    """The bytes of a row, with the number of its filter."""
    return image.width * len(image.getbands()) + 1


def _packed(image: Image, height: int, todo: Sequence[Span]) -> dict[int, DeflatedRows]:
    """Each band of these runs of bands packed, by its first row."""
    try:
        from isal.isal_zlib import adler32
    except ImportError:
        from zlib import adler32
    step = _step(image)
    packed: dict[int, DeflatedRows] = {}
    for first, last in todo:
        # With the row above, for that one's last byte.
        above = max(0, first - 1)
        rows = differences(image, above, last)
        for top in range(first, last, height):
            start = (top - above) * step or 1
            band = rows[start : (top - above + height) * step]
            packed[top] = DeflatedRows(_pack(band, rows[start - 1 : start]), adler32(band), len(band))
    return packed


def _pack(rows: Rows, before: Rows) -> bytes:
    """A band deflated so that others may follow, to the same bytes each time; *before* is the byte that precedes it.

    Without anything before it isal takes two bytes of the address where it works for the third to fifth of the rows
    (``.write_first_byte`` in its igzip_icf_body_h1_gr_bt.asm), and one band in some thousands comes out otherwise on
    the next run. Its level 3 goes by the processor.
    """
    try:
        from isal.isal_zlib import DEFLATED, MAX_WBITS, Z_SYNC_FLUSH, compressobj
    except ImportError:  # There is none for every machine.
        return _by_run_lengths(rows)
    packer = compressobj(2, DEFLATED, -MAX_WBITS, zdict=before)
    return bytes(packer.compress(rows) + packer.flush(Z_SYNC_FLUSH))


def _by_run_lengths(rows: Rows) -> bytes:
    """By run lengths alone, which takes twice as long."""
    from zlib_ng import zlib_ng

    packer = zlib_ng.compressobj(1, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS, 9, zlib_ng.Z_RLE)
    return bytes(packer.compress(rows) + packer.flush(zlib_ng.Z_FULL_FLUSH))


def _bands_sum(bands: Iterable[DeflatedRows]) -> int:
    """The Adler-32 sum of bands that follow one another, by the sums of each (RFC 1950, section 8.2)."""
    low, high = 1, 0
    for _, adler, length in bands:
        high = (high + (adler >> 16) + length * (low - 1)) % PRIME
        low = (low + (adler & 0xFFFF) - 1) % PRIME
    return high << 16 | low


SIGNATURE = b"\x89PNG\r\n\x1a\n"
NONE = b"\x00"
COLOUR_TYPES = {"P": 3, "RGB": 2, "RGBA": 6}
# The chunk's keyword; then: not deflated, no language, no translated keyword.
XMP = b"XML:com.adobe.xmp\0\0\0\0\0"
# A palette that misses the colours by more than this shows bands, which dots hide; by less, dots are only in the way.
BANDED = 3.0


def write(image: Image, packet: bytes = b"", under: BackdropUse | None = None, threads: int = 1) -> bytes:
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
    total = _adler(kind)
    for part in parts:
        total = _adler(part, total)
    return [struct.pack(">I", sum(map(len, parts))), kind, *parts, struct.pack(">I", total)]


def _adler(data: bytes, start: int = 0) -> int:
    """The CRC of the data, going on from *start*."""
    try:
        from isal.isal_zlib import crc32  # In a tenth of the time.
    except ImportError:
        from zlib import crc32
    return crc32(data, start)
