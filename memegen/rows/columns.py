"""Columns: their names, and which of them mean something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from memegen.errors import WARNING, Diagnostic, Where, expected

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
