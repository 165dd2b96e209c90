"""Rows out of columns and texts: names, control columns, and what no text may hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from memegen.errors import ERROR, Diagnostic, Where
from memegen.late import late
from memegen.rows.columns import CONTROLS, column_name
from memegen.rows.row import Row, RowFailure, Value

# The longest text of one field, in characters: far more than any picture holds, and little enough to keep in memory.
MAX_TEXT = 131_072
# How many different columns are remembered; a list with more is none that a person wrote.
MAX_COLUMNS = 256
# NUL, and halves of characters that escapes in JSON can leave behind.
BROKEN = late("[\0\ud800-\udfff]")


class RowBuilder:
    """Makes the rows of one list, numbers them, and remembers the columns it has met."""

    def __init__(self, file: str, fields: Collection[str]) -> None:
        self.file = file
        self.fields = fields
        self.number = 0
        self._names: dict[str, str] = {}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns met so far, each once."""
        return tuple(dict.fromkeys(self._names.values()))

    def build(self, pairs: Iterable[tuple[str, Value]], line: int = 0) -> Row | RowFailure:
        """The next row; an empty text or list is left out, so that the field keeps its default."""
        self.number += 1
        where = Where(self.file, line, row=self.number)
        seen: set[str] = set()
        values: dict[str, Value] = {}
        for written, value in pairs:
            column = self.column(written)
            if column in seen:
                return self._failed("row-duplicate", line, f"{column} is given twice", "keep one of the two", column)
            seen.add(column)
            if problem := _problem(value):
                return self._failed("row-text", line, *problem, column)
            if value := _stripped(value):
                values[column] = value
        controls = {name: values.pop(name, "") for name in CONTROLS}
        for name in ("template", "brand", "name"):
            if not isinstance(controls[name], str):
                return self._failed("row-value", line, f"{name} takes one text, not a list", "give one", name)
        return Row(
            self.number,
            where,
            values,
            str(controls["template"]),
            _platforms(controls["platforms"]),
            str(controls["brand"]),
            str(controls["name"]),
        )

    def failed(self, code: str, message: str, hint: str, line: int = 0, column: int = 0) -> RowFailure:
        """The next row, which cannot be read; *line* and *column* in the file, from 1."""
        self.number += 1
        where = Where(self.file, line, column, self.number)
        return RowFailure(self.number, Diagnostic(ERROR, code, where, message, hint))

    def column(self, written: str) -> str:
        """The name of a column, which is remembered as one of this list's."""
        if written in self._names:
            return self._names[written]
        name = BROKEN.sub("\ufffd", column_name(written, self.fields))
        if len(self._names) < MAX_COLUMNS:
            self._names[written] = name
        return name

    def _failed(self, code: str, line: int, message: str, hint: str, field: str) -> RowFailure:
        where = Where(self.file, line, row=self.number, field=field)
        return RowFailure(self.number, Diagnostic(ERROR, code, where, message, hint))


def _problem(value: Value) -> tuple[str, str] | None:
    """What is wrong with a text or a list of texts, and the hint."""
    texts = (value,) if isinstance(value, str) else value
    if sum(map(len, texts)) > MAX_TEXT:
        return f"the text is longer than {MAX_TEXT:,} characters", "shorten it; is a quotation mark left open?"
    if bad := next(filter(None, map(BROKEN.search, texts)), None):
        return f"the text holds the character U+{ord(bad[0]):04X}, which cannot be set", "delete it"
    return None


def _stripped(value: Value) -> Value:
    if isinstance(value, str):
        return value.strip()
    return tuple(text for item in value if (text := item.strip()))


def _platforms(value: Value) -> tuple[str, ...]:
    """The platforms, as a list or as one text with blanks or commas between."""
    texts = (value,) if isinstance(value, str) else value
    return tuple(name for text in texts for name in re.split(r"[\s,]+", text) if name)
