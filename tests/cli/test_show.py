"""`memegen show`: a template in words and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command import Command


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_show_describes_fields_and_layers(memegen: Command) -> None:
    [record] = memegen.run("show", "plain", "-T", "mine.yaml", "--json").records
    assert (record["file"], record["line"]) == ("mine.yaml", 5)
    assert {"id": "quote", "kind": "text"} in record["layers"]
    assert record["alt"] == "{quote} {by}"
    text = memegen.run("show", "plain", "-T", "mine.yaml").raw.decode()
    assert "mine.yaml:5" in text
    assert "quote (text, required, up to 200 characters)" in text


def test_show_says_what_each_variant_looks_like(memegen: Command) -> None:
    memegen.write(
        "t.yaml",
        "templates: {t: {about: A colour, fields: {ground: {default: ink}}, background: [{colour: '{ground}'}], "
        "layers: [{line: ink, id: rule, width: 2vw}], variants: [{}, {defaults: {ground: paper}, layers: [{text: a}]}, "
        "{about: A wider rule, change: {rule: {width: 4vw}}}, {change: {rule: {width: 4vw}}}]}}",
    )
    lines = [line for line in memegen.run("show", "t", "-T", "t.yaml").lines if line.startswith("variant")]
    assert lines == [
        "variant 1: the template as it is",
        "variant 2: ground paper; adds text; leaves out rule",
        "variant 3: A wider rule",
        "variant 4: changes rule",
    ]
    [record] = memegen.run("show", "t", "-T", "t.yaml", "--json").records
    assert [variant["about"] for variant in record["variants"]] == [line.partition(": ")[2] for line in lines]
