"""Where the pictures of a batch go, and what is there already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from memegen.batch.journal import (
    Journal,
    abandoned_journals,
    digest,
    discard_drafts,
    exclusive,
    intact,
    is_batch_running,
)
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

    local_folder: Path
    journal_trusted: bool
    writes_locally: bool
    max_uploads: int

    def prepare(self) -> None:
        """See that a file can be written there."""
        ...

    def exclusive(self) -> AbstractContextManager[None]:
        """A block in which no other batch begins or ends there; what it tells is fresh when the block begins."""
        ...

    def journal(self) -> Journal:
        """A journal for this batch. Ask in a guarded block."""
        ...

    def abandoned_journals(self) -> list[Path]:
        """The journals of batches that were killed, the oldest first."""
        ...

    def running_journals(self) -> list[Path]:
        """Those of batches that may still run, as far as they can be read."""
        ...

    def has_concurrent_batches(self, own: Path | None = None) -> bool:
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

    def discard_journals(self, journals: Iterable[Path]) -> None:
        """Take away the journals of batches that were killed, and what else these have left."""
        ...

    def local(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """The record as what is written on the desk must tell it: the picture's file beside it."""
        ...

    def close(self) -> None:
        """Bring to its place what else has been written on the desk. Nothing comes after."""
        ...


class FolderStore:
    """A folder of this machine."""

    journal_trusted = False
    writes_locally = True
    max_uploads = 1

    def __init__(self, path: Path) -> None:
        self.local_folder = path

    def prepare(self) -> None:
        require_writable_folder(self.local_folder)

    def exclusive(self) -> AbstractContextManager[None]:
        return exclusive(self.local_folder)

    def journal(self) -> Journal:
        return Journal(self.local_folder)

    def abandoned_journals(self) -> list[Path]:
        return abandoned_journals(self.local_folder)

    def running_journals(self) -> list[Path]:
        """None: they are held by their own processes."""
        return []

    def has_concurrent_batches(self, own: Path | None = None) -> bool:
        return is_batch_running(self.local_folder, own)

    def intact(self, record: Mapping[str, Any], since: int) -> bool:
        return intact(self.local_folder / record["file"], record, since)

    def has(self, name: str) -> bool:
        return (self.local_folder / name).exists()

    def read(self, record: Mapping[str, Any]) -> bytes:
        path = self.local_folder / record["file"]
        return path.read_bytes() if not path.is_symlink() and digest(path) == record["sha256"] else b""

    def write(self, file: str, data: bytes, draft: Path | None = None) -> None:
        write_atomic(Path(file), data, draft)

    def remove(self, name: str) -> None:
        (self.local_folder / name).unlink(missing_ok=True)

    def open_atomic(self, name: str, draft: Path) -> AbstractContextManager[BinaryIO]:
        return open_atomic(self.local_folder / name, draft)

    def discard_journals(self, journals: Iterable[Path]) -> None:
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
        return FolderStore(place)
    from memegen.batch.bucket import BucketStore

    return BucketStore(place)
