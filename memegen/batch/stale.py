"""Stale outputs: graphics of earlier batches that the list does not produce any more, and their deletion."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from memegen.batch.record_index import latest_records, name_hash, stem_of
from memegen.batch.store import FolderStore
from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from memegen.batch.record_index import RecordIndex
    from memegen.batch.store import Store


@frozen
class StaleOutput:
    """A graphic that no row produces any more.

    Attributes:
        fate: after a batch "left", "removed", or "changed" for a file that was edited and is therefore kept; in a
            preview "doomed" or "spared".
    """

    file: str
    fate: str


class StaleOutputs:
    """Decides which graphics of earlier batches stay in the manifest; reports stale ones, deletes them if asked to."""

    def __init__(self, store: Store, index: RecordIndex) -> None:
        self._store = store
        self._index = index
        # Hashes of the file names, without suffix, that jobs of this batch have yet to produce.
        self._pending: set[int] = set()
        # The same of series, whose files have the number of the page too.
        self._pending_series: set[int] = set()
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
        self._pending.discard(name_hash(stem))
        # A series is complete when its first page, or its document, is written; pages that it had more are stale.
        self._pending_series.discard(name_hash(stem))
        if (series := name_hash(series_of(stem))) in self._pending_series:
            self._pending.discard(series)
            self._pending_series.discard(series)

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
        stale = self._enabled and self._index.has_name(name) and not self._is_pending(stem_of(name))
        if not self._store.is_intact(record, since):
            if stale and prune and self._store.exists(name):
                report(StaleOutput(name, "changed"))
            return False
        if not stale:
            return True
        if prune and self._store.read(record):
            self._store.delete(name)
            report(StaleOutput(name, "removed"))
            return False
        report(StaleOutput(name, "left"))
        return True


def series_of(stem: str) -> str:
    """Return the name of the series of which *stem* is a page, e.g. ``why`` of ``why-03``; "" if it is none."""
    series, hyphen, number = stem.rpartition("-")
    return series if hyphen and number.isascii() and number.isdigit() and len(number) <= 2 else ""


def preview_pruning(folder: Path, names: Iterable[int]) -> Iterator[StaleOutput]:
    """Iterate over the graphics that ``--prune`` would delete ("doomed") or keep because they were edited ("spared").

    Args:
        folder: output folder; one that cannot be read has no graphics.
        names: hashes of the file names that the list produces.
    """
    produced = set(names)
    store = FolderStore(folder)
    with suppress(OSError):
        for record, since in latest_records(folder, store.abandoned_journals(), trusted=store.journal_trusted):
            name = record["file"]
            if name_hash(name) in produced:
                continue
            if store.is_intact(record, since):
                yield StaleOutput(name, "doomed")
            elif store.exists(name):
                yield StaleOutput(name, "spared")
