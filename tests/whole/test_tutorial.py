"""The tutorial works as it is written: in an empty folder, command by command, without a file of a checkout."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import render
from steps import with_step

from memegen import Renderer
from tests.helpers.paths import ROOT

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
# A block with the comment that names its file, or a block of commands.
BLOCK = re.compile(r"(?:<!-- (?:step|data) (\S+) -->\n)?```(yaml|text|console)\n(.*?)\n```\n", re.DOTALL)
INSTALLS = "pip install"


def test_tutorial_runs_from_an_empty_folder_without_a_warning(tmp_path: Path) -> None:
    program = f"{shlex.quote(sys.executable)} -m memegen"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"}
    runs = 0
    for name, language, body in BLOCK.findall(TUTORIAL):
        if language != "console":
            file = tmp_path / name
            before = file.read_text("utf-8") if file.exists() else ""
            file.write_text(with_step(before, body) if language == "yaml" else f"{body}\n", "utf-8")
            continue
        for command, says in re.findall(r"^\$ (.+)\n?((?:(?!\$ ).+\n?)*)", body, re.MULTILINE):
            if not command.startswith(INSTALLS):
                done = subprocess.run(
                    command.replace("memegen", program, 1),
                    shell=True,
                    cwd=tmp_path,
                    env=environment,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert done.returncode == 0, done.stderr
                assert "warning" not in done.stderr.replace("0 warnings", "")
                assert says.strip() in done.stdout + done.stderr
                runs += 1
    assert runs > 8
    assert (tmp_path / "preview" / "contact-sheet.html").is_file()


def test_every_step_of_the_tutorial_is_valid(tmp_path: Path) -> None:
    for example in render.examples(TUTORIAL):
        file = tmp_path / example.file
        file.write_text(example.text, "utf-8")
        assert Renderer([file]).template("week").name == "week"


def test_tutorial_names_no_file_of_a_checkout() -> None:
    blocks = "".join(body for _, _, body in BLOCK.findall(TUTORIAL))
    assert not re.search(r"assets/|examples/|\bmake \w+\s*$|\.venv", blocks, re.MULTILINE)


def test_a_step_replaces_keys_at_its_indent_and_adds_new_ones() -> None:
    file = "templates:\n  a:\n    fields:\n      x: {}\n    layers: []\n"
    assert with_step(file, "    layers:\n      - {text: hi}") == (
        "templates:\n  a:\n    fields:\n      x: {}\n    layers:\n      - {text: hi}\n"
    )
    assert with_step(file, "    alt: y").endswith("    layers: []\n    alt: y\n")
    assert with_step(file, "parts:\n  p: {}").startswith("parts:\n  p: {}\ntemplates:\n")
    assert with_step(file, "# a comment").startswith("# a comment\ntemplates:\n")
