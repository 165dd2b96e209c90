"""Photos at an address: brought to this machine once for each state that they are found in."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from memegen.core.address import Address, open_filesystem, remote_errors
from memegen.core.diagnostics import Where, fail
from memegen.core.disk_cache import VARIABLE
from memegen.images.limits import MAX_BYTES, check_bytes

DAYS = 30
DAY = 86_400
UNREACHABLE = "photo-unreachable"


def photo_cache() -> Path:
    """Where copies of photos are kept; it may be emptied at any time. Where nothing is to be kept, it ends with us."""
    if (said := os.environ.get(VARIABLE)) is None:
        from platformdirs import user_cache_path

        return user_cache_path("memegen", appauthor=False)
    return Path(said).absolute() if said else _passing()


@cache
def _passing() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="memegen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class RemotePhotos:
    """The photos below *address*, which rows may name: each looked up once a run."""

    def __init__(self, address: Address, sidecar_limit: int) -> None:
        self.address = address
        self.sidecar_limit = sidecar_limit
        self._brought: dict[str, Path | None] = {}
        self._swept = False

    def named(self, text: str) -> str:
        """The name, below the address, that a row means by a name or by a whole address; "" for none that can be."""
        name = text.removeprefix(f"{self.address}/")
        parts = name.split("/")
        if "://" in name or "\\" in name or "\0" in name or any(part in ("", ".", "..") for part in parts):
            return ""
        return name

    def bring(self, name: str, where: Where | None = None) -> Path | None:
        """The copy of that photo on this machine, its sidecar beside it; None where there is no such photo.

        Raises DiagnosticError: ``photo-unreachable``, ``photo-too-large``.
        """
        if name not in self._brought:
            self._brought[name] = self._copy(name, where)
        return self._brought[name]

    def _copy(self, name: str, where: Where | None) -> Path | None:
        at = self.address / name
        system, path = open_filesystem(at)
        with remote_errors(at, UNREACHABLE, "check the address", where):
            told, beside = _info(system, path), _info(system, f"{path}.yaml")
            if told is None:
                return None
            check_bytes(str(at), int(told.get("size") or 0))
            state = repr((str(at), sorted(map(str, told.items())), sorted(map(str, (beside or {}).items()))))
            room = photo_cache() / "photos" / hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()[:32]
            file = room / at.name
            if file.is_file():
                os.utime(room)
            else:
                self._fetch(system, path, file, sidecar=beside is not None)
        return file

    def _fetch(self, system: Any, path: str, file: Path, *, sidecar: bool) -> None:
        """Bring the photo, and its sidecar, into a folder that stands there whole or not at all."""
        file.parent.parent.mkdir(parents=True, exist_ok=True)
        self._sweep(file.parent.parent)
        draft = Path(tempfile.mkdtemp(prefix=".new-", dir=file.parent.parent))
        try:
            _download(system, path, draft / file.name, MAX_BYTES)
            if sidecar:
                _download(system, f"{path}.yaml", draft / f"{file.name}.yaml", self.sidecar_limit)
            with suppress(OSError):  # Another process has just brought the same.
                draft.rename(file.parent)
            if not file.is_file():
                raise FileNotFoundError(f"{file} cannot be kept")
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _sweep(self, folder: Path) -> None:
        """Take away what nobody has asked for in a month."""
        if self._swept:
            return
        self._swept = True
        for room in folder.iterdir():
            with suppress(OSError):
                if room.stat().st_mtime < time.time() - DAYS * DAY:
                    shutil.rmtree(room, ignore_errors=True)


def _info(system: Any, path: str) -> dict[str, Any] | None:
    """What is known of a file over there; None where there is none."""
    try:
        told = system.info(path)
    except FileNotFoundError:
        return None
    return dict(told) if told.get("type") == "file" else None


def _download(system: Any, path: str, file: Path, most: int) -> None:
    """Copy a file, but not more of it than is ever read, whatever was said of its length."""
    left = most + 1
    with system.open(path, "rb", block_size=1 << 20) as source, file.open("wb") as target:
        while left > 0 and (data := source.read(min(left, 1 << 20))):
            target.write(data)
            left -= len(data)
    if left <= 0:
        raise fail(
            "photo-too-large", f"{path} has more than {most:,} bytes, the most that is read", "export it smaller"
        )
