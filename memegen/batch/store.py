"""Where the pictures of a batch go, and what is there already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from memegen.batch.journal import Journal, digest, discard_drafts, guarded, in_company, intact, left_over
from memegen.core.files import open_atomic, require_writable_folder, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager

    from memegen.core.address import Address


class Store(Protocol):
    """A folder for pictures, here or far away. ``desk`` is where its manifest and journals can be read as files.

    A journal is ``trusted`` where what it tells of cannot be half written. A folder is ``near`` where who makes a
    picture writes its file too; else ``wide`` of them are sent at once. Every method raises OSError, or DiagnosticError
    where more is known.
    """

    desk: Path
    trusted: bool
    near: bool
    wide: int

    def prepare(self) -> None:
        """See that a file can be written there."""
        ...

    def guarded(self) -> AbstractContextManager[None]:
        """A block in which no other batch begins or ends there; what it tells is fresh when the block begins."""
        ...

    def journal(self) -> Journal:
        """A journal for this batch. Ask in a guarded block."""
        ...

    def left_over(self) -> list[Path]:
        """The journals of batches that were killed, the oldest first."""
        ...

    def running(self) -> list[Path]:
        """Those of batches that may still run, as far as they can be read."""
        ...

    def crowded(self, own: Path | None = None) -> bool:
        """Whether another batch than that with the journal *own* is at work there."""
        ...

    def intact(self, record: Mapping[str, Any], since: int) -> bool:
        """Whether a picture is what its record says; read only where it may have changed *since* (nanoseconds)."""
        ...

    def has(self, name: str) -> bool:
        """Whether there is a picture of that name."""
        ...

    def read(self, record: Mapping[str, Any]) -> bytes:
        """The bytes of a picture; none where they are not those that the record tells of."""
        ...

    def write(self, file: str, data: bytes, draft: Path | None = None) -> None:
        """Write a picture, whole or not at all."""
        ...

    def remove(self, name: str) -> None:
        """Take a picture away."""
        ...

    def open_atomic(self, name: str, draft: Path) -> AbstractContextManager[BinaryIO]:
        """A file to write to, which stands there, and on the desk, when the block ends."""
        ...

    def tidy(self, journals: Iterable[Path]) -> None:
        """Take away the journals of batches that were killed, and what else these have left."""
        ...

    def local(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """The record as what is written on the desk must tell it: the picture's file beside it."""
        ...

    def close(self) -> None:
        """Bring to its place what else has been written on the desk. Nothing comes after."""
        ...


class Folder:
    """A folder of this machine."""

    trusted = False
    near = True
    wide = 1

    def __init__(self, path: Path) -> None:
        self.desk = path

    def prepare(self) -> None:
        require_writable_folder(self.desk)

    def guarded(self) -> AbstractContextManager[None]:
        return guarded(self.desk)

    def journal(self) -> Journal:
        return Journal(self.desk)

    def left_over(self) -> list[Path]:
        return left_over(self.desk)

    def running(self) -> list[Path]:
        """None: they are held by their own processes."""
        return []

    def crowded(self, own: Path | None = None) -> bool:
        return in_company(self.desk, own)

    def intact(self, record: Mapping[str, Any], since: int) -> bool:
        return intact(self.desk / record["file"], record, since)

    def has(self, name: str) -> bool:
        return (self.desk / name).exists()

    def read(self, record: Mapping[str, Any]) -> bytes:
        path = self.desk / record["file"]
        return path.read_bytes() if not path.is_symlink() and digest(path) == record["sha256"] else b""

    def write(self, file: str, data: bytes, draft: Path | None = None) -> None:
        write_atomic(Path(file), data, draft)

    def remove(self, name: str) -> None:
        (self.desk / name).unlink(missing_ok=True)

    def open_atomic(self, name: str, draft: Path) -> AbstractContextManager[BinaryIO]:
        return open_atomic(self.desk / name, draft)

    def tidy(self, journals: Iterable[Path]) -> None:
        for journal in journals:
            discard_drafts(journal)
            journal.unlink(missing_ok=True)

    def local(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        return record

    def close(self) -> None:
        """There is nothing to bring: the desk is the place."""


def store(place: Path | Address) -> Store:
    """What keeps the pictures of a batch that go to *place*."""
    if isinstance(place, Path):
        return Folder(place)
    from memegen.batch.bucket import Bucket

    return Bucket(place)
