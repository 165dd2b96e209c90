"""Pictures that go to an address, such as a bucket: the desk is a folder here, what is on it is brought there."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any, BinaryIO

from memegen.batch.journal import FOLDER, Journal, matches_data, name_hash
from memegen.batch.manifest import MANIFEST, TABLE
from memegen.batch.upload import JournalUploader
from memegen.core.address import Address, remote_errors
from memegen.core.diagnostics import fail
from memegen.core.files import open_atomic
from memegen.core.locks import lock_file
from memegen.core.object_store import RemoteFile, RemoteFolder
from memegen.images.remote import photo_cache

UNWRITABLE = "output-unwritable"
GONE = "make the bucket, or check its name"
# A batch that has said nothing for so many seconds is over; whoever begins or ends may keep others waiting so long.
LEASE, PATIENCE = 45.0, 120.0
OWNER = re.compile(r"(?P<owner>[0-9a-f]{16})(?:\.beat|-\d+\.jsonl)")
NUMBERED = re.compile(r"(?P<stem>.*?)(?:-(?P<number>\d+))?(?P<suffix>\.\w+)")
# The file that a batch holds on its desk for as long as it lives.
LIFE = "life"
SECOND = 1_000_000_000


class BucketStore:
    """The pictures at an address. Parts of journals lie there in ``.memegen``, as object stores append nothing."""

    journal_trusted = True
    writes_locally = False
    max_uploads = 8

    def __init__(self, address: Address) -> None:
        self.address = address
        self.place = RemoteFolder(address)
        self.owner = uuid.uuid4().hex[:16]
        self.local_folder = photo_cache() / "batches" / self.owner
        self._there: dict[int, tuple[int, int]] = {}
        self._courier: JournalUploader | None = None
        self._state: tuple[int, int] | None = None
        self._dead: list[str] = []
        self._life: BinaryIO | None = None

    def prepare(self) -> None:
        with self._reached():
            self.place.write(self._far("beat"), b"")
        (self.local_folder / FOLDER).mkdir(parents=True)
        self._life = (self.local_folder / FOLDER / LIFE).open("wb")
        lock_file(self._life, wait=False)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        lock, until = f"{FOLDER}/lock", monotonic() + PATIENCE
        with self._reached():
            while not self.place.create(lock, self.owner.encode()):
                holder = self._holder(lock)
                if holder and (monotonic() > until or not self._alive(holder)):
                    self.place.delete([lock])
                sleep(0.2)
            try:
                self._look()
                yield
            finally:
                self.place.delete([lock])

    def journal(self) -> Journal:
        journal = Journal(self.local_folder)
        self._courier = JournalUploader(self.place, FOLDER, self.owner, journal.path)
        return journal

    def abandoned_journals(self) -> list[Path]:
        self._dead, journals = [], []
        for owner, parts in self._owners().items():
            if not self._alive(owner, parts):
                self._dead.append(owner)
                journals += self._joined(owner, parts)
        return journals

    def running_journals(self) -> list[Path]:
        owners = self._owners().items()
        return [path for owner, parts in owners if self._alive(owner, parts) for path in self._joined(owner, parts)]

    def has_concurrent_batches(self, own: Path | None = None) -> bool:
        return any(self._alive(owner, parts) for owner, parts in self._owners().items())

    def intact(self, record: Mapping[str, Any], since: int) -> bool:
        size, changed = self._there.get(name_hash(record["file"]), (-1, 0))
        return size == record["bytes"] and (0 < changed < since or bool(self.read(record)))

    def has(self, name: str) -> bool:
        return name_hash(name) in self._there

    def read(self, record: Mapping[str, Any]) -> bytes:
        try:
            data = self.place.read(record["file"])
        except FileNotFoundError:
            return b""
        return data if matches_data(data, record) else b""

    def write(self, file: str, data: bytes, draft: Path | None = None) -> None:
        with self._reached():
            self.place.write(file.rpartition("/")[2], data)

    def remove(self, name: str) -> None:
        self.place.delete([name])

    @contextmanager
    def open_atomic(self, name: str, draft: Path) -> Iterator[BinaryIO]:
        with open_atomic(self.local_folder / name, draft) as file:
            yield file
        self.place.upload(name, self.local_folder / name)

    def discard_journals(self, journals: Iterable[Path]) -> None:
        """Of journals that are known to be over; and its own, which the manifest now holds."""
        sent: list[str] = []
        if self._courier:
            self._courier.stop()
            sent, self._courier = self._courier.names, None
        for owner in self._dead:
            sent += [f"{FOLDER}/{part.name}" for part in self._owners().get(owner, ())]
            shutil.rmtree(self.local_folder.with_name(owner), ignore_errors=True)
        self.place.delete([*sent, self._far("beat")])

    def local(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        return (
            {**record, "file": str(self.local_folder / record["file"].rpartition("/")[2])}
            if "file" in record
            else record
        )

    def close(self) -> None:
        """What a batch that was interrupted leaves to the next goes along, and so do contact sheets and tables."""
        with self._reached():
            if self._courier:
                with suppress(FileNotFoundError):
                    self._courier.carry()
                self._courier.stop()
            files = [
                path for path in self.local_folder.iterdir() if path.is_file() and path.name not in (MANIFEST, TABLE)
            ]
            for path in files:
                self.place.upload(path.name, path)
            self.place.delete(self._stale([path.name for path in files]))
            self.place.remove_folder(FOLDER)
        if self._life:
            self._life.close()
        shutil.rmtree(self.local_folder, ignore_errors=True)

    def _reached(self) -> Any:
        return remote_errors(self.address, UNWRITABLE, GONE)

    def _far(self, what: str) -> str:
        return f"{FOLDER}/{self.owner}.{what}"

    def _holder(self, lock: str) -> str:
        try:
            return self.place.read(lock).decode("ascii", "replace")
        except FileNotFoundError:
            return ""

    def _look(self) -> None:
        """See what is there now, and bring the manifest if it is not the one that is here."""
        self._there = {name_hash(entry.name): (entry.size, entry.modified) for entry in self.place.files()}
        state = self._there.get(name_hash(MANIFEST))
        if state and state != self._state:
            self.place.download(MANIFEST, self.local_folder / MANIFEST)
            # So that what was changed there after it is looked at.
            os.utime(self.local_folder / MANIFEST, ns=(state[1], state[1]))
        elif not state:
            (self.local_folder / MANIFEST).unlink(missing_ok=True)
        self._state = state

    def _owners(self) -> dict[str, list[RemoteFile]]:
        """The objects of other batches, by who has put them there, the oldest first."""
        found: dict[str, list[RemoteFile]] = {}
        for entry in sorted(self.place.files(FOLDER), key=lambda entry: (entry.modified, entry.name)):
            owner = OWNER.fullmatch(entry.name)
            if owner and owner["owner"] != self.owner:
                found.setdefault(owner["owner"], []).append(entry)
        return found

    def _alive(self, owner: str, parts: Iterable[RemoteFile] = ()) -> bool:
        """Whether a batch may still run: known of one of this machine, else by when it has last said something."""
        with suppress(FileNotFoundError), (self.local_folder.with_name(owner) / FOLDER / LIFE).open("rb+") as life:
            return not lock_file(life, wait=False)
        self.place.write(self._far("beat"), b"")
        entries = list(self.place.files(FOLDER))
        now = next((entry.modified for entry in entries if entry.name == f"{self.owner}.beat"), 0)
        last = max((entry.modified for entry in (*parts, *entries) if entry.name.startswith(owner)), default=0)
        return now - last < LEASE * SECOND

    def _joined(self, owner: str, parts: Iterable[RemoteFile]) -> list[Path]:
        """The parts of a journal as one file on the desk; none where there are none."""
        path = self.local_folder / FOLDER / f"{owner}.jsonl"
        written = [part for part in sorted(parts, key=lambda part: part.name) if part.name.endswith(".jsonl")]
        if not written:
            return []
        path.write_bytes(b"".join(self.place.read(f"{FOLDER}/{part.name}") for part in written))
        changed = max(part.modified for part in written)
        os.utime(path, ns=(changed, changed))
        return [path]

    def _stale(self, names: Iterable[str]) -> Iterator[str]:
        """Tables with higher numbers, which a longer list has left, and which would be posted once more."""
        for name in names:
            found = NUMBERED.fullmatch(name)
            if found and found["suffix"] == ".csv":
                number = int(found["number"] or 1) + 1
                following = f"{found['stem']}-{number}.csv"
                while following not in names and self.has(following):
                    yield following
                    number += 1
                    following = f"{found['stem']}-{number}.csv"


def refuse_sheet(file: str) -> None:
    """Raise DiagnosticError for a contact sheet that would be a picture, of pictures that lie elsewhere."""
    if file:
        hint = "leave --sheet out: the contact sheet beside the pictures is a page; or write the pictures to a folder"
        raise fail("sheet-remote", "--sheet is made of pictures on this machine, and these go elsewhere", hint)
