"""Conditions of ``when:``: how terms are read, and when a condition holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.model.conditions import SYNTAX, Term, condition_holds, parse_term
from memegen.model.entities import Raw

VALUES: dict[str, Raw] = {
    "by": "Ann",
    "ground": "paper",
    "loud": "no",
    "empty": "",
    "photo.credit": "Bo",
    "reasons": ("a", "b"),
}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("by", Term("by")),
        (" by ", Term("by")),
        ("not by", Term("by", negated=True)),
        ("photo.credit", Term("photo.credit")),
        ("ground is paper", Term("ground", "paper")),
        ("ground is not  paper ", Term("ground", "paper", negated=True)),
        ("not ground is not paper", Term("ground", "paper")),
        ("not", Term("not")),
        ("who is Ann and Bo", Term("who", "Ann and Bo")),
        ("größe-2 is 3", Term("größe-2", "3")),
    ],
)
def test_term_is_a_field_and_perhaps_a_value(text: str, term: Term) -> None:
    assert parse_term(text) == term


@pytest.mark.parametrize("text", ["", "2by", "by == Ann", "a.b.c", "by is", "{by}"])
def test_term_refuses_anything_else_with_the_syntax(text: str) -> None:
    with pytest.raises(ValueError, match=r"^write `by`, `not by`") as caught:
        parse_term(text)
    assert str(caught.value) == SYNTAX


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("", True),
        ("by", True),
        ("not by", False),
        ("empty", False),
        ("not empty", True),
        ("unknown", False),
        ("loud", False),
        ("not loud", True),
        ("loud is no", True),
        ("reasons", True),
        ("photo.credit is Bo", True),
        ("ground is paper", True),
        ("ground is ink", False),
        ("ground is not ink", True),
        ("not ground is ink", True),
        ("by and ground is paper", True),
        ("by and ground is ink", False),
        ("not by and ground is paper", False),
    ],
)
def test_condition_holds_if_all_its_terms_do(condition: str, holds: bool) -> None:
    assert condition_holds(condition, VALUES) is holds


@pytest.mark.parametrize("word", ["no", "No", "false", "OFF", "0"])
def test_flag_that_is_off_counts_as_empty(word: str) -> None:
    assert not condition_holds("flag", {"flag": word})
    assert condition_holds("flag", {"flag": word + "t"})


def test_condition_that_was_not_checked_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^write `by`"):
        condition_holds("by == Ann", VALUES)


@given(st.sampled_from(["by", "empty", "loud"]), st.sampled_from(["", "Ann", "no"]), st.booleans())
def test_negated_term_holds_where_the_term_does_not(field: str, value: str, negated: bool) -> None:
    values: dict[str, Raw] = {**VALUES}
    assert Term(field, value, negated).holds(values) != Term(field, value, not negated).holds(values)
