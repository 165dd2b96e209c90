"""Storage backend for a remote address, e.g. an S3 bucket: a local folder whose files are uploaded.

Journals are uploaded in parts to ``.memegen``, because object stores cannot append. A batch on another machine is known
to run by the time of its last part or heartbeat.
"""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any, BinaryIO

from memegen.batch.export_table import stale_tables
from memegen.batch.journal import FOLDER, Journal
from memegen.batch.manifest import MANIFEST, matches_data
from memegen.batch.manifest_table import TABLE
from memegen.batch.record_index import name_hash
from memegen.batch.schedulers import SCHEDULERS
from memegen.batch.upload import JournalUploader
from memegen.core.address import Address, remote_errors
from memegen.core.diagnostics import fail
from memegen.core.files import open_atomic
from memegen.core.locks import lock_file
from memegen.core.object_store import RemoteFile, RemoteFolder
from memegen.images.remote import photo_cache

UNWRITABLE = "output-unwritable"
NOT_FOUND_HINT = "make the bucket, or check its name"
# Seconds without a heartbeat after which a batch counts as dead.
LEASE = 45.0
# Maximum wait, in seconds, for a batch that is starting or ending.
PATIENCE = 120.0
# Objects of a batch: heartbeat, and parts of its journal.
OWNER = re.compile(r"(?P<owner>[0-9a-f]{16})(?:\.beat|-\d+\.jsonl)")
# A file in the local folder that a batch keeps locked as long as it runs.
LIFE = "life"
SECOND = 1_000_000_000
"""Nanoseconds."""


