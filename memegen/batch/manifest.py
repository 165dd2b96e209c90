"""The manifest: what a batch says of the pictures in a folder, in files beside them.

``manifest.jsonl`` holds one JSON object a line for each picture, in the order of the rows, then what earlier lists have
made there. An object is the record that ``--json`` prints:

    row, template, platform, brand, language, width, height, format, bytes, sha256, alt_text, caption, findings, boxes,
    cached

but that ``file`` is the picture's name beside the manifest, so that the folder can be moved; and these:

    hashtags   the hashtags of the caption, then of the picture, each once: a list of texts such as "#KeepItOpen"
    credit     of its photos, as a credit line says it; "" where nothing is known
    licence    on what terms they may be used; ""
    source     where they come from; ""
    key        tells all that decides the picture's bytes: with the same key it is not made again
    extra      an object: every column of the row that is neither a field of its template nor a control column, such
               as ``schedule``, by its name; a text, or a list of texts

``manifest.csv`` is the same as a table, in the order of :data:`COLUMNS`: findings and boxes as JSON, hashtags with
blanks between, and after them a column for each name in any ``extra``, with ``row_`` before it where the name is taken.

While a batch runs, its records are in a journal in ``.memegen``; both files are written whole when it ends.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MANIFEST, TABLE = "manifest.jsonl", "manifest.csv"
COLUMNS = (
    *("row", "file", "template", "platform", "brand", "language", "width", "height", "format", "bytes", "sha256"),
    *("cached", "alt_text", "caption", "hashtags", "credit", "licence", "source", "key", "findings", "boxes"),
)
# As text/glue.py has it, but that a figure alone is no tag; after a letter or in an address it is none either.
TAG = lazy_pattern(r"(?<![\w/&#＃])[#＃](?=\d*[^\W\d])[\w\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e]+")
# What spreadsheets run as they open a table: = is always taken so, the others where a function or a program is called.
FORMULA = lazy_pattern(r"\s*=|\s*[+\-@][\w.+\-*/ ]*?(?<! )[(|]")
# Cells whose text comes from whoever wrote the list.
WRITTEN = ("file", "alt_text", "caption", "credit", "licence", "source")
PLACE = lazy_pattern(
    r"(?P<file>.*?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?"
    r"(?:(?:^|, )row (?P<row>\d+))?(?:(?:^|, )field (?P<field>.*))?",
    re.DOTALL,
)


def read_manifest(folder: Path) -> Iterator[dict[str, Any]]:
    """The records of a folder's manifest, one at a time; none where there is no manifest."""
    try:
        file = (folder / MANIFEST).open("rb")
    except OSError:
        return
    with file:
        yield from (record for _, record in records(file))


def records(file: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each record of a file, and the place where its line begins; lines that are torn or no records are passed over."""
    place = file.tell()
    for line in file:
        record = parsed(line)
        if record:
            yield place, record
        place += len(line)


def parsed(line: bytes) -> dict[str, Any] | None:
    """The record on a line; None where it is none that memegen has written whole."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and _sound(record) else None


def _sound(record: Mapping[str, Any]) -> bool:
    """Whether a record has what the press goes by, and names a file right beside it."""
    name = record.get("file")
    texts = all(isinstance(record.get(part), str) for part in ("file", "key", "sha256", "format", "platform"))
    plain = isinstance(name, str) and name not in ("", ".", "..") and not set(name) & set("/\\\0")
    lists = isinstance(record.get("findings"), list) and isinstance(record.get("extra"), dict)
    return texts and plain and lists and isinstance(record.get("bytes"), int)


def line(record: Mapping[str, Any]) -> bytes:
    """A record as a line of the manifest."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def hashtags(*texts: str) -> list[str]:
    """The hashtags of the texts, each once, whatever its capitals."""
    found: dict[str, str] = {}
    for text in texts:
        for tag in TAG.findall(text):
            found.setdefault(tag.casefold(), tag)
    return list(found.values())


def formulas(record: Mapping[str, Any], file: str) -> list[Diagnostic]:
    """A warning for each cell of a picture of the list *file* that a spreadsheet would run instead of showing it.

    The cells stay as they are: what is put before one to disarm it would be read, and posted, by everything else.
    """
    name = str(record.get("file") or "").rpartition("/")[2]
    cells = {part: record.get(part) for part in WRITTEN} | {"file": name} | dict(record.get("extra") or {})
    hint = "import the tables with every column as text; do not open them by a double click"
    return [
        Diagnostic(WARNING, "cell-formula", Where(file, row=record["row"], field=name), _FORMULA_SAID, hint)
        for name, value in cells.items()
        if FORMULA.match(_cell(name, value))
    ]


_FORMULA_SAID = "a spreadsheet that opens the tables takes this text for a formula and runs it"


def finding(told: Mapping[str, Any]) -> Diagnostic:
    """The finding that a record tells of."""
    severity, code, where, message, hint = (str(told.get(part, "")) for part in _PARTS)
    place = PLACE.fullmatch(where)
    if not place:
        return Diagnostic(severity, code, Where(where), message, hint)
    line, column, row = (int(place[part] or 0) for part in ("line", "column", "row"))
    return Diagnostic(severity, code, Where(place["file"], line, column, row, place["field"] or ""), message, hint)


_PARTS = ("severity", "code", "where", "message", "hint")


def write_table(file: BinaryIO, found: Iterable[Mapping[str, Any]], extra: Iterable[str]) -> None:
    """The records as a table, with columns for *extra*."""
    import csv

    extra = tuple(extra)
    text = io.TextIOWrapper(file, "utf-8", "replace", newline="", write_through=True)
    table = csv.writer(text, lineterminator="\n")
    table.writerow([*COLUMNS, *(f"row_{name}" if name in COLUMNS else name for name in extra)])
    for record in found:
        cells = [_cell(name, record.get(name)) for name in COLUMNS]
        table.writerow([*cells, *(_cell(name, record["extra"].get(name)) for name in extra)])
    text.detach()


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if name in ("findings", "boxes"):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return (" " if name == "hashtags" else ", ").join(map(str, value))
    return str(value)
