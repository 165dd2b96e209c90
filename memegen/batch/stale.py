"""Stale outputs: graphics of earlier batches that the list does not produce any more, and their deletion."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.batch.record_index import latest_records, name_hash, stem_of
from memegen.batch.store import FolderStore
from memegen.core.address import is_address
from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from memegen.batch.record_index import RecordIndex
    from memegen.batch.store import Store
    from memegen.core.address import Address


@frozen
class StaleOutput:
    """A graphic that no row produces any more.

    Attributes:
        fate: after a batch "left", "removed", "replaced" by a file of another format, "moved" for a graphic that has
            another name now, "changed" for a file that was edited and is therefore kept, or "foreign" for one of
            another list; in a preview "doomed" or "spared".
    """

    file: str
    fate: str


@frozen
class Origin:
    """What the manifest says of the batch that has made a graphic.

    Attributes:
        list_key: hash of the list's place, see :func:`list_key`.
        format_given: whether the command named the format; if not, a file replaces one of its name in another format.
    """

    list_key: str = ""
    format_given: bool = False


class StaleOutputs:
    """Decides which graphics of earlier batches stay in the manifest; reports stale ones, deletes them if asked to."""

    def __init__(self, store: Store, index: RecordIndex, origin: Origin) -> None:
        """Prepare for the first job.

        Args:
            store: the storage backend.
            index: the records of earlier batches.
            origin: that of the graphics of this batch. Those of other lists are not stale.
        """
        self._store = store
        self._index = index
        self._origin = origin
        # Hashes of the file names, without suffix, that this batch has written.
        self._written: set[int] = set()
        # Hashes of the file names, without suffix, that jobs of this batch have yet to produce.
        self._pending: set[int] = set()
        # The same of series, whose files have the number of the page too.
        self._pending_series: set[int] = set()
        # Hashes of the cache keys of graphics that this batch has copied to another name.
        self._moved: set[int] = set()
        self._enabled = True

    def expect(self, stem: str, *, is_series: bool = False) -> None:
        """Register a file name, without suffix, that a job of this batch produces."""
        self._pending.add(name_hash(stem))
        if is_series:
            self._pending_series.add(name_hash(stem))

    def disable(self) -> None:
        """Take no graphic for stale: a row cannot be read, and the files that it would have produced are unknown."""
        self._enabled = False

    def replace(self, name: str) -> None:
        """Register a file that this batch has written: one of the same name with another suffix is stale."""
        stem = stem_of(name)
        self._written.add(name_hash(stem))
        self._pending.discard(name_hash(stem))
        # A series is complete when its first page, or its document, is written; pages that it had more are stale.
        self._pending_series.discard(name_hash(stem))
        if (series := name_hash(series_of(stem))) in self._pending_series:
            self._pending.discard(series)
            self._pending_series.discard(series)

    def move(self, key: str) -> None:
        """Register a graphic that has another name than before, by its cache key; the file of that name is stale."""
        self._moved.add(name_hash(key))

    def _is_pending(self, stem: str) -> bool:
        return name_hash(stem) in self._pending or name_hash(series_of(stem)) in self._pending_series

    def retain(
        self, record: Mapping[str, Any], since: int, report: Callable[[StaleOutput], None], *, prune: bool
    ) -> bool:
        """Return whether the record of a graphic of an earlier batch stays in the manifest.

        Args:
            record: the record of the file.
            since: time in nanoseconds since the epoch after which changes of the file are to be looked for.
            report: called with the graphic if it is stale.
            prune: whether to delete the file if it is stale and unchanged.
        """
        name = record["file"]
        chosen = self._origin.format_given or record.get("format_given")
        replaced = not chosen and name_hash(stem_of(name)) in self._written
        stale = self._enabled and self._index.has_name(name) and not self._is_pending(stem_of(name))
        foreign = not replaced and record.get("list_key", self._origin.list_key) != self._origin.list_key
        if not self._store.is_intact(record, since):
            if stale and prune and self._store.exists(name):
                report(StaleOutput(name, "changed"))
            return False
        if not stale or foreign:
            if stale and prune:
                report(StaleOutput(name, "foreign"))
            return True
        moved = name_hash(record["key"]) in self._moved
        if (prune or replaced or moved) and self._store.read(record):
            self._store.delete(name)
            report(StaleOutput(name, "replaced" if replaced else "moved" if moved else "removed"))
            return False
        report(StaleOutput(name, "left"))
        return True


def series_of(stem: str) -> str:
    """Return the name of the series of which *stem* is a page, e.g. ``why`` of ``why-03``; "" if it is none."""
    series, hyphen, number = stem.rpartition("-")
    return series if hyphen and number.isascii() and number.isdigit() and len(number) <= 2 else ""


def list_key(rows: str, folder: Path | Address) -> str:
    """Return what tells a list from others of its output folder: a hash of its place relative to the folder.

    Args:
        rows: the list as the command names it.
        folder: the output folder.
    """
    place = rows
    if rows not in ("", "-") and not is_address(rows):
        # Both may be moved together; a sheet or a pattern is part of the name.
        place = os.path.relpath(rows, folder if isinstance(folder, Path) else ".")
    return f"{name_hash(place):016x}"


def preview_pruning(folder: Path, names: Iterable[int], list_key: str) -> Iterator[StaleOutput]:
    """Iterate over the graphics that ``--prune`` would delete ("doomed") or keep because they were edited ("spared").

    Args:
        folder: output folder; one that cannot be read has no graphics.
        names: hashes of the file names that the list produces.
        list_key: the key of the list.
    """
    produced = set(names)
    store = FolderStore(folder)
    with suppress(OSError):
        for record, since in latest_records(folder, store.abandoned_journals(), trusted=store.journal_trusted):
            name = record["file"]
            if name_hash(name) in produced or record.get("list_key", list_key) != list_key:
                continue
            if store.is_intact(record, since):
                yield StaleOutput(name, "doomed")
            elif store.exists(name):
                yield StaleOutput(name, "spared")
