from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.text.case import recase
from memegen.text.markup import Copy, clean, parse


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
        ("**bold**", "**bold**", []),
        ("f*** off", "f*** off", []),
        ("**", "**", []),
        ("これは*重要*です", "これは重要です", ["重要"]),
    ],
)
def test_markup(text: str, plain: str, emphasised: list[str]) -> None:
    copy = parse(text)
    assert copy.plain == plain
    assert [copy.plain[start:end] for start, end in copy.spans] == emphasised


@given(st.text(alphabet="ab *\\\n.", max_size=40))
def test_markup_loses_nothing_but_stars_and_backslashes(text: str) -> None:
    copy = parse(text)
    assert copy.plain.replace("*", "").replace("\\", "") == text.replace("*", "").replace("\\", "")
    edges = [edge for span in copy.spans for edge in span]
    assert edges == sorted(edges)
    assert all(start < end and "\n" not in copy.plain[start:end] for start, end in copy.spans)


def test_clean_makes_one_kind_of_line_break_and_trims() -> None:
    assert clean(" a\r\nb\u2028c\td\u00ad\x07e \n") == "a\nb\nc de"


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
    assert recase(Copy(text), case, language).plain == expected


def test_case_keeps_what_is_marked() -> None:
    copy = recase(parse("Groß *Straße* da"), "upper", "de")
    assert [copy.plain[start:end] for start, end in copy.spans] == ["STRASSE"]
