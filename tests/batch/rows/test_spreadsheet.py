"""Spreadsheets are lists: their sheets, values and faults, within limits of memory and time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from memegen.batch.rows import Reading, Row, read_rows, sheet_process
from memegen.core.diagnostics import DiagnosticError
from memegen.core.numbers import Figure
from tests.helpers.command import Command

NOON = datetime.fromisoformat("2027-03-02 14:05")
FIELDS = Reading(("quote", "by", "role", "photo"))


def save(path: Path, rows: Sequence[Sequence[object]], **sheets: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    first = book.active
    assert first is not None
    for row in rows:
        first.append(row)
    for name, others in sheets.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    book.save(path)
    return path


def values(path: Path | str) -> list[object]:
    with read_rows(path, reading=FIELDS) as stream:
        return [row.values if isinstance(row, Row) else row.diagnostic.code for row in stream]


def code(path: Path | str) -> str:
    with pytest.raises(DiagnosticError) as caught:
        values(path)
    assert all(each.hint for each in caught.value.diagnostics)
    return caught.value.diagnostics[0].code


def test_rows_have_the_lines_of_the_sheet_and_columns_of_any_name(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["Quotes for March"], [], ["Text", "Author"], ["Rise.", "Ada"], [], ["Rest."]])
    with read_rows(path, reading=FIELDS) as stream:
        assert stream.columns == {"text": "Text", "author": "Author"}
        rows = [row for row in stream if isinstance(row, Row)]
    assert [(row.where.line, row.number, dict(row.values)) for row in rows] == [
        (4, 1, {"text": "Rise.", "author": "Ada"}),
        (6, 2, {"text": "Rest."}),
    ]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        # Most of the columns are the list's own.
        ([["Frühjahr 2027"], ["Nr.", "Text", "Autor:in", "Stimmen", "Intern", "Wo"], [1, "Rise."]], 6),
        ([["Frühjahr 2027"], ["Stand: April"], ["Spruch", "Votes", "Remark"], ["Rise.", 12]], 3),
        # A name that no field has, and a remark beside a text.
        ([["Spruch"], ["Rise."], ["Rest.", "good"]], 1),
        ([["text"], ["Rise.", "Ada"], ["Rest.", "Ben", "c"]], 1),
    ],
)
def test_titles_above_the_header_are_skipped(tmp_path: Path, rows: Sequence[Sequence[object]], columns: int) -> None:
    with read_rows(save(tmp_path / "a.xlsx", rows), reading=FIELDS) as stream:
        assert len(stream.columns) == columns
    lines = (";".join([*map(str, row), *[""] * (6 - len(row))]) for row in rows)
    (tmp_path / "a.csv").write_text("\n".join(lines), "utf-8")
    if columns > 1:
        with read_rows(tmp_path / "a.csv", reading=FIELDS) as stream:
            assert len(stream.columns) == columns


def test_values_are_those_of_the_cells(tmp_path: Path) -> None:
    cells = [1200.0, 59.5, 3, True, date(2027, 3, 2), NOON, time(14, 5), timedelta(hours=30)]
    path = save(tmp_path / "a.xlsx", [["quote", *"abcdefgh"], ["x", *cells]])
    [row] = values(path)
    assert isinstance(row, dict)
    assert [row[name] for name in "abcdefgh"] == [
        *("1200", "59.5", "3", "true", "2027-03-02", "2027-03-02 14:05", "14:05", "30:00")
    ]
    assert isinstance(row["b"], Figure)


def test_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["quote"], ["first"]], **{"More & co": [["quote"], ["second"]]})
    assert values(f"{path}#More & co") == [{"quote": "second"}]
    assert code(f"{path}#Nope") == "sheet-unknown"
    with read_rows(path, reading=FIELDS) as stream:
        assert [warning.code for warning in stream.warnings] == ["sheet-unread"]
    with read_rows(f"{path}#Sheet", reading=FIELDS) as stream:
        assert stream.warnings == []


def test_open_document_is_read(tmp_path: Path) -> None:
    book, table = OpenDocumentSpreadsheet(), Table(name="Sheet1")
    for cells in (("quote", "by"), ("Rise.", "Ada")):
        row = TableRow()
        for text in cells:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(str(tmp_path / "a.ods"))
    assert values(tmp_path / "a.ods") == [{"quote": "Rise.", "by": "Ada"}]


def test_merged_cells_and_formulas_without_values_are_warnings(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["quote", "by"], ["a", "Ada"], ["b", None], ["c", "=B2"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "a.xlsx")
    with read_rows(tmp_path / "a.xlsx", reading=FIELDS) as stream:
        merged, formula = stream.warnings
    assert (merged.code, "B2:B3" in merged.message) == ("cells-merged", True)
    assert (formula.code, "B4" in formula.message) == ("cells-uncomputed", True)


def test_cell_outside_the_columns_fails_its_row(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["quote", None, "by"], ["a", None, "b"], ["c", "stray", "d"]])
    assert values(path) == [{"quote": "a", "by": "b"}, "cells-too-many"]


def test_header_with_a_column_twice_and_empty_sheets_are_errors(tmp_path: Path) -> None:
    assert code(save(tmp_path / "a.xlsx", [["quote", "Quote"], ["a", "b"]])) == "column-duplicate"
    assert code(save(tmp_path / "b.xlsx", [])) == "rows-empty"
    assert code(save(tmp_path / "c.xlsx", [["quote"]])) == "rows-empty"


def test_sheet_with_a_billion_cells_is_an_error(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "quote", "a", "far"
    book.save(tmp_path / "far.xlsx")
    assert code(tmp_path / "far.xlsx") == "rows-too-large"


def test_size_that_only_the_header_claims_is_no_matter(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["quote"], ["a"]])
    claimed = tmp_path / "claimed.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(claimed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'))
    assert values(claimed) == [{"quote": "a"}]


def test_password_damage_and_other_archives_are_told_apart(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [["quote"], ["a"]])
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(path.read_bytes()[:3000])
    assert code(damaged) in ("rows-unreadable", "rows-unsupported")
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert code(old) == "rows-unreadable"
    # Made of a workbook with msoffcrypto-tool; its password is "secret".
    assert code(Path(__file__).with_name("encrypted.xlsx")) == "rows-encrypted"
    for entry, noun in (("word/document.xml", "a Word document"), ("notes.txt", "a ZIP archive")):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as writer:
            writer.writestr(entry, "x")
        other = tmp_path / "other.zip"
        other.write_bytes(archive.getvalue())
        with pytest.raises(DiagnosticError, match=noun):
            values(other)


def test_letters_of_all_cells_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path / "a.xlsx", [["quote"], ["a" * 60], ["a" * 60]])
    monkeypatch.setattr(sheet_process, "MAX_LETTERS", 100)
    assert next(sheet_process.read_sheet(path.read_bytes(), "", 10)) == {"error": "long", "letters": 125}
    monkeypatch.setattr(sheet_process, "MAX_LETTERS", 125)
    assert next(sheet_process.read_sheet(path.read_bytes(), "", 10))["sheet"] == "Sheet"


@pytest.mark.parametrize("start", [b"<!DOCTYPE html><html>", b"\n <html lang=en>", b"<!-- x --><HTML>"])
def test_page_instead_of_a_list_is_told(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "list.csv").write_bytes(start + b"<body>Sign in</body>")
    with pytest.raises(DiagnosticError, match="an HTML page"):
        values(tmp_path / "list.csv")


def test_spreadsheet_without_a_header_is_one_error(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    save(tmp_path / "a.xlsx", [["Small doors open on very large rooms indeed, they say.", "Ada"], ["Rise.", "Ben"]])
    result = memegen.run("batch", "a.xlsx", "-t", "plain", "-T", "mine.yaml", code=2)
    assert result.err.count("error[column-required]") == 1
    assert "first row" in result.err


def test_batch_makes_graphics_of_a_spreadsheet_from_stdin(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    path = save(tmp_path / "a.xlsx", [["Text", "Speaker"], ["Rise.", "Ada"]])
    result = memegen.run("batch", "-", "-t", "plain", "-T", "mine.yaml", "-p", "90x90", stdin=path.read_bytes())
    assert result.lines == ["out/001-rise-90x90.png"]
