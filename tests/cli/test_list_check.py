"""Checking a list finds what a batch finds, and renders nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.command import Command

# Too little contrast, text under the interface, and more bytes than a platform takes.
FAULTY = """
brand: house
platforms:
  tiny: {name: Tiny, size: [90, 90], bytes: 300, formats: [png]}
  under: {name: Under, size: [90, 90], safe: [0, 0, 45, 0]}
templates:
  faulty:
    fields:
      quote: {required: true, example: Hello}
      ground: {type: choice, options: [ink, paper], default: ink}
    background: [{colour: "{ground}"}]
    layers: [{text: "{quote}", id: quote, font: text, size: 12vmin, fill: paper, in: canvas, at: bottom}]
"""
ROWS = """\
quote,ground,platforms,schedule,shedule
Ye are many,paper,,,
Ye are many,ink,90x90,=1+1,
,ink,,,
They are few,,nowhere,,
Ye are many,ink,,,
"""


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    command.write("faulty.yaml", FAULTY)
    command.write("rows.csv", ROWS)
    return command


def test_check_and_a_dry_run_find_what_a_batch_finds(memegen: Command) -> None:
    arguments = ("rows.csv", "-t", "faulty", "-T", "faulty.yaml", "-p", "tiny,under,90x90")
    made = memegen.run("batch", *arguments, "--json", code=1)
    before = memegen.files()
    dry = memegen.run("batch", *arguments, "--json", "--dry-run", "-o", "other", code=1)
    checked = memegen.run("check", *arguments, "--json", code=1)
    assert memegen.files() == before

    def found(records: list[dict[str, object]]) -> list[object]:
        return [record.get("findings") or record.get("errors") for record in records]

    assert found(dry.records) == found(made.records)
    codes = {finding["code"] for finding in checked.records}
    assert {"contrast-low", "text-covered", "file-too-large", "formula-unescaped", "column-unknown"} < codes
    counted = re.search(r"\d+ warnings \((.*)\) in", made.err)
    assert counted
    # Of the template itself only its layout is checked, and that once.
    listed = [finding["code"] for finding in checked.records if "row" in finding["where"] + finding["message"]]
    counts = dict(part.rsplit(" ", 1) for part in counted[1].split(", "))
    assert {**counts, "column-unknown": 0} == {code: str(listed.count(code)) for code in counts} | {"column-unknown": 0}


def test_check_takes_names_and_format_of_the_project_and_the_options(memegen: Command) -> None:
    memegen.write("memegen.yaml", "templates: [faulty.yaml]\nname: '{quote}'\noutput: there\n")
    arguments = ("-t", "faulty", "-p", "90x90", "--rows", "2,5")
    assert "warning[name-duplicate]" in memegen.run("check", "rows.csv", *arguments, "-j", "2").err
    assert "error[" in memegen.run("check", "rows.csv", *arguments, "-f", "bmp", code=2).err
    assert "there" not in memegen.files()
