"""A row: one set of field values; or a row that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field

from memegen.batch.rows.columns import CONTROLS, column_name
from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, Where, fail
from memegen.core.frozen import frozen
from memegen.core.numbers import Figure
from memegen.core.regex import lazy_pattern
from memegen.model.column_names import folded
from memegen.model.entities import Raw, Record

Value = Raw

MAX_TEXT = 131_072
"""Maximum characters of one field: far more than a graphic holds, and few enough to keep in memory."""
MAX_COLUMNS = 256
"""Maximum number of different columns that are recorded; a list with more was not written by a person."""
# NUL, surrogates, which escapes in JSON can produce, and what stands for bytes that are no text.
BROKEN = lazy_pattern("[\0\ud800-\udfff\ufffd]")

# Values of the column `skip` of a row that makes no graphic, and of one that does.
SKIP = ("yes", "true", "on", "1", "x", "skip", "✓", "✔")
KEEP = ("no", "false", "off", "0", "")


@frozen
class Row:
    """Field values, and the control columns.

    Attributes:
        number: from 1; a header, blank lines and comments are not counted.
        values: texts by field name; a list in JSON or YAML is a tuple, which is never empty, and an object or a mapping
            is a record. A field that is not in it has its default.
        file: file name of the output without suffix; "" for none given.
        variant: which variant of the template to take; "" for none given.
        skip: whether the row makes no graphic.
        columns: headers of all the row's columns by their names, control columns aside; empty cells have one too.
    """

    number: int
    where: Where
    values: Mapping[str, Value]
    template: str = ""
    platforms: tuple[str, ...] = ()
    brand: str = ""
    file: str = ""
    variant: str = ""
    skip: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)


@frozen
class RowFailure:
    """A row that cannot be read, and why. The rows after it are read."""

    number: int
    diagnostic: Diagnostic


class RowBuilder:
    """Builds and numbers the rows of one list, and records its columns."""

    def __init__(
        self,
        file: str,
        fields: Collection[str],
        given: Mapping[str, str] | None = None,
        usual: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare for the first row.

        Args:
            file: the list, for diagnostics.
            fields: names of the template's fields, as far as they are known.
            given: headers by the field or control column that they are to fill.
            usual: the same, for headers that the list need not have and that *given* overrules.
        """
        given = given or {}
        self.file = file
        self.fields = fields
        self.number = 0
        self.warnings: list[Diagnostic] = []
        self._given = {folded(header): name for name, header in {**(usual or {}), **given}.items()}
        self._required = {folded(header): header for header in given.values()}
        self._names: dict[str, str] = {}
        self.lines: dict[str, int] = {}  # on which columns are first named, from 1; 0 if unknown

    @property
    def columns(self) -> dict[str, str]:
        """The headers read so far, by column."""
        columns: dict[str, str] = {}
        for header, name in self._names.items():
            columns.setdefault(name, header)
        return columns

    def missing(self) -> list[tuple[str, str]]:
        """Return the given columns that the list has not, so far, each with its header."""
        found = {folded(header) for header in self._names}
        return [(self._given[key], header) for key, header in self._required.items() if key not in found]

    def build(self, pairs: Iterable[tuple[str, Value]], line: int = 0) -> Row | RowFailure:
        """Return the next row. An empty text or list is omitted, so that the field has its default.

        Args:
            pairs: column headers and values.
            line: number of the line, from 1; 0 if unknown.
        """
        self.number += 1
        where = Where(self.file, line, row=self.number)
        seen: set[str] = set()
        values: dict[str, Value] = {}
        columns: dict[str, str] = {}
        for header, value in pairs:
            column = self.column(header, line)
            if column not in CONTROLS:
                columns[column] = header
            if column in seen:
                message, hint = f"the column {column} is there twice", "delete one of the two"
                return self._field_failure("column-duplicate", line, message, hint, column)
            seen.add(column)
            if problem := _problem(value):
                return self._field_failure("cell-invalid", line, *problem, column)
            if value := _stripped(value):
                values[column] = value
        return self._with_controls(where, values, columns)

    def _with_controls(self, where: Where, values: dict[str, Value], columns: dict[str, str]) -> Row | RowFailure:
        """Return the row, whose control columns are taken from *values*."""
        controls = {name: values.pop(name, "") for name in CONTROLS}
        for name in ("template", "brand", "file", "variant", "skip"):
            if not isinstance(controls[name], str):
                message = f"{name} has a list; it takes one text"
                return self._field_failure("cell-invalid", where.line, message, "write one value", name)
        skip = str(controls["skip"]).lower()
        if skip not in (*SKIP, *KEEP):
            message = f"skip is {skip[:40]!r}; it takes yes or no"
            return self._field_failure(
                "cell-invalid", where.line, message, "write yes, or leave the cell empty", "skip"
            )
        return Row(
            self.number,
            where,
            values,
            str(controls["template"]),
            _platforms(controls["platforms"]),
            str(controls["brand"]),
            str(controls["file"]),
            str(controls["variant"]),
            skip in SKIP,
            columns,
        )

    def failure(self, code: str, message: str, hint: str, line: int = 0, column: int = 0) -> RowFailure:
        """Return the next row as one that cannot be read.

        Args:
            code: code of the diagnostic.
            message: its message.
            hint: its hint.
            line: number of the line in the file, from 1; 0 if unknown.
            column: number of the character in the line, from 1; 0 if unknown.
        """
        self.number += 1
        where = Where(self.file, line, column, self.number)
        return RowFailure(self.number, Diagnostic(ERROR, code, where, message, hint))

    def header(self, headers: Iterable[str], line: int) -> None:
        """Record the columns of a table, in which an empty header is none.

        Raises:
            DiagnosticError: ``column-duplicate``, for a column that is there twice.
        """
        names = [self.column(header, line) for header in headers if header]
        duplicates = sorted({name for name in names if names.count(name) > 1})
        if duplicates:
            message = f"the header has the column {' and '.join(duplicates)} more than once"
            raise fail("column-duplicate", message, "rename or delete one of the columns", Where(self.file, line))

    def warn(self, code: str, message: str, hint: str, line: int = 0, row: int = 0) -> None:
        """Add a warning about the list, about a *row*, or about the next row if that begins on a *line*."""
        where = Where(self.file, line, row=row or (self.number + 1 if line else 0))
        self.warnings.append(Diagnostic(WARNING, code, where, message, hint))

    def column(self, header: str, line: int = 0) -> str:
        """Return the column that *header* refers to, and record it as one of the list, first named on a *line*."""
        if header in self._names:
            return self._names[header]
        name = self._given.get(folded(header)) if self._given else None
        if name is None:
            name = BROKEN.sub("\ufffd", column_name(header, self.fields))
            # A column whose place another was given stays the list's own.
            name = f"_{name}" if name in self._given.values() else name
        if len(self._names) < MAX_COLUMNS:
            self._names[header] = name
            self.lines.setdefault(name, line)
        return name

    def _field_failure(self, code: str, line: int, message: str, hint: str, field: str) -> RowFailure:
        where = Where(self.file, line, row=self.number, field=field)
        return RowFailure(self.number, Diagnostic(ERROR, code, where, message, hint))


