"""Rows of a picture deflated in bands, each by itself.

Bands that many cards have in common are deflated once, and several can be at the same time. Whichever of them were
known before, the same picture on the same ground becomes the same bytes.
"""

from __future__ import annotations

import struct
from functools import partial
from typing import TYPE_CHECKING

from memegen.begun import Begun
from memegen.ground import Packed, Span, Under, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PIL.Image import Image

    Rows = bytes | memoryview

# A band has so many bytes at most, but one row at least: much shorter ones make larger files, and take longer.
BAND = 100_000
# So many bands are made ready together, few enough to stay where the processor has them at hand.
AT_ONCE = 4
UP = b"\x02"
# A stream of zlib begins with how it is deflated and ends, before the sum of its bytes, with an empty last block.
BEGIN, LAST = b"\x78\x01", b"\x03\x00"
# The modulus of Adler-32.
PRIME = 65521


def deflated(image: Image, under: Under | None = None, threads: int = 1) -> list[bytes]:
    """All rows as the parts of a stream of zlib, as fast as it gets."""
    step = _step(image)
    height = max(1, BAND // step)
    spans = [(top, min(top + height, image.height)) for top in range(0, image.height, height)]
    # A band's first row is written as its difference from the row above.
    shared = {top for top, bottom in spans if under and under.shows(top - 1, bottom)}
    known = {top: under.ground.packed[top] for top in shared & under.ground.packed.keys()} if under else {}
    todo = runs((span for span in spans if span[0] not in known), height * AT_ONCE)
    begun = [Begun(partial(_packed, image, height, todo[i::threads])) for i in range(1, threads)]
    known |= _packed(image, height, todo[::threads])
    for one in begun:
        known |= one.result()
    if under:
        under.ground.packed.update((top, known[top]) for top in shared)
    bands = [known[top] for top, _ in spans]
    return [BEGIN, *(band.data for band in bands), LAST, struct.pack(">I", _sum(bands))]


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


def _packed(image: Image, height: int, todo: Sequence[Span]) -> dict[int, Packed]:
    """Each band of these runs of bands packed, by its first row."""
    try:
        from isal.isal_zlib import adler32
    except ImportError:
        from zlib import adler32
    step = _step(image)
    pack = _packer(height * step)
    packed: dict[int, Packed] = {}
    for first, last in todo:
        rows = differences(image, first, last)
        for top in range(first, last, height):
            band = rows[(top - first) * step : (top + height - first) * step]
            packed[top] = Packed(pack(band), adler32(band), len(band))
    return packed


def _packer(most: int) -> Callable[[Rows], bytes]:
    """What deflates bands of at most *most* bytes so that others may follow, and to the same bytes each time.

    That is so of isal when it is given a band all at once, at levels 1 and 2: fed piece by piece it now and then comes
    out otherwise, for it looks ahead into memory that nobody has filled, and level 3 goes by the processor. Of its
    compressors only the one made for threads can be told both to take all at once and not to end there.
    """
    try:
        from isal.isal_zlib import _ParallelCompress
    except ImportError:  # There is none for every machine.
        return _by_run_lengths
    # What does not get smaller is stored, with a few bytes for each 64 kB.
    packer = _ParallelCompress(buffersize=most + most // 1000 + 1024, level=2)
    return lambda rows: packer.compress_and_crc(rows, b"")[0]


def _by_run_lengths(rows: Rows) -> bytes:
    """By run lengths alone, which takes twice as long."""
    from zlib_ng import zlib_ng

    packer = zlib_ng.compressobj(1, zlib_ng.DEFLATED, -zlib_ng.MAX_WBITS, 9, zlib_ng.Z_RLE)
    return bytes(packer.compress(rows) + packer.flush(zlib_ng.Z_FULL_FLUSH))


def _sum(bands: Iterable[Packed]) -> int:
    """The Adler-32 sum of bands that follow one another, by the sums of each (RFC 1950, section 8.2)."""
    low, high = 1, 0
    for _, adler, length in bands:
        high = (high + (adler >> 16) + length * (low - 1)) % PRIME
        low = (low + (adler & 0xFFFF) - 1) % PRIME
    return high << 16 | low
