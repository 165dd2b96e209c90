"""File locks: one holder at a time, and nothing left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from memegen.core.locks import exclusive_lock, lock_file

HOLDER = """
import sys
from pathlib import Path
from memegen.core.locks import lock_file
file = open(sys.argv[1], "ab")
print(lock_file(file, wait=False), flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Start a process that locks *path* until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "True\n"
    return process


def test_lock_is_held_by_one_process_until_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = holder(path)
    try:
        with path.open("ab") as file:
            assert not lock_file(file, wait=False)
            process.kill()
            process.wait()
            assert lock_file(file)
    finally:
        process.kill()
        process.communicate()


def test_exclusive_lock_creates_its_folder_and_removes_it(tmp_path: Path) -> None:
    path = tmp_path / "inside" / "lock"
    with exclusive_lock(path):
        assert path.is_file()
    assert list(tmp_path.iterdir()) == []


def test_exclusive_lock_leaves_a_folder_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    with exclusive_lock(tmp_path / "lock"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_exclusive_lock_excludes_other_holders_though_each_removes_the_file(tmp_path: Path) -> None:
    inside = 0
    most = 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(50):
            with exclusive_lock(tmp_path / "folder" / "lock"):
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert list(tmp_path.iterdir()) == []


def test_exclusive_lock_fails_where_its_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileExistsError), exclusive_lock(tmp_path / "file" / "lock"):
        pass
