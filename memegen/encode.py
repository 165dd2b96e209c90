"""Pixels to the bytes of a picture file, the same each time, with nothing in them but the picture."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from memegen.formats import SUFFIXES

if TYPE_CHECKING:
    from PIL.Image import Image

# The worst quality that a limit on the size may lead to.
WORST = 60
# From this quality on a JPEG keeps colour as sharp as brightness: red letters on a flat ground fray otherwise.
SHARP = 85
PNG = b"\x89PNG\r\n\x1a\n"
UP = b"\x02"
COLOUR_TYPES = {"RGB": 2, "RGBA": 6}


def encode(image: Image, format: str, quality: int = 85, limit: int | None = None) -> bytes:
    """The file's bytes in *format*, one of :data:`memegen.formats.FORMATS`; *image* is "RGB" or "RGBA".

    *quality* (1 to 100) is for JPEG, WebP and AVIF. Where the file would have more than *limit* bytes, the quality is
    lowered as far as it must be, to :data:`WORST` at most, and a PNG is packed harder; what then comes may still be too
    large, so compare its length. JPEG and GIF have no half-transparency: JPEG is laid on white.
    """
    if format == "png":
        packed = _png(image, _pack)
        return packed if limit is None or len(packed) <= limit else _png(image, _pack_hard)
    if format == "gif":
        return _saved(image, format)
    if format == "jpeg":
        image = _on_white(image)
    best = _lossy(image, format, quality)
    return best if limit is None or len(best) <= limit else _within(image, format, quality, limit)


def _within(image: Image, format: str, quality: int, limit: int) -> bytes:
    """The best quality that keeps within the limit, found by halving; else the worst that is allowed."""
    low, high = min(WORST, quality), quality - 1
    best = _lossy(image, format, low)
    while low < high and len(best) <= limit:
        middle = (low + high + 1) // 2
        tried = _lossy(image, format, middle)
        if len(tried) <= limit:
            low, best = middle, tried
        else:
            high = middle - 1
    return best


def _lossy(image: Image, format: str, quality: int) -> bytes:
    if format == "jpeg":
        # Progressive files are no smaller by much, and take four times as long.
        return _saved(image, format, quality=quality, subsampling=0 if quality >= SHARP else 2)
    if format == "webp":
        return _saved(image, format, quality=quality, method=2)
    # AVIF's scale runs lower: its 63 looks like JPEG's 85.
    return _saved(image, format, quality=round(quality * 0.75), speed=8)


def _saved(image: Image, format: str, **options: Any) -> bytes:
    if image.info:
        # Pillow would write comments and profiles that it finds there.
        image = image.copy()
        image.info = {}
    file = BytesIO()
    # By a name's ending Pillow loads the one writer that is needed; by a format it loads them all.
    file.name = f"picture{SUFFIXES[format]}"
    image.save(file, **options)
    return file.getvalue()


def _on_white(image: Image) -> Image:
    if image.mode == "RGB":
        return image
    from PIL import Image as Images

    ground = Images.new("RGB", image.size, "white")
    ground.paste(image, (0, 0), image.getchannel("A"))
    return ground


def _png(image: Image, pack: Callable[[bytes], bytes]) -> bytes:
    """A PNG whose rows are all filtered with Up, all at once; Pillow's own writer takes eight times as long."""
    header = struct.pack(">IIBBBBB", *image.size, 8, COLOUR_TYPES[image.mode], 0, 0, 0)
    return PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", pack(_rows(image))) + _chunk(b"IEND", b"")


def _rows(image: Image) -> bytes:
    """The bytes of every row less those of the row above, modulo 256, each row begun by the filter's number."""
    from PIL.ImageChops import subtract_modulo

    # What is cropped from beyond the edge is 0, which is what PNG takes for the row above the first.
    above = image.crop((0, -1, image.width, image.height - 1))
    rest = subtract_modulo(image, above).tobytes()
    step = image.width * len(image.getbands())
    return b"".join([UP + rest[start : start + step] for start in range(0, len(rest), step)])


def _pack(rows: bytes) -> bytes:
    """Deflated by run lengths alone: nearly as fast as it gets, and the same bytes each time.

    Faster packers look matches up in tables that they do not clear, so that now and then a file comes out otherwise.
    """
    from zlib_ng import zlib_ng

    packer = zlib_ng.compressobj(1, zlib_ng.DEFLATED, zlib_ng.MAX_WBITS, 9, zlib_ng.Z_RLE)
    return bytes(packer.compress(rows) + packer.flush())


def _pack_hard(rows: bytes) -> bytes:
    from zlib_ng import zlib_ng

    return bytes(zlib_ng.compress(rows, 9))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
