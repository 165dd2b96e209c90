"""From what a row holds to a typed value, by the declaration of its field; and from a value to its text."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from memegen.core.numbers import Localised
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Field, Record
from memegen.template.expressions.values import OFF, Entry, Typed, Value, plain_number

if TYPE_CHECKING:
    from memegen.template.expressions.scope import Setting

# A number as keys take it, so that what is typed so is kept.
PLAIN = lazy_pattern(r"[+-]?(\d+(\.\d*)?|\.\d+)%?")


def typed_value(raw: Any, field: Field | None, setting: Setting) -> Value | Typed:
    """Return the value of a variable; one that is not a text or a list of texts is returned as it is.

    Args:
        raw: the value as the row or the caller has it; one of a field has been checked.
        field: the declaration of the variable; None for one without a type.
        setting: the language.
    """
    if isinstance(raw, tuple):
        return tuple(_entry(entry, field, setting) for entry in raw)
    if isinstance(raw, Record):
        return _entry(raw, field, setting)
    if not isinstance(raw, str) or field is None or not raw:
        return raw  # type: ignore[no-any-return]  # a value already
    match field.type:
        case "number":
            from memegen.template.expressions.numerals import read_numeral

            number, own = read_numeral(raw, setting.language)
            return Typed(number, raw) if own else number
        case "flag":
            return Typed(raw.strip().lower() not in OFF, raw)
        case "date":
            from memegen.template.expressions.dates import read_date

            return read_date(raw, setting.language)
        case "time":
            from memegen.template.expressions.dates import read_time

            return read_time(raw)
        case _:
            return raw


def _entry(raw: Any, field: Field | None, setting: Setting) -> Value | Typed:
    """Return an entry of a list; the parts of a record have the types that *field* declares."""
    if not isinstance(raw, Record):
        return typed_value(raw, None, setting)
    of = field.of if field else {}
    return Entry(tuple((name, typed_value(value, of.get(name), setting)) for name, value in raw.parts))


def text_of(value: Value | Typed, setting: Setting, *, plain: bool = False) -> str:
    """Return a value as a text: what a row has, or what the language writes.

    Args:
        value: the value.
        setting: the language.
        plain: whether numbers are written as keys take them: ``59.5``.
    """
    match value:
        case Localised() if plain:
            return value.plain
        case str():
            return value
        case None:
            return ""
        case Typed():
            return _plain_typed(value) if plain else value.text
        case bool():
            return "yes" if value else "no"
        case Entry():
            return " = ".join(text_of(part, setting, plain=plain) for _, part in value.parts)
        case tuple():
            return ", ".join(text_of(entry, setting, plain=plain) for entry in value)
        case _:
            return _plain(value) if plain else _written(value, setting.language)


def _plain_typed(value: Typed) -> str:
    """Return a number that a row has as keys take it; one that is written so already stays as it is."""
    if isinstance(value.value, bool) or (PLAIN.fullmatch(value.text) and Decimal(value.text.strip("%")) == value.value):
        return value.text
    percent = "%" if value.text.rstrip().endswith(("%", "٪")) else ""
    return plain_number(value.value) + percent


def _plain(value: Decimal | date | time) -> str:
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if isinstance(value, date) else f"{value:%H:%M}"


def _written(value: Decimal | date | time, language: str) -> str:
    from memegen.template.expressions import formats

    if isinstance(value, Decimal):
        return formats.number_text(value, language)
    return formats.date_text(value, language) if isinstance(value, date) else formats.time_text(value, language)
