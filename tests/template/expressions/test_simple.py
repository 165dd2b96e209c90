"""Simple conditions: they hold as the grammar says, and load nothing of it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.model.entities import Field, Raw, Record
from memegen.template.expressions.scope import Scope
from memegen.template.expressions.simple import simple_terms
from memegen.template.expressions.values import is_true
from tests.helpers.expressions import scope

TYPES = ("text", "choice", "flag", "number", "list")
FIELDS = {type_: Field(type_, type_) for type_ in TYPES}
WORDS = ("yes", "no", "0", "1", "paper", "Paper", "0.0", "")


@pytest.mark.parametrize(
    ("condition", "terms"),
    [
        ("by", [("by", "", False, 0)]),
        (" not by ", [("by", "", True, 5)]),
        ("ground is paper", [("ground", "paper", False, 0)]),
        ("ground is not paper", [("ground", "paper", True, 0)]),
        ("not ground is not paper", [("ground", "paper", False, 4)]),
        ("by and  not photo.credit", [("by", "", False, 0), ("photo.credit", "", True, 12)]),
        ("by or role", []),
        ("count(bars) > 4", []),
        ("days is less than 7", []),
        ("ground is yes", []),
        ("in", []),
        ("by and", []),
        ("a is b c", []),
    ],
)
def test_condition_has_terms_if_it_is_simple(condition: str, terms: list[tuple[str, str, bool, int]]) -> None:
    assert [(one.name, one.word, one.negated, one.offset) for one in simple_terms(condition)] == terms


def full(row: Scope, condition: str) -> bool:
    """The value of a condition by the grammar."""
    return is_true(row.evaluate(condition))


@given(
    st.dictionaries(st.sampled_from(TYPES), st.sampled_from(WORDS)),
    st.sampled_from((*TYPES, "missing")),
    st.sampled_from(["", " is paper", " is Paper", " is not paper", " is x"]),
    st.booleans(),
)
def test_simple_condition_holds_as_the_grammar_says(values: dict[str, Raw], name: str, end: str, negated: bool) -> None:
    if values.get("number") in ("yes", "no", "paper", "Paper"):
        values["number"] = "7"
    if "list" in values:
        values["list"] = (values["list"],) if values["list"] else ()
    row = scope(values, FIELDS)
    condition = f"{'not ' if negated else ''}{name}{end}"
    assert simple_terms(condition)
    assert row.holds(condition) is full(row, condition)


def test_value_of_a_part_is_read_first() -> None:
    row = scope({"bars": (Record((("name", "a"),)),)}).child({"bar": Record((("name", "a"), ("none", "")))})
    assert row.holds("bar.name is a and bars and not bar.none")


def test_grammar_is_not_loaded_for_simple_conditions_and_plain_names() -> None:
    program = (
        "import sys; from memegen.template.expand import expand; from memegen.template.expressions.scope import Scope\n"
        "s = Scope({'by': 'Ann', 'a.b': ('x', 'y')})\n"
        "assert s.holds('by is Ann and not role') and expand('{by}[, {role}]{a.b}', s, plain=True) == 'Annx, y'\n"
        "starts = ('memegen.template.expressions.', 'icu4py', 'babel')\n"
        "print(*[name for name in sys.modules if name.startswith(starts)])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.rpartition(".")[2] for name in done.stdout.split()}
    assert loaded == {"scope", "simple"}
