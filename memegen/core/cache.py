"""What is kept between runs, in the user's cache folder: a file for each place that something was read from.

It counts while what stands before it is the same; whatever is wrong with it, it is made anew.
"""

from __future__ import annotations

import json
import os
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any, Generic, TypeVar
from zlib import adler32, crc32

from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import write_whole

# The folder for what is kept; when it is set to nothing, nothing is.
VARIABLE = "MEMEGEN_CACHE"


def head(reader: ModuleType, *told: object) -> bytes:
    """A line that is the same for as long as this module reads, and what it reads is *told* to be the same."""
    state = Path(reader.__file__ or "").stat()
    return f"{' '.join(map(str, (state.st_size, state.st_mtime_ns, *told)))}\n".encode()


def recall(kind: str, place: Path, before: bytes) -> Any:
    """What was kept of the file at *place*, made of JSON values; None where nothing stands there after *before*."""
    beside = _beside(kind, place)
    if beside is None:
        return None
    with suppress(OSError, ValueError, RecursionError):
        kept = beside.read_bytes()
        told, _, body = kept[len(before) :].partition(b"\n")
        if kept.startswith(before) and told == _sum(body):
            return json.loads(body)
    return None


def keep(kind: str, place: Path, before: bytes, value: Any) -> None:
    """Keep JSON values for the next run, after *before*, if there is a place for that."""
    if beside := _beside(kind, place):
        body = json.dumps(value, separators=(",", ":")).encode()
        with suppress(DiagnosticError, OSError):
            write_whole(beside, b"".join([before, _sum(body), b"\n", body]))


def folder() -> Path | None:
    """Where things are kept; None for nowhere."""
    if (said := os.environ.get(VARIABLE)) is not None:
        return Path(said) if said else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library/Caches/memegen"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "memegen/Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "memegen"


def _beside(kind: str, place: Path) -> Path | None:
    root = folder()
    path = os.fsencode(place.absolute())
    # Better sums take longer to load than a tree to read. Should two places share a name, they take turns.
    return root / kind / f"{crc32(path):08x}{adler32(path):08x}.json" if root else None


def _sum(body: bytes) -> bytes:
    """Tells whether what was kept is whole."""
    return f"{crc32(body):08x}".encode()


T = TypeVar("T")


class Cache(Generic[T]):
    """Values by key, at most *limit* bytes of them as *weigh* counts; the one put in last always stays."""

    def __init__(self, limit: int, weigh: Callable[[T], int]) -> None:
        self.limit, self.weigh = limit, weigh
        self.held = 0
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value at *key*, made if there is none. Two threads may both make it; one of the two is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            # One that is too large for the store makes room before the next is made, not after.
            if self.held > self.limit:
                self._values.clear()
                self.held = 0
        made = make()
        with self._lock:
            if key not in self._values:
                self._values[key] = made
                self.held += self.weigh(made)
            while self.held > self.limit and len(self._values) > 1:
                self.held -= self.weigh(self._values.popitem(last=False)[1])
        return made
