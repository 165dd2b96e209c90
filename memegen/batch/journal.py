"""The journal of a running batch: one record a line, appended as each graphic is done; it survives a killed process.

Journals are in the folder ``.memegen`` of the output folder. A batch locks its own as long as it runs, so a journal
that is not locked is left by a batch that was killed.
"""

from __future__ import annotations

import glob
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.batch.manifest import encode_record
from memegen.core.locks import exclusive_lock, lock_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

FOLDER = ".memegen"


class Journal:
    """The journal of this batch, a new file that it locks. Create it inside :func:`exclusive`.

    Attributes:
        path: the journal.
        temporary: file for other files that the batch writes atomically.
        count: number of records.
    """

    def __init__(self, folder: Path) -> None:
        handle, name = tempfile.mkstemp(".jsonl", f"{os.getpid()}-", folder / FOLDER)
        # As glob() returns it: mkstemp returns an absolute path even if *folder* is relative.
        self.path = folder / FOLDER / Path(name).name
        self.temporary = self.path.with_suffix(".part")
        self.count = 0
        self._file = os.fdopen(handle, "r+b", buffering=0)
        self._size = 0
        self._temporary_files = 0
        lock_file(self._file, wait=False)

    @property
    def descriptor(self) -> int:
        """The descriptor of the open file, which holds the lock."""
        return self._file.fileno()

    def next_temporary_file(self) -> str:
        """Return the path of a temporary file for one graphic; a different path for each call."""
        self._temporary_files += 1
        return f"{self.path.with_suffix('')}.{self._temporary_files}.part"

    def add(self, record: Mapping[str, Any]) -> None:
        """Append a record. If the disk is full, the next batch only has to render the graphic again."""
        data = encode_record(record)
        try:
            if self._file.write(data) == len(data):
                self._size += len(data)
                self.count += 1
                return
        except OSError:
            pass
        with suppress(OSError):  # Nothing may follow a partial line.
            self._file.truncate(self._size)
            self._file.seek(self._size)

    def close(self, *, keep: bool = False) -> None:
        """Close the journal, which releases its lock; delete it and its temporary files, or *keep* the journal."""
        self._file.close()
        delete_temporary_files(self.path)
        if not keep:
            self.path.unlink(missing_ok=True)


def exclusive(folder: Path) -> AbstractContextManager[None]:
    """Exclude other batches from starting or ending in the output folder *folder* (context manager)."""
    return exclusive_lock(folder / FOLDER / "lock")


def delete_temporary_files(journal: Path) -> None:
    """Delete the partial files of the batch with that journal."""
    for temporary in journal.parent.glob(f"{glob.escape(journal.stem)}*.part"):
        temporary.unlink(missing_ok=True)


def abandoned_journals(folder: Path) -> list[Path]:
    """Return the journals of batches that were killed, oldest first."""
    journals = sorted((folder / FOLDER).glob("*.jsonl"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    return [journal for journal in journals if not _is_locked(journal)]


def is_batch_running(folder: Path, own: Path | None = None) -> bool:
    """Return whether a batch other than that with the journal *own* is running in the output folder."""
    return any(_is_locked(journal) for journal in (folder / FOLDER).glob("*.jsonl") if journal != own)


def _is_locked(path: Path) -> bool:
    with path.open("rb+") as file:
        return not lock_file(file, wait=False)
