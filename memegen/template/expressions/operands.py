"""What operators make of their operands: numbers read from texts, equality, and order."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from memegen.core.numbers import Localised
from memegen.template.expressions.nodes import ExpressionError
from memegen.template.expressions.values import OFF, Entry, Value, noun, unfit

if TYPE_CHECKING:
    from memegen.template.expressions.scope import Setting

# Maximum length of a number that is digits only, and needs no language to be read.
MAX_DIGITS = 16
# Words, in lower case, that say yes.
ON = ("yes", "true", "on", "1")


def parsed_number(text: str, setting: Setting) -> Decimal | None:
    """Return the number that a text is in the language, or None."""
    text = text.plain if isinstance(text, Localised) else text
    if text.isascii() and text.isdigit() and len(text) < MAX_DIGITS:
        return Decimal(text)
    if not any(map(str.isdecimal, text[:40])):
        return None
    from memegen.template.expressions.numerals import read_numeral

    try:
        return read_numeral(text, setting.language)[0]
    except ValueError:
        return None


def number_of(value: Value, setting: Setting) -> Decimal:
    """Return a value as a number; a text that reads as a number is one.

    Raises:
        ExpressionError: it is none.
    """
    number = parsed_number(value, setting) if isinstance(value, str) else value
    if isinstance(number, Decimal):
        return number
    raise unfit("a number", value)


def equals(left: Value, right: Value, setting: Setting) -> bool:
    """Return whether two values are equal; a text is compared with a number, a date or a flag as one of these."""
    if isinstance(left, str) and not isinstance(right, str):
        left, right = right, left
    if isinstance(right, str) and not isinstance(left, str):
        match left:
            case bool():
                return right.lower() in (ON if left else OFF)
            case Decimal():
                return parsed_number(right, setting) == left
            case date():
                return right == left.isoformat()
            case time():
                return right == f"{left:%H:%M}"
            case None:
                return not right
            case _:
                return False
    # A text that came with its form for keys is a text all the same.
    return (type(left) is type(right) or isinstance(left, str)) and left == right


def compare(operator: str, left: Value, right: Value, setting: Setting) -> bool:
    """Return whether ``left < right`` and the like holds; nothing is neither less nor more than anything.

    Raises:
        ExpressionError: the values have no order.
    """
    if left in (None, "") or right in (None, ""):
        return False
    first, second = _ordered(left, right, setting)
    return bool({"<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second}[operator])


def _ordered(left: Value, right: Value, setting: Setting) -> tuple[Any, Any]:
    """Return two values of one type that has an order."""
    if isinstance(left, date) or isinstance(right, date):
        return _as_date(left), _as_date(right)
    if isinstance(left, time) or isinstance(right, time):
        return _as_time(left), _as_time(right)
    if isinstance(left, bool | tuple | Entry) or isinstance(right, bool | tuple | Entry):
        raise ExpressionError(f"cannot compare {noun(left)} with {noun(right)}; compare numbers or dates")
    return number_of(left, setting), number_of(right, setting)


def _as_date(value: Value) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value) if isinstance(value, str) else "")
    except ValueError:
        raise unfit("a date such as '2026-06-15'", value) from None


def _as_time(value: Value) -> time:
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(str(value) if isinstance(value, str) else "")
    except ValueError:
        raise unfit("a time such as '14:05'", value) from None
