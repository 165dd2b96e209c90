"""`memegen check`: files that are valid, files that are not, and those that cannot be read."""

import shutil
from pathlib import Path

import pytest

from tests.helpers.command import Command
from tests.helpers.paths import ROOT

BROKEN = """\
templates:
  poster:
    fields:
      words: {required: true, example: Hello}
    background: [{colour: acent}]
    layers:
      - {text: "{word}", size: 3..12vmn}
"""


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


@pytest.mark.parametrize("given", [(), (str(ROOT / "examples" / "quotes.csv"), "-b", "keep-it-open")])
def test_shipped_templates_and_lists_are_valid(memegen: Command, given: tuple[str, ...]) -> None:
    checked = memegen.run("check", *given)
    assert not checked.raw
    assert "0 errors, 0 warnings in " in checked.err
    assert (given[0] if given else "the bundled templates") in checked.err


def test_every_error_in_a_template_is_reported(memegen: Command) -> None:
    memegen.write("poster.yaml", BROKEN)
    found = memegen.run("check", "poster.yaml", "--json", code=1).records
    assert [entry["where"] for entry in found] == ["poster.yaml:5:27", "poster.yaml:7:18", "poster.yaml:7:32"]
    assert all(entry["severity"] == "error" and entry["hint"] for entry in found)


def test_bad_row_is_reported_and_nothing_written(memegen: Command) -> None:
    memegen.write("list.csv", "quote,by\nHello,A\n,B\n")
    before = memegen.files()
    checked = memegen.run("check", "list.csv", "-t", "quote-plain", code=1)
    assert "(row 2), column quote" in checked.err
    assert memegen.files() == before


def test_brand_file_is_checked(memegen: Command) -> None:
    memegen.write("mine-too.yaml", 'extends: keep-it-open\npalette: {accent: "#12"}\n')
    assert "mine-too.yaml:2:" in memegen.run("check", "mine-too.yaml", code=1).err


def test_errors_in_a_brand_hide_no_errors_in_templates(memegen: Command) -> None:
    memegen.write("poster.yaml", f"brand: loud\n{BROKEN}      - {{text: hello, fill: river}}\n")
    # A colour of its own, one that is none, and some that are missing: no template is to blame for those.
    memegen.write("loud.yaml", 'name: Loud\npalette: {river: "#004488", accent: "#12"}\nfonts: {text: Inter}\n')
    found = memegen.run("check", "poster.yaml", "--json", code=1).records
    places = [entry["where"] for entry in found]
    assert "loud.yaml:2:37" in places
    assert [place for place in places if place.startswith("poster")] == [
        "poster.yaml:6:27",
        "poster.yaml:8:18",
        "poster.yaml:8:32",
    ]
    assert {place.partition(":")[0] for place in places} == {"loud.yaml", "poster.yaml"}


def test_template_files_may_be_arguments_or_options(memegen: Command) -> None:
    memegen.write("rows.csv", "quote\nHello\n")
    unknown = memegen.run("check", "rows.csv", "-t", "plain", code=1)
    assert "with -T FILE" in unknown.err
    checked = memegen.run("check", "rows.csv", "-t", "plain", "-T", "mine.yaml")
    assert "0 errors, 0 warnings in mine.yaml, rows.csv\n" in checked.err
    memegen.write("poster.yaml", BROKEN)
    for given in (("-T", "poster.yaml"), ("poster.yaml", "-T", "poster.yaml")):
        assert len(memegen.run("check", *given, "--json", code=1).records) == 3


def test_photo_of_an_example_is_relative_to_its_template(memegen: Command) -> None:
    fields = "{photo: {type: photo, required: true, example: a.jpg}}"
    (memegen.folder / "own").mkdir()
    shutil.copy(ROOT / "assets" / "photos" / "pier.jpg", memegen.folder / "own" / "a.jpg")
    memegen.write("own/t.yaml", f'templates:\n  t: {{fields: {fields}, background: [{{photo: "{{photo}}"}}]}}\n')
    assert "0 errors, " in memegen.run("check", "own/t.yaml").err


@pytest.mark.parametrize("name", ["nope.csv", "nope.yaml"])
def test_missing_file_is_a_usage_error(memegen: Command, name: str) -> None:
    assert "nope" in memegen.run("check", name, code=2).err


def test_a_file_of_parts_is_checked_without_templates(memegen: Command) -> None:
    memegen.write("parts.yaml", "include: words.yaml\nparts: {foot: [{text: a, fil: ink}]}\n")
    memegen.write("words.yaml", "words: {hi: {en: Hi}}\n")
    found = memegen.run("check", "parts.yaml", "--json", code=1).records
    assert [entry["where"] for entry in found] == ["parts.yaml:2:26"]
    assert "0 errors" in memegen.run("check", "words.yaml").err


def test_a_template_is_checked_where_it_is_for(memegen: Command) -> None:
    text = "templates: {t: {only: [square], background: [{colour: ink}], layers: [{text: hi, fill: paper}]}}"
    memegen.write("t.yaml", text)
    assert "0 errors, 0 warnings" in memegen.run("check", "t.yaml").err
