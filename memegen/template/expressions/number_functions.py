"""The functions that count, add up, compare and round, and those that write numbers as a language does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from memegen.template.expressions.arguments import Arguments, Function, decimals_of, entries_of, numbers_of
from memegen.template.expressions.nodes import ExpressionError
from memegen.template.expressions.typed import text_of
from memegen.template.expressions.values import ARITHMETIC, Value, bare, checked, noun

if TYPE_CHECKING:
    from memegen.template.expressions.evaluate import Evaluation


def _extreme(choose: Callable[..., Value]) -> Callable[[Evaluation, Arguments], Value]:
    def compute(evaluation: Evaluation, arguments: Arguments) -> Value:
        values = [entry for argument in arguments for entry in entries_of(bare(argument))]
        if not values:
            raise ExpressionError("an empty list has no least and no greatest value", empty=True)
        if all(isinstance(value, date) for value in values) or all(isinstance(value, time) for value in values):
            return choose(values)
        return choose(numbers_of(evaluation, arguments))

    return compute


def _top(evaluation: Evaluation, arguments: Arguments) -> Value:
    """Return the entries of a list whose numbers, in the list after it, are the maximum."""
    entries, numbers = (bare(argument) for argument in arguments)
    if not isinstance(entries, tuple) or not isinstance(numbers, tuple) or len(entries) != len(numbers):
        raise ExpressionError("top takes two lists of one length", hint="e.g. top(bars.name, bars.share)")
    read = [evaluation.number(bare(number)) for number in numbers]
    return tuple(entry for entry, number in zip(entries, read, strict=True) if number == max(read))


def _sum(evaluation: Evaluation, arguments: Arguments) -> Value:
    total = Decimal(0)
    for number in numbers_of(evaluation, arguments):
        total = checked(ARITHMETIC.add(total, number))
    return total


def _count(evaluation: Evaluation, arguments: Arguments) -> Value:
    value = bare(arguments[0])
    if isinstance(value, tuple):
        return Decimal(len(value))
    if value is None or value == "":
        return Decimal(0)
    raise ExpressionError(f"count takes a list, not {noun(value)}", hint="length counts the characters of a text")


def _length(evaluation: Evaluation, arguments: Arguments) -> Value:
    from memegen.text.markup import clean, parse

    value = bare(arguments[0])
    if isinstance(value, tuple):
        return Decimal(len(value))
    return Decimal(len(parse(clean(text_of(arguments[0], evaluation.scope.setting))).plain))


def _rounding(mode: str) -> Callable[[Evaluation, Arguments], Value]:
    def compute(evaluation: Evaluation, arguments: Arguments) -> Value:
        number = evaluation.number(bare(arguments[0]))
        decimals = decimals_of(evaluation, arguments, 1) or 0
        return number.quantize(Decimal(1).scaleb(-decimals), rounding=mode, context=ARITHMETIC)

    return compute


def _absolute(evaluation: Evaluation, arguments: Arguments) -> Value:
    return abs(evaluation.number(bare(arguments[0])))


def _number(evaluation: Evaluation, arguments: Arguments) -> Value:
    number = evaluation.number(bare(arguments[0]))
    from memegen.template.expressions.formats import number_text

    return number_text(number, evaluation.scope.setting.language, decimals_of(evaluation, arguments, 1))


def _percent(evaluation: Evaluation, arguments: Arguments) -> Value:
    number = evaluation.number(bare(arguments[0]))
    from memegen.template.expressions.formats import percent_text

    return percent_text(number, evaluation.scope.setting.language, decimals_of(evaluation, arguments, 1))


FUNCTIONS = {
    "min": Function("min(list) or min(a, b)", 1, 10, _extreme(min)),
    "max": Function("max(list) or max(a, b)", 1, 10, _extreme(max)),
    "top": Function("top(list, numbers)", 2, 2, _top),
    "sum": Function("sum(list) or sum(a, b)", 1, 10, _sum),
    "count": Function("count(list)", 1, 1, _count),
    "length": Function("length(text)", 1, 1, _length),
    "round": Function("round(number) or round(number, decimals)", 1, 2, _rounding(ROUND_HALF_UP)),
    "floor": Function("floor(number)", 1, 1, _rounding(ROUND_FLOOR)),
    "ceil": Function("ceil(number)", 1, 1, _rounding(ROUND_CEILING)),
    "abs": Function("abs(number)", 1, 1, _absolute),
    "number": Function("number(n) or number(n, decimals)", 1, 2, _number),
    "percent": Function("percent(fraction) or percent(fraction, decimals)", 1, 2, _percent),
}
