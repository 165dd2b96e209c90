"""The functions of expressions: their names, how many arguments each takes, and what it returns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from memegen.core.diagnostics import expected
from memegen.core.frozen import frozen
from memegen.template.expressions import formats
from memegen.template.expressions.nodes import Call, ExpressionError
from memegen.template.expressions.typed import text_of
from memegen.template.expressions.values import ARITHMETIC, Entry, Typed, Value, bare, checked, noun, unfit

if TYPE_CHECKING:
    from memegen.template.expressions.evaluate import Evaluation

Arguments = list["Value | Typed"]


@frozen
class Function:
    """A function: how it is written, the least and greatest number of its arguments, and what computes it."""

    usage: str
    least: int
    most: int
    compute: Callable[[Evaluation, Arguments], Value | Typed]


def call(node: Call, evaluation: Evaluation) -> Value | Typed:
    """Return the value of a call.

    Raises:
        ExpressionError: there is no such function, its arguments are too few, too many, or not what it takes.
    """
    function = checked_function(node)
    return function.compute(evaluation, [evaluation.typed(argument) for argument in node.arguments])


def checked_function(node: Call) -> Function:
    """Return the function that is called.

    Raises:
        ExpressionError: there is none, or it takes another number of arguments.
    """
    function = FUNCTIONS.get(node.function)
    if not function:
        hint = expected(node.function, FUNCTIONS, "functions")
        raise ExpressionError(f"there is no function {node.function!r}", node.column, hint)
    if not function.least <= len(node.arguments) <= function.most:
        message = f"{node.function} does not take {len(node.arguments)} values"
        raise ExpressionError(message, node.column, f"write {function.usage}")
    return function


def _entries(value: Value) -> tuple[Value, ...]:
    """Return the entries of a list; of a text that is not empty, itself; empty entries are left out."""
    entries = tuple(map(bare, value)) if isinstance(value, tuple) else (value,)
    return tuple(entry for entry in entries if entry not in (None, "", ()))


def _numbers(evaluation: Evaluation, arguments: Arguments) -> list[Decimal]:
    """Return the numbers in a list, or those that are given one by one."""
    values = [entry for argument in arguments for entry in _entries(bare(argument))]
    evaluation.spend(len(values))
    return [evaluation.number(value) for value in values]


def _extreme(choose: Callable[..., Value]) -> Callable[[Evaluation, Arguments], Value]:
    def compute(evaluation: Evaluation, arguments: Arguments) -> Value:
        values = [entry for argument in arguments for entry in _entries(bare(argument))]
        if not values:
            raise ExpressionError("an empty list has no least and no greatest value", empty=True)
        if all(isinstance(value, date) for value in values) or all(isinstance(value, time) for value in values):
            return choose(values)
        return choose(_numbers(evaluation, arguments))

    return compute


def _sum(evaluation: Evaluation, arguments: Arguments) -> Value:
    total = Decimal(0)
    for number in _numbers(evaluation, arguments):
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
        decimals = _decimals(evaluation, arguments, 1) or 0
        return number.quantize(Decimal(1).scaleb(-decimals), rounding=mode, context=ARITHMETIC)

    return compute


def _absolute(evaluation: Evaluation, arguments: Arguments) -> Value:
    return abs(evaluation.number(bare(arguments[0])))


def _decimals(evaluation: Evaluation, arguments: Arguments, position: int) -> int | None:
    """Return the number of decimals that is given as an argument, or None."""
    if len(arguments) <= position:
        return None
    number = evaluation.number(bare(arguments[position]))
    if number not in range(formats.MAX_DECIMALS + 1):
        raise ExpressionError(f"expected 0 to {formats.MAX_DECIMALS} decimals, not {noun(number)}")
    return int(number)


def _number(evaluation: Evaluation, arguments: Arguments) -> Value:
    number = evaluation.number(bare(arguments[0]))
    return formats.number_text(number, evaluation.scope.setting.language, _decimals(evaluation, arguments, 1))


def _percent(evaluation: Evaluation, arguments: Arguments) -> Value:
    number = evaluation.number(bare(arguments[0]))
    return formats.percent_text(number, evaluation.scope.setting.language, _decimals(evaluation, arguments, 1))


def _texts(evaluation: Evaluation, value: Value) -> list[str]:
    texts = [text_of(entry, evaluation.scope.setting) for entry in (value if isinstance(value, tuple) else (value,))]
    evaluation.spend(sum(map(len, texts)) // 100)
    return [text for text in texts if text]


def _join(evaluation: Evaluation, arguments: Arguments) -> Value:
    texts = _texts(evaluation, bare(arguments[0]))
    if len(arguments) > 1:
        return text_of(arguments[1], evaluation.scope.setting).join(texts)
    return formats.list_text(texts, evaluation.scope.setting.language)


def _entry(position: int) -> Callable[[Evaluation, Arguments], Value | Typed]:
    def compute(evaluation: Evaluation, arguments: Arguments) -> Value | Typed:
        value = bare(arguments[0])
        if isinstance(value, tuple):
            return value[position] if value else None
        return arguments[0]

    return compute


def _cased(case: str) -> Callable[[Evaluation, Arguments], Value]:
    def compute(evaluation: Evaluation, arguments: Arguments) -> Value:
        from memegen.text.letter_case import change_text_case

        text = text_of(arguments[0], evaluation.scope.setting)
        return change_text_case(text, case, evaluation.scope.setting.language)

    return compute


def _date_of(value: Value) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise unfit("a date", value, "give the field `type: date`")


def _date(evaluation: Evaluation, arguments: Arguments) -> Value:
    value = bare(arguments[0])
    if value in (None, ""):
        return ""
    pattern = text_of(arguments[1], evaluation.scope.setting) if len(arguments) > 1 else ""
    return formats.date_text(_date_of(value), evaluation.scope.setting.language, pattern)


def _time(evaluation: Evaluation, arguments: Arguments) -> Value:
    value = bare(arguments[0])
    if value in (None, ""):
        return ""
    if not isinstance(value, time):
        raise unfit("a time", value, "give the field `type: time`")
    pattern = text_of(arguments[1], evaluation.scope.setting) if len(arguments) > 1 else ""
    return formats.time_text(value, evaluation.scope.setting.language, pattern)


def _weekday(evaluation: Evaluation, arguments: Arguments) -> Value:
    value = bare(arguments[0])
    return "" if value in (None, "") else formats.date_text(_date_of(value), evaluation.scope.setting.language, "EEEE")


def _days_until(evaluation: Evaluation, arguments: Arguments) -> Value:
    return Decimal((_date_of(bare(arguments[0])) - evaluation.scope.setting.day()).days)


def _today(evaluation: Evaluation, arguments: Arguments) -> Value:
    return evaluation.scope.setting.day()


def _plural(evaluation: Evaluation, arguments: Arguments) -> Value:
    number = evaluation.number(bare(arguments[0]))
    setting = evaluation.scope.setting
    category = formats.plural_category(number, setting.language)
    forms = bare(arguments[1])
    if len(arguments) > 2:
        form: Value = bare(arguments[1] if category == "one" else arguments[2])
    elif isinstance(forms, Entry):
        form = bare(forms.get(category) or forms.get("other"))
    else:
        form = forms
    return text_of(form, setting).replace("{n}", formats.number_text(number, setting.language))


def _words(evaluation: Evaluation, arguments: Arguments) -> Value:
    return tuple(text_of(arguments[0], evaluation.scope.setting).split())


FUNCTIONS = {
    "min": Function("min(list) or min(a, b)", 1, 10, _extreme(min)),
    "max": Function("max(list) or max(a, b)", 1, 10, _extreme(max)),
    "sum": Function("sum(list) or sum(a, b)", 1, 10, _sum),
    "count": Function("count(list)", 1, 1, _count),
    "length": Function("length(text)", 1, 1, _length),
    "round": Function("round(number) or round(number, decimals)", 1, 2, _rounding(ROUND_HALF_UP)),
    "floor": Function("floor(number)", 1, 1, _rounding(ROUND_FLOOR)),
    "ceil": Function("ceil(number)", 1, 1, _rounding(ROUND_CEILING)),
    "abs": Function("abs(number)", 1, 1, _absolute),
    "join": Function("join(list) or join(list, ', ')", 1, 2, _join),
    "first": Function("first(list)", 1, 1, _entry(0)),
    "last": Function("last(list)", 1, 1, _entry(-1)),
    "upper": Function("upper(text)", 1, 1, _cased("upper")),
    "lower": Function("lower(text)", 1, 1, _cased("lower")),
    "title": Function("title(text)", 1, 1, _cased("title")),
    "number": Function("number(n) or number(n, decimals)", 1, 2, _number),
    "percent": Function("percent(fraction) or percent(fraction, decimals)", 1, 2, _percent),
    "date": Function("date(day) or date(day, 'd MMMM')", 1, 2, _date),
    "time": Function("time(t) or time(t, 'h:mm a')", 1, 2, _time),
    "weekday": Function("weekday(day)", 1, 1, _weekday),
    "days_until": Function("days_until(day)", 1, 1, _days_until),
    "today": Function("today()", 0, 0, _today),
    "plural": Function("plural(n, 'one form', 'other form') or plural(n, words.name)", 2, 3, _plural),
    "words": Function("words(text)", 1, 1, _words),
}
