"""Atomic writing and its checks: every refusal of the operating system becomes a diagnostic."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import (
    delete_if_exists,
    is_file,
    is_folder,
    is_inside,
    open_atomic,
    publish_temporary,
    read_file,
    require_writable_file,
    require_writable_folder,
    write_atomic,
    write_temporary,
)


def assert_refused(write: Callable[[Path], None], path: Path) -> None:
    with pytest.raises(DiagnosticError) as caught:
        write(path)
    [found] = caught.value.diagnostics
    assert found.code == "output-unwritable"
    assert found.hint


def write_byte(path: Path) -> None:
    write_atomic(path, b"x")


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + "/y", "nul\0nul"])
@pytest.mark.parametrize("write", [write_byte, require_writable_folder])
def test_invalid_name_is_refused(tmp_path: Path, write: Callable[[Path], None], name: str) -> None:
    assert not is_folder(tmp_path / name)
    assert_refused(write, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("write", [write_byte, require_writable_folder])
def test_folder_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], None]
) -> None:
    def refuse(*_: object, **__: object) -> bool:
        raise PermissionError(13, "Permission denied")

    for question in ("is_dir", "exists", "stat"):
        monkeypatch.setattr(Path, question, refuse)
    assert not is_folder(tmp_path)
    try:
        assert_refused(write, tmp_path / "x")
    finally:
        monkeypatch.undo()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_written_file_has_ordinary_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "a.png", b"a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.png").stat().st_mode) == 0o640


def test_file_is_not_replaced_if_the_block_raises(tmp_path: Path) -> None:
    path = tmp_path / "inside" / "a.png"
    write_atomic(path, b"old")
    with pytest.raises(KeyboardInterrupt), open_atomic(path) as file:
        file.write(b"new")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_temporary_file_appears_under_its_name_when_it_is_published(tmp_path: Path) -> None:
    temporary, path = tmp_path / "a.part", tmp_path / "a.png"
    write_temporary(temporary, path, b"new")
    assert (temporary.read_bytes(), path.exists()) == (b"new", False)
    publish_temporary(temporary, path)
    assert (path.read_bytes(), temporary.exists()) == (b"new", False)


def test_temporary_file_that_cannot_be_published_is_deleted(tmp_path: Path) -> None:
    temporary = tmp_path / "a.part"
    temporary.write_bytes(b"new")
    (tmp_path / "a.png").mkdir()
    (tmp_path / "a.png" / "inside").mkdir()
    with pytest.raises(DiagnosticError, match="output-unwritable"):
        publish_temporary(temporary, tmp_path / "a.png")
    assert not temporary.exists()
    delete_if_exists(str(temporary))
    delete_if_exists("")


def test_check_of_a_file_creates_its_folder_and_no_file(tmp_path: Path) -> None:
    require_writable_file(tmp_path / "inside" / "a.png")
    assert list(tmp_path.rglob("*")) == [tmp_path / "inside"]
    with pytest.raises(DiagnosticError, match="is a folder"):
        require_writable_file(tmp_path / "inside")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DiagnosticError, match="is a file"):
        require_writable_folder(tmp_path / "file")


def test_file_is_inside_a_folder_by_its_real_path(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    assert is_inside(inside / "a.png", [tmp_path / "other", inside])
    assert not is_inside(inside / ".." / "a.png", [inside])
    assert not is_inside(inside / "nul\0nul", [inside])
    (inside / "link").symlink_to(tmp_path)
    assert not is_inside(inside / "link" / "a.png", [inside])


def test_reading_stops_a_byte_after_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"12345")
    assert [read_file(tmp_path / "a.yaml", "templates", limit) for limit in (9, 5, 3)] == [b"12345", b"12345", b"1234"]


def test_reading_reports_missing_files_with_a_suggestion_and_others_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_bytes(b"")
    with pytest.raises(DiagnosticError, match=r"templates-not-found.*\n.*did you mean mine\.yaml\?"):
        read_file(tmp_path / "mime.yaml", "templates", 9)
    with pytest.raises(DiagnosticError, match="brands-unreadable"):
        read_file(tmp_path, "brands", 9)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_missing_file_suggests_files_of_its_kind(tmp_path: Path) -> None:
    for name in ("approved.jsonl", "memegen.yaml"):
        (tmp_path / name).touch()
    for name, near in (("aproved.jsonl", "approved.jsonl"), ("memgen.yaml", "memegen.yaml"), ("a.txt", "check")):
        with pytest.raises(DiagnosticError) as caught:
            read_file(tmp_path / name, "approval", 9)
        assert near in caught.value.diagnostics[0].hint


def test_reading_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    with pytest.raises(DiagnosticError, match="it is not a regular file"):
        read_file(tmp_path / "a.yaml", "templates", 9)


def test_question_about_a_name_that_cannot_be_is_answered_no(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert is_file(tmp_path / "a")
    assert not is_folder(tmp_path / "a")
    for name in ("b", "nul\0nul", "x" * 300):
        assert not is_file(tmp_path / name)
        assert not is_folder(tmp_path / name)


@pytest.mark.parametrize("method", ["replace", "is_dir"])
def test_error_while_writing_is_reported_and_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(DiagnosticError, match=r"disk-full.*a\.png cannot be written"):
        write_atomic(tmp_path / "a.png", b"a")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_temporary_file_that_cannot_be_written_is_reported_by_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(DiagnosticError, match=r"a\.png cannot be written"):
        write_temporary(tmp_path / "missing" / "a.part", tmp_path / "a.png", b"a")
