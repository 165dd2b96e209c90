"""Every bad input ends in a diagnostic with a code and a hint, exit code 2 and nothing made; never in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import Command

ROW = ("-t", "plain", "-T", "mine.yaml")


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    command.write("rows.csv", "quote\na\n")
    command.write("empty.csv", "")
    command.write("header.csv", "quote,by\n")
    command.write("binary.csv", "\0\1\2")
    command.write(
        "bad.yaml", 'templates:\n  bad:\n    background: [{colour: "nocolour"}]\n    layers:\n      - {text: x}\n'
    )
    command.write("loop.yaml", "templates:\n  a: {extends: b}\n  b: {extends: a}\n  me: {extends: me}\n")
    command.write("broken.yaml", "templates: [\n")
    command.write("font.yaml", "templates:\n  f:\n    layers: [{text: x, font: Antn}]\n")
    command.write("file", "")
    (tmp_path / "folder").mkdir()
    return command


CASES = {
    "no rows file": (["batch", "row.csv", *ROW], "rows-missing", "did you mean rows.csv?"),
    "rows are a folder": (["batch", "folder", *ROW], "rows-missing", "name a file in it"),
    "no rows at all": (["batch", "empty.csv", *ROW], "rows-empty", "hint"),
    "a header and no rows": (["batch", "header.csv", *ROW], "rows-empty", "hint"),
    "no template named": (["batch", "rows.csv", "-T", "mine.yaml"], "template-missing", "-t"),
    "unknown template": (["batch", "rows.csv", "-T", "mine.yaml", "-t", "plan"], "template-unknown", "mean plain?"),
    "unknown platform": (["batch", "rows.csv", *ROW, "-p", "instagram-storey"], "platform-unknown", "instagram-story?"),
    "unknown brand": (["batch", "rows.csv", *ROW, "-b", "keep-it-opn"], "brand-unknown", "mean keep-it-open?"),
    "missing brand file": (["batch", "rows.csv", *ROW, "-b", "x.yaml"], "brand-missing", "hint"),
    "unknown format": (["batch", "rows.csv", *ROW, "-f", "pgn"], "format-unknown", "mean png?"),
    "no such -j": (["batch", "rows.csv", *ROW, "-j", "-1"], "jobs-invalid", "1 to"),
    "-j is no number": (["batch", "rows.csv", *ROW, "-j", "many"], "jobs-invalid", "1 to"),
    "output is a file": (["batch", "rows.csv", *ROW, "-o", "file"], "output-unwritable", "hint"),
    "output below a file": (["batch", "rows.csv", *ROW, "-o", "file/x"], "output-unwritable", "hint"),
    "empty canvas": (["batch", "rows.csv", *ROW, "-p", "0x0"], "platform-size", "1400x700"),
    "huge canvas": (["make", "plain", "-T", "mine.yaml", "--quote", "x", "-p", "30000x30000"], "platform-size", "hint"),
    "no templates file": (["make", "plain", "-T", "mien.yaml", "--quote", "x"], "templates-missing", "mine.yaml"),
    "templates are a folder": (["make", "plain", "-T", "folder"], "templates-unreadable", "hint"),
    "broken YAML": (["make", "plain", "-T", "broken.yaml"], "yaml-syntax", "broken.yaml:"),
    "template extends itself": (["make", "me", "-T", "loop.yaml"], "template-cycle", "loop.yaml:4:"),
    "templates extend in a circle": (["make", "a", "-T", "loop.yaml"], "template-cycle", "loop.yaml:"),
    "bad colour": (["make", "bad", "-T", "bad.yaml"], "template-invalid", "bad.yaml:3:"),
    "unknown font": (["make", "f", "-T", "font.yaml"], "template-invalid", "Anton"),
    "unknown template to make": (["make", "plian", "-T", "mine.yaml"], "template-unknown", "mean plain?"),
    "unknown field": (["make", "plain", "-T", "mine.yaml", "--qoute", "x"], "option-unknown", "mean --quote?"),
    "field before template": (["make", "--quote", "x", "plain"], "option-unknown", "after the template"),
    "required field": (["make", "plain", "-T", "mine.yaml"], "field-required", "--quote"),
    "field without value": (["make", "plain", "-T", "mine.yaml", "--quote"], "usage", "--quote"),
    "a word too many": (["make", "plain", "-T", "mine.yaml", "--quote", "x", "y"], "usage", "--help"),
    "too long": (["make", "plain", "-T", "mine.yaml", "--quote", "x" * 201], "field-invalid", "at most 200"),
    "unknown suffix": (["make", "plain", "-T", "mine.yaml", "--quote", "x", "-o", "x.bmp"], "format-unknown", ".png"),
    "two formats": (
        ["make", "plain", "-T", "mine.yaml", "--quote", "x", "-o", "x.png", "-f", "jpg"],
        "format-conflict",
        "hint",
    ),
    "file below a file": (
        ["make", "plain", "-T", "mine.yaml", "--quote", "x", "-o", "file/x.png"],
        "output-unwritable",
        "",
    ),
    "nothing to ask": (["make"], "template-missing", "TEMPLATE"),
    "unknown command": (["mkae"], "usage", "make"),
    "unknown option": (["batch", "rows.csv", "--dry"], "option-unknown", "--dry-run"),
    "no rows named": (["batch"], "usage", "batch --help"),
    "unknown template to show": (["show", "plian", "-T", "mine.yaml"], "template-unknown", "mean plain?"),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input(memegen: Command, case: str) -> None:
    arguments, code, said = CASES[case]
    before = memegen.files()
    result = memegen.run(*arguments, code=2)
    assert f"error[{code}]" in result.err
    assert said in result.err
    assert result.raw == b""
    assert memegen.files() == before


def test_a_row_may_be_bad_in_every_way(memegen: Command) -> None:
    memegen.write(
        "rows.csv",
        "quote,template,platforms,brand\na,plian,,\nb,,nowhere,\nc,,0x0,\nd,,,none\ne,me,,\nf,bad,,\n,,,\ng,,,\n",
    )
    files = ("-T", "mine.yaml", "-T", "bad.yaml", "-T", "loop.yaml")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *files, "--json", "-p", "90x90", code=1)
    codes = {record["row"]: record["error"]["code"] for record in result.records if "error" in record}
    assert codes == {
        1: "template-unknown",
        2: "platform-unknown",
        3: "platform-size",
        4: "brand-unknown",
        5: "template-cycle",
        6: "template-invalid",
    }
    assert "row 1" in result.records[0]["error"]["where"]


def test_debug_shows_the_traceback(memegen: Command) -> None:
    process = memegen.start("make", "plian", "--debug")
    _, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert b"Traceback" in err
    assert b"error[template-unknown]" in err
