"""Values of expressions: arithmetic, comparisons, conditions, and what is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given

from memegen.model.entities import Field, Record
from memegen.template.expressions.evaluate import MAX_WORK
from memegen.template.expressions.nodes import ExpressionError
from memegen.template.expressions.values import Value, bare
from tests.helpers.expressions import BARS, RANDOM_TEXTS, scope

FIELDS = {
    **{name: Field(name, "number") for name in ("n", "none")},
    **{name: Field(name, "flag") for name in ("won", "lost")},
    "on": Field("on", "date"),
    "at": Field("at", "time"),
    "bars": BARS,
}
ROW = scope(
    {
        "n": "59.5",
        "none": "",
        "won": "yes",
        "lost": "no",
        "on": "15 June 2026",
        "at": "2.05 pm",
        "bars": (Record((("name", "Open"), ("share", "59.5"))), Record((("name", "Shut"), ("share", "19")))),
        "by": "Ann",
        "votes": "1,234",
        "readers": ("Ama", "Wyn"),
        "empty": "",
        "zero": "0",
    },
    FIELDS,
)


def value(text: str) -> Value:
    return bare(ROW.evaluate(text))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("0.1 + 0.2", "0.3"),
        ("n * 2", "119.0"),
        ("votes - 234", "1000"),
        ("7 / 2", "3.5"),
        ("7 % 3", "1"),
        ("-7 % 3", "2"),
        ("7 % -3", "-2"),
        ("-n", "-59.5"),
        ("1 if won else 2", "1"),
        ("1 if lost else 2", "2"),
        ("sum(bars.share)", "78.5"),
        ("last(bars.share) / max(bars.share) * 59.5", "19.0"),
        ("on - '2026-06-01'", None),
    ],
)
def test_numbers_are_exact(text: str, result: str | None) -> None:
    if result is None:
        with pytest.raises(ExpressionError):
            value(text)
        return
    assert value(text) == Decimal(result)


def test_days_are_added_to_dates_and_counted_between_them() -> None:
    assert value("on + 7") == date(2026, 6, 22)
    assert value("on - 14") == date(2026, 6, 1)
    assert value("on - today()") == Decimal(14)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("n > 59", True),
        ("n = 59.50", True),
        ("n is 59.5", True),
        ("votes >= 1234", True),
        ("votes = 1234", True),
        ("by is Ann", True),
        ("by = 'Ann'", True),
        ("'Ann' != by", False),
        ("by is not ann", True),
        ("won", True),
        ("won is yes", True),
        ("won = true", True),
        ("lost is no", True),
        ("not lost", True),
        ("zero", False),
        ("0", False),
        ("0.0", False),
        ("empty", False),
        ("unknown", False),
        ("none > 3", False),
        ("none < 3", False),
        ("none = 3", False),
        ("on > '2026-06-14'", True),
        ("on < today()", False),
        ("at >= '14:05'", True),
        ("'Ama' in readers", True),
        ("'Bo' in readers", False),
        ("n in 1..60", False),
        ("60 in 1..60", True),
        ("'nn' in by", True),
        ("by and n > 1 or unknown", True),
        ("not (by and lost)", True),
    ],
)
def test_conditions_hold_or_do_not(text: str, result: bool) -> None:
    assert ROW.holds(text) is result


def test_and_and_or_give_an_operand_as_it_is() -> None:
    assert ROW.text_of("empty or by") == "Ann"
    assert ROW.text_of("by and n") == "59.5"
    # What is not needed is not evaluated.
    assert ROW.text_of("by or 1 / 0") == "Ann"


def test_words_yes_and_no_are_values_unless_variables_have_their_names() -> None:
    assert value("yes") is True and value("no") is False
    assert scope({"yes": "61"}).text_of("yes + 1") == "62"


@pytest.mark.parametrize(
    ("text", "column", "named"),
    [
        ("1 / 0", 3, "zero"),
        ("n % (n - n)", 3, "zero"),
        ("by + 1", 4, "`+`"),
        ("n - by", 3, "'Ann'"),
        ("none + 1", 6, "empty"),
        ("won * 2", 5, "yes or no"),
        ("bars > 1", 6, "compare"),
        ("nope(1)", 1, "'nope'"),
        ("1 + max()", 5, "0 values"),
        ("1..5000", 2, "5,000 1,000"),
        ("0.5..2", 4, "range whole"),
        ("1 in 2", 3, "`in` list"),
        ("999999999999 * 999999999999", 14, "large"),
        ("on + 999999999999", 4, "large"),
        ("by > 3", 4, "'Ann'"),
    ],
)
def test_error_has_its_column(text: str, column: int, named: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        ROW.evaluate(text)
    assert caught.value.column == column
    assert all(name in caught.value.message for name in named.split()), caught.value


def test_work_is_bounded() -> None:
    many = " + ".join(["sum(1..1000)"] * 12)
    with pytest.raises(ExpressionError, match="too many steps"):
        ROW.evaluate(many)
    assert MAX_WORK < 100_000


def test_long_texts_are_refused() -> None:
    long = scope({"text": "a" * 9_000})
    assert long.text_of("text") == "a" * 9_000
    with pytest.raises(ExpressionError, match="more than 10,000 characters"):
        long.evaluate("join(1..1000, text)")


@given(RANDOM_TEXTS)
def test_any_text_has_a_value_or_an_error_soon(text: str) -> None:
    start = perf_counter()
    with suppress(ExpressionError):
        ROW.text_of(text)
    assert perf_counter() - start < 1, "fifty times of what it should take"
