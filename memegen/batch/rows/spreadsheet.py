"""Spreadsheets as lists: a sheet of an XLSX, XLS or ODS file, read by a process with limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from memegen.batch.rows.columns import MAX_ABOVE, MAX_HEADER, USUAL, column_name, is_known, is_title
from memegen.batch.rows.json_rows import DECODER
from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.batch.rows.table import nameless_cells
from memegen.core.diagnostics import DiagnosticError, Where, expected, fail
from memegen.core.limited_process import run_limited

# Limits of the process: bytes of address space, seconds of processor time; and the maximum number of cells of a sheet.
MEMORY, TIMEOUT, MAX_CELLS = 1_500_000_000, 30, 2_000_000
LARGE = "the sheet is too large to be read"
Cells = list[str]


def spreadsheet_rows(data: bytes, sheet: str, builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """Iterate over the rows of a sheet, below its header; lines are those of the sheet.

    Args:
        data: the file.
        sheet: the sheet's name; "" for the first that is visible.
        builder: builds the rows.

    Raises:
        DiagnosticError: ``rows-encrypted``, ``sheet-unknown``, ``rows-too-large``, ``rows-unreadable``,
            ``column-duplicate``.
    """
    about, *rows = [DECODER.decode(line) for line in _run_process(data, sheet, builder.file).splitlines()]
    about = dict(about)
    if error := about.get("error"):
        raise _failure(error, about, sheet, builder.file)
    _warn(about, builder, chosen=bool(sheet))
    numbered = [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)]
    filled = [(number, cells) for number, cells in numbered if any(cell.strip() for cell in cells)]
    if not filled:
        return
    header, below = _split_header(filled, builder)
    yield from _rows(header, below, builder)


def _run_process(data: bytes, sheet: str, file: str) -> str:
    script = Path(__file__).with_name("sheet_process.py")
    try:
        done = run_limited(script, "python_calamine", data, MEMORY, TIMEOUT, str(MAX_CELLS), sheet)
    except ModuleNotFoundError:
        hint = "install it (pip install python-calamine), or save the list as CSV (UTF-8)"
        message = "the package that reads spreadsheets is not installed"
        raise fail("spreadsheet-not-installed", message, hint, Where(file)) from None
    if done is None or done.returncode:
        hint = "copy the rows with quotes into a new sheet, or save it as CSV (UTF-8)"
        raise fail("rows-too-large", LARGE, hint, Where(file))
    return done.stdout.decode()


def _failure(error: str, about: dict[str, Any], sheet: str, file: str) -> DiagnosticError:
    where = Where(file)
    if error == "password":
        return fail("rows-encrypted", "the spreadsheet has a password", "save a copy without a password", where)
    if error == "sheet":
        return fail("sheet-unknown", f"unknown sheet {sheet!r}", expected(sheet, about["sheets"], "sheets"), where)
    if error == "large":
        hint = "copy the rows with quotes into a new sheet (a cell far away from them is filled)"
        return fail(
            "rows-too-large", f"the sheet has {int(about['cells']):,} cells; the maximum is {MAX_CELLS:,}", hint, where
        )
    if error == "long":
        hint = "copy the rows with quotes into a new sheet"
        return fail(
            "rows-too-large", f"the cells hold {int(about['letters']):,} letters; the maximum is 64 Mi", hint, where
        )
    hint = "open it in a spreadsheet program and save it again, or save it as CSV (UTF-8)"
    return fail("rows-unreadable", f"the spreadsheet cannot be read: {about['reason']}", hint, where)


def _warn(about: dict[str, Any], builder: RowBuilder, *, chosen: bool) -> None:
    if about["others"] and not chosen:
        others = ", ".join(about["others"])
        hint = f"name the other sheet after #, e.g. '{builder.file}#{about['others'][0]}'"
        builder.warn("sheet-unread", f"only the sheet {about['sheet']!r} is read, not {others}", hint)
    if about["merged"]:
        places = ", ".join(_range(*map(int, corner)) for corner in about["merged"])
        hint = "unmerge the cells, and fill each"
        builder.warn("cells-merged", f"merged cells have a value in their first cell only: {places}", hint)
    if about["formulas"]:
        places = ", ".join(about["formulas"])
        hint = "open it in a spreadsheet program and save it again, so that the values are saved"
        builder.warn("cells-uncomputed", f"cells have a formula, but no value: {places}", hint)


def _range(top: int, left: int, bottom: int, right: int) -> str:
    return f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}"


def _letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _text(cell: object) -> str:
    """Return a cell as text; a number with a decimal point stays known as one."""
    return ("true" if cell else "false") if isinstance(cell, bool) else cell if isinstance(cell, str) else ""


def _split_header(
    rows: Sequence[tuple[int, Cells]], builder: RowBuilder
) -> tuple[tuple[int, Cells], Sequence[tuple[int, Cells]]]:
    """Return the header, and the rows below it.

    It is the first row half of whose cells are columns; else the row below titles, each of which is one cell.
    """
    head = rows[:MAX_ABOVE]
    # A title above the header is one cell.
    least = min(2, max(sum(bool(cell.strip()) for cell in cells) for _, cells in head))
    for i, (number, cells) in enumerate(head):
        names = [column_name(cell, builder.fields) for cell in cells if cell.strip()]
        known = sum(is_known(name, builder.fields or USUAL) for name in names)
        if len(names) >= least and known * 2 >= len(names) and all(len(name) <= MAX_HEADER for name in names):
            return (number, cells), rows[i + 1 :]
    titles = sum(1 for _ in takewhile(lambda row: is_title(row[1], builder.fields), head[:-1]))
    names = [column_name(cell, builder.fields) for cell in rows[titles][1] if cell.strip()]
    # A row of the list itself below a header of one name may have a remark beside its text.
    is_header = len(names) > 2 or any(is_known(name, builder.fields or USUAL) for name in names)
    titles = titles if is_header and all(len(name) <= MAX_HEADER for name in names) else 0
    return rows[titles], rows[titles + 1 :]


def _rows(
    header: tuple[int, Cells], rows: Sequence[tuple[int, Cells]], builder: RowBuilder
) -> Iterator[Row | RowFailure]:
    line, cells = header
    headers = [cell.strip() for cell in cells]
    builder.header(headers, line)
    for number, row in rows:
        if extra := nameless_cells(headers, row):
            hint = "name the column in the header, or clear the cell"
            yield builder.failure(
                "cells-too-many", f"a filled cell is in a column without a name: {extra[0][:40]!r}", hint, number
            )
        else:
            yield builder.build([(name, cell) for name, cell in zip(headers, row, strict=False) if name], number)
