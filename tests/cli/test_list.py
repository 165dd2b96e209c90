"""The listing commands: templates, brands, platforms and fonts, as columns and as JSON."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.command import Command
from tests.helpers.paths import TEST_FONTS


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_templates_with_their_fields(memegen: Command) -> None:
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


def test_brands_next_to_the_templates_and_broken_ones(memegen: Command) -> None:
    (memegen.folder / "brands").mkdir()
    memegen.write("brands/north.yaml", "extends: keep-it-open\nname: North\n")
    memegen.write("brands/broken.yaml", "palette: {ink: nothing}\n")
    result = memegen.run("brands", "-T", "mine.yaml", "--json", code=1)
    by_name = {record["name"]: record for record in result.records}
    assert by_name["cardiff"]["language"] == "cy"
    assert by_name["north"]["title"] == "North"
    direction = {"voice", "photos", "texture", "corners", "emphasis", "motif"}
    assert direction <= by_name["north"].keys()
    assert {by_name["north"][key] == by_name["keep-it-open"][key] for key in direction} == {True}
    assert "broken.yaml:1:" in result.err
    assert any(line.startswith("keep-it-open ") for line in memegen.run("brands").lines)


def test_brands_of_a_project_are_listed(memegen: Command) -> None:
    memegen.run("init", "project")
    result = Command(memegen.folder / "project").run("brands", "--json")
    assert "save-our-pier" in {record["name"] for record in result.records}
    assert not result.err


def test_brands_in_a_folder_that_is_no_project_are_mentioned(memegen: Command) -> None:
    memegen.run("init", "project")
    (memegen.folder / "project/memegen.yaml").unlink()
    brands = Command(memegen.folder / "project").run
    own = str(Path("brands", "save-our-pier.yaml"))
    result = brands("brands", "--json")
    assert "save-our-pier" not in {record["name"] for record in result.records}
    assert result.err == f"not found by name without -T FILE, but as a file: -b {own}\n"
    assert not brands("brands", "-T", "templates.yaml").err
    # So it is.
    brands("make", "quote-plain", "--example", "-p", "90x90", "-b", own)


def test_broken_template_does_not_hide_the_others(memegen: Command) -> None:
    memegen.write("bad.yaml", "templates:\n  bad: {layers: [{text: x, size: huge}]}\n")
    result = memegen.run("templates", "-T", "mine.yaml", "-T", "bad.yaml", "--json", code=1)
    assert "bad.yaml:2:" in result.err
    assert {"plain", "child"} <= {record["name"] for record in result.records}


def test_platforms_and_fonts_with_their_figures(memegen: Command) -> None:
    records = memegen.run("platforms", "--json").records
    wanted = {"name", "title", "width", "height", "safe", "bytes", "formats", "alt", "groups", "doubt", "media"}
    assert all(wanted <= set(record) for record in records)
    lines = memegen.run("platforms").lines
    assert len(lines) == len(records)
    [threads] = [line for line in lines if line.startswith("threads ")]
    assert "500 characters, 1 hashtag, 20 graphics" in threads
    [document] = [line for line in lines if line.startswith("linkedin-document ")]
    assert "300 pages" in document
    families = {record["family"]: record for record in memegen.run("fonts", "--json").records}
    assert families["Anton"]["weights"] == [400]
    assert any(line.startswith("Anton ") for line in memegen.run("fonts").lines)


def test_fonts_of_a_brand_are_listed(memegen: Command) -> None:
    (memegen.folder / "type").mkdir()
    shutil.copy(TEST_FONTS / "cjk.ttc", memegen.folder / "type")
    memegen.write("house.yaml", "extends: keep-it-open\ntypefaces: type\n")
    listed = {record["family"]: record for record in memegen.run("fonts", "-b", "house.yaml", "--json").records}
    assert listed["Noto Sans JP"]["source"] == "user"
    assert listed["Anton"]["source"] == "bundle"
    memegen.write("house.yaml", "extends: keep-it-open\nfonts: {display: Nobody}\n")
    memegen.run("fonts", "-b", "house.yaml", code=2)
