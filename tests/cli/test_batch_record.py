"""The record of a batch: the command and the inputs that made a folder, without absolute paths or secrets."""

from __future__ import annotations

import hashlib
import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from memegen.cli.batch_arguments import BatchArguments
from memegen.cli.batch_record import command_line, portable
from tests.helpers.command import Command


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    command.write("rows.txt", "One\n")
    return command


def record(memegen: Command, folder: str = "out") -> Any:
    return json.loads((memegen.folder / folder / "batch.json").read_text("utf-8"))


def test_record_has_the_command_and_the_inputs(memegen: Command) -> None:
    rows, templates = str(memegen.folder / "rows.txt"), str(memegen.folder / "mine.yaml")
    memegen.run("batch", rows, "-t", "plain", "-p", "90x90, 60x60", "-T", templates, "-j", "1", "--json")
    found = record(memegen)
    expected = "batch rows.txt --template plain --platform '90x90, 60x60' --templates mine.yaml"
    assert found["command"] == f"memegen {expected}"
    hashes = {Path(name): hashlib.sha256((memegen.folder / name).read_bytes()) for name in ("rows.txt", "mine.yaml")}
    assert {Path(each["file"]): each["sha256"] for each in found["inputs"]} == {
        path: value.hexdigest() for path, value in hashes.items()
    }
    assert str(memegen.folder) not in json.dumps(found)


def test_recorded_command_makes_the_same_again(memegen: Command) -> None:
    memegen.run("batch", "rows.txt", "-t", "plain", "-p", "90x90", "-T", "mine.yaml", "--name", "{row}-{quote|slug}")
    words = shlex.split(record(memegen)["command"])[1:]
    assert "0 rendered, 1 unchanged" in memegen.run(*words).err
    assert shlex.split(record(memegen)["command"])[1:] == words


def test_project_file_is_an_input(memegen: Command) -> None:
    memegen.write("memegen.yaml", "templates: mine.yaml\nplatforms: 90x90\n")
    memegen.run("batch", "rows.txt", "-t", "plain")
    assert [each["file"] for each in record(memegen)["inputs"]] == ["rows.txt", "memegen.yaml", "mine.yaml"]


def test_dry_run_leaves_no_record(memegen: Command) -> None:
    memegen.run("batch", "rows.txt", "-t", "plain", "-p", "90x90", "-T", "mine.yaml", "--dry-run")
    assert "out" not in memegen.files()


def test_list_on_stdin_has_no_hash(memegen: Command) -> None:
    memegen.run("batch", "-", "-t", "plain", "-p", "90x90", "-T", "mine.yaml", stdin=b"Hi\n")
    assert [each["file"] for each in record(memegen)["inputs"]] == ["mine.yaml"]


def test_options_without_effect_on_the_graphics_are_left_out() -> None:
    fast = BatchArguments("a.csv", jobs="4", force=True, json=True, limit="5", contact_sheet=False)
    assert command_line(fast) == "memegen batch a.csv --no-contact-sheet"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("rows.csv", "rows.csv"),
        ("/home/ada/rows.csv", "rows.csv"),
        ("../rows.csv", "../rows.csv"),
        ("s3://key:secret@bucket/rows", "s3://bucket/rows"),
        ("https://ada:pw@example.org/pictures?token=1", "https://example.org/pictures"),
    ],
)
def test_path_and_address_do_not_tell_secrets(text: str, written: str) -> None:
    assert portable(text) == written
