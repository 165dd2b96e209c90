"""The manifest: the records of a batch's graphics, in files in the same folder.

``manifest.jsonl`` holds one JSON object a line for each graphic, in the order of the rows, followed by those that
earlier lists have left in the folder. An object is the record that ``--json`` prints:

    row, template, platform, brand, language, width, height, format, bytes, sha256, alt_text, caption, findings, boxes,
    cached

except that ``file`` is relative to the manifest, so that the folder can be moved; and these:

    hashtags   the hashtags of the caption, then of the graphic, each once: a list of texts, e.g. "#KeepItOpen"
    credit     of its photos, as a credit line; "" if unknown
    licence    the terms on which they may be used; "" if unknown
    source     where they come from; "" if unknown
    variant    number of the template's variant, if it has any
    series     of a page: the name of its series
    page       of a page: its number, from 1
    pages      of a page, or of the document of all: the number of pages
    list_key   hash of the list's place relative to the folder: graphics of other lists are not stale
    format_given  whether the command named the format: if not, a graphic replaces that of the same name in another one
    key        hash of everything that decides the graphic's bytes: with the same key it is not rendered again
    extra      an object: every column of the row that is neither a field of its template nor a control column, e.g.
               ``schedule``, by its name; a text, or a list of texts

While a batch runs, its records are in a journal in ``.memegen``; the manifest is written whole when the batch ends.
:mod:`memegen.batch.manifest_table` writes the same as ``manifest.csv``.
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
from typing import TYPE_CHECKING, Any, BinaryIO

from memegen.core.diagnostics import Diagnostic, Where
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MANIFEST = "manifest.jsonl"
# Keys that are in the manifest only, not in what --json prints.
ORIGIN_KEYS = ("list_key", "format_given")
# A place as Where writes it: file:line:column, row 3, field quote.
PLACE = lazy_pattern(
    r"(?P<file>.*?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?"
    r"(?:(?:^| \()row (?P<row>\d+)\)?)?(?:(?:^|, )(?:column|field) (?P<field>.*))?",
    re.DOTALL,
)
FINDING_KEYS = ("severity", "code", "where", "message", "hint")


def read_manifest(folder: Path) -> Iterator[dict[str, Any]]:
    """Iterate over the records of a folder's manifest; none if there is no manifest."""
    try:
        file = (folder / MANIFEST).open("rb")
    except OSError:
        return
    with file:
        yield from (record for _, record in read_records(file))


def read_records(file: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    """Iterate over the records of a file; skip truncated lines and lines that are not records.

    Returns:
        each record with the offset of its line, in bytes.
    """
    offset = file.tell()
    for line in file:
        record = parse_record(line)
        if record:
            yield offset, record
        offset += len(line)


def parse_record(line: bytes) -> dict[str, Any] | None:
    """Return the record on a line; None unless memegen has written it whole."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and _is_valid(record) else None


def _is_valid(record: Mapping[str, Any]) -> bool:
    """Return whether a record has the keys that a batch reads, and its file is in the manifest's folder or below."""
    name = record.get("file")
    texts = all(isinstance(record.get(key), str) for key in ("file", "key", "sha256", "format", "platform"))
    steps = name.split("/") if isinstance(name, str) else [""]
    plain = not any(step in ("", ".", "..") or set(step) & set("\\:\0") for step in steps)
    lists = isinstance(record.get("findings"), list) and isinstance(record.get("extra"), dict)
    return texts and plain and lists and isinstance(record.get("bytes"), int)


def encode_record(record: Mapping[str, Any]) -> bytes:
    """Return a record as a line of the manifest."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def parse_finding(record: Mapping[str, Any]) -> Diagnostic:
    """Return the diagnostic that an entry of a record's ``findings`` describes."""
    severity, code, where, message, hint = (str(record.get(key, "")) for key in FINDING_KEYS)
    place = PLACE.fullmatch(where)
    if not place:
        return Diagnostic(severity, code, Where(where), message, hint)
    line, column, row = (int(place[part] or 0) for part in ("line", "column", "row"))
    return Diagnostic(severity, code, Where(place["file"], line, column, row, place["field"] or ""), message, hint)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits; "" if it cannot be read."""
    try:
        # Reading a pipe or a device could block for ever.
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def is_intact(path: Path, record: Mapping[str, Any], since: int) -> bool:
    """Return whether a file is as its record describes it.

    Args:
        path: the file.
        record: the record of the file.
        since: the file is read only if it may have changed since this time, in nanoseconds since the epoch.
    """
    try:
        state = path.lstat()
    except OSError:
        return False
    if not stat.S_ISREG(state.st_mode) or state.st_size != record["bytes"]:
        return False
    return max(state.st_mtime_ns, state.st_ctime_ns) < since or sha256_of(path) == record["sha256"]


def matches_data(data: bytes, record: Mapping[str, Any]) -> bool:
    """Return whether these are the bytes that a record describes."""
    return bool(len(data) == record["bytes"] and hashlib.sha256(data).hexdigest() == record["sha256"])
