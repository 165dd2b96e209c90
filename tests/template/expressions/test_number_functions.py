"""Functions that count, add up, compare, round, and write numbers."""

from __future__ import annotations

import pytest

from memegen.template.expressions.nodes import ExpressionError
from tests.helpers.expressions import scope, typed_scope

ROW = scope({"list": ("3", "1,000", "", "2"), "text": "x *y* z", "none": "", "empty": ()})


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("min(list)", "2"),
        ("max(list)", "1,000"),
        ("max(1, list, 2000)", "2,000"),
        ("sum(list)", "1,005"),
        ("sum(empty)", "0"),
        ("sum(1..100)", "5,050"),
        ("count(list)", "4"),
        ("count(empty)", "0"),
        ("count(none)", "0"),
        ("length(text)", "5"),
        ("length(list)", "4"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(2.345, 2)", "2.35"),
        ("floor(-2.1)", "-3"),
        ("ceil(2.1)", "3"),
        ("abs(-2)", "2"),
        ("number(2, 1)", "2.0"),
        ("number(1234.5678)", "1,234.568"),
        ("percent(0.595)", "59.5%"),
        ("percent(0.595, 0)", "60%"),
        ("percent(1/3)", "33.3%"),
    ],
)
def test_numbers_are_computed_and_written(text: str, result: str) -> None:
    assert ROW.text_of(text) == result


def test_dates_have_an_order() -> None:
    row = typed_scope(on=("date", "15 June 2026"), by=("date", "2026-07-01"))
    assert row.text_of("max(on, by)") == "1 July 2026"


@pytest.mark.parametrize(
    "text", ["max(empty)", "min(none)", "max(text)", "round('a')", "number(1, 7)", "round(1, -1)", "count(text)"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        ROW.evaluate(text)


@pytest.mark.parametrize(
    ("text", "result"), [("join(top(a, b))", "y and z"), ("top(a, a2)", "x"), ("join(top(empty, empty))", "")]
)
def test_top_entries_are_those_of_the_maximum(text: str, result: str) -> None:
    row = scope({"a": ("x", "y", "z"), "b": ("1", "20", "20"), "a2": ("9", "-1", "0.5"), "empty": ()})
    assert row.text_of(text) == result


def test_top_takes_two_lists_of_one_length() -> None:
    with pytest.raises(ExpressionError, match="two lists"):
        ROW.evaluate("top(list, text)")
