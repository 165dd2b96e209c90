"""Limits of platforms for files: what they are, whether a file can exceed them, and the warning about one that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.core.diagnostics import WARNING, Diagnostic, Where

if TYPE_CHECKING:
    from memegen.model.entities import Platform

# Maximum bytes and pages of a document: those of LinkedIn (its help, and Ayrshare's guidelines).
DOCUMENT_BYTES, DOCUMENT_PAGES = 100_000_000, 300
# Maximum bytes a pixel of a file that `encode` has made as small as it can, by format. Noise of black and white in all
# channels, for which no format is made, takes 0.8 as a PNG with a palette, 0.6 as a JPEG of the minimum quality, 1.4 as
# a GIF, and with transparency 1.6 as a WebP and 0.8 as an AVIF.
BYTES_PER_PIXEL = {"png": 1.05, "jpeg": 1.0, "pdf": 1.0, "avif": 1.2, "gif": 1.6, "webp": 2.0}
# Maximum bytes of a file, or of a page, that are neither pixels nor metadata: headers, palettes, tables.
BYTES_BESIDE = 16_384


def size_limit(platform: Platform, format: str) -> int | None:
    """Return the maximum size of a file on the platform, in bytes; None for no limit.

    The limit of a platform that takes no documents is that of pictures; LinkedIn's holds for documents then.
    """
    if format == "pdf" and "pdf" not in platform.formats:
        return DOCUMENT_BYTES
    return platform.bytes or None


def media_limit(platform: Platform, format: str) -> int:
    """Return the maximum number of graphics in a post on the platform, or of pages in a document; 0 for no limit.

    Args:
        platform: the platform.
        format: the format that was asked for; "" for the platform's choice.
    """
    if format == "pdf" and "pdf" not in platform.formats:
        return DOCUMENT_PAGES
    return platform.post.media


def always_fits(platform: Platform, format: str, metadata: int, pages: int = 1) -> bool:
    """Return whether no graphic can exceed the limit, whatever it shows, so that it need not be encoded to know.

    Args:
        platform: the platform, of whose size the graphic is.
        format: the file's format.
        metadata: size of the metadata, in bytes.
        pages: number of graphics in the file.
    """
    limit = size_limit(platform, format)
    pixels = platform.width * platform.height * pages
    return limit is None or pixels * BYTES_PER_PIXEL[format] + metadata + BYTES_BESIDE * pages <= limit


def size_findings(platform: Platform, format: str, size: int) -> tuple[Diagnostic, ...]:
    """Return the warning about a file of *size* bytes that the platform does not take, if it does not."""
    limit = size_limit(platform, format)
    if not limit or size <= limit:
        return ()
    message = f"the file has {size:,} bytes; the maximum of {platform.title} is {limit:,}"
    return (Diagnostic(WARNING, "file-too-large", Where(), message, "use --format jpeg, or a photo with less detail"),)
