"""``manifest.csv``: the manifest as a table.

Its columns are :data:`COLUMNS`, with findings and boxes as JSON and hashtags separated by spaces, and after them a
column for each name in any record's ``extra``, prefixed with ``row_`` where the name is taken.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, BinaryIO

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLE = "manifest.csv"
COLUMNS = (
    *("row", "file", "template", "platform", "brand", "language", "width", "height", "format", "bytes", "sha256"),
    *("cached", "alt_text", "caption", "hashtags", "credit", "licence", "source", "key", "findings", "boxes"),
    *("variant", "series", "page", "pages", "list_key", "format_given"),
)
# What spreadsheets execute as they open a table: always after =, after the others if a function or program is called.
FORMULA = lazy_pattern(r"\s*=|\s*[+\-@][\w.+\-*/ ]*?(?<! )[(|]")
FORMULA_MESSAGE = "a spreadsheet that opens the tables takes this text for a formula and runs it"
# Keys of a record whose text comes from the list.
USER_TEXTS = ("file", "alt_text", "caption", "credit", "licence", "source")


def write_table(file: BinaryIO, records: Iterable[Mapping[str, Any]], extra: Iterable[str]) -> None:
    """Write the records as a table, with columns for *extra*."""
    import csv

    extra = tuple(extra)
    text = io.TextIOWrapper(file, "utf-8", "replace", newline="", write_through=True)
    table = csv.writer(text, lineterminator="\n")
    table.writerow([*COLUMNS, *(f"row_{name}" if name in COLUMNS else name for name in extra)])
    for record in records:
        cells = [_cell(name, record.get(name)) for name in COLUMNS]
        table.writerow([*cells, *(_cell(name, record["extra"].get(name)) for name in extra)])
    text.detach()


def formula_warnings(record: Mapping[str, Any], file: str) -> list[Diagnostic]:
    """Return a warning for each cell of a graphic that a spreadsheet would execute instead of showing it.

    The cells are not changed: a prefix that disarms one would be read, and posted, by all other programs.

    Args:
        record: the record of the graphic.
        file: the list that the graphic is rendered from.
    """
    name = str(record.get("file") or "").rpartition("/")[2]
    cells = {key: record.get(key) for key in USER_TEXTS} | {"file": name} | dict(record.get("extra") or {})
    hint = "import the table with every column as text instead of opening it by a double click"
    return [
        Diagnostic(WARNING, "formula-unescaped", Where(file, row=record["row"], field=name), FORMULA_MESSAGE, hint)
        for name, value in cells.items()
        if FORMULA.match(_cell(name, value))
    ]


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
