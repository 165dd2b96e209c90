"""CSV and TSV, row by row: a header, the delimiter found from it, and recovery after a row that cannot be read."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from typing import Self

from memegen.batch.rows.lines import Line
from memegen.batch.rows.row import CONTROLS, MAX_TEXT, USUAL, Row, RowBuilder, RowFailure, column_name, is_known
from memegen.core.diagnostics import Where, fail
from memegen.core.regex import lazy_pattern

DELIMITERS = (",", ";", "\t", "|")
# A row on more lines than this has a quotation mark that was never closed.
MAX_LINES = 200
QUOTED = lazy_pattern(r'"(?:[^"]|"")*("|$)')
# The first line by which a spreadsheet is told of its delimiter.
DIRECTIVE = lazy_pattern(r'"?sep=([,;\t|])"?[ ,;\t|]*')


def delimiter_of(header: str) -> str:
    """The delimiter that a header uses most, outside quotation marks; a comma where there is none."""
    bare = QUOTED.sub("", header)
    return max(DELIMITERS, key=bare.count)


def is_header(line: str, fields: Collection[str]) -> bool:
    """Whether a list's first line reads as a header: of its columns, at least half mean something."""
    if DIRECTIVE.fullmatch(line):
        return True
    cells = next(csv.reader([line], delimiter=delimiter_of(line), skipinitialspace=True), [])
    names = [column_name(cell, fields) for cell in cells if cell.strip()]
    wanted = fields or USUAL
    known = sum(is_known(name, wanted) for name in names)
    if len(names) < 2:
        return known == 1 and names[0] in (*wanted, *CONTROLS) and line.strip().lower() == names[0]
    return known * 2 >= len(names) and all(len(name) <= 40 for name in names)


def table_rows(lines: Iterator[Line], builder: RowBuilder, delimiter: str = "") -> Iterator[Row | RowFailure]:
    """The rows under the header; *delimiter* is what to take where the header does not show one.

    Raises DiagnosticError (rows-header) for a header that cannot be read or names a column twice.
    """
    feed = _Feed(lines)
    delimiter = _directive(feed) or _shown(feed.first(), delimiter)
    reader = csv.reader(feed, delimiter=delimiter, skipinitialspace=True, strict=True)
    header: list[str] | None = None
    while feed.begin():
        try:
            cells = next(reader)
        except (csv.Error, StopIteration) as error:
            message, hint = feed.trouble(str(error))
            if header is None:
                raise fail("rows-header", message, hint, Where(builder.file, feed.start)) from None
            yield builder.failed("row-quotes", message, hint, feed.start)
            feed.recover()
            continue
        if not any(map(str.strip, cells)):
            continue
        if header is None:
            header = _header(cells, builder, feed.start)
        elif feed.cut:
            yield builder.failed("row-text", "a line too long to be read", "shorten it", feed.start)
        else:
            yield _row(cells, header, builder, feed.start)


def _directive(feed: _Feed) -> str:
    found = DIRECTIVE.fullmatch(feed.first())
    if found:
        next(feed)
        return found[1]
    return ""


def _shown(header: str, wanted: str) -> str:
    found = delimiter_of(header)
    return wanted if wanted and found not in QUOTED.sub("", header) else found


def _header(cells: list[str], builder: RowBuilder, line: int) -> list[str]:
    names = [builder.column(cell) if cell.strip() else "" for cell in cells]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        hint = "rename one of the columns, or take it out"
        message = f"the header names {' and '.join(twice)} more than once"
        raise fail("rows-header", message, hint, Where(builder.file, line))
    return names


def _row(cells: list[str], header: list[str], builder: RowBuilder, line: int) -> Row | RowFailure:
    """A row of a table; a short one leaves its last columns empty, and blanks under no header are passed over."""
    beyond = [cell for cell in cells[len(header) :] if cell.strip()]
    nameless = [cell for name, cell in zip(header, cells, strict=False) if not name and cell.strip()]
    if beyond or nameless:
        hint = "put a cell that holds the delimiter in double quotes; every column needs a name in the header"
        there, extra = len([name for name in header if name]), len(beyond) + len(nameless)
        return builder.failed("row-columns", f"{there + extra} cells for the header's {there}", hint, line)
    return builder.build([(name, cell) for name, cell in zip(header, cells, strict=False) if name], line)


class _Feed:
    """Lines for the reader, which can be given back when a row that began on one of them proves to be unreadable."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines = lines
        self.back: list[Line] = []
        self.taken: list[Line] = []

    @property
    def start(self) -> int:
        """The number of the line on which the row begins."""
        return self.taken[0].number if self.taken else 0

    @property
    def cut(self) -> bool:
        return any(line.cut for line in self.taken)

    def first(self) -> str:
        """The first line that is not blank; it is not used up."""
        while self.begin():
            if self.back[-1].text.strip():
                return self.back[-1].text
            next(self)
        return ""

    def begin(self) -> bool:
        """Start on the next row; whether there is one."""
        self.taken = []
        if not self.back:
            line = next(self.lines, None)
            if line is None:
                return False
            self.back.append(line)
        return True

    def recover(self) -> None:
        """Give back all lines of the row but its first, so that what a quotation mark swallowed is read again."""
        self.back += reversed(self.taken[1:])

    def trouble(self, error: str) -> tuple[str, str]:
        """What the reader's complaint means, and the hint."""
        if "expected after" in error:
            message = "a cell goes on after its closing quotation mark"
            return message, 'write "" for a quotation mark within a cell that is in double quotes'
        if "field limit" in error and len(self.taken) == 1:
            return f"a cell of more than {MAX_TEXT:,} characters", "shorten it; is a quotation mark left open?"
        return "a double quotation mark is opened in this row and never closed", "close it, or double it"

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MAX_LINES:
            raise StopIteration
        line = self.back.pop() if self.back else next(self.lines)
        self.taken.append(line)
        return line.text + "\n"
