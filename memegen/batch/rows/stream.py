"""A list of rows, opened and read one row at a time."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from memegen.batch.rows.format import FORMATS, detect_format
from memegen.batch.rows.json_rows import json_rows, jsonl_rows
from memegen.batch.rows.lines import LineReader
from memegen.batch.rows.quotes import quote_rows
from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.batch.rows.table import table_rows
from memegen.core.diagnostics import Diagnostic, Where, closest_match, expected, fail
from memegen.core.frozen import frozen

STDIN = "stdin"
# Formats whose columns are all known before the first row.
TABLES = ("csv", "tsv")


class RowStream:
    """An iterator over rows and failures. Closes its file at the end, or as a context manager.

    Attributes:
        file: name of the list for diagnostics.
        format: one of ``FORMATS``.
    """

    def __init__(self, reader: LineReader, builder: RowBuilder, format: str, owned: bool) -> None:
        self.file = builder.file
        self.format = format
        self._reader = reader
        self._builder = builder
        self._owned = owned
        # One list of warnings for what is read and what is built of it.
        builder.warnings = reader.warnings
        self._rows = _parse_rows(reader, builder, format)

    @property
    def warnings(self) -> list[Diagnostic]:
        """The warnings so far; the list grows while rows are read."""
        return self._reader.warnings

    @property
    def columns(self) -> dict[str, str]:
        """The headers so far, by column: of a table complete at the start, of other lists at the end."""
        return self._builder.columns

    def require_rows(self) -> None:
        """Raise DiagnosticError, ``rows-empty``, if there is no row; the first is not consumed."""
        first = next(self._rows, None)
        if first is None:
            is_text = self.format == "txt"
            hint = "write a quote on each line" if is_text else f"put at least one row into the {self.format.upper()}"
            raise fail("rows-empty", "the list holds no row", hint, Where(self.file))
        self._rows = chain([first], self._rows)

    def require_columns(self) -> None:
        """Raise DiagnosticError, ``column-missing``, if a column that was given is not among those so far."""
        for name, header in self._builder.missing():
            message = f"there is no column {header!r} for {name}"
            raise fail("column-missing", message, expected(header, self.columns.values(), "columns"), Where(self.file))

    def close(self) -> None:
        """Close the file; stdin stays open."""
        if self._owned:
            self._reader.raw.close()

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


@frozen
class Reading:
    """How a list is read.

    Attributes:
        fields: names of the template's fields, as far as they are known; they distinguish a header from a quote.
        columns: headers by the field or control column that they are to fill.
        usual: the same, for headers that a list need not have and that *columns* overrules.
        encoding: the list's; "" to detect it.
        language: language tag of the brand, whose code pages win where others are as likely.
        format: one of ``FORMATS``; "" to detect it from the file's suffix or from the first lines.
    """

    fields: Collection[str] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    language: str = ""
    format: str = ""


READING = Reading()


def read_rows(source: str | Path, stdin: BinaryIO | None = None, reading: Reading = READING) -> RowStream:
    """Open a list of rows.

    Args:
        source: a file, or ``-`` for *stdin*.
        stdin: the stream for ``-``; None for the standard input.
        reading: how it is read.

    Raises:
        DiagnosticError: if there is nothing to read (``rows-missing``, ``rows-unreadable``, ``rows-format``,
            ``rows-empty``), a table lacks one of the given columns (``column-missing``), or the first row
            raises it. The iterator raises it if the rest cannot be read.
    """
    if (format := reading.format) and format not in FORMATS:
        raise fail("rows-format", f"unknown format {format!r}", expected(format, FORMATS, "formats"))
    owned = str(source) != "-"
    file = str(source) if owned else STDIN
    raw = _open(Path(source)) if owned else stdin or _stdin()
    try:
        reader = LineReader(raw, file, reading.encoding, reading.language)
        format = format or detect_format(Path(source).suffix.lower() if owned else "", reader.peek(), reading.fields)
        stream = RowStream(reader, RowBuilder(file, reading.fields, reading.columns, reading.usual), format, owned)
        stream.require_rows()
        if format in TABLES:
            stream.require_columns()
    except BaseException:
        if owned:
            raw.close()
        raise
    return stream


def _stdin() -> BinaryIO:
    # Python sets it to None if it was closed before the program started.
    if sys.stdin is None or sys.stdin.closed:
        raise fail("rows-unreadable", "stdin is closed", "pipe the list in, or name its file", Where(STDIN))
    return sys.stdin.buffer


def _open(path: Path) -> BinaryIO:
    where = Where(str(path))
    try:
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise fail("rows-missing", "there is no such file", _similar_file_hint(path), where) from None
    except IsADirectoryError:
        raise fail("rows-missing", "this is a folder, not a list of rows", "name a file in it", where) from None
    except OSError as error:
        message = f"the list cannot be read: {error.strerror or error}"
        raise fail("rows-unreadable", message, "is it a file, and may you read it?", where) from None
    except ValueError:
        raise fail("rows-missing", "this is no name for a file", "a name holds no NUL character", where) from None


def _similar_file_hint(path: Path) -> str:
    """Return a hint with the file in the same folder whose name is most similar."""
    try:
        similar = closest_match(path.name, [entry.name for entry in path.parent.iterdir() if entry.is_file()])
    except OSError:
        return f"there is no folder {path.parent} either"
    return f"did you mean {path.with_name(similar)}?" if similar else "check the name, or give - to read from stdin"


def _parse_rows(reader: LineReader, builder: RowBuilder, format: str) -> Iterator[Row | RowFailure]:
    if format == "txt":
        return quote_rows(reader, builder)
    if format == "jsonl":
        return jsonl_rows(reader, builder)
    if format == "json":
        return json_rows(reader.read_all(), builder)
    if format == "yaml":
        from memegen.batch.rows.yaml_rows import yaml_rows

        return yaml_rows(reader.read_all(), builder)
    return table_rows(iter(reader), builder, "\t" if format == "tsv" else "")
