"""Whether a value is one of its field's type and within its limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from memegen.core.diagnostics import WARNING, Diagnostic, Where, expected
from memegen.model.entities import Field, Raw, Record
from memegen.model.keys import ValueContext
from memegen.model.values import parse_flag
from memegen.scene.color import parse_color
from memegen.template.expressions.scope import Scope

# Maximum length of a text, in characters; more are not legible on any canvas.
MAX_TEXT = 20_000
# Maximum number of entries of a list.
MAX_ENTRIES = 1000


def value_problems(field: Field, value: Raw, context: ValueContext) -> list[str]:
    """Return what is wrong with a value of a field, as messages; a list has been read by :func:`read_entries`."""
    if not value:
        return [f"field {field.name} is required"] if field.required else []
    if field.type == "list":
        return _list_problems(field, value, context)
    if not isinstance(value, str):
        return [f"field {field.name} takes one value, not a {'record' if isinstance(value, Record) else 'list'}"]
    problems = _size_problems(field, len(value), "characters", field.shortest, field.longest or _longest(field))
    try:
        _check_type(field, value, context)
    except ValueError as error:
        problems.append(f"field {field.name}: {error}")
    return problems


def past_dates(fields: Mapping[str, Field], scope: Scope, where: Where) -> Iterator[Diagnostic]:
    """Yield a warning for each date before today of a field that is for dates to come, but for its example."""
    for field in fields.values():
        if field.upcoming and scope.values.get(field.name) not in ("", field.example):
            day, today = scope.value(field.name), scope.setting.day()
            if isinstance(day, date) and day < today:
                message = f"{day:%Y-%m-%d} is before today, {today:%Y-%m-%d}"
                yield Diagnostic(WARNING, "date-past", replace(where, field=field.name), message, "correct the date")


def _longest(field: Field) -> int:
    return MAX_TEXT if field.type == "text" else 0


def _size_problems(field: Field, size: int, unit: str, least: float, most: float) -> list[str]:
    if most and size > most:
        return [f"field {field.name} has {size:,} {unit}; at most {most:g} fit"]
    if least and size < least:
        return [f"field {field.name} has {size:,} {unit}; at least {least:g} are needed"]
    return []


def _list_problems(field: Field, value: Raw, context: ValueContext) -> list[str]:
    """Return what is wrong with a list, and with each part of each of its records."""
    entries = value if isinstance(value, tuple) else (value,)
    most = min(field.longest or MAX_ENTRIES, MAX_ENTRIES if field.most is None else field.most)
    if problems := _size_problems(field, len(entries), "entries", max(field.shortest, field.least or 0), most):
        return problems
    found: list[str] = []
    for number, entry in enumerate(entries, 1):
        if field.of and isinstance(entry, Record):
            for part in field.of.values():
                named = replace(part, name=f"{field.name}, entry {number}, {part.name}")
                found += value_problems(named, entry.get(part.name) or "", context)
        elif not isinstance(entry, str):
            found.append(f"field {field.name}, entry {number}: expected a text, not a record or a list")
    return found


def _check_type(field: Field, text: str, context: ValueContext) -> None:
    """Raise ValueError if *text* is not a value of the field's type."""
    match field.type:
        case "number":
            _check_number(field, text, context)
        case "date":
            from memegen.template.expressions.dates import read_date

            read_date(text, context.language)
        case "time":
            from memegen.template.expressions.dates import read_time

            read_time(text)
        case "colour":
            parse_color(text, context.palette)
        case "flag":
            parse_flag(text)
        case "choice":
            if text not in field.options:
                raise ValueError(f"{text!r} is none of its choices; {expected(text, field.options, 'choices')}")
        case _:
            return


def _check_number(field: Field, text: str, context: ValueContext) -> None:
    from memegen.template.expressions.numerals import read_numeral

    number, _ = read_numeral(text, context.language)
    if field.least is not None and number < field.least:
        raise ValueError(f"{text} is less than {field.least:g}")
    if field.most is not None and number > field.most:
        raise ValueError(f"{text} is more than {field.most:g}")
