"""Column names: how they are spelled, and which ones mean something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from memegen.core.diagnostics import WARNING, Diagnostic, Where, expected

CONTROLS = ("template", "platforms", "brand", "name", "variant")
# Columns that the tables for schedulers use.
SCHEDULING = (
    *("scheduled_at", "schedule", "date", "time", "timezone"),
    *("link", "label", "comment", "account_id", "board_id", "networks"),
)
# Columns that no graphic shows and that are ignored without a warning; so is any column that starts with a _.
PRIVATE = ("source", "notes", *SCHEDULING)
# A JSON object or YAML mapping with one of these keys holds the list of rows; any other is a row itself.
LISTS = ("rows", "quotes")
# Fields that a list is assumed to have if the template's fields are not known.
USUAL = ("quote", "by", "role")
# Frequent names of columns whose field has another name.
SYNONYMS = {
    **dict.fromkeys(("author", "speaker", "who", "said_by", "attribution"), "by"),
    **dict.fromkeys(("text", "message", "words", "line"), "quote"),
    **dict.fromkeys(("image", "picture", "file"), "photo"),
    **dict.fromkeys(("branch", "place", "person"), "to"),
    "platform": "platforms",
}


def column_name(header: str, fields: Collection[str] = ()) -> str:
    """Return the column that a header or a key refers to: lower case, stripped, with underscores for spaces.

    A name of *fields* or a control column is recognized whatever its case, and with spaces, hyphens or underscores.
    """
    name = re.sub(r"\s+", "_", header.strip().lower())
    if name in fields or name in CONTROLS:
        return name
    return next((known for known in (*fields, *CONTROLS) if _normalized(known) == _normalized(name)), name)


def _normalized(name: str) -> str:
    return name.lower().replace("-", "_")


def is_private(name: str) -> bool:
    """Return whether a column is for the list's own use, and ignored without a warning."""
    return name in PRIVATE or name.startswith("_")


def is_known(name: str, fields: Collection[str]) -> bool:
    """Return whether a column has a meaning for a template with these fields."""
    return name in fields or name in CONTROLS or is_private(name)


def check_columns(columns: Iterable[str], fields: Collection[str], file: str = "") -> list[Diagnostic]:
    """Return a warning ``column-unknown`` for each column without a meaning."""
    known = [*fields, *CONTROLS]
    return [
        Diagnostic(
            WARNING,
            "column-unknown",
            Where(file, field=column),
            f"no field is called {column!r}; the column is ignored",
            _hint(column, known),
        )
        for column in dict.fromkeys(columns)
        if not is_known(column, fields)
    ]


def _hint(column: str, known: Collection[str]) -> str:
    synonym = SYNONYMS.get(column)
    hint = expected(column, known, "columns")
    return f"did you mean {synonym}? {hint.rpartition('? ')[2]}" if synonym in known else hint
