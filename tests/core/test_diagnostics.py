"""How diagnostics are printed: nothing in them moves the cursor, and nothing in them is endless."""

from __future__ import annotations

import pytest

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, printable

RED = "\x1b[31mred\x07\r\n\u202eback\u2028"


def test_control_characters_are_escaped_in_print_and_kept_in_json() -> None:
    found = Diagnostic(ERROR, "code", Where(f"{RED}.csv", row=1, field=RED), f"no {RED}", f"try {RED}")
    shown = str(found)
    assert shown.splitlines() == shown.split("\n")
    assert len(shown.splitlines()) == 2
    assert not set("\x1b\x07\r\u202e\u2028") & set(shown)
    assert r"\x1b[31mred\x07\r\n\u202eback\u2028" in shown
    assert str(DiagnosticError([found])) == shown
    said = found.to_json()
    assert (said["message"], said["hint"]) == (f"no {RED}", f"try {RED}")
    assert said["where"] == f"{RED}.csv, row 1, field {RED}"


def test_letters_and_emoji_stay_as_they_are() -> None:
    text = "Zoë “said” — 人民 می\u200cخواهم 👩🏽\u200d🏫\u00a0%"
    assert printable(text) == text


@pytest.mark.parametrize("quoted", ["x" * 5000, "it's " * 1000, "one\ntwo " * 1000])
def test_a_long_quoted_text_is_cut_in_print_alone(quoted: str) -> None:
    found = Diagnostic(ERROR, "code", Where(), f"the brand's value is {quoted!r}, which is none")
    assert len(str(found)) < 160
    assert str(found).endswith("which is none")
    assert "the brand's value is " in str(found)
    assert found.to_json()["message"] == found.message


def test_a_message_is_not_cut_between_apostrophes() -> None:
    message = f"the brand's name, {'and so on, ' * 12}the template's"
    assert str(Diagnostic(ERROR, "code", Where(), message)).endswith(message)
