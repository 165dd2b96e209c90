"""Files: written whole or not at all, read up to a limit, and checked before long work depends on them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from memegen.core.diagnostics import DiagnosticError, expected, fail

# Errors of a disk without space, and of a user whose share of it is used up.
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def is_folder(path: Path) -> bool:
    """Return whether *path* is a folder; False if that cannot be determined."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Return whether *path* is a file; False if that cannot be determined."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_inside(path: Path, roots: Iterable[Path]) -> bool:
    """Return whether *path* is in one of the folders, after all links in either have been resolved."""
    try:
        real = Path(os.path.realpath(path))
        return any(real.is_relative_to(os.path.realpath(root)) for root in roots)
    except (OSError, ValueError):
        return False


@contextmanager
def open_atomic(path: Path, temporary: Path | None = None) -> Iterator[BinaryIO]:
    """Open *path* for atomic writing (context manager): write a temporary file, rename it to *path* on success.

    Args:
        path: file to write; its folder is created.
        temporary: name of the temporary file, on the same file system; default: a random name next to *path*.

    Raises:
        DiagnosticError: ``output-unwritable`` or ``disk-full``.
    """
    try:
        _create_parent(path)
        handle, temporary = _create(path, temporary)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error, "choose another place") from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error, "check the name, and the disk") from None
    finally:
        temporary.unlink(missing_ok=True)


def write_atomic(path: Path, data: bytes, temporary: Path | None = None) -> None:
    """Write *data* to *path* atomically; arguments and exceptions are those of :func:`open_atomic`."""
    with open_atomic(path, temporary) as file:
        file.write(data)


def write_temporary(temporary: Path, path: Path, data: bytes) -> None:
    """Write *data* to the file *temporary*, for :func:`publish_temporary` to rename to *path*.

    Raises:
        DiagnosticError: ``output-unwritable``, for *path*; the temporary file is deleted.
    """
    try:
        with os.fdopen(_create(path, temporary)[0], "wb") as file:
            file.write(data)
    except (OSError, ValueError) as error:
        delete_if_exists(str(temporary))
        raise _unwritable(path, error, "check the name, and the disk") from None


def publish_temporary(temporary: Path, path: Path) -> None:
    """Rename a file that :func:`write_temporary` has written to *path*.

    Raises:
        DiagnosticError: ``output-unwritable``; the temporary file is deleted.
    """
    try:
        if not path.parent.is_dir():
            _create_parent(path)
        temporary.replace(path)
    except OSError as error:
        delete_if_exists(str(temporary))
        raise _unwritable(path, error, "check the name, and the disk") from None


def delete_if_exists(path: str) -> None:
    """Delete a file; do nothing if *path* is empty, or the file does not exist or cannot be deleted."""
    if path:
        with suppress(OSError):
            Path(path).unlink()


def require_writable_file(path: Path) -> None:
    """Check that a file can be written at *path*; create its folder.

    Raises:
        DiagnosticError: ``output-unwritable``.
    """
    try:
        _create_parent(path)
        _try_to_write(path.parent)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error, "choose another place") from None


def require_writable_folder(path: Path) -> None:
    """Create the folder, and check that a file can be written in it.

    Raises:
        DiagnosticError: ``output-unwritable``.
    """
    try:
        if path.exists() and not path.is_dir():
            raise fail("output-unwritable", f"{path} is a file, not a folder", "name a folder with -o")
        path.mkdir(parents=True, exist_ok=True)
        _try_to_write(path)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error, "choose another folder") from None


def _create_parent(path: Path) -> None:
    """Create the folder of a file; fail if *path* itself is a folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise fail("output-unwritable", f"{path} is a folder", "name a file in it")


def _create(path: Path, temporary: Path | None) -> tuple[int, Path]:
    """Create and open a temporary file, with the permissions of an ordinary file; return its handle and name."""
    # Not with tempfile, which takes as long to import as laying out the text of a card.
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if temporary else os.O_EXCL) | getattr(os, "O_BINARY", 0)
    temporary = temporary or path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}")
    return os.open(temporary, flags, 0o666), temporary


def _try_to_write(folder: Path) -> None:
    handle, trial = _create(folder / "memegen", None)
    os.close(handle)
    trial.unlink()


def _unwritable(path: Path, error: OSError | ValueError, hint: str) -> DiagnosticError:
    if isinstance(error, OSError) and error.errno in FULL:
        message = f"{path} cannot be written: the disk is full"
        return fail("disk-full", message, "free space on the disk, then run the command again")
    reason = error.strerror if isinstance(error, OSError) else error
    return fail("output-unwritable", f"{path} cannot be written: {reason}", hint)


def read_file(path: Path, what: str, limit: int) -> bytes:
    """Read a file of at most *limit* bytes; of a longer one, one byte more, so that its length can be checked.

    Args:
        path: file to read; only a regular file is opened.
        what: what the file is for, which begins the diagnostic's code, e.g. ``templates``.
        limit: size in bytes.

    Raises:
        DiagnosticError: ``{what}-not-found`` or ``{what}-unreadable``.
    """
    try:
        with os.fdopen(_open_regular(path), "rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        names = [file.name for file in _alike(path)]
        near = expected(path.name, names, "files there") if names else "check the path"
        raise fail(f"{what}-not-found", f"file not found: {path}", near) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise fail(f"{what}-unreadable", f"{path} cannot be read: {reason}", "check the path") from None


def _open_regular(path: Path) -> int:
    """Open a regular file; reading a pipe or a device could block for ever."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, "it is not a regular file")


def _alike(path: Path) -> list[Path]:
    """Return the files that may be meant by a name without a file: those of its folder with the same suffix."""
    if path.suffix in ("", ".yaml", ".yml"):
        return yaml_files(path.parent)
    try:
        return sorted(file for file in path.parent.iterdir() if file.suffix == path.suffix)
    except OSError:
        return []


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder, sorted by name; none if it cannot be read."""
    try:
        return sorted(folder.glob("*.yaml"))
    except OSError:
        return []
