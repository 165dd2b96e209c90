"""Dates and times as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.template.expressions.dates import order_of, read_date, read_time
from memegen.template.expressions.formats import date_text, time_text

JUNE = date(2026, 6, 15)
LANGUAGES = ["en", "en-US", "de", "cy", "fr", "es", "it", "pt", "nl", "pl", "hi", "ar", "lt"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2026-06-15", "en"),
        ("2026-6-15", "de"),
        ("15 June 2026", "en"),
        ("15 June 2026", "de"),
        ("15. Juni 2026", "de"),
        ("15th of June 2026", "en"),
        ("June 15, 2026", "en"),
        ("Monday, 15 Jun 2026", "en"),
        ("Dydd Llun 15 Mehefin 2026", "cy"),
        ("15 de junio de 2026", "es"),
        ("15/06/2026", "en"),
        ("06/15/2026", "en-US"),
        ("15.6.2026", "de"),
        ("15.6.26", "de"),
        ("2026年6月15日", "ja"),
    ],
)
def test_date_is_read(text: str, language: str) -> None:
    assert read_date(text, language) == JUNE


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("30 February 2026", "en", "calendar"),
        ("2026-02-30", "en", "calendar"),
        ("15/06/2026", "en-US", "calendar"),
        ("tomorrow", "en", "such as"),
        ("today", "en", "such as"),
        ("15 June", "en", "year"),
        ("Tuesday 15 June 2026", "en", "Monday"),
        ("15 Juni 2026", "en", "such as"),
        ("15 June 2026 or 17 July 2026", "en", "such as"),
        ("20260615", "en", "such as"),
        ("15.6.202", "de", "such as"),
        ("0 June 2026", "en", "calendar"),
        ("", "en", "such as"),
    ],
)
def test_anything_else_is_no_date(text: str, language: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read_date(text, language)


def test_order_of_figures_is_that_of_the_language() -> None:
    assert [order_of(language) for language in ("en", "en-US", "de", "ja")] == ["dmy", "mdy", "dmy", "ymd"]


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(LANGUAGES), st.sampled_from(["", "EEEE d MMMM y"])
)
def test_date_that_is_written_reads_back(day: date, language: str, pattern: str) -> None:
    assert read_date(date_text(day, language, pattern), language) == day


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("14:05", time(14, 5)),
        ("9:30", time(9, 30)),
        ("9:30:00", time(9, 30)),
        ("2.05 pm", time(14, 5)),
        ("2:05pm", time(14, 5)),
        ("2 p.m.", time(14)),
        ("2:05\u202fPM", time(14, 5)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("14h05", time(14, 5)),
        ("14 Uhr", time(14)),
        ("0:00", time(0)),
    ],
)
def test_time_is_read(text: str, result: time) -> None:
    assert read_time(text) == result


@pytest.mark.parametrize("text", ["", "14", "24:00", "12:60", "13 pm", "0 am", "noon", "14:5", "2:05 xm"])
def test_anything_else_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="14:05"):
        read_time(text)


@given(
    st.times().map(lambda value: value.replace(second=0, microsecond=0)), st.sampled_from(["en", "en-US", "de", "fr"])
)
def test_time_that_is_written_reads_back(value: time, language: str) -> None:
    assert read_time(time_text(value, language)) == value


@given(st.text(max_size=30), st.sampled_from(["en", "de", "ja"]))
def test_any_text_is_a_date_or_refused(text: str, language: str) -> None:
    for read in (lambda: read_date(text, language), lambda: read_time(text)):
        try:
            read()
        except ValueError as error:
            assert str(error)
