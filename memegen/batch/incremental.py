"""Incremental builds: skip graphics that are up to date, record those that are rendered, update the manifest."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from memegen.batch.job import Failed, Job, KeyState, Made
from memegen.batch.manifest import MANIFEST, ORIGIN_KEYS, encode_record, read_manifest, read_records
from memegen.batch.manifest_table import TABLE, write_table
from memegen.batch.record_index import latest_records, name_hash
from memegen.batch.stale import Origin, StaleOutputs
from memegen.batch.unchanged import UnchangedOutputs
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.profiling import KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from memegen.batch.fingerprint import Fingerprint
    from memegen.batch.stale import StaleOutput
    from memegen.batch.store import Store

NO_ORIGIN = Origin()
# Maximum number of records for which an interrupted batch still writes the manifest; with more it leaves its journal
# to the next batch, because the user waits for the command to end.
MAX_INTERRUPTED_RECORDS = 5_000


class IncrementalBuild:
    """One batch in a store that may hold graphics of earlier batches.

    Raises:
        DiagnosticError: ``manifest-unwritable``, on creation and from the methods that write.
    """

    def __init__(
        self,
        store: Store,
        fingerprint: Fingerprint,
        origin: Origin = NO_ORIGIN,
        *,
        force: bool = False,
        partial: bool = False,
        defer_keys: bool = False,
    ) -> None:
        """Read the records of earlier batches and create the journal.

        Args:
            store: the storage backend.
            fingerprint: computes the cache keys.
            origin: what the manifest says of this batch.
            force: whether to render all graphics.
            partial: whether only some rows of the list are used, so that no graphic is stale.
            defer_keys: whether the processes that render may compute the cache keys; they do if no key has to be
                looked up.
        """
        self.store = store
        self.force = force
        self._fingerprint = fingerprint
        self._origin = {key: getattr(origin, key) for key in ORIGIN_KEYS}
        # Hashes of the names that are recorded, and of the cache keys of graphics that are copied from another name.
        self._recorded, self._moving = set[int](), set[int]()
        self._extra: dict[str, None] = {}
        try:
            with store.exclusive():
                self._concurrent = store.has_concurrent_batches()
                self._manifest_stamp = _stamp(store.local_folder / MANIFEST)
                self._unchanged = UnchangedOutputs(store)
                self._journal = store.journal()
        except OSError as error:
            raise _unwritable(store.local_folder, error) from None
        self._stale = StaleOutputs(store, self._unchanged.index, origin)
        if partial:
            self._stale.disable()
        self._defer_keys = defer_keys and (force or not self._unchanged.index)

    @property
    def descriptors(self) -> tuple[int, ...]:
        """The open files whose locks belong to this process alone."""
        return (self._journal.descriptor,)

    @property
    def temporary(self) -> Path:
        """Where this batch writes a file until it is complete; after a kill the next batch deletes it."""
        return self._journal.temporary

    def replace_unchanged(self, items: Iterable[Job | Failed]) -> Iterator[Job | Failed | Made]:
        """Iterate over *items* with the cache key of each job; graphics that are up to date replace their jobs."""
        for item in items:
            if isinstance(item, Failed):
                self._stale.disable()
                yield item
                continue
            self._stale.expect(self.store.name_of(item.stem), is_series=item.is_series)
            temporary = self._journal.next_temporary_file() if self.store.writes_locally else ""
            if self._defer_keys:
                yield replace(item, key=KeyState.DEFERRED, temporary=temporary)
                continue
            with KEY:
                job = replace(item, key=self._fingerprint.key(item), temporary=temporary)
            found = () if self.force else self._unchanged.find(job)
            self._moving |= {name_hash(made.record["key"]) for made in found if made.data}
            yield from found or (job,)

    def write(self, made: Made) -> None:
        """Write the file of a graphic atomically.

        Raises:
            DiagnosticError: ``output-unwritable``.
        """
        self.store.write(made.file, made.data, self.temporary)

    def record(self, made: Made) -> None:
        """Record a graphic whose file is written."""
        name = self.store.name_of(made.file)
        self._recorded.add(name_hash(name))
        self._stale.replace(name)
        if name_hash(made.record["key"]) in self._moving:
            self._stale.move(made.record["key"])
        self._extra |= dict.fromkeys(made.record["extra"])
        self._journal.add({**made.record, "file": name, **self._origin})

    def finish(self, report: Callable[[StaleOutput], None], *, prune: bool = False) -> None:
        """Write the manifest and its table, and close the build.

        Args:
            report: called with each graphic that no row produces any more.
            prune: whether to delete those graphics.
        """
        store = self.store
        try:
            with store.exclusive():
                journals = store.abandoned_journals()
                with store.open_atomic(MANIFEST, self.temporary) as manifest:
                    self._write_own_records(manifest)
                    for record in self._retained_records(journals, report, prune=prune):
                        self._extra |= dict.fromkeys(record["extra"])
                        manifest.write(encode_record(record))
                with store.open_atomic(TABLE, self.temporary) as table:
                    write_table(table, read_manifest(store.local_folder), self._extra)
                self._unchanged.index.close()
                self._journal.close()
                store.discard_journals(journals)
        except OSError as error:
            self._leave_journal()
            raise _unwritable(store.local_folder, error) from None
        except DiagnosticError:
            self._leave_journal()
            raise

    def interrupt(self) -> None:
        """Write the manifest if that is quick; else leave the journal, which holds the same records."""
        # The rows that were not reached may still need the files.
        self._stale.disable()
        if self._journal.count + len(self._unchanged.index) <= MAX_INTERRUPTED_RECORDS:
            self.finish(lambda _: None)
        else:
            self._leave_journal()

    def _leave_journal(self) -> None:
        """Close all files; the journal is kept for the next batch."""
        self._unchanged.index.close()
        self._journal.close(keep=True)

    def _write_own_records(self, manifest: BinaryIO) -> None:
        """Write the records of this batch; check its files if a concurrent batch may have overwritten them."""
        concurrent = self._concurrent or self.store.has_concurrent_batches(self._journal.path)
        with self._journal.path.open("rb") as journal:
            if not concurrent and _stamp(self.store.local_folder / MANIFEST) == self._manifest_stamp:
                shutil.copyfileobj(journal, manifest, 1 << 20)
                return
            for _, record in read_records(journal):
                if self.store.is_intact(record, 0):
                    manifest.write(encode_record(record))
                else:
                    self._recorded.discard(name_hash(record["file"]))

    def _retained_records(
        self, journals: list[Path], report: Callable[[StaleOutput], None], *, prune: bool
    ) -> Iterator[Mapping[str, Any]]:
        """Iterate over the records of other batches whose files exist unchanged and stay."""
        folder, trusted = self.store.local_folder, self.store.journal_trusted
        for record, since in latest_records(folder, journals, trusted=trusted):
            if name_hash(record["file"]) in self._recorded:
                continue
            if self._stale.retain(record, since, report, prune=prune):
                yield record


def _stamp(path: Path) -> tuple[int, int]:
    """Return inode and modification time in nanoseconds, which differ once a file is replaced; 0, 0 without a file."""
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return state.st_ino, state.st_mtime_ns


def _unwritable(folder: Path, error: OSError) -> DiagnosticError:
    hint = "check the folder's permissions and the disk space; finished graphics are kept"
    return fail("manifest-unwritable", f"the manifest in {folder} cannot be written: {error.strerror or error}", hint)
