"""From what a row holds to a typed value, by the declaration of its field; and from a value to its text."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from memegen.model.entities import Field
from memegen.template.expressions.numerals import read_numeral
from memegen.template.expressions.values import OFF, Entry, Typed, Value, plain_number

if TYPE_CHECKING:
    from memegen.template.expressions.scope import Setting


def typed_value(raw: Any, field: Field | None, setting: Setting) -> Value | Typed:
    """Return the value of a variable; one that is not a text or a list of texts is returned as it is.

    Args:
        raw: the value as the row or the caller has it, which has been checked.
        field: the declaration of the variable; None for one without a type.
        setting: the language.
    """
    if isinstance(raw, tuple):
        return tuple(typed_value(entry, None, setting) for entry in raw)
    if not isinstance(raw, str) or field is None or not raw:
        return raw  # type: ignore[no-any-return]  # a value already
    match field.type:
        case "number":
            number, own = read_numeral(raw, setting.language)
            return Typed(number, raw) if own else number
        case "flag":
            return Typed(raw.strip().lower() not in OFF, raw)
        case _:
            return raw


def text_of(value: Value | Typed, setting: Setting, *, plain: bool = False) -> str:
    """Return a value as a text: what a row has, or what the language writes.

    Args:
        value: the value.
        setting: the language.
        plain: whether numbers are written as keys take them: ``59.5``.
    """
    if isinstance(value, Typed):
        if not plain or isinstance(value.value, bool):
            return value.text
        percent = "%" if value.text.rstrip().endswith(("%", "٪")) else ""
        return plain_number(value.value) + percent
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Entry():
            return ", ".join(filter(None, (text_of(part, setting, plain=plain) for _, part in value.parts)))
        case tuple():
            return ", ".join(text_of(entry, setting, plain=plain) for entry in value)
        case Decimal() if plain:
            return plain_number(value)
    from memegen.template.expressions import formats

    if isinstance(value, Decimal):
        return formats.number_text(value, setting.language)
    if isinstance(value, date):
        return value.isoformat() if plain else formats.date_text(value, setting.language)
    assert isinstance(value, time)
    return f"{value:%H:%M}" if plain else formats.time_text(value, setting.language)
