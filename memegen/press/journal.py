"""The journal of a running batch: a line for each picture as it is made, kept when the process is killed."""

from __future__ import annotations

import glob
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.locks import hold, locked
from memegen.manifest import line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

FOLDER = ".memegen"


def guarded(folder: Path) -> AbstractContextManager[None]:
    """A block in which no other batch begins or ends in the folder for pictures."""
    return locked(folder / FOLDER / "lock")


def discard_drafts(journal: Path) -> None:
    """Take away what the batch with that journal had begun to write."""
    for draft in journal.parent.glob(f"{glob.escape(journal.stem)}*.part"):
        draft.unlink(missing_ok=True)


def left_over(folder: Path) -> list[Path]:
    """The journals of batches that were killed, the oldest first; those that go on are held by their own process."""
    journals = sorted((folder / FOLDER).glob("*.jsonl"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    return [journal for journal in journals if not _held(journal)]


def in_company(folder: Path, own: Path | None = None) -> bool:
    """Whether another batch than that with the journal *own* is at work in the folder for pictures."""
    return any(_held(journal) for journal in (folder / FOLDER).glob("*.jsonl") if journal != own)


def _held(path: Path) -> bool:
    with path.open("rb+") as file:
        return not hold(file, wait=False)


class Journal:
    """A journal of one's own. Make it in a guarded block."""

    def __init__(self, folder: Path) -> None:
        handle, name = tempfile.mkstemp(".jsonl", f"{os.getpid()}-", folder / FOLDER)
        # As others find it in the folder: mkstemp gives the whole path even where the folder is named from here.
        self.path = folder / FOLDER / Path(name).name
        self.draft = self.path.with_suffix(".part")
        self.count = 0
        self._file = os.fdopen(handle, "r+b", buffering=0)
        self._size = 0
        self._drafts = 0
        hold(self._file, wait=False)

    @property
    def descriptor(self) -> int:
        """The number of the open file, which holds the lock."""
        return self._file.fileno()

    def next_draft(self) -> str:
        """Where one card's bytes may be written until its file is whole; another place for each."""
        self._drafts += 1
        return f"{self.path.with_suffix('')}.{self._drafts}.part"

    def add(self, record: Mapping[str, Any]) -> None:
        """Write down a picture. Where there is no room for that, it is only made again by the next batch."""
        data = line(record)
        try:
            if self._file.write(data) == len(data):
                self._size += len(data)
                self.count += 1
                return
        except OSError:
            pass
        with suppress(OSError):  # Nothing may follow half a line.
            self._file.truncate(self._size)
            self._file.seek(self._size)

    def close(self, *, keep: bool = False) -> None:
        """Let go of it, and take it away unless it is to be kept."""
        self._file.close()
        discard_drafts(self.path)
        if not keep:
            self.path.unlink(missing_ok=True)
