"""The listing commands, completion, and what starting costs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.command import Command
from tests.helpers.paths import ROOT, TEST_FONTS


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_templates(memegen: Command) -> None:
    result = memegen.run("templates", "-T", "mine.yaml")
    [line] = [line for line in result.lines if line.startswith("plain ")]
    assert line.split()[1:6] == ["A", "quote", "on", "a", "colour"]
    assert line.endswith("quote* by ground loud points last_line")
    assert "\x1b" not in result.raw.decode()
    by_name = {record["name"]: record for record in memegen.run("templates", "-T", "mine.yaml", "--json").records}
    [quote] = [field for field in by_name["plain"]["fields"] if field["name"] == "quote"]
    assert quote == {
        "name": "quote",
        "type": "text",
        "about": "What was said",
        "required": True,
        "default": "",
        "example": "Ye are many",
        "longest": 200,
    }


def test_brands(memegen: Command) -> None:
    (memegen.folder / "brands").mkdir()
    memegen.write("brands/north.yaml", "extends: keep-it-open\nname: North\n")
    memegen.write("brands/broken.yaml", "palette: {ink: nothing}\n")
    result = memegen.run("brands", "-T", "mine.yaml", "--json", code=1)
    by_name = {record["name"]: record for record in result.records}
    assert by_name["cardiff"]["language"] == "cy"
    assert by_name["north"]["title"] == "North"
    assert "broken.yaml:1:" in result.err
    assert any(line.startswith("keep-it-open ") for line in memegen.run("brands").lines)


def test_the_brands_of_a_project_are_told_of_where_its_templates_are_not_named(memegen: Command) -> None:
    memegen.run("init", "project")
    brands = Command(memegen.folder / "project").run
    own = str(Path("brands", "save-our-pier.yaml"))
    result = brands("brands", "--json")
    assert "save-our-pier" not in {record["name"] for record in result.records}
    assert result.err == f"not found by name without -T FILE, but as a file: -b {own}\n"
    assert not brands("brands", "-T", "templates.yaml").err
    # So it is.
    brands("make", "quote-plain", "--example", "-p", "90x90", "-b", own)


def test_a_broken_template_does_not_hide_the_others(memegen: Command) -> None:
    memegen.write("bad.yaml", "templates:\n  bad: {layers: [{text: x, size: huge}]}\n")
    result = memegen.run("templates", "-T", "mine.yaml", "-T", "bad.yaml", "--json", code=1)
    assert "bad.yaml:2:" in result.err
    assert {"plain", "child"} <= {record["name"] for record in result.records}


def test_platforms_and_fonts(memegen: Command) -> None:
    records = memegen.run("platforms", "--json").records
    wanted = {"name", "title", "width", "height", "safe", "bytes", "formats", "alt", "groups", "doubt"}
    assert all(wanted <= set(record) for record in records)
    assert len(memegen.run("platforms").lines) == len(records)
    families = {record["family"]: record for record in memegen.run("fonts", "--json").records}
    assert families["Anton"]["weights"] == [400]
    assert any(line.startswith("Anton ") for line in memegen.run("fonts").lines)


def test_show(memegen: Command) -> None:
    [record] = memegen.run("show", "plain", "-T", "mine.yaml", "--json").records
    assert (record["file"], record["line"]) == ("mine.yaml", 5)
    assert {"id": "quote", "kind": "text"} in record["layers"]
    assert record["alt"] == "{quote} {by}"
    text = memegen.run("show", "plain", "-T", "mine.yaml").raw.decode()
    assert "mine.yaml:5" in text
    assert "quote (text, required, at most 200 characters)" in text


def test_version_and_bare_command(memegen: Command) -> None:
    assert memegen.run("--version").raw.startswith(b"memegen ")
    assert "Commands:" in memegen.run(code=2).err


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("memegen make -T mine.yaml pl", "plain"),
        ("memegen make -T mine.yaml plain --la", "--last_line"),
        ("memegen make -T mine.yaml plain --ground a", "accent"),
        ("memegen batch x -T mine.yaml -t ch", "child"),
        ("memegen batch x -p 1x1,instagram-st", "1x1,instagram-story"),
        ("memegen batch x -p al", "all"),
        ("memegen batch x -b keep", "keep-it-open"),
        ("memegen batch x -f we", "webp"),
    ],
)
def test_completion(memegen: Command, words: str, offered: str) -> None:
    os.environ["_MEMEGEN_COMPLETE"] = "complete_bash"
    os.environ["COMP_WORDS"], os.environ["COMP_CWORD"] = words, str(len(words.split()) - 1)
    try:
        assert offered in memegen.run().lines
    finally:
        for name in ("_MEMEGEN_COMPLETE", "COMP_WORDS", "COMP_CWORD"):
            del os.environ[name]


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], {"rich", "PIL", "uharfbuzz", "yaml", "pydantic", "memegen.renderer"}),
        (["make", "--help"], {"rich", "PIL", "pydantic", "multiprocessing"}),
        (["make", "plain", "-T", "mine.yaml", "--quote", "x", "-p", "9x9"], {"rich", "pydantic", "multiprocessing"}),
        (["batch", "rows.txt", "-t", "plain", "-T", "mine.yaml", "-p", "90x90"], {"rich", "pydantic"}),
    ],
)
def test_nothing_is_imported_before_it_is_needed(memegen: Command, arguments: list[str], unwanted: set[str]) -> None:
    memegen.write("rows.txt", "Hi\n")
    code = f"import sys; from memegen.cli.main import main; main({arguments!r}); print(*sys.modules, file=sys.stderr)"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-c", code]
    result = subprocess.run(run, cwd=memegen.folder, env=env, capture_output=True, text=True, check=True)
    assert not unwanted & set(result.stderr.splitlines()[-1].split())


def test_the_fonts_of_a_brand_are_listed_with_it(memegen: Command) -> None:
    (memegen.folder / "type").mkdir()
    shutil.copy(TEST_FONTS / "cjk.ttc", memegen.folder / "type")
    memegen.write("house.yaml", "extends: keep-it-open\ntypefaces: type\n")
    listed = {record["family"]: record for record in memegen.run("fonts", "-b", "house.yaml", "--json").records}
    assert listed["Noto Sans JP"]["source"] == "user"
    assert listed["Anton"]["source"] == "bundle"
    memegen.write("house.yaml", "extends: keep-it-open\nfonts: {display: Nobody}\n")
    memegen.run("fonts", "-b", "house.yaml", code=2)
