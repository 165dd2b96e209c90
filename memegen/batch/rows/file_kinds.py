"""What a file is that is not a list of rows, by its first bytes."""

from __future__ import annotations

import io
import zipfile

from memegen.core.regex import lazy_pattern

# First bytes of files that are not text, and what the messages call them.
MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ", "a compressed file (xz)"),
    (b"(\xb5/\xfd", "a compressed file (zstd)"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a rich text document"),
)
# Names in a ZIP file that tell what it is, and what the messages call it.
ZIPPED = (
    ("xl/", ""),
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
    ("Index/", "a document of Numbers, Pages or Keynote"),
    ("META-INF/container.xml", "an e-book"),
)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OPEN_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
HTML = lazy_pattern(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b".decode("latin-1")
)
# Bytes in which the beginning of a page is looked for.
MAX_PAGE_HEAD = 2048


def is_container(head: bytes) -> bool:
    """Return whether a file may be a spreadsheet: a ZIP archive, or an old document of Microsoft."""
    return head.startswith((ZIP, OLE))


def noun_of(head: bytes) -> str:
    """Return what a file is that is no text, or an HTML page; "" if its first bytes do not show it."""
    if noun := next((noun for start, noun in MAGIC if head.startswith(start)), ""):
        return noun
    return "an HTML page" if HTML.match(head[:MAX_PAGE_HEAD].decode("latin-1").lower()) else ""


def noun_of_container(data: bytes) -> str:
    """Return what a ZIP archive is; "" if it may be a spreadsheet."""
    if not data.startswith(ZIP):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "a damaged ZIP archive"
    if OPEN_SPREADSHEET in data[:200] or "content.xml" in names:
        return "" if OPEN_SPREADSHEET in data[:200] else "an OpenDocument text"
    for start, noun in ZIPPED:
        if any(name.startswith(start) for name in names):
            return noun
    return "a ZIP archive"
