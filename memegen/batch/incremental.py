"""What was made before and need not be made again, and what this batch makes: the manifest of one folder."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from memegen.batch.job import LATER, UNKNOWN, Failed, Job, Made
from memegen.batch.journal import RecordIndex, last_records, name_hash, stem_of
from memegen.batch.manifest import MANIFEST, TABLE, finding, line, read_manifest, records, write_table
from memegen.batch.store import FolderStore
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.frozen import frozen
from memegen.core.profiling import KEY
from memegen.rendering.formats import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from memegen.batch.fingerprint import Fingerprint
    from memegen.batch.store import Store

# With more pictures than this an interrupted batch leaves its journal as it is, for the next one to read.
MANY = 5_000


@frozen
class StaleOutput:
    """A picture that no row makes any more. ``fate`` is "left", "removed", or "changed": then it is no longer ours."""

    file: str
    fate: str


class IncrementalBuild:
    """The records of a store during one batch. Raises DiagnosticError where they cannot be kept."""

    def __init__(self, store: Store, fingerprint: Fingerprint, *, force: bool = False, later: bool = False) -> None:
        """Where there is nothing to find, keys may be told *later*, by this program's copies that make the cards."""
        self.store = store
        self.force = force
        self._fingerprint = fingerprint
        self._index = RecordIndex()
        self._made: set[int] = set()
        self._planned: set[int] = set()
        self._extra: dict[str, None] = {}
        # Of a row that cannot be read nobody knows what it would have made.
        self._blind = False
        try:
            with store.exclusive():
                self._crowded = store.has_concurrent_batches()
                self._stamp = _stamp(store.local_folder / MANIFEST)
                self._index.load(store.local_folder / MANIFEST, trusted=True)
                for journal in store.abandoned_journals():
                    self._index.load(journal, trusted=store.journal_trusted)
                for journal in store.running_journals():
                    self._index.load(journal, trusted=store.journal_trusted, ours=False)
                self._journal = store.journal()
            self._later = later and (force or not self._index)
        except OSError as error:
            raise _unwritable(store.local_folder, error) from None

    @property
    def descriptors(self) -> tuple[int, ...]:
        """The open files whose locks are this process's alone."""
        return (self._journal.descriptor,)

    @property
    def draft(self) -> Path:
        """Where this batch writes a file until it is whole; what a killed one leaves there, the next takes away."""
        return self._journal.draft

    def passed(self, items: Iterable[Job | Failed]) -> Iterator[Job | Failed | Made]:
        """The same items, each card with its key; instead of a card that is there already, its picture."""
        for item in items:
            if isinstance(item, Failed):
                self._blind = True
                yield item
                continue
            self._planned.add(name_hash(Path(item.stem).name))
            draft = self._journal.next_temporary_file() if self.store.writes_locally else ""
            if self._later:
                yield replace(item, key=LATER, draft=draft)
                continue
            with KEY:
                job = replace(item, key=self._fingerprint.key(item), draft=draft)
            yield (None if self.force else self._found(job)) or job

    def _found(self, job: Job) -> Made | None:
        """The picture of a card, if it was made before; from under another name it is copied."""
        found = self._index.find(Path(job.stem).name, job.key) if job.key != UNKNOWN else None
        if not found:
            return None
        record, since = found
        file = job.stem + (job.suffix or SUFFIXES.get(record["format"], ""))
        data = b""
        if Path(file).name == record["file"]:
            if not self.store.intact(record, since):
                return None
        elif not (data := self.store.read(record)):
            return None
        told = {**record, "row": job.row, "file": file, "extra": dict(job.extra), "cached": True}
        return Made(job.row, job.platform.name, file, data, told, tuple(map(finding, record["findings"])))

    def write(self, made: Made) -> None:
        """Write a picture, whole or not at all. Raises DiagnosticError where that cannot be."""
        self.store.write(made.file, made.data, self.draft)

    def add(self, made: Made) -> None:
        """Write down a picture that has been written."""
        name = Path(made.file).name
        self._made.add(name_hash(name))
        self._planned.discard(name_hash(stem_of(name)))
        self._extra |= dict.fromkeys(made.record["extra"])
        self._journal.add({**made.record, "file": name})

    def finish(self, say: Callable[[StaleOutput], None], *, prune: bool = False) -> None:
        """Write the manifest, and say which pictures no row makes any more; take those away, if asked to *prune*."""
        store = self.store
        try:
            with store.exclusive():
                journals = store.abandoned_journals()
                with store.open_atomic(MANIFEST, self.draft) as manifest:
                    self._write_own(manifest)
                    for record in self._others(journals, say, prune=prune):
                        self._extra |= dict.fromkeys(record["extra"])
                        manifest.write(line(record))
                with store.open_atomic(TABLE, self.draft) as table:
                    write_table(table, read_manifest(store.local_folder), self._extra)
                self._index.close()
                self._journal.close()
                store.discard_journals(journals)
        except OSError as error:
            raise _unwritable(store.local_folder, error) from None

    def interrupt(self) -> None:
        """Write the manifest if that takes no time; else the journal stays, and says the same."""
        if self._journal.count + len(self._index) <= MANY:
            self.finish(lambda _: None)
        else:
            self._index.close()
            self._journal.close(keep=True)

    def _write_own(self, manifest: BinaryIO) -> None:
        """Write what this batch has made. Another one at work meanwhile may have put its own pictures in the place."""
        shared = self._crowded or self.store.has_concurrent_batches(self._journal.path)
        with self._journal.path.open("rb") as mine:
            if not shared and _stamp(self.store.local_folder / MANIFEST) == self._stamp:
                shutil.copyfileobj(mine, manifest, 1 << 20)
                return
            for _, record in records(mine):
                if self.store.intact(record, 0):
                    manifest.write(line(record))
                else:
                    self._made.discard(name_hash(record["file"]))

    def _others(
        self, journals: list[Path], say: Callable[[StaleOutput], None], *, prune: bool
    ) -> Iterator[Mapping[str, Any]]:
        """What the manifest tells of pictures that this batch did not make; those that are gone or changed are not."""
        for record, since in last_records(self.store.local_folder, journals, trusted=self.store.journal_trusted):
            if name_hash(record["file"]) not in self._made and self._kept(record, since, say, prune=prune):
                yield record

    def _kept(self, record: Mapping[str, Any], since: int, say: Callable[[StaleOutput], None], *, prune: bool) -> bool:
        name = record["file"]
        orphan = not self._blind and self._index.knows(name) and name_hash(stem_of(name)) not in self._planned
        if not self.store.intact(record, since):
            if orphan and prune and self.store.has(name):
                say(StaleOutput(name, "changed"))
            return False
        if not orphan:
            return True
        if prune and self.store.read(record):
            self.store.remove(name)
            say(StaleOutput(name, "removed"))
            return False
        say(StaleOutput(name, "left"))
        return True


def _stamp(path: Path) -> tuple[int, int]:
    """What tells a file from one that has been written in its place since."""
    try:
        state = path.stat()
    except OSError:
        return 0, 0
    return state.st_ino, state.st_mtime_ns


def _unwritable(folder: Path, error: OSError) -> DiagnosticError:
    hint = "check the folder, and the disk; the pictures that are made stay"
    return fail("manifest-unwritable", f"the manifest in {folder} cannot be kept: {error.strerror or error}", hint)


def prunable(folder: Path, made: Iterable[int]) -> Iterator[StaleOutput]:
    """The pictures that memegen has made there, but for those *made* of rows now, by the marks of their names.

    The fate of each is "doomed", or "spared" where somebody has changed it. Whoever may not read the folder sees none.
    """
    kept = set(made)
    place = FolderStore(folder)
    with suppress(OSError):
        for record, since in last_records(folder, place.abandoned_journals(), trusted=place.journal_trusted):
            name = record["file"]
            if name_hash(name) in kept:
                continue
            if place.intact(record, since):
                yield StaleOutput(name, "doomed")
            elif place.has(name):
                yield StaleOutput(name, "spared")
