"""The README works as it is written: after the installation, command by command, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from memegen.renderer import Renderer
from tests.helpers.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).+\n)*)", re.MULTILINE)
INSTALLS = "pip install"


def test_readme_runs_from_an_empty_folder_without_a_warning(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"}
    program = f"{shlex.quote(sys.executable)} -m memegen"
    folder, runs = tmp_path, 0
    for command, shown in (found for block in CONSOLE.findall(README) for found in COMMAND.findall(block)):
        if command.startswith("cd "):
            folder = folder / command.removeprefix("cd ")
            continue
        if command.startswith(INSTALLS):
            continue
        done = subprocess.run(
            command.replace("memegen", program, 1),
            shell=True,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        printed = done.stdout + done.stderr
        assert done.returncode == 0, printed
        assert "warning" not in printed
        assert [line for line in shown.splitlines() if line.removesuffix("…").rstrip() not in printed] == []
        runs += 1
    assert runs > 3
    assert (folder / "out" / "contact-sheet.html").is_file()
    assert (tmp_path / "durham.png").is_file()


def test_readme_counts_the_templates() -> None:
    assert f"There are {len(Renderer().catalog.names)} templates" in README


def test_readme_shows_nothing_of_a_checkout_above_its_links() -> None:
    above = README.partition("## Read on")[0]
    assert not re.search(r"examples/|\.venv|\$ make ", above)
