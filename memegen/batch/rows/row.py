"""A row: one set of field values, on its way to a picture; and a row that could not be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, Where, expected
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

Value = str | tuple[str, ...]


@frozen
class Row:
    """Field names and their texts, and the control columns.

    ``number`` counts rows from 1 as a reader does: a header, blank lines and comments are not counted. A field that is
    not in ``values`` keeps its default; a tuple comes from a list in JSON or YAML and is never empty. ``name`` is the
    stem of the output.
    """

    number: int
    where: Where
    values: Mapping[str, Value]
    template: str = ""
    platforms: tuple[str, ...] = ()
    brand: str = ""
    name: str = ""


@frozen
class RowFailure:
    """A row that cannot be read, and why. The rows after it are read all the same."""

    number: int
    diagnostic: Diagnostic


CONTROLS = ("template", "platforms", "brand", "name")
# What the tables for schedulers take from a list.
SCHEDULING = (
    *("scheduled_at", "schedule", "date", "time", "timezone"),
    *("link", "label", "comment", "account_id", "board_id", "networks"),
)
# Columns that people keep beside the texts and that no picture shows; so does any column that starts with a _.
ASIDE = ("source", "notes", *SCHEDULING)
# A JSON object or YAML mapping with one of these holds the list of rows; any other is itself a row.
LISTS = ("rows", "quotes")
# What a list without known fields may be taken to hold.
USUAL = ("quote", "by", "role")


def column_name(written: str, fields: Collection[str] = ()) -> str:
    """The name that a column header or a key stands for: lower case, without blanks about it.

    A name of *fields* or a control column is found whatever its case, and whether it is written with blanks, hyphens or
    underscores; in any other name a blank becomes an underscore.
    """
    name = re.sub(r"\s+", "_", written.strip().lower())
    if name in fields or name in CONTROLS:
        return name
    return next((known for known in (*fields, *CONTROLS) if _loose(known) == _loose(name)), name)


def _loose(name: str) -> str:
    return name.lower().replace("-", "_")


def is_aside(name: str) -> bool:
    """Whether a column is kept for people's own use, and passed over in silence."""
    return name in ASIDE or name.startswith("_")


def is_known(name: str, fields: Collection[str]) -> bool:
    """Whether a column means something where these are the fields."""
    return name in fields or name in CONTROLS or is_aside(name)


# What people call a column whose field has another name.
HABITS = {
    **dict.fromkeys(("author", "speaker", "who", "said_by", "attribution"), "by"),
    **dict.fromkeys(("text", "message", "words", "line"), "quote"),
    **dict.fromkeys(("image", "picture", "file"), "photo"),
    **dict.fromkeys(("branch", "place", "person"), "to"),
    "platform": "platforms",
}


def check_columns(columns: Iterable[str], fields: Collection[str], file: str = "") -> list[Diagnostic]:
    """A warning "column-unknown" for each column that is no field, no control column and no column kept aside."""
    known = [*fields, *CONTROLS]
    return [
        Diagnostic(
            WARNING,
            "column-unknown",
            Where(file, field=column),
            f"no field knows the column {column!r}; it is passed over",
            _hint(column, known),
        )
        for column in dict.fromkeys(columns)
        if not is_known(column, fields)
    ]


def _hint(column: str, known: Collection[str]) -> str:
    habit = HABITS.get(column)
    listed = expected(column, known, "columns")
    return f"did you mean {habit}? {listed.rpartition('? ')[2]}" if habit in known else listed


# The longest text of one field, in characters: far more than any picture holds, and little enough to keep in memory.
MAX_TEXT = 131_072
# How many different columns are remembered; a list with more is none that a person wrote.
MAX_COLUMNS = 256
# NUL, and halves of characters that escapes in JSON can leave behind.
BROKEN = lazy_pattern("[\0\ud800-\udfff]")


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
