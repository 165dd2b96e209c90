"""The functions of dates and times: as a language writes them, the day of the week, and the days from the day on."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from memegen.template.expressions import formats
from memegen.template.expressions.arguments import Arguments, Function
from memegen.template.expressions.typed import text_of
from memegen.template.expressions.values import Value, bare, unfit

if TYPE_CHECKING:
    from memegen.template.expressions.evaluate import Evaluation


def _date_of(value: Value) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value)
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


FUNCTIONS = {
    "date": Function("date(day) or date(day, 'd MMMM')", 1, 2, _date),
    "time": Function("time(t) or time(t, 'h:mm a')", 1, 2, _time),
    "weekday": Function("weekday(day)", 1, 1, _weekday),
    "days_until": Function("days_until(day)", 1, 1, _days_until),
    "today": Function("today()", 0, 0, _today),
}