class BucketStore:
    """The graphics at a remote address. An upload is atomic, so a journal entry implies a complete file."""

    journal_trusted = True
    writes_locally = False
    max_uploads = 8

    def __init__(self, address: Address) -> None:
        self.address = address
        self.place = RemoteFolder(address)
        self.owner = uuid.uuid4().hex[:16]
        self.local_folder = photo_cache() / "batches" / self.owner
        # Size in bytes and time of the last change in nanoseconds since the epoch, by the hash of the file name.
        self._files: dict[int, tuple[int, int]] = {}
        self._uploader: JournalUploader | None = None
        self._manifest_state: tuple[int, int] | None = None
        self._dead: list[str] = []
        self._life: BinaryIO | None = None

    def prepare(self) -> None:
        with self._remote_errors():
            self.place.write(self._own_object("beat"), b"")
        (self.local_folder / FOLDER).mkdir(parents=True)
        self._life = (self.local_folder / FOLDER / LIFE).open("wb")
        lock_file(self._life, wait=False)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        lock, deadline = f"{FOLDER}/lock", monotonic() + PATIENCE
        with self._remote_errors():
            while not self.place.create(lock, self.owner.encode()):
                holder = self._holder(lock)
                if holder and (monotonic() > deadline or not self._is_alive(holder)):
                    self.place.delete([lock])
                sleep(0.2)
            try:
                self._refresh()
                yield
            finally:
                self.place.delete([lock])

    def journal(self) -> Journal:
        journal = Journal(self.local_folder)
        self._uploader = JournalUploader(self.place, FOLDER, self.owner, journal.path)
        return journal

    def abandoned_journals(self) -> list[Path]:
        self._dead, journals = [], []
        for owner, objects in self._other_batches().items():
            if not self._is_alive(owner, objects):
                self._dead.append(owner)
                journals += self._download_journal(owner, objects)
        return journals

    def running_journals(self) -> list[Path]:
        batches = self._other_batches().items()
        return [
            path
            for owner, objects in batches
            if self._is_alive(owner, objects)
            for path in self._download_journal(owner, objects)
        ]

    def has_concurrent_batches(self, own: Path | None = None) -> bool:
        return any(self._is_alive(owner, objects) for owner, objects in self._other_batches().items())

    def is_intact(self, record: Mapping[str, Any], since: int) -> bool:
        size, changed = self._files.get(name_hash(record["file"]), (-1, 0))
        return size == record["bytes"] and (0 < changed < since or bool(self.read(record)))

    def name_of(self, file: str) -> str:
        return file.rpartition("/")[2]

    def exists(self, name: str) -> bool:
        return name_hash(name) in self._files

    def read(self, record: Mapping[str, Any]) -> bytes:
        try:
            data = self.place.read(record["file"])
        except FileNotFoundError:
            return b""
        return data if matches_data(data, record) else b""

    def write(self, file: str, data: bytes, temporary: Path | None = None) -> None:
        with self._remote_errors():
            self.place.write(self.name_of(file), data)

    def delete(self, name: str) -> None:
        self.place.delete([name])

    @contextmanager
    def open_atomic(self, name: str, temporary: Path) -> Iterator[BinaryIO]:
        with open_atomic(self.local_folder / name, temporary) as file:
            yield file
        self.place.upload(name, self.local_folder / name)

    def discard_journals(self, journals: Iterable[Path]) -> None:
        """Delete the journals of dead batches, and that of this batch, whose records the manifest now holds."""
        objects: list[str] = []
        if self._uploader:
            self._uploader.stop()
            objects, self._uploader = self._uploader.names, None
        for owner in self._dead:
            objects += [f"{FOLDER}/{part.name}" for part in self._other_batches().get(owner, ())]
            shutil.rmtree(self.local_folder.with_name(owner), ignore_errors=True)
        self.place.delete([*objects, self._own_object("beat")])

    def with_local_path(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        if "file" not in record:
            return record
        return {**record, "file": str(self.local_folder / record["file"].rpartition("/")[2])}

    def close(self) -> None:
        """Upload the rest: the journal that an interrupted batch leaves to the next, contact sheets and tables."""
        with self._remote_errors():
            if self._uploader:
                with suppress(FileNotFoundError):
                    self._uploader.upload()
                self._uploader.stop()
            paths = self.local_folder.iterdir()
            files = [path for path in paths if path.is_file() and path.name not in (MANIFEST, TABLE)]
            for path in files:
                self.place.upload(path.name, path)
            self.place.delete(self._stale_tables([path.name for path in files]))
            self.place.remove_folder(FOLDER)
        if self._life:
            self._life.close()
        shutil.rmtree(self.local_folder, ignore_errors=True)

    def _remote_errors(self) -> Any:
        return remote_errors(self.address, UNWRITABLE, NOT_FOUND_HINT)

    def _own_object(self, suffix: str) -> str:
        return f"{FOLDER}/{self.owner}.{suffix}"

    def _holder(self, lock: str) -> str:
        """Return the batch that holds the lock; "" if it was released meanwhile."""
        try:
            return self.place.read(lock).decode("ascii", "replace")
        except FileNotFoundError:
            return ""

    def _refresh(self) -> None:
        """List the files, and download the manifest if it has changed."""
        self._files = {name_hash(entry.name): (entry.size, entry.modified) for entry in self.place.files()}
        state = self._files.get(name_hash(MANIFEST))
        if state and state != self._manifest_state:
            self.place.download(MANIFEST, self.local_folder / MANIFEST)
            # With the remote time, so that files changed after the remote manifest are checked.
            os.utime(self.local_folder / MANIFEST, ns=(state[1], state[1]))
        elif not state:
            (self.local_folder / MANIFEST).unlink(missing_ok=True)
        self._manifest_state = state

    def _other_batches(self) -> dict[str, list[RemoteFile]]:
        """Return the objects of other batches by their identifier, oldest first."""
        batches: dict[str, list[RemoteFile]] = {}
        for entry in sorted(self.place.files(FOLDER), key=lambda entry: (entry.modified, entry.name)):
            owner = OWNER.fullmatch(entry.name)
            if owner and owner["owner"] != self.owner:
                batches.setdefault(owner["owner"], []).append(entry)
        return batches

    def _is_alive(self, owner: str, objects: Iterable[RemoteFile] = ()) -> bool:
        """Return whether a batch may still run: by its lock on this machine, else by its last heartbeat."""
        with suppress(FileNotFoundError), (self.local_folder.with_name(owner) / FOLDER / LIFE).open("rb+") as life:
            return not lock_file(life, wait=False)
        # The time of an object just written is the server's, which need not agree with this machine's.
        self.place.write(self._own_object("beat"), b"")
        entries = list(self.place.files(FOLDER))
        now = next((entry.modified for entry in entries if entry.name == f"{self.owner}.beat"), 0)
        last = max((entry.modified for entry in (*objects, *entries) if entry.name.startswith(owner)), default=0)
        return now - last < LEASE * SECOND

    def _download_journal(self, owner: str, objects: Iterable[RemoteFile]) -> list[Path]:
        """Join the parts of a journal in the local folder; return no path if there are none."""
        path = self.local_folder / FOLDER / f"{owner}.jsonl"
        parts = [part for part in sorted(objects, key=lambda part: part.name) if part.name.endswith(".jsonl")]
        if not parts:
            return []
        path.write_bytes(b"".join(self.place.read(f"{FOLDER}/{part.name}") for part in parts))
        changed = max(part.modified for part in parts)
        os.utime(path, ns=(changed, changed))
        return [path]

    def _stale_tables(self, names: Collection[str]) -> Iterator[str]:
        """Iterate over tables for schedulers that earlier batches have left, and that would be posted again."""
        for name, scheduler in SCHEDULERS.items():
            if any(table.startswith(f"{name}-") and table.endswith(".csv") for table in names):
                present = [entry.name for entry in self.place.files()]
                yield from stale_tables(scheduler, name, names, present, self.place.read)


def refuse_sheet(file: str) -> None:
    """Check that no contact sheet image, made of graphics on this machine, is requested. Raises DiagnosticError."""
    if file:
        hint = "leave out --sheet (contact-sheet.html is written with the graphics), or name a folder with -o"
        raise fail(
            "sheet-unsupported", "--sheet needs graphics in a folder of this machine, and -o is an address", hint
        )
