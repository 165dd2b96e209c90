"""Locks on files, which end with whoever holds them, however that ends."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    # Windows lets nobody read what is locked; nothing is ever written so far out.
    FAR = 1 << 40

    def hold(file: BinaryIO, *, wait: bool = True) -> bool:
        """Lock an open file until it is closed; False where another process holds it."""
        file.seek(FAR)
        with suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            return True
        return False

else:
    import fcntl

    def hold(file: BinaryIO, *, wait: bool = True) -> bool:
        """Lock an open file until it is closed; False where another process holds it, or it cannot be locked."""
        with suppress(OSError):
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            return True
        return False


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """A block that one process at a time is in. Makes the file, and its folder, and takes both away where it can."""
    file = _held(path)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        file.close()
        with suppress(OSError):  # Others have files in it.
            path.parent.rmdir()


def _held(path: Path) -> BinaryIO:
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = path.open("ab")
        except FileNotFoundError:  # The folder has just been taken away.
            continue
        hold(file)
        try:
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except FileNotFoundError:
            pass
        # Whoever held it before has taken it away: a lock on it is worth nothing.
        file.close()