def _problem(value: Value) -> tuple[str, str] | None:
    """Return message and hint if a text, or a list of texts, cannot be used; else None."""
    if sum(map(len, texts := list(_texts(value)))) > MAX_TEXT:
        return f"the text is longer than {MAX_TEXT:,} characters", "shorten it; is a quotation mark left open?"
    if any("\ufffd" in text for text in texts):
        return "the text holds bytes of another encoding", "give the list's encoding with --encoding"
    if bad := next(filter(None, map(BROKEN.search, texts)), None):
        return f"the text holds the character U+{ord(bad[0]):04X}, which cannot be set", "delete it"
    return None


def _texts(value: Value) -> Iterator[str]:
    """Yield all texts in a value, those that name the parts of a record too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for name, part in value.parts:
            yield name
            yield from _texts(part)
    else:
        for entry in value:
            yield from _texts(entry)


def _stripped(value: Value) -> Value:
    """Return a value without blanks around its texts; in a list, empty ones are left out."""
    if isinstance(value, Figure):
        return value
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Record):
        return Record(tuple((name, _stripped(part)) for name, part in value.parts)) if value.parts else ""
    return tuple(stripped for entry in value if (stripped := _entry(entry)))


def _entry(entry: Value) -> Value:
    """Return an entry of a list without blanks; a list in it is a record by position, and keeps its empty texts."""
    return tuple(map(_stripped, entry)) if isinstance(entry, tuple) else _stripped(entry)


def _platforms(value: Value) -> tuple[str, ...]:
    """Return the platforms in a list, or in one text, where spaces or commas separate them."""
    return tuple(name for text in _texts(value) for name in re.split(r"[\s,]+", text) if name)
