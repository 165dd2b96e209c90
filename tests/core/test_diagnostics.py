"""Diagnostics in print: no control characters, no endless quotations; and in JSON, where nothing is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

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
    assert record["where"] == f"{RED}.csv, row 1, field {RED}"


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
        (Where("a.csv", 3, row=2, field="by"), "a.csv:3, row 2, field by"),
        (Where(row=2), "row 2"),
    ],
)
def test_place_is_file_line_column_row_and_field(where: Where, text: str) -> None:
    assert str(where) == where.text == text


def test_diagnostic_is_one_line_and_its_hint_another() -> None:
    found = Diagnostic(ERROR, "code", Where("a.yaml", 3), "wrong", "mend it")
    assert str(found) == "a.yaml:3: error[code]: wrong\n  hint: mend it"
    assert str(Diagnostic(ERROR, "code", Where(), "wrong")) == "error[code]: wrong"


def test_row_is_added_to_the_place_or_to_the_message() -> None:
    def placed(where: Where) -> str:
        return str(Diagnostic(ERROR, "code", where, "wrong").with_row("a.csv", 7))

    assert placed(Where()) == "a.csv, row 7: error[code]: wrong"
    assert placed(Where("b.csv", row=2)) == "b.csv, row 2: error[code]: wrong"
    assert placed(Where("a.yaml", 3)) == "a.yaml:3: error[code]: wrong (row 7)"
    plain = Diagnostic(ERROR, "code", Where(), "wrong")
    assert plain.with_row("a.csv", 0) is plain


def test_hint_for_an_unknown_word_names_the_nearest_and_all_others() -> None:
    assert closest_match("LEADS", ["Leeds", "York"]) == "Leeds"
    assert closest_match("zzz", ["Leeds", "York"]) is None
    assert expected("Leads", ["York", "Leeds", "York"], "cities") == "did you mean Leeds? cities: Leeds, York"
    assert expected("zzz", ["b", "a"]) == "known: a, b"
    assert expected("zzz", [], "cities") == "there is no cities here"
    assert expected("zzz", [f"n{number:02}" for number in range(30)]).endswith("n22, n23 and 6 more")


def test_diagnostics_that_differ_in_their_hints_only_are_one() -> None:
    first, place = Diagnostic(ERROR, "code", Where("a.yaml", 1, 2), "no b", "try c"), Where("a.yaml", 1, 3)
    others = [replace(first, hint="try d"), replace(first, where=place), replace(first, message="no c")]
    assert distinct([first, *others, first]) == [first, *others[1:]]
