"""Rows that are picked by number, and rows that say skip."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from memegen.batch.rows import Reading, Row, RowFailure, read_rows
from memegen.batch.rows.selection import parse_selection
from memegen.core.diagnostics import DiagnosticError
from tests.helpers.command import Command

SMALL = ("-t", "plain", "-T", "mine.yaml", "-p", "90x90")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("5-8,12", [5, 6, 7, 8, 12]), ("3", [3]), (" 2 – 3 , 9- ", [2, 3, *range(9, 15)]), ("", list(range(1, 15)))],
)
def test_numbers_and_spans_are_picked(text: str, numbers: list[int]) -> None:
    selection = parse_selection(text)
    assert [number for number in range(1, 15) if number in selection] == numbers


@pytest.mark.parametrize("text", ["0", "8-5", "a", "-3", "1;2", ",", "1.5", "9999999999"])
def test_other_texts_are_errors(text: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        parse_selection(text)
    assert caught.value.diagnostics[0].code == "selection-invalid"
    assert caught.value.diagnostics[0].hint


def test_list_is_read_no_further_than_the_last_row() -> None:
    raw = io.BytesIO(b"quote\n" + b"a\n" * 1_000_000)
    rows = list(read_rows("-", raw, Reading(format="csv", selection=parse_selection("2-3"))))
    assert [row.number for row in rows] == [2, 3]
    assert raw.tell() < 200_000


def test_row_that_says_skip_makes_nothing() -> None:
    data = b"quote,Skip\na,\nb,yes\nc,X\nd,no\ne,perhaps\n"
    rows = list(read_rows("-", io.BytesIO(data), Reading(format="csv")))
    assert [row.number for row in rows if isinstance(row, Row)] == [1, 4]
    [failure] = [row for row in rows if isinstance(row, RowFailure)]
    assert (failure.number, failure.diagnostic.where.field) == (5, "skip")


def test_list_without_a_row_left_is_an_error() -> None:
    for data, text in ((b"quote\na\n", "5"), (b"quote,skip\na,yes\n", "")):
        with pytest.raises(DiagnosticError, match="rows-empty"):
            read_rows("-", io.BytesIO(data), Reading(format="csv", selection=parse_selection(text)))


def test_picked_rows_keep_their_names_and_leave_the_others_files(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.csv", "quote\na\nb\nc\n")
    memegen.run("batch", "rows.csv", *SMALL)
    memegen.write("rows.csv", "quote\na\nB\nc\n")
    result = memegen.run("batch", "rows.csv", *SMALL, "--rows", "2", "--prune")
    assert result.lines == ["out/002-b-90x90.png"]
    assert "no row makes this" not in result.err
    assert "--rows" in result.err
    assert sorted(path.name for path in (tmp_path / "out").glob("*.png")) == [
        *("001-a-90x90.png", "002-b-90x90.png", "003-c-90x90.png")
    ]
    assert "selection-invalid" in memegen.run("check", "rows.csv", *SMALL[:4], "--rows", "x", code=1).err
