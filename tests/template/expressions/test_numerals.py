"""Numbers as a language writes them, read."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.core.numbers import Figure
from memegen.template.expressions.formats import number_text
from memegen.template.expressions.numerals import read_numeral, separators


@pytest.mark.parametrize(
    ("text", "language", "number", "own"),
    [
        ("59.5", "en", "59.5", True),
        ("59,5", "de", "59.5", True),
        ("1,234", "en", "1234", True),
        ("1.234", "de", "1234", True),
        ("1.234,50", "de", "1234.5", True),
        ("1,234,567.25", "en-US", "1234567.25", True),
        ("12,34,567", "hi", "1234567", True),
        ("1 234,5", "fr", "1234.5", True),
        ("1\u202f234,5", "fr", "1234.5", True),
        ("1’234.5", "de-CH", "1234.5", True),
        (".5", "en", "0.5", True),
        ("-3", "en", "-3", True),
        ("−3", "en", "-3", True),
        ("+3", "de", "3", True),
        ("40%", "en", "40", True),
        ("40 %", "de", "40", True),
        ("٤٠٫٥", "ar-EG", "40.5", True),
        ("007", "en", "7", True),
        ("0.0", "en", "0", True),
        ("0,0", "de", "0", True),
        # A number of JSON, not 1,234.
        (Figure("1.234"), "de", "1.234", False),
        (Figure("1.234"), "en", "1.234", True),
        (Figure("-1.5"), "fr", "-1.5", False),
        # YAML and JSON write a decimal point; it cannot be a thousands separator here.
        ("59.5", "de", "59.5", False),
        ("0.5", "fr", "0.5", False),
    ],
)
def test_number_is_read(text: str, language: str, number: str, own: bool) -> None:
    assert read_numeral(text, language) == (Decimal(number), own)


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("59,5", "en", "59.5 en-GB"),
        ("1,23", "en", "1.23"),
        ("1,2345", "en", ""),
        ("1234,567", "en", ""),
        ("1.2.3", "de", ""),
        ("many", "en", "'many'"),
        ("", "en", ""),
        ("1e3", "en", ""),
        ("nan", "en", ""),
        ("1_000", "en", ""),
        ("1234567890123456", "en", "15 digits"),
        ("--1", "en", ""),
        ("1,,000", "en", ""),
        (".", "en", ""),
    ],
)
def test_anything_else_is_refused(text: str, language: str, named: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(text))) as caught:
        read_numeral(text, language)
    assert all(name in str(caught.value) for name in named.split())


def test_separators_are_those_of_the_language() -> None:
    assert [separators(language) for language in ("en", "de", "pl")] == [(".", ","), (",", "."), (",", "\u00a0")]


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["en", "de", "fr", "cy", "hi", "de-CH", "pt", "sv"]))
def test_what_is_written_reads_back(number: Decimal, language: str) -> None:
    assert read_numeral(number_text(number, language), language) == (number, True)


@given(st.text(max_size=40), st.sampled_from(["en", "de"]))
def test_any_text_is_a_number_or_refused(text: str, language: str) -> None:
    try:
        read_numeral(text, language)
    except ValueError as error:
        assert "expected a number" in str(error)
