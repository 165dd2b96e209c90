"""Excerpts: which line is shown of a file, and what is marked in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.cli.excerpt import MAX_WIDTH, excerpt
from memegen.cli.screen import Screen
from memegen.core import environment
from memegen.core.diagnostics import ERROR, Diagnostic, Note, Where


def shown(folder: Path, text: str, line: int, column: int, message: str = "") -> tuple[str, str]:
    """The line that is shown, and what of it the carets are under."""
    file = folder / "t.yaml"
    file.write_text(text, "utf-8")
    above, below = excerpt(Where(str(file), line, column), message)
    assert above[:8] == f"{line:>5} | "
    return above[8:], below[8:]


@pytest.mark.parametrize(
    ("line", "column", "message", "marked"),
    [
        ("a: {colr: ink}", 5, "text has no key 'colr'", "    ^^^^"),
        ("a: 12 em", 4, "expected a size, not '12 em'", "   ^^^^^"),
        ("a: '12 em'", 4, "", "   ^^^^^^^"),
        ("a: [b, c]", 4, "", "   ^"),
        ("\ta: b", 2, "", "  ^"),
        ("世界: b", 5, "", "      ^"),
        ("e\u0301: b", 5, "", "   ^"),
        ("a: b", 5, "", "    ^"),
    ],
)
def test_excerpt_marks_what_is_at_the_place(line: str, column: int, message: str, marked: str, tmp_path: Path) -> None:
    text, carets = shown(tmp_path, f"# first\n{line}\nlast", 2, column, message)
    assert text == line.replace("\t", "  ")
    assert carets == marked


@pytest.mark.parametrize(
    ("line", "message", "marked"),
    [
        ("Peace!,quote-plian,ink", "there is no template 'quote-plian'", "       ^^^^^^^^^^^"),
        ("since,inc", "'inc' is none of its choices", None),
        ("prince,ink", "'inc' is none of its choices", None),
        ("a b c,inc", "field 'ground': 'inc' is none of its choices", "      ^^^"),
        ("inc,inc", "'inc' is none of its choices", None),
        (",ink", "field quote is required", None),
    ],
)
def test_excerpt_of_a_row_marks_what_the_message_quotes(
    line: str, message: str, marked: str | None, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text(f"quote,ground\n{line}\n", "utf-8")
    lines = excerpt(Where(str(tmp_path / "list.csv"), 2, row=1), message)
    assert lines == (f"    2 | {line}", *([f"      | {marked}"] if marked else []))


def test_excerpt_of_a_long_line_is_the_part_with_the_place(tmp_path: Path) -> None:
    text, carets = shown(tmp_path, f"{'a' * 300} here {'b' * 300}", 1, 302, "'here'")
    assert max(len(text), len(carets)) <= MAX_WIDTH
    assert text[len(carets) - 4 : len(carets)] == "here"
    assert (text[0], text[-1]) == ("…", "…")


def test_excerpt_counts_lines_as_the_parser_does_and_shows_no_control_characters(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_bytes("a: 1\r\nb: 2\rc: \x1b[31m\u2028d: 4".encode())
    assert excerpt(Where(str(tmp_path / "t.yaml"), 3, 4))[0] == "    3 | c: \\x1b[31m"
    assert excerpt(Where(str(tmp_path / "t.yaml"), 4, 1))[0] == "    4 | d: 4"


@pytest.mark.parametrize(
    "where",
    [
        Where(),
        Where("t.yaml"),
        Where("none.yaml", 1, 1),
        Where("t.yaml", 9, 1),
        Where("t.yaml", 1, 99),
        Where("binary.yaml", 1, 1),
        Where(".", 1, 1),
        Where("a\0b", 1, 1),
        Where(str(environment.TEMPLATES), 1, 1),
    ],
)
def test_no_excerpt_where_there_is_no_line_to_mend(
    where: Where, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.yaml").write_text("a: 1\n")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\x00\x80")
    assert excerpt(where) == ()


def test_screen_prints_heading_excerpt_hint_and_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.yaml").write_text("layer: {id: q}\nchange: {qq: {}}\n")
    note = Note(Where("t.yaml", 1, 8), "layer 'q' is defined")
    found = Diagnostic(ERROR, "c", Where("t.yaml", 2, 10), "no layer has the id 'qq'", "did you mean q?", (note,))
    Screen(color=False).diagnostics([found])
    assert capsys.readouterr().err.splitlines() == [
        "t.yaml:2:10: error[c]: no layer has the id 'qq'",
        "    2 | change: {qq: {}}",
        "      |          ^^",
        "  hint: did you mean q?",
        "  note: layer 'q' is defined at t.yaml:1:8",
        "    1 | layer: {id: q}",
        "      |        ^",
    ]
    assert str(found).splitlines()[1:] == ["  hint: did you mean q?", "  note: layer 'q' is defined at t.yaml:1:8"]
    assert found.to_json()["notes"] == [{"message": note.message, "where": "t.yaml:1:8", "line": 1, "column": 8}]


def test_screen_colours_label_carets_hint_and_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    file = tmp_path / "t.yaml"
    file.write_text("aa: b\n")
    note = Note(Where(), "n")
    Screen(color=True, above=lines.append).diagnostics(
        [Diagnostic(ERROR, "c", Where(str(file), 1, 1), "m", "h", (note,))]
    )
    [text] = lines
    assert [text.count(color) for color in ("\x1b[1;31m", "\x1b[36m", "\x1b[1;34m", "\x1b[0m")] == [2, 1, 1, 4]
    assert "\x1b[1;31m^^\x1b[0m" in text
