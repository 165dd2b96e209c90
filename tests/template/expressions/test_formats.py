"""Values as languages write them."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal

import pytest

from memegen.template.expressions.formats import (
    date_text,
    list_text,
    number_text,
    percent_text,
    plural_category,
    region,
    time_text,
)
from memegen.template.expressions.nodes import ExpressionError


def test_english_is_british_unless_the_tag_has_a_region() -> None:
    assert [region(tag) for tag in ("en", "en-US", "de")] == ["en-GB", "en-US", "de"]


@pytest.mark.parametrize(
    ("number", "language", "decimals", "text"),
    [
        ("0.1", "en", None, "0.1"),
        ("1234.5", "en", None, "1,234.5"),
        ("1234.5", "de", None, "1.234,5"),
        ("1234.5", "de-CH", None, "1’234.5"),
        ("1234567", "hi", None, "12,34,567"),
        ("0.12345", "en", None, "0.123"),
        ("2.5", "en", 0, "3"),
        ("3.5", "en", 0, "4"),
        ("-0.5", "en", 0, "-1"),
        ("2", "en", 2, "2.00"),
        ("1E+3", "en", None, "1,000"),
    ],
)
def test_number_is_written(number: str, language: str, decimals: int | None, text: str) -> None:
    assert number_text(Decimal(number), language, decimals).replace("'", "’") == text


def test_percentage_is_written() -> None:
    assert percent_text(Decimal("0.595"), "en") == "59.5%"
    assert percent_text(Decimal("0.595"), "de") == "59,5\u00a0%"
    assert percent_text(Decimal("0.595"), "en", 0) == "60%"


def test_time_zone_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    from time import tzset

    from memegen.template.expressions.formats import instant

    instant.cache_clear()
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles", "UTC"):
        monkeypatch.setenv("TZ", zone)
        tzset()
        assert date_text(date(2026, 6, 15), "en") == "15 June 2026"
        assert time_text(time(0, 5), "en") == "00:05"
    monkeypatch.undo()
    tzset()


@pytest.mark.parametrize("pattern", ["{d}", "a|b", "#", "y" * 61])
def test_invalid_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ExpressionError, match=re.escape(pattern[:9])):
        date_text(date(2026, 6, 15), "en", pattern)


def test_plural_category_is_that_of_the_language() -> None:
    assert [plural_category(Decimal(n), "en") for n in (0, 1, 2)] == ["other", "one", "other"]
    assert [plural_category(Decimal(n), "cy") for n in range(7)] == [
        "zero",
        "one",
        "two",
        "few",
        "other",
        "other",
        "many",
    ]
    assert plural_category(Decimal("1.5"), "fr") == "one"


@pytest.mark.parametrize(
    ("entries", "language", "text"),
    [
        ([], "en", ""),
        (["a"], "en", "a"),
        (["a", "b"], "en", "a and b"),
        (["a", "b", "c"], "en", "a, b and c"),
        (["a", "b", "c"], "ja", "a、b、c"),
        (["a", "b"], "xx", "a, b"),
        (["a", "b"], "no such language", "a, b"),
    ],
)
def test_list_is_joined(entries: list[str], language: str, text: str) -> None:
    assert list_text(entries, language) == text
