"""`memegen init`, as a process: what it makes is sound, and it never writes over anything."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from tests.helpers.command import Command

FILES = [
    "README.md",
    "brands/save-our-pier.yaml",
    "brands/save-our-pier/mark-on-dark.svg",
    "brands/save-our-pier/mark-on-light.svg",
    "photos/pier.jpg",
    "photos/pier.jpg.yaml",
    "quotes.csv",
    "templates.yaml",
]


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def found(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_it_makes_a_project(memegen: Command) -> None:
    result = memegen.run("init", "new/project")
    assert sorted(result.lines) == [f"new/project/{name}" for name in FILES]
    assert found(memegen.folder / "new/project") == FILES
    assert "8 files made; new/project/README.md says" in result.err


def test_without_a_folder_it_is_made_here(memegen: Command) -> None:
    (memegen.folder / "here").mkdir()
    (memegen.folder / "here" / "photos").mkdir()
    memegen.folder /= "here"
    told = memegen.run("init", "--json").records
    assert sorted(record["file"] for record in told) == FILES
    for record in told:
        assert (memegen.folder / record["file"]).stat().st_size == record["bytes"]


def test_what_its_page_says_can_be_run_and_finds_nothing(memegen: Command) -> None:
    memegen.run("init", "mine")
    memegen.folder /= "mine"
    page = (memegen.folder / "README.md").read_text("utf-8")
    commands = re.findall(r"^\$ memegen (.*)$", page, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["make", "check", "batch"]
    for command in commands:
        result = memegen.run(*shlex.split(command))
        assert "warning" not in result.err.replace("warnings: 0", "")
        assert "finding" not in result.err
    assert "errors: 0, warnings: 0" in memegen.run(*shlex.split(commands[1])).err
    assert len(memegen.pictures("out")) == 10


@pytest.mark.parametrize("ground", ["accent", "cool", "ink"])
def test_its_own_design_suits_every_platform(memegen: Command, ground: str) -> None:
    memegen.run("init", "mine")
    memegen.folder /= "mine"
    make = ("make", "pier-count", "-T", "templates.yaml", "--example", "--ground", ground, "-p", "all", "-o", "all/")
    assert [record["findings"] for record in memegen.run(*make, "--json").records if record["findings"]] == []


@pytest.mark.parametrize("there", ["quotes.csv", "brands/save-our-pier.yaml"])
def test_no_file_is_written_over_another(memegen: Command, there: str) -> None:
    path = memegen.folder / "mine" / there
    path.parent.mkdir(parents=True)
    path.write_text("somebody's", "utf-8")
    result = memegen.run("init", "mine", code=2)
    assert f"mine/{there}: error[init-taken]: there is a file of that name" in result.err
    assert "hint: name a folder of its own" in result.err
    assert found(memegen.folder / "mine") == [there]
    assert path.read_text("utf-8") == "somebody's"


def test_all_that_is_in_the_way_is_said_at_once(memegen: Command) -> None:
    memegen.run("init", "mine")
    (memegen.folder / "mine/quotes.csv").unlink()
    assert memegen.run("init", "mine", code=2).err.count("init-taken") == len(FILES) - 1
    assert "quotes.csv" not in memegen.files("mine")


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_a_link_to_nowhere_is_not_written_through(memegen: Command) -> None:
    (memegen.folder / "mine").mkdir()
    (memegen.folder / "mine/templates.yaml").symlink_to("nowhere")
    assert "init-taken" in memegen.run("init", "mine", code=2).err
    assert memegen.files("mine") == ["templates.yaml"]


@pytest.mark.parametrize("way", ["mine", "mine/photos"])
def test_where_it_cannot_be_written_nothing_is_left(memegen: Command, way: str) -> None:
    (memegen.folder / way).parent.mkdir(exist_ok=True)
    memegen.write(way, "a file in the way")
    before = found(memegen.folder)
    assert "output-unwritable" in memegen.run("init", "mine", code=2).err
    assert found(memegen.folder) == before
    assert not (memegen.folder / "mine/brands").exists()


def test_it_is_told_of(memegen: Command) -> None:
    assert "Make a starter project" in " ".join(memegen.run("--help").raw.decode().split())
    assert "[DIR]" in memegen.run("init", "--help").raw.decode()
