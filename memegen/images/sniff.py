"""Detect the format of an image file by its first bytes, and name formats that are not read."""

from __future__ import annotations

from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.regex import lazy_pattern

# Bytes of a file that are examined: enough to find the root of an SVG after its comments.
HEAD = 4096
MAGIC = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
}
# Brands in the file type box of ISO base media files (ISO/IEC 14496-12, section 4.3).
AVIF = (b"avif", b"avis")
HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
SVG = lazy_pattern(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]")
# Formats that users try, and that are not read.
UNSUPPORTED = {
    b"%PDF": "a PDF",
    b"%!PS": "PostScript",
    b"8BPS": "a Photoshop file",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file that is no SVG drawing",
    b"\x1f\x8b": "compressed by gzip",
    b"II+\0": "a BigTIFF",
    b"MM\0+": "a BigTIFF",
}
ALLOWED = "JPEG, PNG, WebP, AVIF, GIF, TIFF, BMP or SVG"
UNREADABLE = "photo-unreadable"


def sniff_format(head: bytes) -> str:
    """Return the format of a file with these first bytes; "" for a format that is not read."""
    for magic, format in MAGIC.items():
        if head.startswith(magic):
            return format
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        brands = _ftyp_brands(head)
        # AVIF and HEIF share the container, and its major brand: AVIF is named among the compatible brands.
        return "AVIF" if any(brand in AVIF for brand in brands) else "HEIF" if brands[0] in HEIF else ""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    page = text[:20].lower().startswith((b"<html", b"<!doctype html"))
    return "SVG" if text.startswith(b"<") and not page and SVG.search(text) else ""


def unsupported(path: object, head: bytes) -> DiagnosticError:
    """Return the error for a file whose first bytes are of no format that is read."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    nouns = (noun for magic, noun in UNSUPPORTED.items() if text.startswith(magic.lower()))
    what = "empty" if not head else "a film" if head[4:8] == b"ftyp" else next(nouns, "not an image")
    return fail(UNREADABLE, f"the photo {path} cannot be read: it is {what}", f"export it as {ALLOWED}")


def _ftyp_brands(head: bytes) -> list[bytes]:
    """Return the major brand and the compatible brands of a file type box."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[start : start + 4] for start in range(16, end - 3, 4))]
