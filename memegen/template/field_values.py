"""Whether a value is one of its field's type and within its limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from memegen.core.diagnostics import WARNING, Diagnostic, HintedError, Where, expected, hint_of
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Field, Raw, Record, as_text
from memegen.model.keys import ValueContext
from memegen.model.values import parse_flag
from memegen.scene.color import parse_color
from memegen.template.expressions.scope import Scope

# Maximum length of a text, in characters; more are not legible on any canvas.
MAX_TEXT = 20_000
# Maximum length of an example that a hint shows, in characters.
MAX_SHOWN = 80
NAME = lazy_pattern(r"[^\W\d][\w-]*")
# Words with a number after them, which a blank, a colon or a dash separates.
ENDING_NUMBER = lazy_pattern(r"(.*[^\s:–—-])\s*[:\s–—-]\s*([+-]?[\d.,]+\s?%?)\s*")
# Maximum number of entries of a list.
MAX_ENTRIES = 1000


def value_problems(field: Field, value: Raw, context: ValueContext) -> list[ValueError]:
    """Return what is wrong with a value of a field; a list has been read by :func:`read_entries`."""
    if not value:
        return [HintedError("a value is required", f"fill {field.name}{_for_example(field)}")] if field.required else []
    if field.type == "list":
        return _list_problems(field, value, context)
    if not isinstance(value, str):
        return [ValueError(f"expected one value, not a {'record' if isinstance(value, Record) else 'list'}")]
    problems = _size_problems(len(value), "characters", field.shortest, field.longest or _longest(field))
    try:
        _check_type(field, value, context)
    except ValueError as error:
        example = f"write{_for_example(field)[1:]}" if field.example else ""
        problems.append(HintedError(str(error), hint_of(error, example)))
    return problems


def _for_example(field: Field) -> str:
    """Return the example of a field as the end of a hint; "" if it has none."""
    example = field.example if isinstance(field.example, str) else ""
    return f", e.g. {example}" if example and len(example) <= MAX_SHOWN and "\n" not in example else ""


def past_dates(fields: Mapping[str, Field], scope: Scope, where: Where) -> Iterator[Diagnostic]:
    """Yield a warning for each date before today of a field that is for dates to come, but for its example."""
    for field in fields.values():
        if field.upcoming and scope.values.get(field.name) not in ("", field.example):
            day, today = scope.value(field.name), scope.setting.day()
            if isinstance(day, date) and day < today:
                message = f"the date {day:%Y-%m-%d} is in the past; today is {today:%Y-%m-%d}"
                yield Diagnostic(WARNING, "date-past", replace(where, field=field.name), message, "correct the date")


def unexpected_values(fields: Mapping[str, Field], scope: Scope, where: Where) -> Iterator[Diagnostic]:
    """Yield a warning for each value that does not meet the condition which its field expects.

    A condition holds if any field in it has no value.
    """
    for field in fields.values():
        condition = as_text(field.expects.raw) if field.expects else ""
        known = all(scope.values.get(name) for name in {field.name, *NAME.findall(condition)} if name in fields)
        if condition and known and not _holds(condition, scope):
            message, hint = f"the template expects {condition}", "check the values, or ignore this warning"
            yield Diagnostic(WARNING, "value-unexpected", replace(where, field=field.name), message, hint)


def _holds(condition: str, scope: Scope) -> bool:
    """Return whether a condition of a field is met; what is wrong with the values in it is reported elsewhere."""
    try:
        return scope.holds(condition)
    except ValueError:
        return True


def _longest(field: Field) -> int:
    return MAX_TEXT if field.type == "text" else 0


def _size_problems(size: int, unit: str, least: float, most: float) -> list[ValueError]:
    if most and size > most:
        return [
            HintedError(
                f"{_counted(size, unit)}; the maximum is {most:,g}", f"shorten it by {_counted(size - most, unit)}"
            )
        ]
    if least and size < least:
        return [
            HintedError(f"{_counted(size, unit)}; the minimum is {least:,g}", f"add {_counted(least - size, unit)}")
        ]
    return []


def _counted(count: float, unit: str) -> str:
    one = {"characters": "character", "entries": "entry"}
    return f"{count:,g} {one[unit] if count == 1 else unit}"


def _list_problems(field: Field, value: Raw, context: ValueContext) -> list[ValueError]:
    """Return what is wrong with a list, and with each part of each of its records."""
    entries = value if isinstance(value, tuple) else (value,)
    most = min(field.longest or MAX_ENTRIES, MAX_ENTRIES if field.most is None else field.most)
    if problems := _size_problems(len(entries), "entries", max(field.shortest, field.least or 0), most):
        return problems
    found: list[ValueError] = []
    for number, entry in enumerate(entries, 1):
        if field.of and isinstance(entry, Record):
            for part in field.of.values():
                own = entry.get(part.name) or ""
                named, form = f"entry {number}, {part.name}", "" if own else f"write {_form(field, entry)}"
                problems = value_problems(part, own, context)
                found += [HintedError(f"{named}: {problem}", form or hint_of(problem)) for problem in problems]
        elif not isinstance(entry, str):
            found.append(ValueError(f"entry {number}: expected a text, not a record or a list"))
    return found


def _form(field: Field, entry: Record) -> str:
    """Return how an entry that lacks a part is written: with its own words if these end with a number."""
    first, *others = field.of.values()
    words = ENDING_NUMBER.fullmatch(as_text(entry.get(first.name) or ""))
    if words and [part.type for part in others] == ["number"]:
        return f"{words[1]} = {words[2]}"
    example = field.example[0] if isinstance(field.example, tuple) and field.example else ""
    shown = f", e.g. {example}" if isinstance(example, str) and example else ""
    return f"{' = '.join(field.of)}{shown}"


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
                raise HintedError(f"{text!r} is not one of its choices", expected(text, field.options))
        case _:
            return


def _check_number(field: Field, text: str, context: ValueContext) -> None:
    from memegen.template.expressions.numerals import read_numeral

    number, _ = read_numeral(text, context.language)
    if field.least is not None and number < field.least:
        raise HintedError(f"{text} is less than the minimum of {field.least:g}", f"write {field.least:g} or more")
    if field.most is not None and number > field.most:
        raise HintedError(f"{text} is more than the maximum of {field.most:g}", f"write {field.most:g} or less")
