"""`memegen init`: its files are valid, and it never replaces a file."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from memegen.scene.color import contrast
from memegen.template.catalog import Catalog
from tests.helpers.command import Command
from tests.helpers.paths import ROOT

LOGO = ROOT / "assets" / "brands" / "keep-it-open" / "mark-on-dark.png"
OWN = ("--name", "Save the Library", "--hashtag", "OurLibrary", "--handle", "@library")

FILES = [
    "AGENTS.md",
    "README.md",
    "brands/save-our-pier.yaml",
    "brands/save-our-pier/mark-on-dark.svg",
    "brands/save-our-pier/mark-on-light.svg",
    "memegen.yaml",
    "photos/pier.jpg",
    "photos/pier.jpg.yaml",
    "quotes.csv",
    *(f"schemas/{kind}.json" for kind in ("brand", "platforms", "project", "sidecar", "templates")),
    "templates.yaml",
]


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def file_names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_init_writes_the_project(memegen: Command) -> None:
    result = memegen.run("init", "new/project")
    assert sorted(result.lines) == [f"new/project/{name}" for name in FILES]
    assert file_names(memegen.folder / "new/project") == FILES
    assert "15 files written; new/project/README.md" in result.err


def test_init_without_a_folder_writes_to_the_current_one(memegen: Command) -> None:
    (memegen.folder / "here").mkdir()
    (memegen.folder / "here" / "photos").mkdir()
    memegen.folder /= "here"
    records = memegen.run("init", ".", "--json").records
    assert sorted(record["file"] for record in records) == FILES
    for record in records:
        assert (memegen.folder / record["file"]).stat().st_size == record["bytes"]


def test_commands_of_the_readme_run_without_findings(memegen: Command) -> None:
    memegen.run("init", "mine")
    memegen.folder /= "mine"
    page = (memegen.folder / "README.md").read_text("utf-8")
    commands = re.findall(r"^\$ memegen (.*)$", page, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["make", "check", "batch"]
    for command in commands:
        result = memegen.run(*shlex.split(command))
        assert "warning" not in result.err.replace("0 warnings", "")
    assert "0 errors, 0 warnings in memegen.yaml, templates.yaml" in memegen.run("check").err
    assert len(memegen.pictures("out")) == 10


@pytest.mark.parametrize("ground", ["accent", "cool", "ink"])
def test_starter_template_has_no_findings_on_any_platform(memegen: Command, ground: str) -> None:
    memegen.run("init", "mine")
    memegen.folder /= "mine"
    make = ("make", "our-count", "--example", "--ground", ground, "-p", "all", "-o", "all/")
    assert [record["findings"] for record in memegen.run(*make, "--json").records if record["findings"]] == []


@pytest.mark.parametrize("there", ["quotes.csv", "brands/save-our-pier.yaml"])
def test_existing_file_is_never_replaced(memegen: Command, there: str) -> None:
    path = memegen.folder / "mine" / there
    path.parent.mkdir(parents=True)
    path.write_text("somebody's", "utf-8")
    result = memegen.run("init", "mine", code=2)
    assert f"mine/{there}: error[init-exists]: the file exists already" in result.err
    assert "hint: choose a new folder" in result.err
    assert file_names(memegen.folder / "mine") == [there]
    assert path.read_text("utf-8") == "somebody's"


def test_all_existing_files_are_one_error(memegen: Command) -> None:
    memegen.run("init", "mine")
    (memegen.folder / "mine/quotes.csv").unlink()
    result = memegen.run("init", "mine", code=2)
    assert result.err.count("init-exists") == 1
    assert f"and {len(FILES) - 2} more" in result.err
    assert "quotes.csv" not in memegen.files("mine")


@pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")
def test_dangling_link_counts_as_an_existing_file(memegen: Command) -> None:
    (memegen.folder / "mine").mkdir()
    (memegen.folder / "mine/templates.yaml").symlink_to("nowhere")
    assert "init-exists" in memegen.run("init", "mine", code=2).err
    assert memegen.files("mine") == ["templates.yaml"]


def test_note_says_where_to_go_on(memegen: Command) -> None:
    assert "next: cd 'our pier'" in memegen.run("init", "our pier").err
    # A project is no brand.
    result = memegen.run("make", "quote-plain", "-b", "our pier", "--quote", "a", code=2)
    assert "brand-unknown" in result.err
    assert "error[brand-unknown]" in result.err


@pytest.mark.parametrize("way", ["mine", "mine/photos"])
def test_failed_init_leaves_nothing(memegen: Command, way: str) -> None:
    (memegen.folder / way).parent.mkdir(exist_ok=True)
    memegen.write(way, "a file in the way")
    before = file_names(memegen.folder)
    assert "output-unwritable" in memegen.run("init", "mine", code=2).err
    assert file_names(memegen.folder) == before
    assert not (memegen.folder / "mine/brands").exists()


def test_recipes_for_assistants_run_as_they_are_written(memegen: Command) -> None:
    memegen.run("init", "mine")
    page = (memegen.folder / "mine" / "AGENTS.md").read_text("utf-8")
    assert page.count("## Recipe") == 5
    commands = re.findall(r"^\$ (.*)$", page, re.MULTILINE)
    program = f"{shlex.quote(sys.executable)} -m memegen"
    (memegen.folder / "mine" / "out").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for command in commands:
        done = subprocess.run(
            re.sub(r"(^|\| )memegen", rf"\1{program}", command),
            shell=True,
            cwd=memegen.folder / "mine",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr.replace("0 warnings", "").count("warning")) == (0, 0), done.stderr
        for line in done.stdout.splitlines():
            assert "errors" not in json.loads(line)
    assert len(commands) == 10


def test_help_describes_init(memegen: Command) -> None:
    assert "Start a project" in " ".join(memegen.run("--help").raw.decode().split())
    assert "[DIR]" in memegen.run("init", "--help").raw.decode()


def test_init_makes_a_brand_of_the_options(memegen: Command) -> None:
    memegen.run("init", "mine", *OWN, "--colours", "#b3001b,ffd400", "--logo", str(LOGO))
    brand = Catalog().brand(str(memegen.folder / "mine/brands/save-the-library.yaml"))
    assert (brand.title, brand.hashtag, brand.handle) == ("Save the Library", "#OurLibrary", "@library")
    assert (brand.palette["accent"].hex(), brand.palette["sun"].hex()) == ("#b3001b", "#ffd400")
    assert contrast(brand.palette["paper"], brand.palette["accent"]) >= 4.5
    assert {path.read_bytes() for path in brand.logos.values()} == {LOGO.read_bytes()}
    assert not (memegen.folder / "mine/brands/save-our-pier.yaml").exists()
    everything = [path for path in (memegen.folder / "mine").rglob("*") if path.suffix in (".md", ".yaml", ".csv")]
    assert [path.name for path in everything if re.search("save.?our.?pier", path.read_text("utf-8"), re.I)] == []


def test_commands_in_the_project_use_its_brand_without_an_option(memegen: Command) -> None:
    memegen.run("init", "mine", *OWN)
    memegen.folder /= "mine"
    result = memegen.run("make", "quote-plain", "--quote", "Books for *all*.", "--json")
    assert (result.records[0]["brand"], result.records[0]["findings"]) == ("save-the-library", [])
    assert "warning" not in result.err
    batch = memegen.run("batch", "quotes.csv", "--json")
    assert {record["brand"] for record in batch.records} == {"save-the-library"}
    assert [record["findings"] for record in batch.records if record["findings"]] == []
    # The brand has no imprint yet, after which the credit of a photo would follow.
    texts = [box["text"] for record in batch.records for box in record["boxes"]]
    assert "Photo: StockSnap" in texts


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--name", ""), "--name is required for your own brand"),
        (("--name", "A\nB\u202e"), "error[usage]: --name takes"),
        (("--name", "A", "--hashtag", "a b"), "error[usage]: 'a b'"),
        (("--name", "A", "--handle", "a b"), "error[usage]: 'a b'"),
        (("--name", "A", "--colours", "red"), "expected a colour such as #e4322b"),
        (("--name", "A", "--colours", "000,111,222,333,444,555"), "at most 5 colours"),
        (("--name", "A", "--logo", "no.png"), "error[logo-not-found]"),
        (("--name", "A", "--logo", "mine.yaml"), "error[usage]: 'mine.yaml'"),
    ],
)
def test_invalid_option_is_reported_and_nothing_is_made(memegen: Command, options: tuple[str, ...], says: str) -> None:
    more = ("--colours", "fff") if options == ("--name", "") else ()
    assert says in memegen.run("init", "new", *options, *more, code=2).err
    assert not (memegen.folder / "new").exists()


def test_all_invalid_options_are_reported_at_once(memegen: Command) -> None:
    options = ("--name", "A", "--hashtag", "a b", "--colours", "red,blue", "--logo", "no.png")
    assert memegen.run("init", "new", *options, code=2).err.count("error[") == 4


def test_colours_that_were_added_are_printed(memegen: Command) -> None:
    result = memegen.run("init", "p", "--name", "Harbour", "--colours", "0a7a55,ffd400")
    assert "added cool #4a2a86, ink " in result.err
    assert "added" not in memegen.run("init", "q", "--name", "Harbour").err


def test_example_is_not_written_among_other_files_unless_the_folder_is_named(memegen: Command) -> None:
    before = file_names(memegen.folder)
    assert "error[usage]: the example" in memegen.run("init", code=2).err
    assert file_names(memegen.folder) == before


def test_logo_that_cannot_be_drawn_is_refused(memegen: Command) -> None:
    memegen.write("mark.svg", "<svg viewBox='0 0 9 9'><text>A</text></svg>")
    assert "error[logo-unreadable]" in memegen.run("init", "p", "--name", "A", "--logo", "mark.svg", code=2).err
    assert not (memegen.folder / "p").exists()


def test_colours_are_reported_as_they_were_given(memegen: Command) -> None:
    err = memegen.run("init", "p", "--name", "A", "--colours", "red, rgb(200, 0, 0)", code=2).err
    assert [err.count(text) for text in ("error[", "'red'", "'rgb(200, 0, 0)'")] == [2, 1, 1]
