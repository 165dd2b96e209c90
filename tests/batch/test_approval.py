"""The record of approved graphics: what is in it, that it is read as it was written, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from memegen import DiagnosticError
from memegen.batch.approval import VERSION, Approved, find_graphics, read_all, read_record, write_record
from memegen.core.diagnostics import Diagnostic


def folder(path: Path, *names: str) -> Path:
    path.mkdir(exist_ok=True)
    for number, name in enumerate(names):
        Image.new("RGB", (48, 32), (number, 0, 0)).save(path / name)
    return path


def approved(path: Path) -> dict[str, Approved]:
    return {read.file: read for read in read_all(find_graphics(path), {}) if isinstance(read, Approved)}


def problem(path: Path, of: Path | None = None) -> Diagnostic:
    with pytest.raises(DiagnosticError) as error:
        read_record(path, of)
    return error.value.diagnostics[0]


def test_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    place, record = folder(tmp_path / "out", "b.png", "голос.png", "a.webp"), tmp_path / "approved.jsonl"
    graphics = approved(place)
    write_record(record, place, graphics)
    first = record.read_bytes()
    assert read_record(record, place) == graphics
    write_record(record, place, dict(reversed(graphics.items())))
    assert record.read_bytes() == first
    lines = [json.loads(line) for line in first.splitlines()]
    assert lines[0] == {"format": "memegen approval", "version": VERSION, "folder": "out"}
    assert [line["file"] for line in lines[1:]] == ["a.webp", "b.png", "голос.png"]


def test_file_with_the_same_bytes_is_not_decoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder(tmp_path, "a.png", "b.png")
    known = approved(place)
    monkeypatch.setattr("memegen.batch.approval.summarize_file", None)
    assert list(read_all(find_graphics(place), known)) == list(known.values())


def test_contact_sheet_and_hidden_files_are_no_graphics(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.png", "contact-sheet.png", ".b.png")
    (place / "notes.txt").write_text("x")
    assert [graphic.file for graphic in find_graphics(place)] == ["a.png"]


def test_unreadable_graphic_does_not_stop_the_others(tmp_path: Path) -> None:
    place = folder(tmp_path, "a.png", "c.png")
    (place / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    _, error, other = read_all(find_graphics(place), {})
    assert isinstance(error, DiagnosticError)
    assert error.diagnostics[0].code == "photo-unreadable"
    assert isinstance(other, Approved)


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (lambda lines: [], "approval-invalid", 1),
        (lambda lines: ["<<<<<<< HEAD", *lines], "approval-invalid", 1),
        (lambda lines: [lines[0].replace('"version": 1', '"version": 2'), *lines[1:]], "approval-unsupported", 1),
        (lambda lines: [lines[0], "=======", lines[1]], "approval-invalid", 2),
        (lambda lines: [lines[0], lines[1].replace('"sha256"', '"sha"')], "approval-invalid", 2),
        (lambda lines: [lines[0], lines[1].replace('"means": "', '"means": "!')], "approval-invalid", 2),
        (lambda lines: [lines[0], lines[1][:-9]], "approval-invalid", 2),
        (lambda lines: ["[" * 100_000], "approval-invalid", 1),
    ],
)
def test_damaged_record_is_refused_with_its_place(tmp_path: Path, change: object, code: str, line: int) -> None:
    place, record = folder(tmp_path / "out", "a.png"), tmp_path / "approved.jsonl"
    write_record(record, place, approved(place))
    assert callable(change)
    record.write_text("\n".join(change(record.read_text("utf-8").splitlines())), "utf-8")
    found = problem(record)
    assert (found.code, found.where.file, found.where.line) == (code, str(record), line)


def test_record_of_another_folder_or_none_is_refused(tmp_path: Path) -> None:
    place, record = folder(tmp_path / "out", "a.png"), tmp_path / "approved.jsonl"
    assert problem(record).code == "approval-not-found"
    write_record(record, place, approved(place))
    assert problem(record, tmp_path / "other").code == "approval-conflict"
    assert read_record(record, tmp_path / "other" / ".." / "out")
    with pytest.raises(DiagnosticError) as error:
        find_graphics(tmp_path / "none")
    assert error.value.diagnostics[0].code == "graphics-not-found"
