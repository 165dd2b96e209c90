"""Lookup of graphics that earlier batches have rendered and that are still up to date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memegen.batch.job import Made
from memegen.batch.manifest import MANIFEST, ORIGIN_KEYS, parse_finding
from memegen.batch.record_index import RecordIndex
from memegen.rendering.formats import SUFFIXES
from memegen.rendering.series import numbered

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

    def find(self, job: Job) -> list[Made]:
        """Return the graphics of a job whose cache keys are recorded; with their bytes if they have another file name.

        There are several for a series, of which all pages must be up to date, and none if anything is not.
        """
        if not isinstance(job.key, str):
            return []
        if made := self._find(job, job.stem, job.key):
            return [made]
        first = self.index.find(f"{self._store.name_of(job.stem)}-1", job.page_key(1)) if job.is_series else None
        found: list[Made] = []
        for page, stem in enumerate(numbered(job.stem, first[0].get("pages", 0)) if first else (), 1):
            if not (made := self._find(job, stem, job.page_key(page))):
                return []
            found.append(replace(made, record={**made.record, "series": job.series}))
        return found

    def _find(self, job: Job, stem: str, key: str) -> Made | None:
        match = self.index.find(self._store.name_of(stem), key)
        if not match:
            return None
        record, since = match
        file = stem + (job.suffix or SUFFIXES.get(record["format"], ""))
        data = b""
        if self._store.name_of(file) == record["file"]:
            if not self._store.is_intact(record, since):
                return None
        elif not (data := self._store.read(record)):
            return None
        known = {key: value for key, value in record.items() if key not in ORIGIN_KEYS}
        cached = {**known, "row": job.row, "file": file, "extra": dict(job.extra), "cached": True}
        return Made(
            job.row,
            job.platform.name,
            file,
            data,
            cached,
            tuple(map(parse_finding, record["findings"])),
            where=job.where,
        )
