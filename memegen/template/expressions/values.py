"""The values of expressions: numbers, texts, yes and no, lists, records, dates, times, and nothing (None)."""

from __future__ import annotations

from datetime import date, time
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from memegen.core.frozen import frozen
from memegen.template.expressions.nodes import ExpressionError

# Values, in lower case, of a flag that is off.
OFF = ("no", "false", "off", "0")
# Arithmetic keeps 28 digits; 0.1 + 0.2 is 0.3.
ARITHMETIC = Context(prec=28, rounding=ROUND_HALF_UP, traps=[DivisionByZero, InvalidOperation, Overflow])
# Maximum of a number, in either direction; maximum length of a text, in characters, and of a list, in entries.
MAX_NUMBER, MAX_TEXT, MAX_ENTRIES = Decimal(10) ** 15, 10_000, 1_000
# Maximum fraction of what holds a layer that is a length; more is a number without its unit.
MAX_FRACTION = 10
# Maximum number of decimals of a number in a key that is not a text, e.g. a length.
PLAIN_DECIMALS = Decimal("0.000001")


@frozen
class Typed:
    """A number, a yes or a no, together with the text that stands for it in a row."""

    value: Decimal | bool
    text: str


@frozen
class Entry:
    """An entry of a list of records: its parts by name, in order."""

    parts: tuple[tuple[str, Value | Typed], ...]

    def has(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        return any(part == name for part, _ in self.parts)

    def get(self, name: str) -> Value | Typed:
        """Return a part, or None."""
        return next((value for part, value in self.parts if part == name), None)


Value = Decimal | str | bool | date | time | Entry | tuple["Value | Typed", ...] | None


def bare(value: Value | Typed) -> Value:
    """Return a value without its text in the row."""
    return value.value if isinstance(value, Typed) else value


def is_true(value: Value | Typed) -> bool:
    """Return whether a value counts as true: not empty, not a flag that is off, not zero."""
    value = bare(value)
    if isinstance(value, str):
        return bool(value) and value.lower() not in OFF
    return True if isinstance(value, time) else bool(value)


def part_of(value: Value | Typed, name: str) -> Value | Typed:
    """Return a part of a record, or the list of these parts of a list of records; None if there is none.

    Args:
        value: the record or list.
        name: name of the part, which may have dots, e.g. ``photo.credit``.
    """
    if isinstance(value, Entry):
        head, _, tail = name.partition(".")
        return value.get(name) if value.has(name) or not tail else part_of(value.get(head), tail)
    if isinstance(value, tuple) and any(isinstance(entry, Entry) for entry in value):
        return tuple(part_of(entry, name) for entry in value)
    return None


def checked(value: Decimal) -> Decimal:
    """Return a number that is in range.

    Raises:
        ExpressionError: it is too large.
    """
    if abs(value) > MAX_NUMBER:
        raise ExpressionError("the number is too large; the maximum is 10 to the power of 15")
    return value


def plain_number(value: Decimal) -> str:
    """Return a number as keys take it: with a full stop, without separators, with six decimals at most."""
    rounded = value if value == value.to_integral_value() else value.quantize(PLAIN_DECIMALS, context=ARITHMETIC)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def fraction_text(value: object) -> str:
    """Return a computed number as a percentage for a length: 0.5 is 50%; "" for any other value.

    Raises:
        ExpressionError: the number is too large to be meant as a fraction.
    """
    if not isinstance(value, Decimal):
        return ""
    if abs(value) > MAX_FRACTION:
        message = f"{plain_number(value)} is not a fraction of what holds it"
        raise ExpressionError(message, hint="divide it, e.g. by max(…), or write a unit after the braces")
    return f"{plain_number(ARITHMETIC.multiply(value, 100))}%"


def unfit(expected: str, value: Value, hint: str = "") -> ExpressionError:
    """Return the error for a value that is not what an operator or a function takes."""
    if value is None or value == "":
        hint = "draw the layer only with a value (`when: name`), or put the text in brackets: [{…} days]"
        return ExpressionError(f"expected {expected}, and the value is empty", hint=hint, empty=True)
    return ExpressionError(f"expected {expected}, not {noun(value)}", hint=hint)


def noun(value: Value) -> str:
    """Return what kind of value this is, for messages."""
    match value:
        case None | "":
            return "nothing"
        case bool():
            return "yes or no"
        case Decimal():
            return f"the number {plain_number(value)}"
        case str():
            return repr(value if len(value) <= 40 else f"{value[:39]}…")
        case date():
            return f"the date {value.isoformat()}"
        case time():
            return f"the time {value:%H:%M}"
        case Entry():
            return "a record"
        case _:
            return f"a list of {len(value)}"
