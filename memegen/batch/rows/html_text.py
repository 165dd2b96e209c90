"""HTML in the texts of a list: character references and line breaks, as programs leave them in what they export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from re import Match

from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.core.numbers import Figure
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Raw, Record

REFERENCE = lazy_pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});")
# Characters that are not printable by Unicode, and can be set.
KEPT = ("\n", "\t", "\u00a0", "\u00ad", "\u200b", "\u200c", "\u200d")
BREAK = lazy_pattern(r"\s*<br\s*/?>\s*")


def without_html(rows: Iterable[Row | RowFailure], builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """Iterate over the rows with the characters that references such as ``&amp;`` stand for, and warn of it once."""
    warned = False
    for row in rows:
        if not isinstance(row, Row):
            yield row
            continue
        values = {column: _converted(value) for column, value in row.values.items()}
        changed = [column for column, value in values.items() if value != row.values[column]]
        if changed and not warned:
            warned = True
            found = REFERENCE.search(str(row.values[changed[0]])) or BREAK.search(str(row.values[changed[0]]))
            sign = found[0].strip() if found else ""
            message = f"HTML is read as the characters it stands for, e.g. {sign}"
            hint = "export the list as plain text if that is wrong"
            builder.warn("html-converted", message, hint, row.where.line, row.number)
        yield replace(row, values=values) if changed else row


def _converted(value: Raw) -> Raw:
    """Return a value without HTML in its texts."""
    if isinstance(value, Figure):
        return value
    if isinstance(value, str):
        return BREAK.sub("\n", REFERENCE.sub(_character, value)).strip() if "&" in value or "<" in value else value
    if isinstance(value, Record):
        return Record(tuple((name, _converted(part)) for name, part in value.parts))
    return tuple(map(_converted, value))


def _character(match: Match[str]) -> str:
    """Return the character of a reference; the reference if that is no character that can be set."""
    character = unescape(match[0])
    is_text = all(letter.isprintable() or letter in KEPT for letter in character) and "\ufffd" not in character
    return character if is_text else match[0]
