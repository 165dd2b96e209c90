"""Quote lists as text: a quote a line, and who said it."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.batch.rows import Reading, Row, RowFailure, read_rows
from memegen.batch.rows.authors import split_author

YE = "Ye are many — they are few."


@pytest.mark.parametrize(
    ("line", "quote", "author"),
    [
        (YE, YE, ""),
        (f"{YE} — Percy Bysshe Shelley", YE, "Percy Bysshe Shelley"),
        (f"“{YE}” — Percy Bysshe Shelley", YE, "Percy Bysshe Shelley"),
        (f"“{YE}”", YE, ""),
        ('"Rise." – Shelley', "Rise.", "Shelley"),
        ("„Steht auf.“ — Heine", "Steht auf.", "Heine"),
        ("Rise -- J. R. R. Tolkien", "Rise", "J. R. R. Tolkien"),
        ("Rise ~ J.R.R. Tolkien", "Rise", "J.R.R. Tolkien"),
        ("Rise ― Dr. Martin Luther King, Jr.", "Rise", "Dr. Martin Luther King, Jr."),
        ("Rise. - Bob Crow", "Rise.", "Bob Crow"),
        ("Rise - Bob Crow", "Rise - Bob Crow", ""),
        ("Rise — de Gaulle", "Rise", "de Gaulle"),
        ("Rise — la lucha sigue", "Rise — la lucha sigue", ""),
        ("Tafraf — طه حسين", "Tafraf", "طه حسين"),
        (
            "Rise — Percy Bysshe Shelley, The Masque of Anarchy, 1819",
            "Rise",
            "Percy Bysshe Shelley, The Masque of Anarchy, 1819",
        ),
        ("One — Two. Three.", "One — Two. Three.", ""),
        ("One — Never!", "One — Never!", ""),
        ("One — Thus, they are few.", "One — Thus, they are few.", ""),
        ("One — This Has Far Too Many Words In It", "One — This Has Far Too Many Words In It", ""),
        (f"One — {'N' * 61}", f"One — {'N' * 61}", ""),
        ("“One — Two”", "One — Two", ""),
        ('"One — Two"', "One — Two", ""),
        ("“A” and “B” — C", "“A” and “B”", "C"),
        ('"Plant trees." —Mira Oak', "Plant trees.", "Mira Oak"),
        ('"Plant trees." -Mira Oak', "Plant trees.", "Mira Oak"),
        ("“Plant trees.”—Mira Oak", "Plant trees.", "Mira Oak"),
        ("Plant trees. ‒ Mira Oak", "Plant trees.", "Mira Oak"),
        ("Plant trees. --- Mira Oak", "Plant trees.", "Mira Oak"),
        ("Plant trees. | Mira Oak", "Plant trees.", "Mira Oak"),
        ("Plant trees|Mira Oak|mayor", "Plant trees", "Mira Oak, mayor"),
        ("Plant trees. (Mira Oak)", "Plant trees.", "Mira Oak"),
        ("Plant trees. (Applause)", "Plant trees. (Applause)", ""),
        ("Plant trees (as Mira Oak said)", "Plant trees (as Mira Oak said)", ""),
        ("Plant trees. — @mira_oak", "Plant trees.", "@mira_oak"),
        ("He came.—Then he saw.", "He came.—Then he saw.", ""),
        ("木を植えよう。—田中", "木を植えよう。", "田中"),
        ("well-known and 1984–1985", "well-known and 1984–1985", ""),
        ("One —", "One —", ""),
        ('"', '"', ""),
        ("", "", ""),
    ],
)
def test_split_author_from_quote(line: str, quote: str, author: str) -> None:
    assert split_author(line)[:2] == (quote, author)


def rows(data: bytes, **options: object) -> list[Row | RowFailure]:
    return list(read_rows("-", BytesIO(data), Reading(format="txt", **options)))  # type: ignore[arg-type]


def test_blank_lines_and_comments_are_skipped() -> None:
    found = rows(b"# our list\n\nOne\r\n#VoteNow and win\r\r#\n  \nTwo")
    assert [(row.number, row.where.line, row.values) for row in found if isinstance(row, Row)] == [
        (1, 3, {"quote": "One"}),
        (2, 4, {"quote": "#VoteNow and win"}),
        (3, 8, {"quote": "Two"}),
    ]
    assert str(found[0].where if isinstance(found[0], Row) else "") == "stdin:3 (row 1)"


def test_text_after_the_name_is_the_role_if_the_field_exists() -> None:
    line = "Rise — Percy Shelley, The Masque of Anarchy, 1819".encode()
    role = {"quote": "Rise", "by": "Percy Shelley", "role": "The Masque of Anarchy, 1819"}
    whole = {"quote": "Rise", "by": "Percy Shelley, The Masque of Anarchy, 1819"}
    for fields, values in (((), role), (("quote", "by", "role"), role), (("quote", "by"), whole)):
        [row] = rows(line, fields=fields)
        assert isinstance(row, Row) and row.values == values


def test_author_may_be_on_the_line_below() -> None:
    found = rows(
        "Plant trees.\n— Mira Oak, mayor\n\n“Dig wells.”\n\n-- Ben\nSing.\n(Ada North)\nRest.\n- Cy\n".encode()
    )
    assert [row.values for row in found if isinstance(row, Row)] == [
        {"quote": "Plant trees.", "by": "Mira Oak", "role": "mayor"},
        {"quote": "Dig wells.", "by": "Ben"},
        {"quote": "Sing.", "by": "Ada North"},
        {"quote": "Rest.", "by": "Cy"},
    ]
    assert [row.where.line for row in found if isinstance(row, Row)] == [1, 4, 7, 9]


def test_bullets_are_not_authors() -> None:
    found = rows("- Plant trees. — Mira\n- Dig wells. — Ben\n- Sing!\n- Rest Now\n".encode())
    assert [row.values.get("by", "") for row in found if isinstance(row, Row)] == ["Mira", "Ben", "", ""]


def test_likely_author_that_is_not_split_is_a_warning() -> None:
    stream = read_rows("-", BytesIO(b"Plant more trees - Mira Oak\nTrees - and wells\n"), Reading(format="txt"))
    assert [row.values for row in stream if isinstance(row, Row)] == [
        {"quote": "Plant more trees - Mira Oak"},
        {"quote": "Trees - and wells"},
    ]
    [warning] = stream.warnings
    assert (warning.code, warning.where.line, warning.where.row) == ("author-ambiguous", 1, 1)


def test_invalid_line_fails_alone() -> None:
    found = rows(b"\xe2\x80\x94 Shelley\nOne\nTwo\0\n" + b"x" * 10_000_000 + b"\n" + b"y" * 131_073 + b"\nThree\n")
    codes = [row.diagnostic.code if isinstance(row, RowFailure) else row.values["quote"] for row in found]
    assert codes == ["quote-required", "One", "cell-invalid", "cell-invalid", "cell-invalid", "Three"]
    assert [row.number for row in found] == [1, 2, 3, 4, 5, 6]
    assert all(
        row.diagnostic.hint and row.diagnostic.where.row == row.number for row in found if isinstance(row, RowFailure)
    )


@settings(max_examples=100, deadline=None)
@given(st.text("aB.—–-~ \"“”'#,\t!é", max_size=60))
def test_split_author_keeps_every_letter(line: str) -> None:
    quote, author, _ = split_author(line)
    kept = [char for char in quote + author if char.isalpha()]
    assert kept == [char for char in line if char.isalpha()]


def test_split_author_handles_long_runs_of_blanks_and_dashes() -> None:
    assert split_author("a" + " " * 100_000 + "b")[1] == ""
    assert split_author("a" + " - — " * 30_000 + "Bob")[1] == "Bob"


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("1. One\n2. Two\n3. Three", ["One", "Two", "Three"]),
        ("9) One\n10) Two", ["One", "Two"]),
        ("- One\n- Two", ["One", "Two"]),
        ("• One\n\n• Two", ["One", "Two"]),
        ("1. One.\n— Mira Oak\n2. Two.\n- Bob Crow", ["One.", "Two."]),
        ("Our quotes\n" + "\n".join(f"{n}. Quote" for n in range(1, 30)), ["Our quotes", *["Quote"] * 29]),
        # Not a numbered list.
        ("1. One", ["1. One"]),
        ("1. One\nTwo\nThree", ["1. One", "Two", "Three"]),
        ("1984. A year\n2001. Another", ["1984. A year", "2001. Another"]),
        ("31 branches\n35 votes", ["31 branches", "35 votes"]),
        ("- One\n* Two", ["- One", "* Two"]),
    ],
)
def test_markers_of_a_list_are_no_part_of_the_quotes(text: str, quotes: list[str]) -> None:
    assert [row.values["quote"] for row in rows(text.encode()) if isinstance(row, Row)] == quotes
