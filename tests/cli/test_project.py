"""The project decides for every command what its options do not, and no graphic wears another brand unasked."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_ask import Terminal
from tests.helpers.command import Command

PROJECT = """\
brand: house
templates: mine.yaml
platforms: [90x90, 120x90]
photos: photos
output: made
name: "{row:02}-{platform}"
"""
MISTAKES = """\
brand: houze
templates: [mine.yaml, my.yaml]
platforms: [x-pots, 90x90]
templats: mine.yaml
name: "{row"
columns: {qoute: Text}
"""


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    """The command in a project, with a folder below."""
    command = Command(tmp_path)
    command.write("memegen.yaml", PROJECT)
    command.write("rows.csv", "template,quote\nplain,One\n")
    (tmp_path / "photos").mkdir()
    (tmp_path / "sub").mkdir()
    return command


@pytest.fixture
def outside() -> Iterator[Command]:
    """The command in a folder that is in no project."""
    with tempfile.TemporaryDirectory() as folder:
        yield Command(Path(folder))


def test_project_decides_what_make_uses(memegen: Command) -> None:
    result = memegen.run("make", "plain", "--quote", "Hi", "--json")
    assert [record["file"] for record in result.records] == ["made/plain-hi-90x90.png", "made/plain-hi-120x90.png"]
    assert {record["brand"] for record in result.records} == {"house"}
    assert result.err == ""


def test_options_overrule_the_project(memegen: Command) -> None:
    options = ("-p", "60x60", "-b", "keep-it-open", "-o", "here.png")
    (record,) = memegen.run("make", "plain", "--quote", "Hi", *options, "--json").records
    assert (record["file"], record["platform"], record["brand"]) == ("here.png", "60x60", "keep-it-open")


def test_project_decides_what_batch_uses(memegen: Command) -> None:
    result = memegen.run("batch", "rows.csv", "--json")
    assert [record["file"] for record in result.records] == ["made/01-90x90.png", "made/01-120x90.png"]
    assert {record["brand"] for record in result.records} == {"house"}
    assert "finding" not in result.err
    result = memegen.run("batch", "rows.csv", "-o", "other", "--name", "{quote}", "-p", "60x60", "--json")
    assert [record["file"] for record in result.records] == ["other/One.png"]


def test_new_processes_use_the_project_too(memegen: Command) -> None:
    memegen.write("rows.csv", "template,quote\n" + "".join(f"plain,{number}\n" for number in range(8)))
    records = memegen.run("batch", "rows.csv", "-j", "2", "--json").records
    assert ({record["brand"] for record in records}, len(records)) == ({"house"}, 16)


def test_folders_below_are_in_the_project(memegen: Command) -> None:
    memegen.folder /= "sub"
    assert memegen.run("make", "plain", "--quote", "Hi", "-p", "60x60").lines == ["../made/plain-hi.png"]
    assert "plain" in [line.split()[0] for line in memegen.run("templates").lines]
    assert "quote" in memegen.run("show", "plain").raw.decode()
    assert "--quote" in memegen.run("make", "plain", "--help").raw.decode()


def test_row_finds_its_photo_in_a_folder_of_the_project(memegen: Command) -> None:
    memegen.write("photo.yaml", "templates: {p: {fields: {photo: {type: photo}}, background: [{photo: '{photo}'}]}}")
    memegen.write("memegen.yaml", PROJECT.replace("mine.yaml", "[mine.yaml, photo.yaml]"))
    memegen.write(
        "photos/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
    )
    memegen.write("sub/rows.csv", "template,photo\np,a.svg\n")
    assert len(memegen.run("batch", "sub/rows.csv").lines) == 2


def test_platforms_that_a_template_is_not_for_are_skipped(memegen: Command) -> None:
    memegen.write("only.yaml", "templates: {wide: {platform: x-post, only: [wide], background: [{colour: ink}]}}")
    memegen.write("memegen.yaml", PROJECT.replace("mine.yaml", "only.yaml").replace("120x90", "900x400"))
    result = memegen.run("make", "wide", "--json")
    assert [record["platform"] for record in result.records] == ["900x400"]
    assert "skipped 1 platforms" in result.err


def test_check_looks_at_the_project(memegen: Command) -> None:
    result = memegen.run("check")
    assert "0 errors" in result.err
    assert "in memegen.yaml, mine.yaml" in result.err
    memegen.write("house.yaml", (memegen.folder / "house.yaml").read_text("utf-8") + "hashtg: '#House'\n")
    assert "house.yaml:5:1: error[brand-invalid]" in memegen.run("check", code=1).err


@pytest.mark.parametrize(
    "command",
    [
        ("make", "plain", "--quote", "Hi"),
        ("batch", "rows.csv"),
        ("templates",),
        ("brands",),
        ("platforms",),
        ("show", "plain"),
        ("check",),
        ("check", "memegen.yaml"),
    ],
    ids=" ".join,
)
def test_all_mistakes_are_reported_at_once_with_their_places(memegen: Command, command: tuple[str, ...]) -> None:
    memegen.write("memegen.yaml", MISTAKES)
    (memegen.folder / "brands").mkdir()
    memegen.write("brands/house.yaml", "extends: keep-it-open\n")
    err = memegen.run(*command, code=1 if command[0] == "check" else 2).err
    places = [line.partition(": ")[0] for line in err.splitlines() if "error[" in line]
    assert places == [f"memegen.yaml:{place}" for place in ("1:8", "2:24", "3:13", "4:1", "5:7", "6:11")]
    for meant in ("house", "mine.yaml", "x-post", "templates", "quote"):
        assert f"did you mean {meant}?" in err
    assert memegen.files("photos") == []
    assert "made" not in memegen.files()


def test_brand_file_that_does_not_exist_is_reported_at_its_place(memegen: Command) -> None:
    memegen.write("memegen.yaml", "brand: hause.yaml\n")
    err = memegen.run("brands", code=2).err
    assert "memegen.yaml:1:8: error[brand-not-found]" in err
    assert "did you mean house.yaml?" in err


def test_two_project_files_are_reported(memegen: Command) -> None:
    memegen.write("memegen.yml", PROJECT)
    assert (
        "memegen.yaml: error[project-conflict]: memegen.yml is a project file too" in memegen.run("brands", code=2).err
    )


@pytest.mark.parametrize("text", ["brand: [", "a\tb: c\n\t- d", "brand: &a [*a]", "\x00"])
def test_file_that_is_no_yaml_is_reported(memegen: Command, text: str) -> None:
    memegen.write("memegen.yaml", text)
    assert "memegen.yaml:" in memegen.run("brands", code=2).err


def test_help_and_init_need_no_valid_project(memegen: Command) -> None:
    memegen.write("memegen.yaml", MISTAKES)
    assert "error" not in memegen.run("--help").err
    assert b"--dry-run" in memegen.run("batch", "--help").raw
    memegen.run("init", "new")
    assert "memegen.yaml" in memegen.files("new")


def test_unasked_example_brand_is_reported_once(outside: Command) -> None:
    outside.write("rows.csv", "template,quote,brand\nquote-plain,One,\nquote-plain,Two,\nquote-plain,Three,leeds\n")
    for command in (("make", "quote-plain", "--quote", "Hi"), ("batch", "rows.csv"), ("check", "rows.csv")):
        err = outside.run(*command).err
        assert err.count("warning[brand-example]") == 1
        assert "memegen init" in err
        assert "#KeepItOpen" in err


@pytest.mark.parametrize(
    "options",
    [
        ("quote-plain", "--example"),
        ("quote-plain", "--quote", "Hi", "-b", "keep-it-open"),
        ("plain", "--quote", "Hi", "-T", "mine.yaml"),
    ],
    ids=" ".join,
)
def test_example_brand_that_is_asked_for_is_not_reported(outside: Command, options: tuple[str, ...]) -> None:
    assert "brand-example" not in outside.run("make", *options).err


def test_unasked_example_brand_is_reported_with_stdout_as_the_file(outside: Command) -> None:
    result = outside.run("make", "quote-plain", "--quote", "Hi", "-o", "-", "-p", "90x90")
    assert "warning[brand-example]" in result.err
    assert result.raw.startswith(b"\x89PNG")


def test_list_of_a_project_elsewhere_is_told_of(outside: Command) -> None:
    (outside.folder / "mine" / "lists").mkdir(parents=True)
    outside.write("mine/memegen.yaml", "brand: leeds\n")
    outside.write("mine/lists/rows.txt", "Hi\n")
    err = outside.run("batch", "mine/lists/rows.txt", "-t", "quote-plain", "-p", "90x90").err
    assert "hint: run the command in mine, whose memegen.yaml names a brand" in err


def test_project_without_a_brand_is_named_in_the_hint(outside: Command) -> None:
    outside.write("memegen.yaml", "output: made\n")
    assert "name your brand in memegen.yaml" in outside.run("make", "quote-plain", "--quote", "Hi").err


def test_columns_of_a_list_fill_the_fields_that_the_project_names(memegen: Command) -> None:
    memegen.write("memegen.yaml", PROJECT + "columns: {quote: What was said}\n")
    memegen.write("rows.csv", "template,What was said\nplain,One\n")
    (record,) = memegen.run("batch", "rows.csv", "-p", "60x60", "--json").records
    assert record["alt_text"].startswith("One")
    # A list need not have the column, and an option overrules the project.
    memegen.write("rows.csv", "template,Words\nplain,Two\n")
    options = ("--columns", "quote=Words", "-p", "60x60", "--json")
    assert memegen.run("batch", "rows.csv", *options).records[0]["alt_text"].startswith("Two")
    assert "0 errors" in memegen.run("check", "rows.csv", "--columns", "quote=Words").err


def test_completion_knows_what_the_project_has(memegen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_MEMEGEN_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_CWORD", "2")
    (memegen.folder / "brands").mkdir()
    memegen.write("brands/coast.yaml", "extends: keep-it-open\n")
    for words, found in (("memegen make pl", "plain"), ("memegen show sho", "shout")):
        monkeypatch.setenv("COMP_WORDS", words)
        assert found in memegen.run().lines
    monkeypatch.setenv("COMP_WORDS", "memegen batch -b co")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert "coast" in memegen.run().lines
    # A project file with mistakes is no reason for a message in the middle of a command line.
    memegen.write("memegen.yaml", MISTAKES)
    monkeypatch.setenv("COMP_WORDS", "memegen make pl")
    monkeypatch.setenv("COMP_CWORD", "2")
    result = memegen.run()
    assert (result.raw.strip(), result.err) == (b"", "")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_questions_have_the_defaults_of_the_project(memegen: Command) -> None:
    terminal = Terminal(memegen.folder, "make")
    terminal.answer("Which template", "plain\n")
    terminal.answer("  quote: ", "Hi\n")
    for field in ("by", "ground [ink]", "loud [no]", "points 1", "last_line"):
        terminal.answer(f"  {field}", "\n")
    terminal.answer("[90x90,120x90]", "\n")
    terminal.answer("[made/plain-hi]", "\n")
    assert terminal.end() == 0
    assert memegen.files("made") == ["plain-hi-120x90.png", "plain-hi-90x90.png"]
    assert "#House" not in terminal.output
