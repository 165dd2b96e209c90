"""CSV and TSV lists: the header, the delimiter detected from it, and recovery after a row that cannot be read."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from typing import Self

from memegen.batch.rows.columns import CONTROLS, MAX_ABOVE, MAX_HEADER, USUAL, column_name, is_known, is_title
from memegen.batch.rows.lines import Line
from memegen.batch.rows.row import MAX_TEXT, Row, RowBuilder, RowFailure
from memegen.core.diagnostics import Where, fail
from memegen.core.regex import lazy_pattern

DELIMITERS = (",", ";", "\t", "|")
MAX_LINES = 200
"""Maximum number of lines of a row; one with more has a quotation mark that is not closed."""
QUOTED = lazy_pattern(r'"(?:[^"]|"")*("|$)')
# A cell of the line below the header of a table in Markdown.
RULE = lazy_pattern(r"\s*:?-{3,}:?\s*")
# The first line with which a list states its delimiter to spreadsheets.
DIRECTIVE = lazy_pattern(r'"?sep=([,;\t|])"?[ ,;\t|]*')


def delimiter_of(header: str) -> str:
    """Return the most frequent delimiter of a header, outside quotation marks; a comma if there is none."""
    bare = QUOTED.sub("", header)
    return max(DELIMITERS, key=bare.count)


def is_header(line: str, fields: Collection[str]) -> bool:
    """Return whether a list's first line looks like a header: at least half of its columns have a meaning."""
    if DIRECTIVE.fullmatch(line):
        return True
    cells = next(csv.reader([line], delimiter=delimiter_of(line), skipinitialspace=True), [])
    names = [column_name(cell, fields) for cell in cells if cell.strip()]
    fields = fields or USUAL
    known = sum(is_known(name, fields) for name in names)
    if len(names) < 2:
        return known == 1 and names[0] in (*fields, *CONTROLS) and line.strip().lower() == names[0]
    return known * 2 >= len(names) and all(len(name) <= MAX_HEADER for name in names)


def table_rows(lines: Iterator[Line], builder: RowBuilder, delimiter: str = "") -> Iterator[Row | RowFailure]:
    """Iterate over the rows below the header.

    Args:
        lines: lines of the list.
        builder: builds the rows.
        delimiter: delimiter to use if the header does not contain another.

    Raises:
        DiagnosticError: ``column-duplicate``, ``quotes-invalid``: the header has a column twice, or cannot be read.
    """
    feed = _LineFeed(lines)
    delimiter = _read_directive(feed) or _choose_delimiter(feed.peek(), delimiter)
    reader = csv.reader(feed, delimiter=delimiter, skipinitialspace=True, strict=True)
    header: list[str] | None = None
    titles = 0
    while feed.begin_row():
        try:
            cells = next(reader)
        except (csv.Error, StopIteration) as error:
            message, hint = feed.explain(str(error))
            if header is None:
                raise fail("quotes-invalid", message, hint, Where(builder.file, feed.start)) from None
            yield builder.failure("quotes-invalid", message, hint, feed.start)
            feed.push_back()
            continue
        if not any(map(str.strip, cells)) or (delimiter == "|" and all(map(RULE.fullmatch, filter(None, cells)))):
            continue
        if header is None:
            if titles < MAX_ABOVE and len(cells) > 2 and is_title(cells, builder.fields):
                titles += 1
                continue
            header = [cell.strip() for cell in cells]
            builder.header(header, feed.start)
        elif feed.truncated:
            yield builder.failure("cell-invalid", "the line is too long", "shorten it", feed.start)
        else:
            yield _row(cells, header, builder, feed.start)


def _read_directive(feed: _LineFeed) -> str:
    """Consume a ``sep=`` line, and return its delimiter; "" if there is none."""
    match = DIRECTIVE.fullmatch(feed.peek())
    if match:
        next(feed)
        return match[1]
    return ""


def _choose_delimiter(header: str, preferred: str) -> str:
    delimiter = delimiter_of(header)
    return preferred if preferred and delimiter not in QUOTED.sub("", header) else delimiter


def nameless_cells(header: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Return the cells below no column's name, except the row's number in the first column, as programs write it."""
    pairs = enumerate(zip(header, cells, strict=False))
    return [
        cell for i, (name, cell) in pairs if not name and cell.strip() and not (i == 0 and cell.strip().isdecimal())
    ]


def _row(cells: list[str], header: list[str], builder: RowBuilder, line: int) -> Row | RowFailure:
    """Return a row; missing cells at its end are empty, and empty cells below no header are ignored."""
    surplus = [cell for cell in cells[len(header) :] if cell.strip()]
    nameless = nameless_cells(header, cells)
    if surplus or nameless:
        hint = "put a cell that has the delimiter in it in double quotes, or name the missing column in the header"
        columns, extra = len([name for name in header if name]), len(surplus) + len(nameless)
        return builder.failure(
            "cells-too-many", f"the row has {columns + extra} cells; the header has {columns} columns", hint, line
        )
    return builder.build([(name, cell) for name, cell in zip_longest(header, cells, fillvalue="") if name], line)


class _LineFeed:
    """Feeds lines to a CSV reader; takes them back if a row that began on one of them cannot be read.

    Attributes:
        pending: lines that were taken back, the next one last.
        consumed: the lines of the current row.
    """

    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines = lines
        self.pending: list[Line] = []
        self.consumed: list[Line] = []

    @property
    def start(self) -> int:
        """The number of the line on which the row begins; 0 before the first."""
        return self.consumed[0].number if self.consumed else 0

    @property
    def truncated(self) -> bool:
        """Whether a line of the row is truncated."""
        return any(line.truncated for line in self.consumed)

    def peek(self) -> str:
        """Return the first line that is not blank, without consuming it; "" if there is none."""
        while self.begin_row():
            if self.pending[-1].text.strip():
                return self.pending[-1].text
            next(self)
        return ""

    def begin_row(self) -> bool:
        """Begin the next row; return whether there is a line."""
        self.consumed = []
        if not self.pending:
            line = next(self.lines, None)
            if line is None:
                return False
            self.pending.append(line)
        return True

    def push_back(self) -> None:
        """Take back all lines of the row but its first, so that lines inside an open quotation are read again."""
        self.pending += reversed(self.consumed[1:])

    def explain(self, error: str) -> tuple[str, str]:
        """Return message and hint for an error of the CSV reader."""
        if "expected after" in error:
            message = "a cell goes on after its closing quotation mark"
            return message, 'write "" for a quotation mark within a cell that is in double quotes'
        if "field limit" in error and len(self.consumed) == 1:
            return f"a cell of more than {MAX_TEXT:,} characters", "shorten it; is a quotation mark left open?"
        return "a double quotation mark is opened in this row and never closed", "close it, or double it"

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if len(self.consumed) >= MAX_LINES:
            raise StopIteration
        line = self.pending.pop() if self.pending else next(self.lines)
        self.consumed.append(line)
        return line.text + "\n"
