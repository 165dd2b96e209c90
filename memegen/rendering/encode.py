"""Pixels to the bytes of a picture file, the same each time: the picture, what it says of itself, and nothing else."""

from __future__ import annotations

from math import ceil, log
from typing import TYPE_CHECKING

from memegen.rendering import jpeg, png
from memegen.rendering.formats import saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from memegen.images.shared import BackdropUse

QUALITY = 85
# The worst quality that a limit on the size may lead to.
WORST = 60
# From this quality on a JPEG keeps colour as sharp as brightness: red letters on a flat ground fray otherwise.
SHARP = 85
# So many steps of quality halve a file, more or less; a first guess, until two sizes are known.
HALVING = 25
# A file that is this near to its limit is as good as the best.
NEAR = 0.95
# So often the quality is guessed by the sizes known; after that the rest is halved.
GUESSES = 2
# Palettes to try for a PNG that is too large, one after the other.
PALETTES = (256, 64)


def encode(
    image: Image,
    format: str,
    quality: int = QUALITY,
    limit: int | None = None,
    packet: bytes = b"",
    under: BackdropUse | None = None,
    threads: int = 1,
) -> bytes:
    """The file's bytes in *format*, one of :data:`memegen.rendering.formats.FORMATS`; *image* is "RGB" or "RGBA".

    *quality* (1 to 100) is for JPEG, WebP and AVIF. Where the file would have more than *limit* bytes, the quality is
    lowered as far as it must be, to :data:`WORST` at most; a PNG is packed harder, then gets a palette. What then comes
    may still be too large, so compare its length. JPEG and GIF have no half-transparency: JPEG is laid on white.
    *packet* is XMP, and goes into every format but GIF. For *under* and *threads* see
    :func:`memegen.rendering.png.write` and :func:`memegen.rendering.jpeg.write`.
    """
    if format == "png":
        return _png(image, limit, packet, under, threads)
    if format == "gif":
        return saved(image, format)
    if format == "jpeg":
        image = _on_white(image)
    best = _lossy(image, format, quality, packet, under)
    if limit is None or len(best) <= limit or quality <= WORST:
        return best
    return _within(lambda lower: _lossy(image, format, lower, packet), quality, len(best), max(limit, 1))


def _png(image: Image, limit: int | None, packet: bytes, under: BackdropUse | None, threads: int) -> bytes:
    """The first of ever smaller files that keeps within the limit; else the smallest."""
    best = png.write(image, packet, under, threads)
    if limit is None or len(best) <= limit:
        return best
    best = png.write_hard(image, packet)
    for colours in PALETTES:
        if len(best) <= limit:
            break
        best = min(best, png.write_indexed(image, colours, packet), key=len)
    return best


def _within(lossy: Callable[[int], bytes], quality: int, size: int, limit: int) -> bytes:
    """The best quality below this one, of that size, that keeps within the limit; else the worst that is allowed.

    Between two qualities the logarithm of the size runs nearly straight, so it is guessed from there, and halved after.
    """
    low, high = WORST - 1, quality
    best = smallest = b""
    guesses = 0
    while high - low > 1 and len(best) < NEAR * limit:
        if guesses < GUESSES:
            slope = log(size / len(best)) / (high - low) if best else log(2) / HALVING
            guess = high - ceil(log(size / limit) / slope)
        else:
            guess = (low + high) // 2
        guess = min(max(guess, low + 1), high - 1)
        guesses += 1
        tried = lossy(guess)
        if len(tried) <= limit:
            low, best = guess, tried
        else:
            high, size, smallest = guess, len(tried), tried
    return best or smallest


def _lossy(image: Image, format: str, quality: int, packet: bytes, under: BackdropUse | None = None) -> bytes:
    if format == "jpeg":
        # Progressive files are no smaller by much, and take four times as long.
        return jpeg.write(image, quality, 0 if quality >= SHARP else 2, packet, under)
    notes = {"xmp": packet} if packet else {}
    if format == "webp":
        return saved(image, format, quality=quality, method=2, **notes)
    # AVIF's scale runs lower: its 63 looks like JPEG's 85.
    return saved(image, format, quality=round(quality * 0.75), speed=8, **notes)


def _on_white(image: Image) -> Image:
    if image.mode == "RGB":
        return image
    from PIL import Image as Images

    ground = Images.new("RGB", image.size, "white")
    ground.paste(image, (0, 0), image.getchannel("A"))
    return ground
