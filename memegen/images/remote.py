"""Photos in an object store: downloaded once for each state of the remote file, into a cache folder."""

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

# Copies that no batch has used for this long are deleted.
MAX_AGE_SECONDS = 30 * 86_400
# Bytes that are downloaded at a time.
BLOCK = 1 << 20
UNREACHABLE = "photo-unreachable"


def photo_cache() -> Path:
    """Return the folder of downloaded photos; it may be emptied at any time.

    If the cache is switched off, it is a temporary folder that is deleted when the process exits.
    """
    if (folder := os.environ.get(VARIABLE)) is None:
        from platformdirs import user_cache_path

        return user_cache_path("memegen", appauthor=False)
    return Path(folder).absolute() if folder else _temporary_folder()


@cache
def _temporary_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="memegen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class RemotePhotos:
    """The photos below *address*, which rows may name; each is looked up once in a run.

    Args:
        sidecar_limit: Maximum bytes of the sidecar file of a photo.
    """

    def __init__(self, address: Address, sidecar_limit: int) -> None:
        self.address = address
        self.sidecar_limit = sidecar_limit
        self._downloaded: dict[str, Path | None] = {}
        self._cleaned = False

    def relative_name(self, text: str) -> str:
        """Return the name below the address for a name or an address from a row; "" if it is invalid."""
        name = text.removeprefix(f"{self.address}/")
        parts = name.split("/")
        if "://" in name or "\\" in name or "\0" in name or any(part in ("", ".", "..") for part in parts):
            return ""
        return name

    def download(self, name: str, where: Where | None = None) -> Path | None:
        """Return the local copy of a photo, with its sidecar file next to it; None if there is no such photo.

        Raises:
            DiagnosticError: ``photo-unreachable`` or ``photo-too-large``.
        """
        if name not in self._downloaded:
            self._downloaded[name] = self._copy(name, where)
        return self._downloaded[name]

    def _copy(self, name: str, where: Where | None) -> Path | None:
        address = self.address / name
        filesystem, path = open_filesystem(address)
        with remote_errors(address, UNREACHABLE, "check the address", where):
            info, sidecar = _file_info(filesystem, path), _file_info(filesystem, f"{path}.yaml")
            if info is None:
                return None
            check_bytes(str(address), int(info.get("size") or 0))
            # Everything that the store reports, e.g. times, sizes and checksums, is part of the key.
            state = repr((str(address), sorted(map(str, info.items())), sorted(map(str, (sidecar or {}).items()))))
            folder = photo_cache() / "photos" / hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()[:32]
            file = folder / address.name
            if file.is_file():
                os.utime(folder)
            else:
                self._fetch(filesystem, path, file, sidecar=sidecar is not None)
        return file

    def _fetch(self, filesystem: Any, path: str, file: Path, *, sidecar: bool) -> None:
        """Download the photo, and its sidecar file, into a folder that appears whole or not at all."""
        file.parent.parent.mkdir(parents=True, exist_ok=True)
        self._delete_old(file.parent.parent)
        temporary = Path(tempfile.mkdtemp(prefix=".new-", dir=file.parent.parent))
        try:
            _download(filesystem, path, temporary / file.name, MAX_BYTES)
            if sidecar:
                _download(filesystem, f"{path}.yaml", temporary / f"{file.name}.yaml", self.sidecar_limit)
            with suppress(OSError):  # Another process has downloaded the same photo meanwhile.
                temporary.rename(file.parent)
            if not file.is_file():
                raise FileNotFoundError(f"{file} cannot be kept")
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def _delete_old(self, cache_folder: Path) -> None:
        """Delete copies that have not been used for a month."""
        if self._cleaned:
            return
        self._cleaned = True
        for folder in cache_folder.iterdir():
            with suppress(OSError):
                if folder.stat().st_mtime < time.time() - MAX_AGE_SECONDS:
                    shutil.rmtree(folder, ignore_errors=True)


def _file_info(filesystem: Any, path: str) -> dict[str, Any] | None:
    """Return what the store reports of a file; None if there is no such file."""
    try:
        info = filesystem.info(path)
    except FileNotFoundError:
        return None
    return dict(info) if info.get("type") == "file" else None


def _download(filesystem: Any, path: str, file: Path, limit: int) -> None:
    """Download a file of at most *limit* bytes, whatever length the store reports."""
    left = limit + 1
    with filesystem.open(path, "rb", block_size=BLOCK) as source, file.open("wb") as target:
        while left > 0 and (data := source.read(min(left, BLOCK))):
            target.write(data)
            left -= len(data)
    if left <= 0:
        raise fail(
            "photo-too-large", f"the photo {path} has more than the maximum of {limit:,} bytes", "export it smaller"
        )
