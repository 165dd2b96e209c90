"""Diagnostics in print: no control characters, no endless quotations; and in JSON, where nothing is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.core import environment
from memegen.core.diagnostics import (
    ERROR,
    Diagnostic,
    DiagnosticError,
    Where,
    closest_match,
    distinct,
    expected,
    printable,
)

RED = "\x1b[31mred\x07\r\n\u202eback\u2028"


def test_control_characters_are_escaped_in_print_and_kept_in_json() -> None:
    found = Diagnostic(ERROR, "code", Where(f"{RED}.csv", row=1, field=RED), f"no {RED}", f"try {RED}")
    shown = str(found)
    assert shown.splitlines() == shown.split("\n")
    assert len(shown.splitlines()) == 2
    assert not set("\x1b\x07\r\u202e\u2028") & set(shown)
    assert r"\x1b[31mred\x07\r\n\u202eback\u2028" in shown
    assert str(DiagnosticError([found])) == shown
    record = found.to_json()
    assert (record["message"], record["hint"]) == (f"no {RED}", f"try {RED}")
    assert record["where"] == f"{RED}.csv (row 1), column {RED}"


def test_letters_and_emoji_are_not_escaped() -> None:
    text = "Zoë “said” — 人民 می\u200cخواهم 👩🏽\u200d🏫\u00a0%"
    assert printable(text) == text


@pytest.mark.parametrize("quoted", ["x" * 5000, "it's " * 1000, "one\ntwo " * 1000])
def test_long_quoted_text_is_cut_in_print_only(quoted: str) -> None:
    found = Diagnostic(ERROR, "code", Where(), f"the brand's value is {quoted!r}, which is none")
    assert len(str(found)) < 160
    assert str(found).endswith("which is none")
    assert "the brand's value is " in str(found)
    assert found.to_json()["message"] == found.message


def test_text_between_apostrophes_is_not_cut() -> None:
    message = f"the brand's name, {'and so on, ' * 12}the template's"
    assert str(Diagnostic(ERROR, "code", Where(), message)).endswith(message)


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Where(), ""),
        (Where("a.yaml"), "a.yaml"),
        (Where("a.yaml", 3), "a.yaml:3"),
        (Where("a.yaml", 3, 4), "a.yaml:3:4"),
        (Where("a.csv", 3, row=2, field="by"), "a.csv:3 (row 2), column by"),
        (Where(row=2), "row 2"),
    ],
)
def test_place_is_file_line_column_row_and_field(where: Where, text: str) -> None:
    assert str(where) == where.text == text


def test_diagnostic_is_one_line_and_its_hint_another() -> None:
    found = Diagnostic(ERROR, "code", Where("a.yaml", 3), "wrong", "mend it")
    assert str(found) == "a.yaml:3: error[code]: wrong\n  hint: mend it"
    assert str(Diagnostic(ERROR, "code", Where(), "wrong")) == "error[code]: wrong"


def test_row_is_the_place_and_a_template_of_the_user_is_a_note() -> None:
    def placed(where: Where) -> str:
        return str(Diagnostic(ERROR, "code", where, "wrong").with_row(Where("a.csv", 8, row=7)))

    assert placed(Where()) == "a.csv:8 (row 7): error[code]: wrong"
    assert placed(Where(field="by")) == "a.csv:8 (row 7), column by: error[code]: wrong"
    assert placed(Where("b.csv", row=2)) == "b.csv (row 2): error[code]: wrong"
    assert placed(Where("a.yaml", 3)) == "a.csv:8 (row 7): error[code]: wrong\n  note: set in the template at a.yaml:3"
    assert placed(Where("a.jpg.yaml", 3)).endswith("\n  note: set in the photo's sidecar at a.jpg.yaml:3")
    assert placed(Where(str(environment.TEMPLATES), 3)) == "a.csv:8 (row 7): error[code]: wrong"
    plain = Diagnostic(ERROR, "code", Where(), "wrong")
    assert plain.with_row(Where()) is plain


def test_place_in_a_file_that_comes_with_memegen_is_not_shown() -> None:
    for file in (environment.TEMPLATES, environment.BRANDS / "a.yaml"):
        found = Diagnostic(ERROR, "code", Where(str(file), 3, 4), "wrong")
        assert (str(found), found.to_json()["where"]) == ("error[code]: wrong", "")
        assert "line" not in found.to_json()


def test_hint_for_an_unknown_word_names_the_nearest_and_all_others() -> None:
    assert closest_match("LEADS", ["Leeds", "York"]) == "Leeds"
    assert closest_match("zzz", ["Leeds", "York"]) is None
    assert expected("Leads", ["York", "Leeds", "York"], "cities") == "did you mean Leeds? Use Leeds or York"
    assert expected("zzz", ["b", "a"]) == "use a or b"
    assert expected("zzz", []) == ""
    many = [f"n{number:02}" for number in range(30)]
    assert expected("zzz", many).endswith("n22, n23 or 6 more")
    assert expected("n007", many) == "did you mean n07?"
    assert expected("n007", many, "brands") == "did you mean n07? List all with: memegen brands"
    assert expected("zzz", many, "brands") == "list the brands with: memegen brands"


def test_diagnostics_that_differ_in_their_hints_only_are_one() -> None:
    first, place = Diagnostic(ERROR, "code", Where("a.yaml", 1, 2), "no b", "try c"), Where("a.yaml", 1, 3)
    others = [replace(first, hint="try d"), replace(first, where=place), replace(first, message="no c")]
    assert distinct([first, *others, first]) == [first, *others[1:]]
