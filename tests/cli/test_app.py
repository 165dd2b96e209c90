"""`memegen` without a command, its version, the schema, and words that are no command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.command import Command


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_version_and_bare_command_print_version_and_help(memegen: Command) -> None:
    assert memegen.run("--version").raw.startswith(b"memegen ")
    assert "Commands:" in memegen.run(code=2).err


def test_template_in_place_of_a_command_suggests_make(memegen: Command) -> None:
    result = memegen.run("thank-you", "--to", "Durham", code=2)
    assert (
        "error[usage]: thank-you is a template, not a command\n  hint: did you mean memegen make thank-you?"
        in result.err
    )
    assert "no such command 'nonsense'" in memegen.run("nonsense", code=2).err


def test_schema_is_json(memegen: Command) -> None:
    assert json.loads(memegen.run("schema").raw)["title"] == "memegen templates"
