"""The on-disk cache: which entries are valid, and where they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from memegen.core.disk_cache import VARIABLE, cache_folder, load, stamp, store

STAMP, VALUE = b"1 2 3\n", {"a": [1, "é", None]}
FILE = Path("a.yaml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_stored_value_is_loaded_by_kind_path_and_stamp(folder: Path) -> None:
    assert load("trees", FILE, STAMP) is None
    store("trees", FILE, STAMP, VALUE)
    assert load("trees", FILE, STAMP) == VALUE
    assert load("trees", FILE.absolute(), STAMP) == VALUE
    assert load("fonts", FILE, STAMP) is None
    assert load("trees", Path("b.yaml"), STAMP) is None
    assert load("trees", FILE, b"1 2 4\n") is None


def test_entry_is_replaced_by_a_new_version(folder: Path) -> None:
    store("trees", FILE, STAMP, VALUE)
    store("trees", FILE, b"4\n", [1])
    assert load("trees", FILE, b"4\n") == [1]
    assert load("trees", FILE, STAMP) is None
    assert len(entries(folder)) == 1


def test_damaged_entry_is_not_valid(folder: Path) -> None:
    store("trees", FILE, STAMP, VALUE)
    (entry,) = entries(folder)
    data = entry.read_bytes()
    for damaged in (b"", data[:-1], data.replace(b"null", b"true"), STAMP, b"\xff\n", data + b" "):
        entry.write_bytes(damaged)
        assert load("trees", FILE, STAMP) is None


def test_stamp_changes_with_the_parser_and_the_state(tmp_path: Path) -> None:
    parser = ModuleType("parser")
    parser.__file__ = str(tmp_path / "parser.py")
    Path(parser.__file__).write_text("1")
    first = stamp(parser, "form 1", 20)
    assert first == stamp(parser, "form 1", 20)
    assert first.endswith(b" form 1 20\n")
    assert first != stamp(parser, "form 1", 21)
    Path(parser.__file__).write_text("22")
    assert first != stamp(parser, "form 1", 20)


@pytest.mark.parametrize("where", ["", "\0", "file"])
def test_nothing_is_stored_if_the_folder_cannot_be_used(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(os, "environ", {VARIABLE: str(tmp_path / where) if where == "file" else where})
    store("trees", FILE, STAMP, VALUE)
    assert load("trees", FILE, STAMP) is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, ".cache/memegen"),
        ("linux", {"XDG_CACHE_HOME": "/tmp/x"}, "/tmp/x/memegen"),
        ("darwin", {}, "Library/Caches/memegen"),
        ("win32", {}, "AppData/Local/memegen/Cache"),
        ("linux", {VARIABLE: "/tmp/mine"}, "/tmp/mine"),
    ],
)
def test_folder_follows_the_platforms_convention_and_the_variable(
    platform: str, environ: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "environ", environ)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/x"))
    assert cache_folder() == Path("/home/x") / expected


def test_there_is_no_folder_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(Path, "home", refuse)
    assert cache_folder() is None
