"""A list of rows, opened and read one row at a time."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from memegen.batch.rows.lines import Lines
from memegen.batch.rows.objects import json_rows, jsonl_rows
from memegen.batch.rows.quotes import quote_rows
from memegen.batch.rows.row import CONTROLS, LISTS, USUAL, Row, RowBuilder, RowFailure, column_name
from memegen.batch.rows.table import delimiter_of, is_header, table_rows
from memegen.core.diagnostics import Diagnostic, Where, closest_match, expected, fail
from memegen.core.regex import lazy_pattern

FORMATS = ("txt", "csv", "tsv", "json", "jsonl", "yaml")
SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
}
ARRAY = lazy_pattern(r"\[\s*([\[{\"\]]|$)")
OBJECT = lazy_pattern(r"\{\s*([\"}]|$)")
YAML_KEY = lazy_pattern(r"(?:-\s+\{?\s*|\{\s*)?([\w-]+):(?:\s|$)")


def format_of(suffix: str, head: Sequence[str], fields: Collection[str]) -> str:
    """One of FORMATS, from a file's suffix (lower case, with its dot, "" where there is none) and its first lines."""
    named = SUFFIXES.get(suffix, "")
    lines = [line for line in head if line.strip()]
    if not lines:
        return named or "txt"
    if named == "json" and _is_jsonl(lines):
        return "jsonl"
    if named == "txt":
        # A spreadsheet's "Unicode text" is a table with tabs.
        return "tsv" if delimiter_of(lines[0]) == "\t" and is_header(lines[0], fields) else "txt"
    return named or _sniffed(lines, fields)


def _sniffed(lines: Sequence[str], fields: Collection[str]) -> str:
    first = lines[0].lstrip()
    if ARRAY.match(first):
        return "json"
    if OBJECT.match(first):
        return "jsonl" if _is_jsonl(lines) else "json"
    if _is_yaml(first, fields):
        return "yaml"
    if is_header(lines[0], fields):
        return "tsv" if delimiter_of(lines[0]) == "\t" else "csv"
    return "txt"


def _is_jsonl(lines: Sequence[str]) -> bool:
    """Whether the first line is a whole object, and more follows."""
    if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
        return False
    try:
        json.loads(lines[0])
    except (ValueError, RecursionError):
        # A broken line in a list of objects is still a line if the next one starts an object too.
        return lines[1].startswith("{") and lines[0].rstrip().endswith("}")
    return True


def _is_yaml(first: str, fields: Collection[str]) -> bool:
    found = YAML_KEY.match(first)
    known = (*(fields or USUAL), *CONTROLS, *LISTS)
    return first.rstrip() == "---" or (found is not None and column_name(found[1], fields) in known)


STDIN = "stdin"


class RowStream:
    """An iterator over rows and failures, once. Closes its file at the end, or as a context manager.

    ``file`` is the list's name in every place, ``format`` one of ``FORMATS``. ``warnings`` and ``columns`` grow while
    it is read: a table's columns are known from the start, those of other lists when the last row is.
    """

    def __init__(self, lines: Lines, builder: RowBuilder, format: str, owned: bool) -> None:
        self.file = builder.file
        self.format = format
        self._lines = lines
        self._builder = builder
        self._owned = owned
        self._rows = _rows(lines, builder, format)

    @property
    def warnings(self) -> list[Diagnostic]:
        return self._lines.warnings

    @property
    def columns(self) -> tuple[str, ...]:
        return self._builder.columns

    def peek(self) -> bool:
        """Whether there is a row; nothing is used up."""
        first = next(self._rows, None)
        if first is not None:
            self._rows = chain([first], self._rows)
        return first is not None

    def close(self) -> None:
        """Close the file; stdin stays open."""
        if self._owned:
            self._lines.raw.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Row | RowFailure:
        try:
            return next(self._rows)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_rows(
    source: str | Path, stdin: BinaryIO | None = None, format: str = "", fields: Collection[str] = ()
) -> RowStream:
    """The rows of a file, or of *stdin* where *source* is ``-``.

    *format* is one of ``FORMATS``; "" means by the file's suffix, or else by how the list starts. *fields* are the
    names of the fields, as far as they are known: they help to tell a header from a quote.

    Raises DiagnosticError when there is nothing to read: rows-missing, rows-unreadable, rows-format, rows-empty, and
    what the first row brings up. Reading on can raise it for what makes the rest unreadable.
    """
    if format and format not in FORMATS:
        raise fail("rows-format", f"unknown format {format!r}", expected(format, FORMATS, "formats"))
    owned = str(source) != "-"
    file = str(source) if owned else STDIN
    raw = _opened(Path(source)) if owned else stdin or _stdin()
    try:
        lines = Lines(raw, file)
        found = format or format_of(Path(source).suffix.lower() if owned else "", lines.peek(), fields)
        stream = RowStream(lines, RowBuilder(file, fields), found, owned)
        if not stream.peek():
            hint = "write a quote on each line" if found == "txt" else f"put at least one row into the {found.upper()}"
            raise fail("rows-empty", "the list holds no row", hint, Where(file))
    except BaseException:
        if owned:
            raw.close()
        raise
    return stream


def _stdin() -> BinaryIO:
    # Python has none when it was closed before we began.
    if sys.stdin is None or sys.stdin.closed:
        raise fail("rows-unreadable", "stdin is closed", "pipe the list in, or name its file", Where(STDIN))
    return sys.stdin.buffer


def _opened(path: Path) -> BinaryIO:
    where = Where(str(path))
    try:
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise fail("rows-missing", "there is no such file", _nearby(path), where) from None
    except IsADirectoryError:
        raise fail("rows-missing", "this is a folder, not a list of rows", "name a file in it", where) from None
    except OSError as error:
        message = f"the list cannot be read: {error.strerror or error}"
        raise fail("rows-unreadable", message, "is it a file, and may you read it?", where) from None
    except ValueError:
        raise fail("rows-missing", "this is no name for a file", "a name holds no NUL character", where) from None


def _nearby(path: Path) -> str:
    """A hint that names the file that was most likely meant."""
    try:
        near = closest_match(path.name, [entry.name for entry in path.parent.iterdir() if entry.is_file()])
    except OSError:
        return f"there is no folder {path.parent} either"
    return f"did you mean {path.with_name(near)}?" if near else "check the name, or give - to read from stdin"


def _rows(lines: Lines, builder: RowBuilder, format: str) -> Iterator[Row | RowFailure]:
    """The rows of a list in that format."""
    if format == "txt":
        return quote_rows(lines, builder)
    if format == "jsonl":
        return jsonl_rows(lines, builder)
    if format == "json":
        return json_rows(lines.whole(), builder)
    if format == "yaml":
        from memegen.batch.rows.objects import yaml_rows

        return yaml_rows(lines.whole(), builder)
    return table_rows(iter(lines), builder, "\t" if format == "tsv" else "")
