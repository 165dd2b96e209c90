"""Column names: how they are spelled, and which ones mean something."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from memegen.core.diagnostics import WARNING, Diagnostic, Where, closest_match
from memegen.model.column_names import CAMEL, folded, singular, usual_names, without_extras

# Columns that control how their row is rendered, each with what it sets.
CONTROLS = {
    "template": "the template of the row, instead of `-t`",
    "platforms": "platforms, groups or sizes for the row, instead of `-p`",
    "brand": "the brand of the row, instead of `-b`",
    "file": "the name of the files, without an ending",
    "variant": "the variant of the template, instead of `--variant`",
    "skip": "yes: nothing is rendered for the row",
}
# In lists of old the control column `file`, in most lists the speaker.
NAME = "name"
SPEAKER = "by"
MAX_SHOWN = 12
"""Maximum number of columns that a message lists."""
MAX_HEADER = 40
"""Maximum characters of a column's name in a line that is taken for a header."""
MAX_ABOVE = 10
"""Maximum number of rows above the header, e.g. titles."""
# Columns that the tables for schedulers use.
SCHEDULING = (
    *("scheduled_at", "schedule", "date", "time", "timezone"),
    *("link", "label", "comment", "account_id", "board_id", "networks"),
)
# Columns with what a post has besides its graphic; the longer names mean the same beside a field of the shorter one.
POSTING = ("caption", "alt", *(f"post_{name}" for name in ("caption", "alt", "date", "time", "link")))
# The column that groups rows into one post; in lists of quotes without another column, the quote.
POST = "post"
# Columns that no graphic shows and that are ignored without a warning; so is any column that starts with a _.
PRIVATE = ("source", "notes", *SCHEDULING, *POSTING)
# A JSON object or YAML mapping with one of these keys holds the list of rows; any other is a row itself.
LISTS = ("rows", "quotes", "data", "results", "records")
NO_LINES: Mapping[str, int] = MappingProxyType({})
# Fields that a list is assumed to have if the template's fields are not known.
USUAL = ("quote", "by", "role")


def column_name(header: str, fields: Collection[str] = ()) -> str:
    """Return the column that a header or a key refers to: lower case, with underscores between its words.

    A name of *fields* or a control column is recognized whatever its case, with spaces, hyphens, underscores or none.
    """
    if (name := header.strip()) in fields:
        return name
    name = re.sub(r"\s+", "_", CAMEL.sub("_", name).lower())
    if name in fields or name in CONTROLS:
        return name
    if name == "platform":
        return "platforms"
    return next((known for known in (*fields, *CONTROLS) if _letters(known) == _letters(name)), name)


def _letters(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


def is_private(name: str) -> bool:
    """Return whether a column is for the list's own use, and ignored without a warning; ``$schema`` is for editors."""
    return name in PRIVATE or name.startswith(("_", "$schema"))


def is_known(name: str, fields: Collection[str]) -> bool:
    """Return whether a column has a meaning for a template with these fields."""
    return name in fields or name in CONTROLS or is_private(name) or any(means(name, field) for field in fields)


def is_title(cells: Sequence[str], fields: Collection[str]) -> bool:
    """Return whether a row above the header is a title: one text, beside empty cells, that is no column."""
    names = [column_name(cell, fields) for cell in cells if cell.strip()]
    return len(names) == 1 < len(cells) and not is_known(names[0], fields or USUAL)


def means(name: str, field: str) -> bool:
    """Return whether a column of that name usually holds a field of the other, also if only for want of another."""
    always, weak = usual_names(field)
    spelled = singular(folded(name))
    return spelled == singular(folded(field)) or not {*always, *weak}.isdisjoint((spelled, *without_extras(spelled)))


def option(field: str, header: str) -> str:
    """Return the option that fills a field from a column, as a shell takes it."""
    plain = header.replace("-", "").replace("_", "").isalnum()
    return f"--columns {field}={header}" if plain else f'--columns {field}="{header}"'


def check_columns(
    columns: Mapping[str, str],
    fields: Collection[str],
    taken: Collection[str] = (),
    file: str = "",
    lines: Mapping[str, int] = NO_LINES,
) -> list[Diagnostic]:
    """Return warnings ``column-unknown`` for columns without a meaning: one for each likely slip, one for the others.

    Args:
        columns: headers by column.
        fields: the fields of the templates in use.
        taken: columns that fill a field of another name.
        file: the list.
        lines: the lines on which columns are named, from 1.
    """
    if not fields:
        # No template was found, which has been reported, or it takes nothing.
        return []
    known = [*fields, *CONTROLS]
    ignored = {
        column: header
        for column, header in columns.items()
        if not (column in (*known, *taken, POST) or is_private(column))
    }
    slips = {column: hint for column, header in ignored.items() if (hint := _slip_hint(column, header, known))}
    found = []
    for column, hint in slips.items():
        where, message = Where(file, lines.get(column, 0), field=column), f"unknown column {ignored[column]!r} ignored"
        found.append(Diagnostic(WARNING, "column-unknown", where, message, hint))
    others = [header for column, header in ignored.items() if column not in slips]
    return [*found, _others(others, file)] if others else found


def _others(headers: Sequence[str], file: str) -> Diagnostic:
    """Return the warning for columns that are no likely slips."""
    noun = "column" if len(headers) == 1 else "columns"
    message = f"unknown {noun} ignored: {', '.join(map(repr, headers[:MAX_SHOWN]))}"
    message += f" and {len(headers) - MAX_SHOWN} more" if len(headers) > MAX_SHOWN else ""
    hint = f"map it with {option('FIELD', headers[0])}, or start its name with _ to keep it for yourself"
    return Diagnostic(WARNING, "column-unknown", Where(file), message, hint)


def _slip_hint(column: str, header: str, known: Collection[str]) -> str:
    """Return the hint for a column that is probably meant for something; "" for any other."""
    if column == NAME:
        return "call it file to name the files by it"
    spelled = singular(folded(column))
    if SPEAKER not in known and not {*usual_names(SPEAKER)[0], SPEAKER}.isdisjoint((spelled, *without_extras(spelled))):
        return "choose a template that shows who said it: `memegen templates` lists their fields"
    near = closest_match(column, known)
    return f"did you mean {near}? Rename the column, or add {option(near, header)}" if near else ""
