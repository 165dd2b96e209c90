"""What a picture file is, by how it begins; what its name says does not count."""

from __future__ import annotations

from memegen.errors import DiagnosticError, fail
from memegen.late import late

# Enough to find the root of an SVG behind its comments.
HEAD = 4096
MAGIC = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
}
AVIF = (b"avif", b"avis")
HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
SVG = late(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s/>]")
# Formats that people try, and that are not read.
OTHERS = {
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


def sniffed(head: bytes) -> str:
    """The format of a file that begins so; "" for one that is not read."""
    for magic, format in MAGIC.items():
        if head.startswith(magic):
            return format
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        brands = _brands(head)
        # Both are kept in one kind of container; what it holds is among the brands that follow the first.
        return "AVIF" if any(brand in AVIF for brand in brands) else "HEIF" if brands[0] in HEIF else ""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    page = text[:20].lower().startswith((b"<html", b"<!doctype html"))
    return "SVG" if text.startswith(b"<") and not page and SVG.search(text) else ""


def unreadable(path: object, head: bytes) -> DiagnosticError:
    """The error for a file that begins so and is none of the formats that are read."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    known = (noun for magic, noun in OTHERS.items() if text.startswith(magic.lower()))
    what = "empty" if not head else "a film" if head[4:8] == b"ftyp" else next(known, "no picture")
    return fail(UNREADABLE, f"the picture {path} cannot be read: it is {what}", f"export it as {ALLOWED}")


def _brands(head: bytes) -> list[bytes]:
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[start : start + 4] for start in range(16, end - 3, 4))]
