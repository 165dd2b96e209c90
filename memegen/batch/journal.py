"""The journal of a running batch: a line for each picture as it is made, kept when the process is killed."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from memegen.batch.manifest import MANIFEST, line, parsed, records
from memegen.core.locks import exclusive_lock, lock_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

FOLDER = ".memegen"


def exclusive(folder: Path) -> AbstractContextManager[None]:
    """A block in which no other batch begins or ends in the folder for pictures."""
    return exclusive_lock(folder / FOLDER / "lock")


def discard_drafts(journal: Path) -> None:
    """Take away what the batch with that journal had begun to write."""
    for draft in journal.parent.glob(f"{glob.escape(journal.stem)}*.part"):
        draft.unlink(missing_ok=True)


def abandoned_journals(folder: Path) -> list[Path]:
    """The journals of batches that were killed, the oldest first; those that go on are held by their own process."""
    journals = sorted((folder / FOLDER).glob("*.jsonl"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    return [journal for journal in journals if not _held(journal)]


def is_batch_running(folder: Path, own: Path | None = None) -> bool:
    """Whether another batch than that with the journal *own* is at work in the folder for pictures."""
    return any(_held(journal) for journal in (folder / FOLDER).glob("*.jsonl") if journal != own)


def _held(path: Path) -> bool:
    with path.open("rb+") as file:
        return not lock_file(file, wait=False)


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
        lock_file(self._file, wait=False)

    @property
    def descriptor(self) -> int:
        """The number of the open file, which holds the lock."""
        return self._file.fileno()

    def next_temporary_file(self) -> str:
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


# A place is a number: which file, and how far into it.
BITS = 48


def name_hash(text: str) -> int:
    """A number for a text, the same in every process; two texts of one number are not met in practice."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=8).digest())


def stem_of(name: str) -> str:
    """A picture's name without its suffix."""
    return name.rpartition(".")[0]


def digest(path: Path) -> str:
    """The SHA-256 of a file, "" where it cannot be read."""
    try:
        # A pipe or a device could keep us waiting for ever.
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def intact(path: Path, record: Mapping[str, Any], since: int) -> bool:
    """Whether the file is what its record says. It is read only where it may have changed *since* (nanoseconds)."""
    try:
        state = path.lstat()
    except OSError:
        return False
    if not stat.S_ISREG(state.st_mode) or state.st_size != record["bytes"]:
        return False
    return max(state.st_mtime_ns, state.st_ctime_ns) < since or digest(path) == record["sha256"]


def last_records(folder: Path, journals: Sequence[Path], *, trusted: bool) -> Iterator[tuple[dict[str, Any], int]]:
    """The last record of each picture of a folder, and since when to look for changes.

    The *journals* of killed batches, the oldest first, are later than the manifest. What was written before one that is
    *trusted* is as it says, as it is with a manifest; another may be younger than a file that it tells of.
    """
    seen: set[int] = set()
    for path in (*reversed(journals), folder / MANIFEST):
        with suppress(FileNotFoundError), path.open("rb") as file:
            since = path.stat().st_mtime_ns if trusted or path.name == MANIFEST else 0
            for _, record in records(file):
                name = name_hash(record["file"])
                if name not in seen:
                    seen.add(name)
                    yield record, since


class RecordIndex:
    """The records of several files, by the picture's name and by its key; what is loaded later goes before."""

    def __init__(self) -> None:
        self._files: list[tuple[BinaryIO, int]] = []
        self._by_stem: dict[int, int] = {}
        self._by_key: dict[int, int] = {}

    def load(self, path: Path, *, trusted: bool, ours: bool = True) -> None:
        """Take in a file, if it is there. What was written to the folder before a *trusted* one is as it says.

        The records of another batch that runs, which are not *ours*, are found by their keys alone.
        """
        with suppress(OSError):
            file = path.open("rb")
            number = len(self._files) << BITS
            self._files.append((file, path.stat().st_mtime_ns if trusted else 0))
            for place, record in records(file):
                if ours:
                    self._by_stem[name_hash(stem_of(record["file"]))] = number | place
                self._by_key[name_hash(record["key"])] = number | place

    def find(self, stem: str, key: str) -> tuple[dict[str, Any], int] | None:
        """The record of the picture with that key, best of the name it shall have; and since when to look for changes.

        The name is without suffix.
        """
        for place in (self._by_stem.get(name_hash(stem)), self._by_key.get(name_hash(key))):
            if place is not None:
                file, since = self._files[place >> BITS]
                file.seek(place & ((1 << BITS) - 1))
                record = parsed(file.readline())
                if record and record["key"] == key:
                    return record, since
        return None

    def knows(self, name: str) -> bool:
        """Whether there was a picture of that name, whatever its suffix."""
        return name_hash(stem_of(name)) in self._by_stem

    def __len__(self) -> int:
        return len(self._by_key)

    def close(self) -> None:
        """Close the files; nothing is found any more."""
        for file, _ in self._files:
            file.close()
        self._by_stem.clear()
        self._by_key.clear()


def matches_data(data: bytes, record: Mapping[str, Any]) -> bool:
    """Whether these are the bytes that a record tells of."""
    return bool(len(data) == record["bytes"] and hashlib.sha256(data).hexdigest() == record["sha256"])
