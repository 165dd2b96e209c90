"""Lookup of graphics that earlier batches have rendered and that are still up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.job import Made
from memegen.batch.manifest import MANIFEST, parse_finding
from memegen.batch.record_index import RecordIndex
from memegen.rendering.formats import SUFFIXES

if TYPE_CHECKING:
    from memegen.batch.job import Job
    from memegen.batch.store import Store


class UnchangedOutputs:
    """The graphics that the manifest and the journals of a store record. Create it inside ``store.exclusive()``."""

    def __init__(self, store: Store) -> None:
        self.index = RecordIndex()
        self._store = store
        self.index.load(store.local_folder / MANIFEST, trusted=True)
        for journal in store.abandoned_journals():
            self.index.load(journal, trusted=store.journal_trusted)
        for journal in store.running_journals():
            self.index.load(journal, trusted=store.journal_trusted, by_name=False)

    def find(self, job: Job) -> Made | None:
        """Return the graphic of a job whose cache key is recorded; with its bytes if it has another file name."""
        if not isinstance(job.key, str):
            return None
        match = self.index.find(Path(job.stem).name, job.key)
        if not match:
            return None
        record, since = match
        file = job.stem + (job.suffix or SUFFIXES.get(record["format"], ""))
        data = b""
        if Path(file).name == record["file"]:
            if not self._store.is_intact(record, since):
                return None
        elif not (data := self._store.read(record)):
            return None
        cached = {**record, "row": job.row, "file": file, "extra": dict(job.extra), "cached": True}
        return Made(job.row, job.platform.name, file, data, cached, tuple(map(parse_finding, record["findings"])))
