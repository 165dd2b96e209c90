"""A folder at an address: whole files put there, read, listed and taken away."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

from memegen.core.address import Address, filesystem

# These keep whole objects: what is put there is seen whole, or not at all.
OBJECTS = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oci", "oss", "memory"}
# Where different file systems of fsspec say when a file was changed.
CHANGED = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a place. ``changed`` is in nanoseconds by the clock over there, 0 where nobody knows."""

    name: str
    size: int
    changed: int


class Place:
    """The folder at *address*. Raises whatever fsspec raises, but DiagnosticError for one that it does not know."""

    def __init__(self, address: Address) -> None:
        self.address = address

    @cached_property
    def _far(self) -> tuple[Any, str]:
        found, path = filesystem(self.address)
        # Object stores have no folders.
        if self.address.scheme not in OBJECTS:
            found.makedirs(path, exist_ok=True)
        return found, path

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, whole or not at all."""
        system, folder = self._far
        if self.address.scheme in OBJECTS:
            system.pipe_file(f"{folder}/{name}", data)
            return
        with self._beside(name) as (beside, path):
            system.pipe_file(beside, data)
            system.mv(beside, path)

    def put(self, name: str, file: Path) -> None:
        """The same for a file of this machine, however long."""
        system, folder = self._far
        if self.address.scheme in OBJECTS:
            system.put_file(str(file), f"{folder}/{name}")
            return
        with self._beside(name) as (beside, path):
            system.put_file(str(file), beside)
            system.mv(beside, path)

    def claim(self, name: str, data: bytes) -> bool:
        """Put a small file there if there is none; False where there is."""
        system, folder = self._far
        self._parent(name)
        try:
            system.pipe_file(f"{folder}/{name}", data, mode="create")
        except FileExistsError:
            return False
        return True

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        system, folder = self._far
        return bytes(system.cat_file(f"{folder}/{name}"))

    def fetch(self, name: str, file: Path) -> None:
        """Bring a file to this machine, however long."""
        system, folder = self._far
        with system.open(f"{folder}/{name}", "rb") as source, file.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)

    def remove(self, names: Iterable[str]) -> None:
        """Take files away; those that are gone already are passed over."""
        system, folder = self._far
        for name in names:
            try:
                system.rm_file(f"{folder}/{name}")
            except FileNotFoundError:
                continue

    def drop(self, inside: str) -> None:
        """Take away an empty folder; where it is not empty, or there are no folders, nothing happens."""
        system, folder = self._far
        if self.address.scheme not in OBJECTS:
            with suppress(OSError):
                system.rmdir(f"{folder}/{inside}")

    def entries(self, inside: str = "") -> Iterator[Entry]:
        """The files of the folder, or of one *inside* it; none where there is no such folder."""
        system, folder = self._far
        path = f"{folder}/{inside}" if inside else folder
        system.invalidate_cache()
        try:
            told = system.ls(path, detail=True)
        except FileNotFoundError:
            return
        system.invalidate_cache()
        for info in told:
            if info.get("type") == "file":
                yield Entry(str(info["name"]).rpartition("/")[2], int(info.get("size") or 0), changed(info))

    def _parent(self, name: str) -> None:
        system, folder = self._far
        inside = name.rpartition("/")[0]
        if inside and self.address.scheme not in OBJECTS:
            system.makedirs(f"{folder}/{inside}", exist_ok=True)

    @contextmanager
    def _beside(self, name: str) -> Iterator[tuple[str, str]]:
        """A name beside the file for what is not whole yet, taken away where it is left; and the file's own."""
        system, folder = self._far
        self._parent(name)
        inside, _, last = name.rpartition("/")
        beside = f"{folder}/{inside}{'/' * bool(inside)}.{uuid4().hex}"
        try:
            yield beside, f"{folder}/{inside}{'/' * bool(inside)}{last}"
        except BaseException:
            if system.exists(beside):
                system.rm_file(beside)
            raise


def changed(info: Mapping[str, Any]) -> int:
    """When a file was changed, in nanoseconds; 0 where its place does not say."""
    told = next((info[word] for word in CHANGED if info.get(word)), None)
    if isinstance(told, str):
        try:
            told = datetime.fromisoformat(told)
        except ValueError:
            return 0
    if isinstance(told, datetime):
        told = (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
    return int(told * 1_000_000) * 1000 if isinstance(told, int | float) else 0
