"""Storage backends for the graphics of a batch: a local folder, or a remote address."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from memegen.batch.journal import Journal, abandoned_journals, delete_temporary_files, exclusive, is_batch_running
from memegen.batch.manifest import is_intact, sha256_of
from memegen.core.files import open_atomic, require_writable_folder, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager

    from memegen.core.address import Address


class Store(Protocol):
    """Storage backend for a batch's graphics. Every method raises OSError, or DiagnosticError if the cause is known.

    Attributes:
        local_folder: local folder in which manifest and journals can be read as files.
        journal_trusted: whether a journal entry implies a complete file.
        writes_locally: whether the process that renders a graphic also writes its file.
        max_uploads: maximum number of files that are uploaded in parallel otherwise.
    """

    local_folder: Path
    journal_trusted: bool
    writes_locally: bool
    max_uploads: int

    def prepare(self) -> None:
        """Check that files can be written."""
        ...

    def exclusive(self) -> AbstractContextManager[None]:
        """Exclude other batches from starting or ending here (context manager); refresh the state on entry."""
        ...

    def journal(self) -> Journal:
        """Create the journal of this batch. Call it inside :meth:`exclusive`."""
        ...

    def abandoned_journals(self) -> list[Path]:
        """Return the journals of batches that were killed, oldest first."""
        ...

    def running_journals(self) -> list[Path]:
        """Return the journals of other batches that may still run, as far as they can be read."""
        ...

    def has_concurrent_batches(self, own: Path | None = None) -> bool:
        """Return whether a batch other than that with the journal *own* is running here."""
        ...

    def is_intact(self, record: Mapping[str, Any], since: int) -> bool:
        """Return whether a file is as its record describes it.

        Args:
            record: the record of the file.
            since: the file is read only if it may have changed since this time, in nanoseconds since the epoch.
        """
        ...

    def name_of(self, file: str) -> str:
        """Return the name of a graphic here, with slashes between folders, from the path that its job has."""
        ...

    def exists(self, name: str) -> bool:
        """Return whether there is a file of that name."""
        ...

    def read(self, record: Mapping[str, Any]) -> bytes:
        """Return the bytes of a file; none if they are not those that the record describes."""
        ...

    def write(self, file: str, data: bytes, temporary: Path | None = None) -> None:
        """Write a file atomically."""
        ...

    def delete(self, name: str) -> None:
        """Delete a file."""
        ...

    def open_atomic(self, name: str, temporary: Path) -> AbstractContextManager[BinaryIO]:
        """Open a file for atomic writing, here and in the local folder (context manager)."""
        ...

    def discard_journals(self, journals: Iterable[Path]) -> None:
        """Delete the journals of batches that were killed, and their temporary files."""
        ...

    def with_local_path(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the record with the path that files in the local folder, e.g. contact sheets, have to use."""
        ...

    def close(self) -> None:
        """Upload everything still in the local folder. No other method may be called afterwards."""
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
        """Return none: other processes hold the locks of their journals."""
        return []

    def has_concurrent_batches(self, own: Path | None = None) -> bool:
        return is_batch_running(self.local_folder, own)

    def is_intact(self, record: Mapping[str, Any], since: int) -> bool:
        return is_intact(self.local_folder / record["file"], record, since)

    def name_of(self, file: str) -> str:
        return PurePath(file).relative_to(self.local_folder).as_posix()

    def exists(self, name: str) -> bool:
        return (self.local_folder / name).exists()

    def read(self, record: Mapping[str, Any]) -> bytes:
        path = self.local_folder / record["file"]
        return path.read_bytes() if not path.is_symlink() and sha256_of(path) == record["sha256"] else b""

    def write(self, file: str, data: bytes, temporary: Path | None = None) -> None:
        write_atomic(Path(file), data, temporary)

    def delete(self, name: str) -> None:
        path = self.local_folder / name
        path.unlink(missing_ok=True)
        # Folders that names of graphics have made, as far as they are empty.
        with suppress(OSError):
            for parent in path.parents[: len(PurePath(name).parts) - 1]:
                parent.rmdir()

    def open_atomic(self, name: str, temporary: Path) -> AbstractContextManager[BinaryIO]:
        return open_atomic(self.local_folder / name, temporary)

    def discard_journals(self, journals: Iterable[Path]) -> None:
        for journal in journals:
            delete_temporary_files(journal)
            journal.unlink(missing_ok=True)

    def with_local_path(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        return record

    def close(self) -> None:
        """Do nothing: the files are in the folder already."""


def open_store(place: Path | Address) -> Store:
    """Return the storage backend for a batch with the output folder or address *place*."""
    if isinstance(place, Path):
        return FolderStore(place)
    from memegen.batch.bucket import BucketStore

    return BucketStore(place)
