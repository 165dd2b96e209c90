"""A row's own caption and alternative text, before those of the template."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memegen import Renderer
from tests.helpers.command import Command

SERIES = """
templates:
  steps:
    fields: {step: {type: list, example: [a, b]}, caption: {}}
    pages:
      - {each: step, layers: [{text: "{item}"}]}
    alt: "Step {page}"
    caption: Steps
"""


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def records(memegen: Command, rows: str, *options: str) -> list[dict[str, str]]:
    memegen.write("rows.csv", rows)
    command = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "60x60", "--json", *options)
    return memegen.run(*command).records


def test_columns_overrule_the_texts_of_the_template(memegen: Command) -> None:
    own, template = records(memegen, 'quote,caption,alt\nOne,"Come, {all}!\n#Now",A quote\nTwo,,\n')
    assert (own["caption"], own["alt_text"]) == ("Come, {all}!\n#Now", "A quote")
    assert (template["caption"], template["alt_text"]) == ("Two", "Two")
    manifest = (memegen.folder / "out/manifest.jsonl").read_text("utf-8").splitlines()
    assert json.loads(manifest[0])["extra"] == {}
    assert json.loads(manifest[0])["hashtags"] == ["#Now"]


def test_changed_text_renders_the_graphic_again(memegen: Command) -> None:
    assert records(memegen, "quote,alt\nOne,A\n")[0]["cached"] is False
    assert records(memegen, "quote,alt\nOne,A\n")[0]["cached"] is True
    assert records(memegen, "quote,alt\nOne,B\n")[0]["cached"] is False


def test_column_of_a_field_fills_the_field(memegen: Command) -> None:
    memegen.write("t.yaml", "templates: {t: {fields: {caption: {}}, layers: [{text: '{caption}'}], caption: Fixed}}")
    memegen.write("rows.csv", "caption,post caption\nHello,Posted\nHello,\n")
    found = memegen.run("batch", "rows.csv", "-t", "t", "-T", "t.yaml", "-p", "90x90", "--json")
    assert [record["caption"] for record in found.records] == ["Posted", "Fixed"]
    assert [record["boxes"][0]["text"] for record in found.records] == ["Hello", "Hello"]


def test_too_long_alternative_text_is_reported_at_its_column(memegen: Command) -> None:
    memegen.write("rows.csv", f"quote,alt\nOne,{'a ' * 600}\n")
    command = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "x-post")
    assert "rows.csv:2 (row 1), column alt: warning[alt-too-long]" in memegen.run(*command).err


def test_pages_have_their_alternative_texts_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "steps.yaml").write_text(SERIES, "utf-8")
    renderer = Renderer([tmp_path / "steps.yaml"])

    def alts(alt: str) -> list[str]:
        return [page.alt_text for page in renderer.series("steps", {"step": ("a", "b", "c"), "alt": alt})]

    assert alts("First || Second") == ["First", "Second", "Step 3"]
    assert alts("First") == ["First", "Step 2", "Step 3"]
    assert alts("") == ["Step 1", "Step 2", "Step 3"]
