"""An index of the records in manifests and journals, by file name and by cache key."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from memegen.batch.manifest import MANIFEST, parse_record, read_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# A position is one number: the number of the file above this many bits, the offset of the line, in bytes, below.
OFFSET_BITS = 48


class RecordIndex:
    """The records of several files; later loaded ones take precedence. Memory holds only hashes and positions."""

    def __init__(self) -> None:
        self._files: list[tuple[BinaryIO, int]] = []
        self._by_stem: dict[int, int] = {}
        self._by_key: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._by_key)

    def load(self, path: Path, *, trusted: bool, by_name: bool = True) -> None:
        """Add the records of a file, if it exists.

        Args:
            path: a manifest or a journal.
            trusted: whether every graphic that the file records was complete when the file was last written.
            by_name: whether to find its records by file name too; False for the journal of another running batch.
        """
        with suppress(OSError):
            file = path.open("rb")
            number = len(self._files) << OFFSET_BITS
            self._files.append((file, path.stat().st_mtime_ns if trusted else 0))
            for offset, record in read_records(file):
                if by_name:
                    self._by_stem[name_hash(stem_of(record["file"]))] = number | offset
                self._by_key[name_hash(record["key"])] = number | offset

    def find(self, stem: str, key: str) -> tuple[dict[str, Any], int] | None:
        """Return the record of a graphic with the cache key *key*, preferably one with the file name *stem*.

        Args:
            stem: file name without suffix.
            key: the cache key.

        Returns:
            the record, and the time in nanoseconds since the epoch after which changes of the file are to be looked
            for; None if there is no record.
        """
        for position in (self._by_stem.get(name_hash(stem)), self._by_key.get(name_hash(key))):
            if position is not None:
                file, since = self._files[position >> OFFSET_BITS]
                file.seek(position & ((1 << OFFSET_BITS) - 1))
                record = parse_record(file.readline())
                if record and record["key"] == key:
                    return record, since
        return None

    def has_name(self, name: str) -> bool:
        """Return whether a graphic with that file name is recorded, whatever its suffix."""
        return name_hash(stem_of(name)) in self._by_stem

    def close(self) -> None:
        """Close the files; the index is empty for searches from then on."""
        for file, _ in self._files:
            file.close()
        self._by_stem.clear()
        self._by_key.clear()


def name_hash(text: str) -> int:
    """Return a 64-bit hash of a text, the same in every process. Collisions do not occur in practice."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=8).digest())


def stem_of(name: str) -> str:
    """Return a file name without its suffix."""
    return name.rpartition(".")[0]


def latest_records(folder: Path, journals: Sequence[Path], *, trusted: bool) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Iterate over the latest record of each graphic in a folder.

    Args:
        folder: the output folder.
        journals: those of batches that were killed, oldest first; they are newer than the manifest.
        trusted: whether every graphic that a journal records was complete when the journal was last written, as is
            the case with a manifest. Otherwise a file may be newer than its record.

    Returns:
        each record, with the time in nanoseconds since the epoch after which changes are to be looked for.
    """
    seen: set[int] = set()
    for path in (*reversed(journals), folder / MANIFEST):
        with suppress(FileNotFoundError), path.open("rb") as file:
            since = path.stat().st_mtime_ns if trusted or path.name == MANIFEST else 0
            for _, record in read_records(file):
                name = name_hash(record["file"])
                if name not in seen:
                    seen.add(name)
                    yield record, since
