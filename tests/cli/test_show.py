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
