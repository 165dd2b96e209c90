"""What tells one state of a font library from another, found out without opening a font."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.fonts.shelf import font_files, named, own_folders, system_folders

if TYPE_CHECKING:
    from memegen.fonts.library import Library


def state(library: Library) -> str:
    """A digest over every font that the library may draw from: wherever one changes, pictures may.

    Fonts of folders count by name, size and time, those of the bundle by its index and their sizes.
    """
    own = own_folders()[0] if library.own else ()
    far = system_folders() if library.system else ()
    digest = hashlib.sha256((library.bundle / "index.json").read_bytes())
    for line in (*_sizes(font_files([library.bundle])), *_stamps((*map(named, library.extra), *own, *far))):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _sizes(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        yield f"{file.name} {file.stat().st_size}\n"


def _stamps(folders: Iterable[Path]) -> Iterator[str]:
    for number, folder in enumerate(folders):
        for file in font_files([folder]):
            told = file.stat()
            yield f"{number} {file.relative_to(folder)} {told.st_size} {told.st_mtime_ns}\n"
