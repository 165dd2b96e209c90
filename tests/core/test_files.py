"""Files and folders for what is made: whatever the system says against one is a diagnostic."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import is_folder, require_writable_folder, write_atomic


def refused(write: Callable[[Path], None], path: Path) -> None:
    with pytest.raises(DiagnosticError) as caught:
        write(path)
    [found] = caught.value.diagnostics
    assert found.code == "output-unwritable"
    assert found.hint


def picture(path: Path) -> None:
    write_atomic(path, b"x")


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + "/y", "nul\0nul"])
@pytest.mark.parametrize("write", [picture, require_writable_folder])
def test_a_name_that_cannot_be(tmp_path: Path, write: Callable[[Path], None], name: str) -> None:
    assert not is_folder(tmp_path / name)
    refused(write, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("write", [picture, require_writable_folder])
def test_a_folder_that_may_not_be_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], None]
) -> None:
    def refuse(*_: object, **__: object) -> bool:
        raise PermissionError(13, "Permission denied")

    for question in ("is_dir", "exists", "stat"):
        monkeypatch.setattr(Path, question, refuse)
    assert not is_folder(tmp_path)
    try:
        refused(write, tmp_path / "x")
    finally:
        monkeypatch.undo()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_picture_is_as_readable_as_any_other_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "a.png", b"a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.png").stat().st_mode) == 0o640
