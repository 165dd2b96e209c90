"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from memegen.core.diagnostics import DiagnosticError, expected, fail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def is_folder(path: Path) -> bool:
    """Whether there is such a folder, as far as anybody can tell."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether there is such a file, as far as anybody can tell."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def lies_in(path: Path, roots: Iterable[Path]) -> bool:
    """Whether the file lies in one of the folders, when every link has been followed."""
    try:
        real = Path(os.path.realpath(path))
        return any(real.is_relative_to(os.path.realpath(root)) for root in roots)
    except (OSError, ValueError):
        return False


def write_whole(path: Path, data: bytes, draft: Path | None = None) -> None:
    """Write beside, then rename, so that nobody ever sees half a file. Raises DiagnosticError as :func:`whole` does."""
    with whole(path, draft) as file:
        file.write(data)


def write_draft(draft: Path, path: Path, data: bytes) -> None:
    """Write to *draft* what is to stand at *path* later. Raises DiagnosticError, which speaks of *path*."""
    try:
        with os.fdopen(_beside(path, draft)[0], "wb") as file:
            file.write(data)
    except (OSError, ValueError) as error:
        discard(str(draft))
        raise _unwritable(path, error, "check the name, and the disk") from None


def place_draft(draft: Path, path: Path) -> None:
    """Let what :func:`write_draft` has written stand at *path*. Raises DiagnosticError."""
    try:
        draft.replace(path)
    except OSError as error:
        discard(str(draft))
        raise _unwritable(path, error, "check the name, and the disk") from None


def discard(draft: str) -> None:
    """Take away a draft, if there is one."""
    if draft:
        with suppress(OSError):
            Path(draft).unlink()


@contextmanager
def whole(path: Path, draft: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write to, which stands at *path* when the block ends, and not before. Raises DiagnosticError.

    Until then it is called *draft*, of the same disk, or else by a name beside *path* that nobody can foresee.
    """
    try:
        _make_way(path)
        handle, beside = _beside(path, draft)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error, "choose another place") from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, error, "check the name, and the disk") from None
    finally:
        beside.unlink(missing_ok=True)


def _make_way(path: Path) -> None:
    """Make the folder of a file, which must not be one itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise fail("output-unwritable", f"{path} is a folder", "name a file in it")


def _beside(path: Path, draft: Path | None) -> tuple[int, Path]:
    """A new file, open, as readable as any other, by the name *draft* or one that nobody can foresee."""
    # Written out, for tempfile takes as long to import as a picture's text to lay out.
    beside = draft or path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if draft else os.O_EXCL) | getattr(os, "O_BINARY", 0)
    return os.open(beside, flags, 0o666), beside


def _try(folder: Path) -> None:
    """See that a file can be written in the folder."""
    handle, trial = _beside(folder / "memegen", None)
    os.close(handle)
    trial.unlink()


def output_file(path: Path) -> None:
    """See that a file can be written at *path*; its folder is made. Raises DiagnosticError as :func:`whole` does."""
    try:
        _make_way(path)
        _try(path.parent)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error, "choose another place") from None


def output_folder(path: Path) -> None:
    """Make the folder, and see that a file can be written in it. Raises DiagnosticError."""
    try:
        if path.exists() and not path.is_dir():
            raise fail("output-unwritable", f"{path} is a file", "name a folder for the pictures")
        path.mkdir(parents=True, exist_ok=True)
        _try(path)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error, "choose another folder") from None


def _unwritable(path: Path, error: OSError | ValueError, hint: str) -> DiagnosticError:
    reason = error.strerror if isinstance(error, OSError) else error
    return fail("output-unwritable", f"{path} cannot be written: {reason}", hint)


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


def read_file(path: Path, what: str, limit: int) -> bytes:
    """Read a file of at most *limit* bytes, and one byte more of a longer one, for its length to show.

    Args:
        path: file to read; only a regular file is opened.
        what: what the file is for, which begins the diagnostic's code, e.g. ``templates``.
        limit: size in bytes.

    Raises:
        DiagnosticError: ``{what}-missing`` or ``{what}-unreadable``.
    """
    try:
        with os.fdopen(_regular(path), "rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        there = [p.name for p in _listed(path.parent)]
        near = expected(path.name, there, "files there") if there else "check the path"
        raise fail(f"{what}-missing", f"there is no file {path}", near) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise fail(f"{what}-unreadable", f"{path} cannot be read: {reason}", "check the path") from None


def _regular(path: Path) -> int:
    """Open what is a file in the plain sense; a pipe or a device could keep us waiting for ever."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, "it is no regular file")


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.yaml"))
    except OSError:
        return []
