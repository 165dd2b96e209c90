"""A quote that brings its own marks has one pair, and the marks in it alternate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.template.expand import expand
from memegen.template.expressions.scope import Scope
from memegen.text.quotation import inner_marks, without_own_marks


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“Be kind.”", "Be kind."),
        ('"Be kind."', "Be kind."),
        ("„Seid nett.“", "Seid nett."),
        ("« Soyez gentils. »", "Soyez gentils."),
        ("„Seid nett.”", "Seid nett."),
        ("「親切に」", "親切に"),
        ("“He said “be kind.””", "He said “be kind.”"),
        ("“A” and “B”", "“A” and “B”"),
        ('"A" and "B"', '"A" and "B"'),
        ("“Be kind.", "“Be kind."),
        ("“”", "“”"),
        ("'Be kind.'", "'Be kind.'"),
        ("", ""),
    ],
)
def test_marks_around_the_whole_are_taken_off(text: str, bare: str) -> None:
    assert without_own_marks(text) == bare


@pytest.mark.parametrize(
    ("opening", "text", "inner"),
    [
        ("“", "She said “be kind.”", "She said ‘be kind.’"),
        ("“", 'She said "be kind."', "She said ‘be kind.’"),
        ("“", "“She said “be kind.””", "She said ‘be kind.’"),
        ("“", "She said “be ‘kind’ now.”", "She said ‘be “kind” now.’"),
        ("“", "The workers’ “don’t”", "The workers’ ‘don’t’"),
        ("„", "Sie sagte „seid nett“.", "Sie sagte ‚seid nett‘."),
        ("«", "Elle a dit «soyez gentils».", "Elle a dit “soyez gentils”."),
        ("“", "“A” and “B”", "‘A’ and ‘B’"),
        ("“", 'a 6" nail and a 5" screw', 'a 6" nail and a 5" screw'),
        ("“", "plain", "plain"),
    ],
)
def test_marks_within_marks_alternate(opening: str, text: str, inner: str) -> None:
    assert inner_marks(text, opening) == inner


def test_pattern_sets_one_pair_around_a_value_with_its_own() -> None:
    scope = Scope({"quote": "“Be kind.”", "by": "“Ada”"})
    assert expand("“{quote}”[ — {by}]", scope) == "“Be kind.” — “Ada”"
    assert expand('"{quote}" {quote}', scope) == '"Be kind." “Be kind.”'


@given(st.text("aé “”„\"'‘’«».,", max_size=40), st.sampled_from('"“„«'))
def test_letters_stay(text: str, opening: str) -> None:
    letters = [letter for letter in text if letter.isalpha()]
    assert [letter for letter in inner_marks(text, opening) if letter.isalpha()] == letters
