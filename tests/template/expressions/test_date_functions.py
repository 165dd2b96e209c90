"""Functions of dates and times."""

from __future__ import annotations

import pytest

from memegen.template.expressions.nodes import ExpressionError
from tests.helpers.expressions import typed_scope


@pytest.mark.parametrize(
    ("text", "language", "result"),
    [
        ("on", "en", "15 June 2026"),
        ("on", "en-US", "June 15, 2026"),
        ("on", "de", "15. Juni 2026"),
        ("on", "cy", "15 Mehefin 2026"),
        ("date(on, 'd MMMM')", "en", "15 June"),
        ("date(on, '::EEEEdMMMM')", "de", "Montag, 15. Juni"),
        ("date('2026-06-15')", "en", "15 June 2026"),
        ("weekday(on)", "en", "Monday"),
        ("weekday(on)", "de", "Montag"),
        ("at", "en", "14:05"),
        ("at", "en-US", "2:05\u202fPM"),
        ("time(at, 'h.mm')", "en", "2.05"),
        ("days_until(on)", "en", "14"),
        ("days_until('2026-05-31')", "en", "-1"),
        ("today()", "en", "1 June 2026"),
        ("date(none)", "en", ""),
        ("weekday(none)", "en", ""),
        ("time(none)", "en", ""),
    ],
)
def test_dates_are_written_as_the_language_does(text: str, language: str, result: str) -> None:
    row = typed_scope(language, on=("date", "2026-06-15"), at=("time", "14:05"), none=("date", ""))
    assert row.text_of(text) == result


def test_the_day_is_noted_where_an_expression_asks_for_it() -> None:
    row = typed_scope(on=("date", "2026-06-15"))
    assert row.text_of("weekday(on)") == "Monday" and not row.setting.used_today
    assert row.child({}).text_of("days_until(on)") == "14" and row.setting.used_today


@pytest.mark.parametrize("text", ["date('soon')", "weekday(3)", "time('14:05')", "days_until(none)", "date(on, '{x}')"])
def test_what_is_no_date_is_refused(text: str) -> None:
    row = typed_scope(on=("date", "2026-06-15"), none=("date", ""))
    with pytest.raises(ExpressionError) as caught:
        row.evaluate(text)
    assert caught.value.empty == ("none" in text)
