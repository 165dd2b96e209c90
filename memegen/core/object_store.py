"""Folders at an address: files are written whole, read, listed and deleted through fsspec."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

from memegen.core.address import Address, open_filesystem
from memegen.core.frozen import frozen

# Object stores: they publish an object whole or not at all, and have no folders.
OBJECT_STORES = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oci", "oss", "memory"}
# Keys under which the file systems of fsspec report the time of the last change.
TIME_KEYS = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
# Bytes read at a time by a download.
CHUNK = 1 << 20


@frozen
class RemoteFile:
    """A file of a remote folder.

    Attributes:
        name: name without the folder.
        size: length in bytes.
        modified: time of the last change by the server's clock, in nanoseconds since 1970; 0 if unknown.
    """

    name: str
    size: int
    modified: int


class RemoteFolder:
    """The folder at *address*; created on first use if its file system has folders.

    Methods raise whatever fsspec raises; for a scheme that it does not know, DiagnosticError.
    """

    def __init__(self, address: Address) -> None:
        self.address = address

    @cached_property
    def _system(self) -> tuple[Any, str]:
        """The file system of fsspec, and the folder's path in it."""
        system, path = open_filesystem(self.address)
        if self.address.scheme not in OBJECT_STORES:
            system.makedirs(path, exist_ok=True)
        return system, path

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all."""
        system, folder = self._system
        if self.address.scheme in OBJECT_STORES:
            system.pipe_file(f"{folder}/{name}", data)
            return
        with self._temporary(name) as (temporary, path):
            system.pipe_file(temporary, data)
            system.mv(temporary, path)

    def upload(self, name: str, file: Path) -> None:
        """Copy a local file of any length to *name*, whole or not at all."""
        system, folder = self._system
        if self.address.scheme in OBJECT_STORES:
            system.put_file(str(file), f"{folder}/{name}")
            return
        with self._temporary(name) as (temporary, path):
            system.put_file(str(file), temporary)
            system.mv(temporary, path)

    def create(self, name: str, data: bytes) -> bool:
        """Write a small file if *name* does not exist; return whether it was written."""
        system, folder = self._system
        self._create_parent(name)
        try:
            system.pipe_file(f"{folder}/{name}", data, mode="create")
        except FileExistsError:
            return False
        return True

    def read(self, name: str) -> bytes:
        """Return the contents of a file."""
        system, folder = self._system
        return bytes(system.cat_file(f"{folder}/{name}"))

    def download(self, name: str, file: Path) -> None:
        """Copy a file of any length to the local path *file*."""
        system, folder = self._system
        with system.open(f"{folder}/{name}", "rb") as source, file.open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)

    def delete(self, names: Iterable[str]) -> None:
        """Delete files; names that do not exist are skipped."""
        system, folder = self._system
        for name in names:
            try:
                system.rm_file(f"{folder}/{name}")
            except FileNotFoundError:
                continue

    def remove_folder(self, inside: str) -> None:
        """Remove the folder *inside* this one if it is empty and the file system has folders."""
        system, folder = self._system
        if self.address.scheme not in OBJECT_STORES:
            with suppress(OSError):
                system.rmdir(f"{folder}/{inside}")

    def files(self, inside: str = "") -> Iterator[RemoteFile]:
        """Yield the files of the folder, or of the folder *inside* it; none if that does not exist."""
        system, folder = self._system
        path = f"{folder}/{inside}" if inside else folder
        system.invalidate_cache()
        try:
            listing = system.ls(path, detail=True)
        except FileNotFoundError:
            return
        system.invalidate_cache()
        for info in listing:
            if info.get("type") == "file":
                yield RemoteFile(str(info["name"]).rpartition("/")[2], int(info.get("size") or 0), modified(info))

    def _create_parent(self, name: str) -> None:
        system, folder = self._system
        inside = name.rpartition("/")[0]
        if inside and self.address.scheme not in OBJECT_STORES:
            system.makedirs(f"{folder}/{inside}", exist_ok=True)

    @contextmanager
    def _temporary(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the path of a temporary file next to *name*, and of *name* (context manager).

        If the block raises, the temporary file is deleted.
        """
        system, folder = self._system
        self._create_parent(name)
        inside, slash, last = name.rpartition("/")
        temporary = f"{folder}/{inside}{slash}.{uuid4().hex}"
        try:
            yield temporary, f"{folder}/{inside}{slash}{last}"
        except BaseException:
            if system.exists(temporary):
                system.rm_file(temporary)
            raise


def modified(info: Mapping[str, Any]) -> int:
    """Return when a file was last changed, in nanoseconds since 1970, from its fsspec *info*; 0 if unknown."""
    time = next((info[key] for key in TIME_KEYS if info.get(key)), None)
    if isinstance(time, str):
        try:
            time = datetime.fromisoformat(time)
        except ValueError:
            return 0
    if isinstance(time, datetime):
        time = (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
    return int(time * 1_000_000) * 1000 if isinstance(time, int | float) else 0
