"""`memegen approve`: which graphics are recorded, where, and that nothing of a record is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from memegen import DiagnosticError
from memegen.batch.approval import read_record
from memegen.cli.approve import approve_graphics
from memegen.cli.session import Session


def paint(name: str, color: str, folder: str = "out") -> None:
    Path(folder).mkdir(exist_ok=True)
    Image.new("RGB", (64, 64), color).save(Path(folder, name))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, color in (("a.png", "red"), ("b.png", "blue")):
        paint(name, color)


def approve(*only: str, folder: str = "", json: bool = False) -> int:
    return approve_graphics(Session(), folder, only, "", json=json)


def test_graphics_are_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    assert approve(json=True) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["a.png", "b.png"]
    assert err.startswith("2 graphics approved (2 new) → approved.jsonl, ")
    assert set(read_record(Path("approved.jsonl"))) == {"a.png", "b.png"}


def test_only_some_are_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    approve()
    paint("a.png", "lime")
    paint("b.png", "lime")
    Path("out/c.png").write_bytes(Path("out/a.png").read_bytes())
    assert approve("a*", "c*") == 0
    assert "3 graphics approved (1 new, 1 changed)" in capsys.readouterr().err
    record = read_record(Path("approved.jsonl"))
    assert record["a.png"].summary == record["c.png"].summary != record["b.png"].summary


def test_removed_graphics_leave_the_record_and_unreadable_ones_stay(capsys: pytest.CaptureFixture[str]) -> None:
    approve()
    paint("c.png", "black")
    Path("out/a.png").unlink()
    Path("out/b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert approve() == 1
    assert "photo-unreadable" in capsys.readouterr().err
    assert set(read_record(Path("approved.jsonl"))) == {"b.png", "c.png"}


def test_record_is_next_to_the_project_and_of_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("memegen.yaml").write_text("output: pictures\n")
    paint("p.png", "red", "pictures")
    Path("deep").mkdir()
    monkeypatch.chdir("deep")
    assert approve() == 0
    assert set(read_record(Path("../approved.jsonl"))) == {"p.png"}
    before = Path("../approved.jsonl").read_bytes()
    with pytest.raises(DiagnosticError, match="approval-conflict"):
        approve(folder="../out")
    assert Path("../approved.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("folder", "only", "code"),
    [
        ("none", (), "graphics-not-found"),
        ("", ("x*",), "graphics-not-found"),
        ("s3://bucket/out", (), "approval-unsupported"),
    ],
)
def test_what_cannot_be_approved_is_refused(folder: str, only: tuple[str, ...], code: str) -> None:
    with pytest.raises(DiagnosticError, match=code):
        approve(*only, folder=folder)
    assert not Path("approved.jsonl").exists()
