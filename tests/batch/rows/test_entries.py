"""The entries of text lists: separators, bullets, and names below quotes."""

from __future__ import annotations

import pytest

from memegen.batch.rows.entries import list_entries
from memegen.batch.rows.lines import Line


def entries(text: str) -> list[str]:
    return [line.text for line in list_entries(Line(number, line) for number, line in enumerate(text.split("\n"), 1))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.\n\t\t-- Ada North\n%\nThree.\n%", ["One. Two.", "\t\t-- Ada North", "Three."]),
        ("One.\nAda North\n\nTwo.\nBen Weir\n", ["One.", "— Ada North", "", "Two.", "— Ben Weir", ""]),
        # What is below a quote is another one.
        ("One.\nTwo.\n\nThree.\nFour.\n", ["One.", "Two.", "", "Three.", "Four.", ""]),
        ("> One.\n>\n> — Ada\n\n> Two.", ["One.", ">", "— Ada", "", "Two."]),
        ("1. One.\n2. Two.", ["One.", "Two."]),
        ("100 % of it.\nTwo.", ["100 % of it.", "Two."]),
    ],
)
def test_entries_of_a_list(text: str, expected: list[str]) -> None:
    assert entries(text) == expected


def test_line_of_a_joined_entry_is_its_first() -> None:
    lines = [Line(number, text) for number, text in enumerate(("A.", "%", "B.", "C.", "%"), 1)]
    assert [line.number for line in list_entries(lines)] == [1, 3]
