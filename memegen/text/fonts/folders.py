"""Folders of fonts: named ones, the user's own, and the system's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from memegen.core import disk_cache
from memegen.core.diagnostics import WARNING, Diagnostic, Where, fail
from memegen.core.frozen import frozen
from memegen.scene.items import Font
from memegen.text.fonts import describe as describe_module
from memegen.text.fonts.describe import describe
from memegen.text.fonts.record import USER, Axis, FaceRecord

# Folders of the user's own fonts, separated as in PATH; if it is set, even to nothing, it replaces the default folder.
VARIABLE = "MEMEGEN_FONTS"
SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
# Suffixes of web fonts, whose compression HarfBuzz does not read.
WEB_FONTS = {".woff", ".woff2"}
# Kind of the entries in the cache on disk, and the version of their JSON.
CACHE_KIND, CACHE_VERSION = "fonts", "1"
# Maximum number of font files in the cache in memory.
CACHED_FILES = 4096


@frozen
class FolderScan:
    """The faces in some folders, and warnings for the files that cannot be used."""

    records: tuple[FaceRecord, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()


def scan_folders(folders: Iterable[Path], source: str = USER) -> FolderScan:
    """Describe all fonts in the folders and their subfolders."""
    records: list[FaceRecord] = []
    warnings: list[Diagnostic] = []
    for file in font_files(folders):
        result = _describe_file(file)
        if isinstance(result, str):
            hint = "replace it by a .ttf or .otf file that opens, or delete it"
            message = f"this font cannot be used: {result}"
            warnings.append(Diagnostic(WARNING, "font-unreadable", Where(str(file)), message, hint))
        else:
            records += [record if record.source == source else replace(record, source=source) for record in result]
    return FolderScan(tuple(records), tuple(warnings))


def require_folder(folder: Path) -> Path:
    """Return *folder*.

    Raises:
        DiagnosticError: there is no such folder.
    """
    if not folder.is_dir():
        raise fail("font-folder-not-found", f"font folder not found: {folder}", "check the path, or create the folder")
    return folder


def find_user_folders() -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Return the existing folders of the user's own fonts, and warnings for those that do not exist.

    They are the folders in :data:`VARIABLE` if it is set, else the default folder.
    """
    if (value := os.environ.get(VARIABLE)) is not None:
        folders = [Path(folder) for folder in value.split(os.pathsep) if folder]
        hint = f"create the folder, or change {VARIABLE}"
        missing = [
            Diagnostic(
                WARNING,
                "font-folder-not-found",
                Where(),
                f"font folder in {VARIABLE} not found: {folder}",
                hint,
            )
            for folder in folders
            if not folder.is_dir()
        ]
        return tuple(folder for folder in folders if folder.is_dir()), tuple(missing)
    folder = default_user_folder()
    return ((folder,) if folder.is_dir() else ()), ()


def default_user_folder() -> Path:
    """Return the folder of the user's own fonts if the variable is not set; it may not exist."""
    from platformdirs import user_data_path

    return user_data_path("memegen", appauthor=False) / "fonts"


def find_system_folders() -> tuple[Path, ...]:
    """Return the existing folders of the operating system's fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        folders = [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    elif sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        folders = [local / "Microsoft/Windows/Fonts", Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    else:
        folders = [
            home / ".local/share/fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        ]
    return tuple(folder for folder in folders if folder.is_dir())


def font_files(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the font files in the folders and their subfolders, sorted, so that the disk does not matter."""
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in SUFFIXES | WEB_FONTS and file.is_file():
                yield file


def _describe_file(file: Path) -> tuple[FaceRecord, ...] | str:
    """Return the faces of a file, or why it cannot be used."""
    if file.suffix.lower() in WEB_FONTS:
        return "web fonts are not read"
    try:
        status = file.stat()
    except OSError as problem:
        return str(problem)
    return describe_cached(file, status.st_mtime_ns, status.st_size)


@lru_cache(CACHED_FILES)
def describe_cached(file: Path, changed: int, size: int) -> tuple[FaceRecord, ...] | str:
    """Return the faces of a user's file as :func:`describe` does, or why it cannot be used.

    Args:
        file: The font file.
        changed: Time of its last change, in nanoseconds.
        size: Its size, in bytes.
    """
    stamp = disk_cache.stamp(describe_module, CACHE_VERSION, changed, size, file)
    if cached := disk_cache.load(CACHE_KIND, file, stamp):
        with suppress(ValueError, TypeError):
            return tuple(_from_json(file, *values) for values in cached)
    try:
        records = describe(file)
    except (OSError, ValueError) as problem:
        return str(problem)
    disk_cache.store(CACHE_KIND, file, stamp, [_to_json(record) for record in records])
    return records


def _to_json(record: FaceRecord) -> list[Any]:
    axes = [[axis.tag, axis.minimum, axis.default, axis.maximum] for axis in record.axes]
    font = record.font
    facts = [record.genre, record.has_color]
    return [font.family, font.weight, font.italic, record.index, *facts, axes, list(record.settings)]


def _from_json(
    file: Path,
    family: str,
    weight: int,
    italic: bool,
    index: int,
    genre: str,
    has_color: bool,
    axes: list[list[Any]],
    settings: list[list[Any]],
) -> FaceRecord:
    return FaceRecord(
        file,
        Font(family, weight, italic),
        source=USER,
        index=index,
        genre=genre,
        has_color=has_color,
        axes=tuple(Axis(*axis) for axis in axes),
        settings=tuple((tag, value) for tag, value in settings),
    )
