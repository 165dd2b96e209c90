"""What a command loads before it has made its first picture. It is told by names, for times differ."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Each of these takes longer to import than a command line takes to read, or is for other cards and other commands.
NEVER = {
    *("budoux", "email", "fontTools", "hashlib", "importlib.metadata", "multiprocessing", "numpy", "pathops"),
    *("pillow_heif", "random"),
    *("platformdirs", "pydantic", "pyphen", "resvg_py", "rich", "sqlite3", "statistics", "unittest", "zlib_ng"),
    *("memegen.api", "memegen.cli.ask", "memegen.cli.batch", "memegen.cli.check", "memegen.cli.list"),
    *(
        "memegen.batch.manifest",
        "memegen.images.faces",
        "memegen.batch.pool",
        "memegen.batch.incremental",
        "memegen.batch.plan",
    ),
    *("memegen.batch.rows", "memegen.template.json_schema", "memegen.template.reference"),
}
# To look a command up needs neither pictures nor templates.
LATER = {
    "PIL",
    "icu4py",
    "json",
    "memegen.template.catalog",
    "memegen.layout.layers",
    "memegen.renderer",
    "uharfbuzz",
    "yaml",
}
# What only a photo needs.
PHOTO = {"memegen.images.wash", "memegen.images.posterise"}
PROGRAM = """
import sys
from memegen.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write("\\n" + " ".join(sorted(sys.modules)))
sys.exit(code)
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a process has loaded when the command is done."""
    environment = {**os.environ, "MEMEGEN_CACHE": str(folder / "kept")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["batch", "--help"]])
def test_to_ask_for_help_loads_nothing_of_pictures(arguments: list[str], tmp_path: Path) -> None:
    assert loaded(tmp_path, *arguments) & (NEVER | LATER) == set()


def test_one_card_loads_what_it_needs_and_no_more(tmp_path: Path) -> None:
    card = ("make", "quote-plain", "--quote", "It is *light*.", "--by", "Ada", "-p", "1080x1080", "-o", "card.png")
    first = loaded(tmp_path, *card)
    picture = (tmp_path / "card.png").read_bytes()
    assert "yaml" in first
    assert first & (NEVER | PHOTO) == set()
    # Now the templates are kept, and YAML need not be read.
    assert loaded(tmp_path, *card) & (NEVER | PHOTO | {"yaml"}) == set()
    assert (tmp_path / "card.png").read_bytes() == picture


def test_kept_trees_tell_the_same_places(tmp_path: Path) -> None:
    arguments = ["templates", "--json"]
    environment = {**os.environ, "MEMEGEN_CACHE": str(tmp_path / "kept")}
    told = [
        subprocess.run(
            [sys.executable, "-m", "memegen", *arguments], env=environment, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert told[0] == told[1]
    assert [json.loads(line) for line in told[0].splitlines()]
