"""A list of rows, opened and read one row at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from memegen.batch.rows.format import FORMATS, detect_format
from memegen.batch.rows.html_text import without_html
from memegen.batch.rows.json_rows import json_rows, jsonl_rows
from memegen.batch.rows.lines import LineReader
from memegen.batch.rows.photo_rows import is_photo_list, photo_rows, photos_of
from memegen.batch.rows.quotes import quote_rows
from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.batch.rows.selection import Selection, selected
from memegen.batch.rows.source import Source, open_source
from memegen.batch.rows.speakers import with_speakers
from memegen.batch.rows.table import table_rows
from memegen.core.diagnostics import Diagnostic, Where, expected, fail
from memegen.core.frozen import frozen

SPREADSHEET = "spreadsheet"
# Formats whose columns are all known before the first row.
TABLES = ("csv", "tsv", SPREADSHEET)


class RowStream:
    """An iterator over rows and failures. Closes its file at the end, or as a context manager.

    Attributes:
        file: name of the list for diagnostics.
        format: one of ``FORMATS``.
    """

    def __init__(
        self,
        builder: RowBuilder,
        rows: Iterator[Row | RowFailure],
        format: str,
        selection: Selection,
        source: Source | None = None,
    ) -> None:
        self.file = builder.file
        self.format = format
        self._builder = builder
        self._rows = selected(rows, selection)
        self._source = source

    @property
    def warnings(self) -> list[Diagnostic]:
        """The warnings so far; the list grows while rows are read."""
        return self._builder.warnings

    @property
    def lines(self) -> Mapping[str, int]:
        """The lines on which the columns are first named, from 1; 0 for unknown ones."""
        return self._builder.lines

    @property
    def columns(self) -> dict[str, str]:
        """The headers so far, by column: of a table complete at the start, of other lists at the end."""
        return self._builder.columns

    def require_rows(self) -> None:
        """Raise DiagnosticError, ``rows-empty``, if there is no row; the first is not consumed."""
        first = next(self._rows, None)
        if first is None and self._builder.number:
            hint = f"change --rows or the column skip: the list has {self._builder.number} rows"
            raise fail("rows-empty", "no row of the list is selected", hint, Where(self.file))
        if first is None:
            is_text = self.format == "txt"
            hint = "write a quote on each line" if is_text else "add a row below the header"
            raise fail("rows-empty", "the list has no rows", hint, Where(self.file))
        self._rows = chain([first], self._rows)

    def require_columns(self) -> None:
        """Raise DiagnosticError, ``header-unknown``, if a column that was given is not among those so far."""
        for _, header in self._builder.missing():
            message = f"--columns: the list has no column {header!r}"
            raise fail("header-unknown", message, expected(header, self.columns.values(), "columns"), Where(self.file))

    def close(self) -> None:
        """Close the file; stdin stays open."""
        if self._source:
            self._source.close()

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
        selection: which of its rows are used.
    """

    fields: Collection[str] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    usual: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    language: str = ""
    format: str = ""
    selection: Selection = Selection()


READING = Reading()


def read_rows(source: str | Path, stdin: BinaryIO | None = None, reading: Reading = READING) -> RowStream:
    """Open a list of rows.

    Args:
        source: a file, ``file#sheet``, an address of the web, ``-`` for *stdin*, a folder or pattern of photos.
        stdin: the stream for ``-``; None for the standard input.
        reading: how it is read.

    Raises:
        DiagnosticError: if there is nothing to read (``rows-not-found``, ``rows-unreadable``, ``rows-unsupported``,
            ``rows-empty``), a table lacks one of the given columns (``header-unknown``), or the first row
            raises it; so does the iterator, if the rest cannot be read.
    """
    if (format := reading.format) and format not in FORMATS:
        raise fail("format-unknown", f"unknown format {format!r}", expected(format, FORMATS, "formats"))
    if is_photo_list(str(source)):
        folder, photos = photos_of(str(source))
        builder = RowBuilder(str(folder / "*"), reading.fields, reading.columns, reading.usual)
        return RowStream(builder, photo_rows(photos, builder), "photos", reading.selection)
    opened = open_source(source, stdin)
    try:
        reader = LineReader(opened.raw, opened.file, reading.encoding, reading.language)
        if reader.is_container:
            format = SPREADSHEET
        elif not format:
            format = detect_format(opened.suffix, reader.peek(), reading.fields)
        builder = RowBuilder(opened.file, reading.fields, reading.columns, reading.usual)
        # One list of warnings for what is read and what is built of it.
        builder.warnings = reader.warnings
        rows = without_html(_parse_rows(reader, builder, format, opened.sheet), builder)
        # Lines of text are split as they are read.
        rows = rows if format == "txt" else with_speakers(rows, builder)
        stream = RowStream(builder, rows, format, reading.selection, opened)
        stream.require_rows()
        if format in TABLES:
            stream.require_columns()
    except BaseException:
        opened.close()
        raise
    return stream


def _parse_rows(reader: LineReader, builder: RowBuilder, format: str, sheet: str) -> Iterator[Row | RowFailure]:
    if format == "txt":
        return quote_rows(reader, builder)
    if format == "jsonl":
        return jsonl_rows(reader, builder)
    if format == "json":
        return json_rows(reader.read_all(), builder)
    if format == SPREADSHEET:
        from memegen.batch.rows.spreadsheet import spreadsheet_rows

        return spreadsheet_rows(reader.read_bytes(), sheet, builder)
    if format == "yaml":
        from memegen.batch.rows.yaml_rows import yaml_rows

        return yaml_rows(reader.read_all(), builder)
    return table_rows(iter(reader), builder, "\t" if format == "tsv" else "")
