"""Carries the journal of a running batch to where its pictures go, in small parts that are each put there whole."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from memegen.core.object_store import RemoteFolder

# Seconds between parts, and the longest silence of a batch that runs.
PAUSE, SILENCE = 3.0, 15.0


class JournalUploader:
    """Sends what is new in *journal* every few seconds, from a thread of its own; objects are called after *owner*."""

    def __init__(self, place: RemoteFolder, folder: str, owner: str, journal: Path) -> None:
        self.place = place
        self.names: list[str] = []
        self._stem = f"{folder}/{owner}"
        self._journal = journal
        self._sent = 0
        self._last = monotonic()
        self._over = Event()
        self._lock = Lock()
        Thread(target=self._run, name="memegen-courier", daemon=True).start()

    def carry(self) -> None:
        """Send what is new now; or, after a long silence, a sign of life."""
        with self._lock:
            with self._journal.open("rb") as file:
                file.seek(self._sent)
                data = file.read()
            data = data[: data.rfind(b"\n") + 1]
            if data:
                name = f"{self._stem}-{len(self.names):06}.jsonl"
                self.place.write(name, data)
                self.names.append(name)
                self._sent += len(data)
            elif monotonic() - self._last < SILENCE:
                return
            else:
                self.place.write(f"{self._stem}.beat", b"")
            self._last = monotonic()

    def stop(self) -> None:
        """Send nothing any more."""
        self._over.set()
        with self._lock:  # What is under way arrives first.
            pass

    def _run(self) -> None:
        while not self._over.wait(PAUSE):
            # Whatever could not be sent is tried again; if the batch is killed meanwhile, it is made again.
            with suppress(Exception):
                self.carry()
