"""A script that reads one sheet under limits: a spreadsheet comes in on stdin, lines of JSON go out on stdout.

It imports nothing of memegen; `core/limited_process.py` runs it, for a small file can say that it has a billion cells.
Its arguments: the maximum number of cells, and the sheet's name, "" for the first. The first line is an object: with
``error``, or with ``sheet``, ``others``, ``merged`` and ``formulas``. Each other line is a row of it as an array.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from html import unescape
from io import BytesIO
from typing import Any

# A cell with a formula and without a value, in the XML of a worksheet.
EMPTY_FORMULA = re.compile(rb"<c ([^>]*)>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
REFERENCE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
# The name and relation of a sheet in the workbook, and the relations.
SHEET = re.compile(r'<sheet\b[^>]*\bname="([^"]*)"[^>]*\br:id="([^"]*)"')
PART = re.compile(r"<Relationship\b[^>]*>")
# The first bytes of a compound file (MS-CFB), and the name of the stream of an encrypted workbook in it (MS-OFFCRYPTO).
OLE, ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
# Maximum letters of all cells together, as of a list that is read as text at once.
MAX_LETTERS = 67_108_864
# Maximum number of places in a warning, and maximum bytes of a worksheet that is searched for them.
MAX_PLACES, MAX_SEARCHED = 20, 64_000_000


def cell_value(value: Any) -> Any:
    """Return the value of a cell for JSON: dates and times as ISO 8601 has them, whole numbers without a point."""
    match value:
        case bool() | str() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case datetime() if not (value.hour or value.minute or value.second):
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes" if not value.second else "seconds")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes" if not value.second else "seconds")
        case timedelta():
            minutes = round(value.total_seconds()) // 60
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case _:
            return "" if value is None else str(value)


def empty_formulas(data: bytes, sheet: str) -> Iterator[str]:
    """Yield the cells of a sheet of an XLSX file that have a formula, but no value."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        book, links = archive.read("xl/workbook.xml").decode(), archive.read("xl/_rels/workbook.xml.rels").decode()
        relations = {unescape(found[1]): found[2] for found in SHEET.finditer(book)}
        target = next(part for part in PART.findall(links) if f'"{relations[sheet]}"' in part)
        target = target.partition('Target="')[2].partition('"')[0]
        with archive.open(target.lstrip("/") if target.startswith("/") else f"xl/{target}") as part:
            text = part.read(MAX_SEARCHED)
    for match in EMPTY_FORMULA.finditer(text):
        if place := REFERENCE.search(match[1]):
            yield place[1].decode()


def read_sheet(data: bytes, name: str, most: int) -> Iterator[Any]:
    """Yield what is known of a sheet, then its rows."""
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(BytesIO(data))
        visible = [each.name for each in book.sheets_metadata if each.visible == calamine.SheetVisibleEnum.Visible]
        names = visible or book.sheet_names
        if not names or (name and name not in book.sheet_names):
            yield {"error": "sheet", "sheets": names}
            return
        sheet = book.get_sheet_by_name(name or names[0])
    except calamine.PasswordError:
        yield {"error": "password"}
        return
    except (calamine.CalamineError, OSError, ValueError) as error:
        # Calamine does not look into the container of a workbook with a password, which is no workbook itself.
        is_encrypted = data.startswith(OLE) and ENCRYPTED in data
        yield {"error": "password"} if is_encrypted else {"error": "unreadable", "reason": str(error)}
        return
    if sheet.total_height * sheet.total_width > most:
        yield {"error": "large", "cells": sheet.total_height * sheet.total_width}
        return
    cells = sheet.to_python(skip_empty_area=False)
    # A text of millions of equal letters takes next to nothing in the file.
    letters = sum(len(cell) for row in cells for cell in row if isinstance(cell, str))
    if letters > MAX_LETTERS:
        yield {"error": "long", "letters": letters}
        return
    formulas: list[str] = []
    with contextlib.suppress(Exception):  # Other formats than XLSX; a warning is not worth an error.
        formulas = list(empty_formulas(data, sheet.name))[:MAX_PLACES]
    merged = [[*start, *end] for start, end in (sheet.merged_cell_ranges or ())[:MAX_PLACES]]
    others = [each for each in names if each != sheet.name and book.get_sheet_by_name(each).total_height]
    yield {"sheet": sheet.name, "others": others, "merged": merged, "formulas": formulas}
    for row in cells:
        yield [cell_value(cell) for cell in row]


def main() -> None:
    """Read the sheet."""
    most, name = sys.argv[1:]
    for record in read_sheet(sys.stdin.buffer.read(), name, int(most)):
        sys.stdout.buffer.write(json.dumps(record, ensure_ascii=True).encode() + b"\n")


if __name__ == "__main__":
    main()
