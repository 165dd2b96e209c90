"""Pixels to the bytes of a picture file, which has only pixels and XMP, and is the same on every run."""

from __future__ import annotations

from functools import partial
from math import ceil, log
from typing import TYPE_CHECKING

from memegen.rendering import jpeg, png
from memegen.rendering.formats import pillow_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from memegen.images.shared import BackdropUse

# Qualities are 1-100.
DEFAULT_QUALITY = 85
# Minimum quality that a size limit may lead to.
MIN_QUALITY = 60
# Minimum quality of a JPEG without chroma subsampling; subsampling frays e.g. red letters on a flat background.
FULL_CHROMA_QUALITY = 85
# Steps of quality that halve a file, roughly: the first estimate, until two sizes are known.
STEPS_TO_HALVE = 25
# Fraction of the size limit from which on a file is not improved any more.
CLOSE_ENOUGH = 0.95
# Maximum number of estimates from known sizes; then the remaining interval is bisected.
MAX_ESTIMATES = 2
# Sizes of palettes to try, in order, for a PNG that is too large.
PALETTE_SIZES = (256, 64)
# AVIF's quality as a fraction of JPEG's at which both look the same: 63 for 85.
AVIF_QUALITY = 0.75
# Effort of Pillow's writers of WebP (0 fast, 6 slow) and AVIF (0 slow, 10 fast).
WEBP_METHOD, AVIF_SPEED = 2, 8


def encode(
    image: Image,
    format: str,
    quality: int = DEFAULT_QUALITY,
    limit: int | None = None,
    xmp: bytes = b"",
    backdrop: BackdropUse | None = None,
    threads: int = 1,
) -> bytes:
    """Return the bytes of a picture file.

    If the file exceeds the limit, the quality is lowered, at most to :data:`MIN_QUALITY`; a PNG is compressed harder,
    then reduced to a palette. The result may still exceed the limit, so compare its length.

    Args:
        image: An "RGB" or "RGBA" image. A JPEG has no alpha and is composited on white; a GIF has no translucency.
        format: One of :data:`memegen.rendering.formats.FORMATS`.
        quality: Quality of JPEG, WebP and AVIF, 1-100.
        limit: Maximum size, in bytes; None for no limit.
        xmp: An XMP packet, for every format except GIF; empty for none.
        backdrop: Pixels that other cards share; see :func:`memegen.rendering.png.write`.
        threads: Number of threads that compress a PNG.
    """
    if format == "png":
        return _png(image, limit, xmp, backdrop, threads)
    if format == "gif":
        return pillow_bytes(image, format)
    if format == "jpeg":
        image = _on_white(image)
    if format == "pdf":
        return encode_within(partial(_document, _on_white(image), xmp), quality, limit)

    def lossy(lower: int) -> bytes:
        # Only the first quality is likely to be that of other cards too.
        return _lossy(image, format, lower, xmp, backdrop if lower == quality else None)

    return encode_within(lossy, quality, limit)


def encode_within(lossy: Callable[[int], bytes], quality: int, limit: int | None) -> bytes:
    """Return a file within the limit, of a lower quality if need be, at least :data:`MIN_QUALITY`.

    Args:
        lossy: Returns the file of a quality.
        quality: The quality, 1-100.
        limit: Maximum size, in bytes; None for no limit.
    """
    best = lossy(quality)
    if limit is None or len(best) <= limit or quality <= MIN_QUALITY:
        return best
    return _fit_size(lossy, quality, len(best), max(limit, 1))


def _png(image: Image, limit: int | None, xmp: bytes, backdrop: BackdropUse | None, threads: int) -> bytes:
    """Return the first of ever smaller files that is within the limit, else the smallest."""
    best = png.write(image, xmp, backdrop, threads)
    if limit is None or len(best) <= limit:
        return best
    best = png.write_small(image, xmp)
    for colors in PALETTE_SIZES:
        if len(best) <= limit:
            break
        best = min(best, png.write_indexed(image, colors, xmp), key=len)
    return best


def _fit_size(lossy: Callable[[int], bytes], quality: int, size: int, limit: int) -> bytes:
    """Return the file of the highest quality within the limit, else the one of the minimum quality.

    Between two qualities the logarithm of the size is nearly linear: the quality is estimated by that first, then
    bisected.

    Args:
        lossy: Returns the file of a quality.
        quality: A quality whose file is too large.
        size: The size of that file, in bytes.
        limit: The maximum size, in bytes.
    """
    low, high = MIN_QUALITY - 1, quality
    best = smallest = b""
    estimates = 0
    while high - low > 1 and len(best) < CLOSE_ENOUGH * limit:
        if estimates < MAX_ESTIMATES:
            slope = log(size / len(best)) / (high - low) if best else log(2) / STEPS_TO_HALVE
            candidate = high - ceil(log(size / limit) / slope)
        else:
            candidate = (low + high) // 2
        candidate = min(max(candidate, low + 1), high - 1)
        estimates += 1
        file = lossy(candidate)
        if len(file) <= limit:
            low, best = candidate, file
        else:
            high, size, smallest = candidate, len(file), file
    return best or smallest


def _document(image: Image, xmp: bytes, quality: int) -> bytes:
    """Return a PDF document of one page."""
    from memegen.rendering.pdf import PdfInfo, PdfPage, write

    picture = _lossy(image, "jpeg", quality, b"")
    return write([PdfPage(picture, image.width, image.height)], PdfInfo(xmp=xmp))


def _lossy(image: Image, format: str, quality: int, xmp: bytes, backdrop: BackdropUse | None = None) -> bytes:
    if format == "jpeg":
        # Baseline: progressive files are only slightly smaller, and take four times as long.
        return jpeg.write(image, quality, 0 if quality >= FULL_CHROMA_QUALITY else 2, xmp, backdrop)
    metadata = {"xmp": xmp} if xmp else {}
    if format == "webp":
        return pillow_bytes(image, format, quality=quality, method=WEBP_METHOD, **metadata)
    return pillow_bytes(image, format, quality=round(quality * AVIF_QUALITY), speed=AVIF_SPEED, **metadata)


def _on_white(image: Image) -> Image:
    if image.mode == "RGB":
        return image
    from PIL import Image as Images

    background = Images.new("RGB", image.size, "white")
    background.paste(image, (0, 0), image.getchannel("A"))
    return background
