from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.text.letter_case import change_case
from memegen.text.markup import clean, parse
from memegen.text.styled import StyledText, TextAttributes


@pytest.mark.parametrize(
    ("text", "plain", "emphasised"),
    [
        ("no markup", "no markup", []),
        ("a *free* lunch", "a free lunch", ["free"]),
        ("*All* of it, *all*", "All of it, all", ["All", "all"]),
        ("“*Now*, not later.”", "“Now, not later.”", ["Now"]),
        ("*two words*.", "two words.", ["two words"]),
        ("2 * 3 * 4", "2 * 3 * 4", []),
        ("2*3*4", "2*3*4", []),
        ("un*believ*able", "un*believ*able", []),
        ("a lone * star", "a lone * star", []),
        ("an *open star", "an *open star", []),
        (r"not \*this\*", "not *this*", []),
        (r"*a \* b*", "a * b", ["a * b"]),
        (r"back\slash", r"back\slash", []),
        ("*not\nacross*", "*not\nacross*", []),
        ("**bold**", "bold", ["bold"]),
        ("**bold *and* more**", "bold and more", ["bold and more", "and"]),
        ("***both*** at once", "both at once", ["both", "both"]),
        ("==marked== up", "marked up", ["marked"]),
        ("a == b and c == d", "a == b and c == d", []),
        ("[in gold](sun) here", "in gold here", ["in gold"]),
        ("[sic](the editor) and [1](2)", "[sic](the editor) and [1](2)", []),
        (r"\[not](sun)", "[not](sun)", []),
        (r"one\ntwo\ three \\", "one\ntwo\u00a0three \\", []),
        ("*a [b](sun*", "a [b](sun", ["a [b](sun"]),
        ("ל*כולם*", "לכולם", ["כולם"]),
        ("f*** off", "f*** off", []),
        ("**", "**", []),
        ("これは*重要*です", "これは重要です", ["重要"]),
    ],
)
def test_markup(text: str, plain: str, emphasised: list[str]) -> None:
    copy = parse(text)
    assert copy.plain == plain
    assert [copy.plain[span.start : span.end] for span in copy.spans] == emphasised


@pytest.mark.parametrize(
    ("text", "look", "keep"),
    [
        ("[a](sun)", TextAttributes(color_name="sun"), False),
        ("[a](#e4322b)", TextAttributes(color_name="#e4322b"), False),
        ("[a](+1)", TextAttributes(step=1), False),
        ("[a]( -2, accent )", TextAttributes(step=-2, color_name="accent"), False),
        ("[a](caps keep)", TextAttributes(caps=True), True),
        ("**a**", TextAttributes(strong=True), False),
        ("==a==", TextAttributes(highlight=True), False),
    ],
)
def test_what_marks_mean(text: str, look: TextAttributes, keep: bool) -> None:
    (span,) = parse(text).spans
    assert (span.attributes, span.keep) == (look, keep)


def test_looks_add_up_and_the_inner_colour_wins() -> None:
    copy = parse("[out **both [in](accent)**](sun +1)")
    assert [(copy.plain[a:b], look) for a, b, look in copy.attribute_runs()] == [
        ("out ", TextAttributes(color_name="sun", step=1)),
        ("both ", TextAttributes(color_name="sun", step=1, strong=True)),
        ("in", TextAttributes(color_name="accent", step=1, strong=True)),
    ]


@given(st.text(alphabet="ab *=[](sun)\\\n.", max_size=40))
def test_markup_loses_nothing_but_its_marks(text: str) -> None:
    copy = parse(text)
    kept = re.sub(r"[^abc.]", "", copy.plain)
    for letter in "ab.":
        assert kept.count(letter) == text.count(letter)
    assert [span.start for span in copy.spans] == sorted(span.start for span in copy.spans)
    assert all(span.start < span.end and "\n" not in copy.plain[span.start : span.end] for span in copy.spans)
    # Spans lie within or apart from each other, but for those that a bracket closes over an open mark.
    assert "".join(copy.plain[a:b] for a, b, _ in copy.attribute_runs()) == copy.plain


def test_clean_makes_one_kind_of_line_break_and_trims() -> None:
    assert clean(" a\r\nb\u2028c\td\x07e \n") == "a\nb\nc de"


@pytest.mark.parametrize(
    ("text", "case", "language", "expected"),
    [
        ("Ye are many", "none", "en", "Ye are many"),
        ("Ye are many", "upper", "en", "YE ARE MANY"),
        ("Straße", "upper", "de", "STRASSE"),
        ("istanbul ışık", "upper", "tr", "İSTANBUL IŞIK"),
        ("IŞIK İL", "lower", "tr", "ışık il"),
        ("Καλημέρα μάιος", "upper", "el", "ΚΑΛΗΜΕΡΑ ΜΑΪΟΣ"),
        ("ΟΔΟΣ", "lower", "el", "οδο\u03c2"),
        ("see https://example.org/Path now", "upper", "en", "SEE https://example.org/Path NOW"),
        ("the right to strike", "title", "en", "The Right to Strike"),
        ("het ijs", "title", "nl", "Het IJs"),
        ("don't #keepItOpen", "title", "en", "Don't #keepItOpen"),
    ],
)
def test_case(text: str, case: str, language: str, expected: str) -> None:
    assert change_case(StyledText(text), case, language).plain == expected


def test_case_keeps_what_is_marked() -> None:
    copy = change_case(parse("Groß *Straße* da"), "upper", "de")
    assert [copy.plain[span.start : span.end] for span in copy.spans] == ["STRASSE"]
