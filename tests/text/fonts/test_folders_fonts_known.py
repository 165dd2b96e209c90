"""What fonts hold is kept between runs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from memegen.core import disk_cache
from memegen.text.fonts import describe as describing
from memegen.text.fonts import folders as knowing
from memegen.text.fonts.describe import describe
from memegen.text.fonts.entry import Entry
from memegen.text.fonts.folders import known
from tests.helpers.paths import BUNDLE

FACES = sorted(BUNDLE.glob("*.ttf"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(disk_cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "fonts"


def told(file: Path) -> tuple[Entry, ...] | str:
    """What a new process would say of the file."""
    known.cache_clear()
    state = file.stat()
    return known(file, state.st_mtime_ns, state.st_size)


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path) -> None:
        raise AssertionError(f"{file} was opened")

    monkeypatch.setattr(knowing, "describe", refuse)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_what_is_kept_of_a_font_is_what_it_holds(face: Path, request: pytest.FixtureRequest) -> None:
    first = told(face)
    assert first == describe(face)
    request.getfixturevalue("unopened")
    assert told(face) == first
    assert repr(told(face)) == repr(first)


def test_a_font_that_changes_is_opened_anew(tmp_path: Path) -> None:
    file = tmp_path / "a.ttf"
    for face in FACES[:2]:
        shutil.copyfile(face, file)
        assert told(file) == describe(file)
    os.utime(file, ns=(1, 1))
    assert told(file) == describe(file)


def test_what_is_no_font_is_told_each_time_and_never_kept(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "a.ttf"
    file.write_bytes(b"no font")
    assert told(file) == told(file) == "it is no OpenType or TrueType font"
    assert not folder.exists()


def test_what_is_kept_in_another_form_is_passed_over(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "a.ttf"
    shutil.copyfile(FACES[0], file)
    state = file.stat()
    head = disk_cache.stamp(describing, knowing.FORM, state.st_mtime_ns, state.st_size, file)
    for wrong in ([["too", "short"]], 7, [7], [[*"abcdefgh"]], {"a": 1}):
        disk_cache.store("fonts", file, head, wrong)
        assert told(file) == describe(file)
    assert len(list(folder.iterdir())) == 1
