"""Every bad input ends in a diagnostic with a code and a hint, exit code 2 and nothing made; never in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import forked
from tests.helpers.command import Command
from tests.helpers.paths import ROOT

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
    command.write("evil.yaml", "platforms:\n  ../../evil: {size: [90, 90]}\n")
    command.write("font.yaml", "templates:\n  f:\n    layers: [{text: x, font: Antn}]\n")
    command.write("file", "")
    (tmp_path / "folder").mkdir()
    return command


CASES = {
    "no rows file": (["batch", "row.csv", *ROW], "rows-not-found", "did you mean rows.csv?"),
    "rows are a folder": (["batch", "folder", *ROW], "rows-not-found", "name a list"),
    "no rows at all": (["batch", "empty.csv", *ROW], "rows-empty", "hint"),
    "a header and no rows": (["batch", "header.csv", *ROW], "rows-empty", "hint"),
    "no template named": (["batch", "rows.csv", "-T", "mine.yaml"], "template-required", "-t"),
    "unknown template": (["batch", "rows.csv", "-T", "mine.yaml", "-t", "plan"], "template-unknown", "mean plain?"),
    "unknown platform": (["batch", "rows.csv", *ROW, "-p", "instagram-storey"], "platform-unknown", "instagram-story?"),
    "unknown brand": (["batch", "rows.csv", *ROW, "-b", "keep-it-opn"], "brand-unknown", "mean keep-it-open?"),
    "missing brand file": (["batch", "rows.csv", *ROW, "-b", "x.yaml"], "brand-not-found", "hint"),
    "unknown format": (["batch", "rows.csv", *ROW, "-f", "pgn"], "format-unknown", "mean png?"),
    "no such -j": (["batch", "rows.csv", *ROW, "-j", "-1"], "jobs-invalid", "1 to"),
    "-j 0": (["batch", "rows.csv", *ROW, "-j", "0"], "jobs-invalid", "1 to"),
    "-j is endless": (["batch", "rows.csv", *ROW, "-j", "7" * 5000], "jobs-invalid", "1 to"),
    "-j is no number": (["batch", "rows.csv", *ROW, "-j", "many"], "jobs-invalid", "1 to"),
    "output is a file": (["batch", "rows.csv", *ROW, "-o", "file"], "output-unwritable", "hint"),
    "output below a file": (["batch", "rows.csv", *ROW, "-o", "file/x"], "output-unwritable", "hint"),
    "output has too long a name": (["batch", "rows.csv", *ROW, "-o", "x" * 300], "output-unwritable", "hint"),
    "file has too long a name": (
        ["make", "plain", "-T", "mine.yaml", "--quote", "x", "-o", "x" * 300],
        "output-unwritable",
        "hint",
    ),
    "platform outside the folder": (["batch", "rows.csv", *ROW, "-T", "evil.yaml"], "platform-invalid", "evil.yaml:2:"),
    "empty canvas": (["batch", "rows.csv", *ROW, "-p", "0x0"], "platform-size-invalid", "1400x700"),
    "huge canvas": (
        ["make", "plain", "-T", "mine.yaml", "--quote", "x", "-p", "30000x30000"],
        "platform-size-invalid",
        "hint",
    ),
    "no templates file": (["make", "plain", "-T", "mien.yaml", "--quote", "x"], "templates-not-found", "mine.yaml"),
    "templates are a folder": (["make", "plain", "-T", "folder"], "templates-unreadable", "hint"),
    "broken YAML": (["make", "plain", "-T", "broken.yaml"], "yaml-invalid", "broken.yaml:"),
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
    "too long": (["make", "plain", "-T", "mine.yaml", "--quote", "x" * 201], "field-invalid", "by 1 character"),
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
    "nothing to ask": (["make"], "template-required", "TEMPLATE"),
    "unknown command": (["mkae"], "usage", "make"),
    "unknown option": (["batch", "rows.csv", "--dry"], "option-unknown", "--dry-run"),
    "no rows named": (["batch"], "usage", "batch --help"),
    "unknown template to show": (["show", "plian", "-T", "mine.yaml"], "template-unknown", "mean plain?"),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_gives_code_and_hint_and_writes_nothing(memegen: Command, case: str) -> None:
    arguments, code, text = CASES[case]
    before = memegen.files()
    result = memegen.run(*arguments, code=2)
    assert f"error[{code}]" in result.err
    assert text in result.err
    assert result.raw == b""
    assert memegen.files() == before


def test_errors_of_rows_have_their_codes(memegen: Command) -> None:
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
        3: "platform-size-invalid",
        4: "brand-unknown",
        5: "template-cycle",
        6: "template-invalid",
    }
    assert "row 1" in result.records[0]["error"]["where"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [["schema"], ["--help"], ["--version"], ["make", "thank-you", "--help"]])
def test_full_output_is_an_error(memegen: Command, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = memegen.start(*words, stdout=full)
        err = process.communicate(timeout=30)[1].decode()
        assert process.returncode == 2
        assert "error[output-unwritable]" in err
        assert memegen.start("nonsense", stdout=full, stderr=full).wait(timeout=30) == 2


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
@pytest.mark.parametrize("words", [["schema"], ["--help"], ["--version"], ["templates"]])
def test_closed_pipe_gives_its_exit_code(memegen: Command, words: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    process = memegen.start(*words, stdout=theirs)
    os.close(theirs)
    assert process.communicate(timeout=30)[1] == b""
    assert process.returncode == 141


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("words", "closed", "code"),
    [
        ("batch - -t plain -T mine.yaml", "<&-", "rows-unreadable"),
        ("make plain -T mine.yaml --quote x -o -", ">&-", "output-unwritable"),
    ],
)
def test_closed_streams_are_errors(memegen: Command, words: str, closed: str, code: str) -> None:
    line = f'"$0" -m memegen {words} {closed}'
    process = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable],
        cwd=memegen.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        check=False,
    )
    assert process.returncode == 2
    assert f"error[{code}]" in process.stderr.decode()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not hold for root")
def test_folder_without_permissions_is_an_error(memegen: Command) -> None:
    folder = memegen.folder / "closed"
    folder.mkdir(mode=0)
    try:
        make = ("make", "plain", "-T", "mine.yaml", "--quote", "x", "-o", "closed/x.png")
        assert "error[output-unwritable]" in memegen.run(*make, code=2).err
        batch = ("batch", "rows.csv", *ROW, "-o", "closed/x")
        assert "error[output-unwritable]" in memegen.run(*batch, code=2).err
    finally:
        folder.chmod(0o700)


def test_debug_shows_the_traceback(memegen: Command) -> None:
    process = memegen.start("make", "plian", "--debug")
    _, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert b"Traceback" in err
    assert b"error[template-unknown]" in err


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes on POSIX only")
def test_errors_that_end_a_command_with_json_are_an_object(memegen: Command) -> None:
    for words in (
        ["batch", "nothing.csv", *ROW],
        ["make", "plain", "--quuote", "x"],
        ["platforms", "-T", "broken.yaml"],
    ):
        result = memegen.run(*words, "--json", code=2)
        [record] = result.records
        assert [record["error"]] == record["errors"][:1]
        assert record["error"]["code"] in result.err
    [record] = memegen.run("check", "broken.yaml", "--nothing", "--json", code=2).records
    assert record["code"] == "option-unknown"


def test_argument_that_is_not_utf_8_is_read_with_a_warning(memegen: Command) -> None:
    result = memegen.run("make", *ROW[1:], "--quote", os.fsdecode(b"Le caf\xe9"), "-o", "a.png", "--json")
    assert result.records[0]["alt_text"] == "Le café"
    assert result.err.count("warning[argument-invalid]") == 1
    assert "Windows-1252" in result.err


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux only")
def test_name_of_a_file_that_is_not_utf_8_stays(memegen: Command) -> None:
    name = os.fsdecode(b"caf\xe9.csv")
    memegen.write(name, "quote\na\n")
    result = memegen.run("batch", name, *ROW, "-p", "90x90", "--dry-run")
    assert result.lines == ["out/001-a-90x90.png"]
    assert "argument-invalid" not in result.err


def test_command_after_a_late_one_has_its_own_answer(tmp_path: Path) -> None:
    # The mistakes of a helper spread: once, an answer that came late made a hundred tests after it fail.
    forked._server().settimeout(1e-4)
    with pytest.raises(TimeoutError):
        forked.run(("--version",), tmp_path, {**os.environ}, b"")
    assert forked.run(("nonsense",), tmp_path, {**os.environ}, b"")[0] == 2
