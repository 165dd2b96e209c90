"""The tables of a batch, read by readers that share nothing with what writes them: NumPy's and SQLite's."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from memegen.batch.manifest_table import COLUMNS, formula_warnings
from tests.helpers.command import Command

CELLS = (
    'say "hi", ""twice""',
    "two\nlines,\r\nand a third\n",
    "🎉👩‍🚀 ŵ شعب",
    '=HYPERLINK("https://example.org","look")',
    "+1 for reading",
    "-2+3+cmd|' /C calc'!A0",
    "@mayor, see (below)",
    "'tis",
    "\\N",
    "NULL",
    "007",
    '"',
)
FORMULAS = {CELLS[3], CELLS[5]}
SMALL = ("-T", "mine.yaml", "-p", "90x90")
TEMPLATE = """
brand: house
templates:
  said:
    fields: {quote: {required: true}, words: {}}
    background: [{colour: ink}]
    layers: [{text: "{quote}", size: 9vmin}]
    alt: "{words}"
    caption: "{words}"
"""


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    """A batch of rows whose cells are difficult: in captions, in alternative texts, in a column of the list's own."""
    memegen = Command(tmp_path)
    memegen.write("mine.yaml", TEMPLATE)
    with (tmp_path / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("quote", "words", "notes"), *(("a", cell, cell) for cell in CELLS)])
    return memegen


def batch(memegen: Command, *more: str) -> tuple[list[dict[str, Any]], str]:
    """The records of the batch, and what it warned of."""
    result = memegen.run("batch", "rows.csv", "-t", "said", *SMALL, "--json", *more)
    return result.records, result.err


def numpy_s(path: Path) -> list[dict[str, str]]:
    # Told to leave line ends alone, as they are part of cells.
    with path.open(encoding="utf-8", newline="") as file:
        table = np.loadtxt(file, object, delimiter=",", quotechar='"', comments=None, converters=str, ndmin=2)
    head, *rows = table.tolist()
    return [dict(zip(head, row, strict=True)) for row in rows]


def sqlite_s(path: Path) -> list[dict[str, str]]:
    if not shutil.which("sqlite3"):
        pytest.skip("needs sqlite3 on PATH")
    commands = f".import --csv '{path}' told\n.mode json\nSELECT * FROM told;\n"
    done = subprocess.run(["sqlite3", ":memory:"], input=commands, capture_output=True, check=True, encoding="utf-8")
    assert done.stderr == ""
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("read", [numpy_s, sqlite_s])
def test_manifest_csv_round_trip(memegen: Command, read: Any) -> None:
    records, _ = batch(memegen)
    rows = read(memegen.folder / "out" / "manifest.csv")
    assert [list(row) for row in rows] == [[*COLUMNS, "notes"]] * len(CELLS)
    assert [row["notes"] for row in rows] == [record["extra"]["notes"] for record in records]
    for name in ("alt_text", "caption", "file", "sha256", "credit"):
        assert [row[name] for row in rows] == [Path(r[name]).name if name == "file" else r[name] for r in records]
    assert [json.loads(row["boxes"]) for row in rows] == [record["boxes"] for record in records]
    assert [row["notes"].strip() for row in rows] == [cell.replace("\r\n", "\n").strip() for cell in CELLS]


@pytest.mark.parametrize("read", [numpy_s, sqlite_s])
@pytest.mark.parametrize("name", ["generic", "publer", "sprout", "postfast", "highlevel", "ayrshare"])
def test_scheduler_table_keeps_the_caption(memegen: Command, read: Any, name: str) -> None:
    records, _ = batch(memegen, "--export", name, "--media-base-url", "https://example.org")
    rows = read(memegen.folder / "out" / f"{name}-other.csv")
    (column,) = {"Text", "text", "message_text", "content", "post"} & set(rows[0])
    assert [row[column] for row in rows] == [record["caption"] for record in records]


def test_formula_cells_are_warnings(memegen: Command) -> None:
    _, err = batch(memegen)
    rows = [number for number, cell in enumerate(CELLS, 1) if cell in FORMULAS]
    for number in rows:
        assert f"rows.csv (row {number}), column notes: warning[formula-unescaped]: a spreadsheet" in err
        assert f"rows.csv (row {number}), column caption: warning[formula-unescaped]: a spreadsheet" in err
    assert err.count("warning[formula-unescaped]") == 3 * len(rows)
    assert f"formula-unescaped {3 * len(rows)}" in err


def test_formula_in_a_file_name_is_a_warning(memegen: Command) -> None:
    memegen.write("named.csv", 'quote,words\nTogether,"=HYPERLINK(1)"\n')
    arguments = ("-t", "said", *SMALL, "-o", "named", "--name", "{words}")
    err = memegen.run("batch", "named.csv", *arguments).err
    assert "named.csv (row 1), column file: warning[formula-unescaped]" in err


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("=1+1", True),
        (" =A1", True),
        ("\t=A1", True),
        ("@SUM(1,2)", True),
        ("+cmd|' /C calc'!A0", True),
        ("-2+SUM(A1)", True),
        ("@mayor (Leeds)", False),
        ("- a point (of many)", False),
        ("+44 20 7946 0000", False),
        ("-", False),
        ("a = b", False),
        ("", False),
    ],
)
def test_formula_warnings_of_a_cell(text: str, runs: bool) -> None:
    found = formula_warnings({"row": 3, "extra": {"notes": text}}, "rows.csv")
    assert [str(one.where) for one in found] == ["rows.csv (row 3), column notes"] * runs
