"""The journal of a running batch, its lock, and journals that killed batches have left."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from memegen.batch.journal import (
    FOLDER,
    Journal,
    abandoned_journals,
    delete_temporary_files,
    exclusive,
    is_batch_running,
)


def test_a_full_disk_leaves_no_partial_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, file: Any) -> None:
            self.file = file

        def write(self, data: bytes) -> int:
            self.file.write(data[:5])
            raise OSError(28, "No space left on device")

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

    with exclusive(tmp_path):
        journal = Journal(tmp_path)
    journal.add({"a": 1})
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_file", Full(journal._file))
        journal.add({"b": 2})
    journal.add({"c": 3})
    assert journal.path.read_bytes() == b'{"a":1}\n{"c":3}\n'
    journal.close()
    assert not journal.path.exists()


def test_own_journal_does_not_count_as_concurrent_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("out")
    with exclusive(folder):
        journal = Journal(folder)
    assert is_batch_running(folder)
    assert not is_batch_running(folder, journal.path)
    journal.close()


def test_unlocked_journals_are_abandoned_oldest_first(tmp_path: Path) -> None:
    with exclusive(tmp_path):
        journal = Journal(tmp_path)
        older, newer = (tmp_path / FOLDER / name for name in ("9-older.jsonl", "1-newer.jsonl"))
        for seconds, path in ((1, older), (2, newer)):
            path.write_bytes(b"")
            os.utime(path, (seconds, seconds))
        assert abandoned_journals(tmp_path) == [older, newer]
        journal.close(keep=True)
        assert abandoned_journals(tmp_path) == [older, newer, journal.path]


def test_temporary_files_differ_and_are_deleted_with_their_journal_alone(tmp_path: Path) -> None:
    with exclusive(tmp_path):
        journal = Journal(tmp_path)
        files = [Path(journal.next_temporary_file()) for _ in range(2)] + [journal.temporary]
        assert len(set(files)) == 3
        other = journal.path.with_name("other.part")
        for file in (*files, other):
            file.write_bytes(b"half")
        delete_temporary_files(journal.path)
        assert not any(file.exists() for file in files)
        assert other.exists() and journal.path.exists()
        journal.close()


def test_journal_counts_only_records_that_are_written(tmp_path: Path) -> None:
    with exclusive(tmp_path):
        journal = Journal(tmp_path)
    journal.add({"file": "a.png"})
    assert journal.count == 1
    assert journal.path.read_bytes() == b'{"file":"a.png"}\n'
    journal.close()
