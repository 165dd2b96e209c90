"""Uploads the journal of a running batch in small parts, because object stores cannot append."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from memegen.core.object_store import RemoteFolder

# Seconds between two uploads.
INTERVAL = 3.0
# Seconds without new records after which a heartbeat is uploaded; less than bucket.LEASE.
HEARTBEAT = 15.0


class JournalUploader:
    """Uploads new records of a journal every few seconds, from a thread.

    Attributes:
        names: the objects uploaded so far.
    """

    def __init__(self, place: RemoteFolder, folder: str, owner: str, journal: Path) -> None:
        """Start the thread.

        Args:
            place: the remote folder.
            folder: folder below *place* for the objects.
            owner: identifier of the batch, with which the names of the objects begin.
            journal: the journal.
        """
        self.place = place
        self.names: list[str] = []
        self._stem = f"{folder}/{owner}"
        self._journal = journal
        self._uploaded = 0
        self._last = monotonic()
        self._stopped = Event()
        self._lock = Lock()
        Thread(target=self._run, name="memegen-journal-uploader", daemon=True).start()

    def upload(self) -> None:
        """Upload new records now; without any, and after a long interval, a heartbeat."""
        with self._lock:
            with self._journal.open("rb") as file:
                file.seek(self._uploaded)
                data = file.read()
            data = data[: data.rfind(b"\n") + 1]
            if data:
                name = f"{self._stem}-{len(self.names):06}.jsonl"
                self.place.write(name, data)
                self.names.append(name)
                self._uploaded += len(data)
            elif monotonic() - self._last < HEARTBEAT:
                return
            else:
                self.place.write(f"{self._stem}.beat", b"")
            self._last = monotonic()

    def stop(self) -> None:
        """Stop uploading, after an upload in progress has ended."""
        self._stopped.set()
        with self._lock:
            pass

    def _run(self) -> None:
        while not self._stopped.wait(INTERVAL):
            # A failed upload is tried again; if the batch is killed before, its graphics are rendered again.
            with suppress(Exception):
                self.upload()
