"""On-disk cache of parsed files, in the user's cache folder; one JSON file for each parsed file.

An entry is valid while its stamp, the header it starts with, matches. Anything wrong with an entry, or with the folder,
only means that the file is parsed again.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import adler32, crc32

from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import write_atomic

# Environment variable that names the cache folder; empty turns the cache off.
VARIABLE = "MEMEGEN_CACHE"


def stamp(parser: ModuleType, *state: object) -> bytes:
    """Return the header line of a valid entry.

    Args:
        parser: module that parses the file; an entry made by another version of it is not valid.
        state: what identifies the version of the parsed file, e.g. its size and time of change.
    """
    source = Path(parser.__file__ or "").stat()
    return f"{' '.join(map(str, (source.st_size, source.st_mtime_ns, *state)))}\n".encode()


def load(kind: str, path: Path, stamp: bytes) -> Any:
    """Return the JSON value stored for the file at *path*, or None if there is no entry with this stamp."""
    entry = _entry_path(kind, path)
    if entry is None:
        return None
    with suppress(OSError, ValueError, RecursionError):
        data = entry.read_bytes()
        checksum, _, body = data[len(stamp) :].partition(b"\n")
        if data.startswith(stamp) and checksum == _checksum(body):
            return json.loads(body)
    return None


def store(kind: str, path: Path, stamp: bytes, value: Any) -> None:
    """Store a JSON value for the file at *path*; do nothing if the cache is off or its folder cannot be written."""
    if entry := _entry_path(kind, path):
        body = json.dumps(value, separators=(",", ":")).encode()
        with suppress(DiagnosticError, OSError):
            write_atomic(entry, b"".join([stamp, _checksum(body), b"\n", body]))


def cache_folder() -> Path | None:
    """Return the folder of the cache, as the platform's conventions or MEMEGEN_CACHE name it; None if it is off."""
    if (named := os.environ.get(VARIABLE)) is not None:
        return Path(named) if named else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library/Caches/memegen"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "memegen/Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "memegen"


def _entry_path(kind: str, path: Path) -> Path | None:
    root = cache_folder()
    name = os.fsencode(path.absolute())
    # zlib's checksums, because importing hashlib takes longer than reading an entry. Files whose names collide
    # overwrite each other's entries; the stamp or the checksum shows it.
    return root / kind / f"{crc32(name):08x}{adler32(name):08x}.json" if root else None


def _checksum(body: bytes) -> bytes:
    """Return the checksum that shows whether an entry is complete."""
    return f"{crc32(body):08x}".encode()
