"""File locks that the operating system releases when the process ends, however it ends."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    # Windows makes locked bytes unreadable, so one byte far beyond the end of the file is locked.
    LOCKED_BYTE = 1 << 40

    def lock_file(file: BinaryIO, *, wait: bool = True) -> bool:
        """Lock an open file until it is closed; return False if another process has locked it."""
        file.seek(LOCKED_BYTE)
        with suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def lock_file(file: BinaryIO, *, wait: bool = True) -> bool:
        """Lock an open file until it is closed; return False if another process has, or it cannot be locked."""
        with suppress(OSError):
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            return True
        return False


@contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on *path* (context manager): one process at a time runs the block.

    Creates the file and its folder, and removes both on exit if possible.
    """
    file = _open_locked(path)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        file.close()
        with suppress(OSError):  # The folder is not empty.
            path.parent.rmdir()


def _open_locked(path: Path) -> BinaryIO:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("ab")
        except FileNotFoundError:  # Another process has just removed the folder.
            continue
        except FileExistsError:
            # Also raised if another process removes the folder while mkdir looks whether it is one.
            with suppress(FileNotFoundError):
                if not stat.S_ISDIR(os.lstat(path.parent).st_mode):
                    raise
            continue
        lock_file(file)
        try:
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except FileNotFoundError:
            pass
        # The previous holder has unlinked this file, so the lock excludes no process: lock the new one.
        file.close()
