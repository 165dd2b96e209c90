"""Remote folders, on a file system with folders and on an object store, both local."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from memegen.core.address import Address
from memegen.core.object_store import RemoteFolder, modified


@pytest.fixture(params=["local", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RemoteFolder]:
    if request.param == "local":
        yield RemoteFolder(Address(f"file://{tmp_path.as_posix()}/far"))
        return
    remote = RemoteFolder(Address(f"memory://{uuid4().hex}"))
    yield remote
    for file in list(remote.files()):
        remote.delete([file.name])


def names(folder: RemoteFolder, inside: str = "") -> set[str]:
    return {file.name for file in folder.files(inside)}


def test_written_file_is_read_and_listed_with_size_and_time(folder: RemoteFolder) -> None:
    before = datetime.now(UTC).timestamp() - 60
    folder.write("a.png", b"one")
    folder.write("a.png", b"three")
    (file,) = folder.files()
    assert (file.name, file.size, folder.read("a.png")) == ("a.png", 5, b"three")
    assert before < file.modified / 1e9 < before + 120


def test_folder_inside_has_files_of_its_own(folder: RemoteFolder) -> None:
    assert names(folder, "parts") == set()
    folder.write("parts/1", b"x")
    folder.write("2", b"y")
    assert (names(folder), names(folder, "parts")) == ({"2"}, {"1"})
    folder.remove_folder("parts")
    assert names(folder, "parts") == {"1"}
    folder.delete(["parts/1", "parts/never"])
    folder.remove_folder("parts")
    assert names(folder, "parts") == set()


def test_local_files_are_uploaded_and_downloaded(folder: RemoteFolder, tmp_path: Path) -> None:
    (tmp_path / "here").write_bytes(b"x" * 3_000_000)
    folder.upload("there", tmp_path / "here")
    folder.download("there", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == (tmp_path / "here").read_bytes()


def test_only_the_first_creates_a_file(folder: RemoteFolder) -> None:
    assert folder.create("lock", b"mine")
    assert not folder.create("lock", b"yours")
    assert folder.read("lock") == b"mine"


def test_failed_write_leaves_neither_the_file_nor_a_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = RemoteFolder(Address(f"file://{tmp_path.as_posix()}/far"))
    system, _ = folder._system

    def fail(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(system, "mv", fail)
    with pytest.raises(OSError, match="disk full"):
        folder.write("a.png", b"one")
    assert names(folder) == set()


@pytest.mark.parametrize(
    ("info", "nanoseconds"),
    [
        ({}, 0),
        ({"mtime": 1.5}, 1_500_000_000),
        ({"LastModified": datetime(1970, 1, 1, 0, 0, 2, tzinfo=UTC)}, 2_000_000_000),
        ({"created": datetime.fromisoformat("1970-01-01T00:00:02")}, 2_000_000_000),
        ({"updated": "1970-01-01T00:00:03Z"}, 3_000_000_000),
        ({"updated": "yesterday"}, 0),
        ({"modified": None, "created": 4}, 4_000_000_000),
        ({"modified": b"?"}, 0),
    ],
)
def test_time_of_change_is_found_whatever_the_file_system_calls_it(info: dict[str, Any], nanoseconds: int) -> None:
    assert modified(info) == nanoseconds
