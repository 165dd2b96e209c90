"""What a command imports before it has rendered its first graphic. Names are compared, because times vary."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.command import Command
from tests.helpers.paths import ROOT

# Packages that take longer to import than a command line takes to parse, or that only other graphics need.
SLOW = {
    *(
        "budoux",
        "concurrent.futures",
        "email",
        "fontTools",
        "hashlib",
        "importlib.metadata",
        "multiprocessing",
        "numpy",
        "pathops",
    ),
    *("pi_heif", "platformdirs", "pydantic", "pyphen", "random", "resvg_py", "rich", "sqlite3", "statistics"),
    *("unittest", "zlib_ng"),
}
# Modules of other commands, and what only a list of rows needs.
OTHER_COMMANDS = {
    *("memegen.api", "memegen.cli.ask", "memegen.cli.batch", "memegen.cli.check", "memegen.cli.init"),
    *("memegen.cli.list", "memegen.cli.progress", "memegen.cli.show", "memegen.cli.watch", "memegen.cli.watch_round"),
    *("memegen.batch.bucket", "memegen.batch.export", "memegen.batch.fingerprint", "memegen.batch.incremental"),
    *("memegen.batch.journal", "memegen.batch.manifest", "memegen.batch.plan", "memegen.batch.pool"),
    *("memegen.batch.schedulers", "memegen.batch.store", "memegen.batch.worker", "memegen.batch.rows"),
    *("memegen.batch.cluster", "memegen.batch.contact", "memegen.template.json_schema", "memegen.template.reference"),
}
# What a command line, its help and its version do not need: graphics and templates.
RENDERING = {
    *("PIL", "icu4py", "json", "uharfbuzz", "yaml", "memegen.renderer", "memegen.batch", "memegen.images"),
    *("memegen.layout", "memegen.scene", "memegen.template", "memegen.text"),
}
# What only a graphic with a photo needs: finding its subject, toning it.
PHOTO = {
    *("memegen.images.faces", "memegen.images.heic", "memegen.images.posterise", "memegen.images.saliency"),
    *("memegen.images.tone", "memegen.images.wash"),
}
PROGRAM = """
import sys
from memegen.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write("\\n" + " ".join(sorted(sys.modules)))
sys.exit(code)
"""
WORDS = ("--quote", "It is *light*.", "--by", "Ada")
CARD = ("make", "quote-plain", "--variant", "1", *WORDS, "-p", "1080x1080", "-o", "card.png")


def _imported(folder: Path, *arguments: str, program: str = PROGRAM) -> set[str]:
    """Return the modules that a process has imported when the command is done."""
    environment = {**os.environ, "MEMEGEN_CACHE": str(folder / "kept"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "name", sorted(OTHER_COMMANDS | PHOTO | RENDERING - {"PIL", "icu4py", "json", "uharfbuzz", "yaml"})
)
def test_module_that_must_not_be_imported_exists(name: str) -> None:
    path = ROOT.joinpath(*name.split("."))
    assert path.with_suffix(".py").is_file() or path.is_dir()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["batch", "--help"], ["schema", "--help"]])
def test_help_imports_nothing_of_graphics(arguments: list[str], tmp_path: Path) -> None:
    imported = _imported(tmp_path, *arguments)
    assert "memegen.cli.app" in imported
    assert imported & (SLOW | OTHER_COMMANDS | RENDERING) == set()


def test_help_of_make_imports_no_pixels(tmp_path: Path) -> None:
    assert _imported(tmp_path, "make", "--help") & {"PIL", "multiprocessing", "pydantic", "rich", "uharfbuzz"} == set()


def test_one_graphic_imports_only_what_it_needs(tmp_path: Path) -> None:
    first = _imported(tmp_path, *CARD)
    picture = (tmp_path / "card.png").read_bytes()
    assert "yaml" in first
    assert first & (SLOW | OTHER_COMMANDS | PHOTO) == set()
    # The second command finds the parsed templates in the cache, and needs no YAML.
    assert _imported(tmp_path, *CARD) & (SLOW | OTHER_COMMANDS | PHOTO | {"yaml"}) == set()
    assert (tmp_path / "card.png").read_bytes() == picture


def test_batch_imports_neither_terminal_nor_coercion(tmp_path: Path) -> None:
    Command(tmp_path).write("rows.txt", "Hi\n")
    rows = ("batch", "rows.txt", "-t", "plain", "-T", "mine.yaml", "-p", "90x90")
    assert _imported(tmp_path, *rows) & {"pydantic", "rich"} == set()


def test_make_imports_no_lists_of_rows(tmp_path: Path) -> None:
    program = "import memegen.cli.make, memegen.renderer, sys; print(*sys.modules, file=sys.stderr)"
    imported = _imported(tmp_path, program=program)
    assert "memegen.renderer" in imported
    assert imported & {"csv", "memegen.batch.rows"} == set()


def test_cached_templates_have_the_same_places(tmp_path: Path) -> None:
    arguments = ["templates", "--json"]
    environment = {**os.environ, "MEMEGEN_CACHE": str(tmp_path / "kept")}
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "memegen", *arguments], env=environment, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert outputs[0] == outputs[1]
    assert [json.loads(line) for line in outputs[0].splitlines()]
