"""Folders of fonts: those that somebody named, the user's own, and the system's."""

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
from memegen.text.fonts import describe as describing
from memegen.text.fonts.describe import describe
from memegen.text.fonts.entry import USER, Axis, Entry

KIND = "fonts"
# Changes with the form in which entries are kept.
FORM = "1"


@lru_cache(4096)
def known(file: Path, changed: int, size: int) -> tuple[Entry, ...] | str:
    """What :func:`describe` says of a user's file, or why it says nothing; asked once for each state of the file."""
    stamp = disk_cache.stamp(describing, FORM, changed, size, file)
    if kept := disk_cache.load(KIND, file, stamp):
        with suppress(ValueError, TypeError):
            return tuple(_read_known(file, *told) for told in kept)
    try:
        entries = describe(file)
    except (OSError, ValueError) as problem:
        return str(problem)
    disk_cache.store(KIND, file, stamp, [_written(entry) for entry in entries])
    return entries


def _written(entry: Entry) -> list[Any]:
    axes = [[axis.tag, axis.least, axis.usual, axis.most] for axis in entry.axes]
    font = entry.font
    look = [entry.genre, entry.coloured]
    return [font.family, font.weight, font.italic, entry.index, *look, axes, list(entry.settings)]


def _read_known(
    file: Path,
    family: str,
    weight: int,
    italic: bool,
    index: int,
    genre: str,
    coloured: bool,
    axes: list[list[Any]],
    settings: list[list[Any]],
) -> Entry:
    return Entry(
        file,
        Font(family, weight, italic),
        source=USER,
        index=index,
        genre=genre,
        coloured=coloured,
        axes=tuple(Axis(*axis) for axis in axes),
        settings=tuple((tag, value) for tag, value in settings),
    )


# Folders of the user's own fonts, separated as in PATH; when it is set, even to nothing, it is all there is.
VARIABLE = "MEMEGEN_FONTS"
SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
# Web fonts are compressed in a way that HarfBuzz does not read.
PACKED = {".woff", ".woff2"}


@frozen
class Shelf:
    """The faces of some folders, and what is wrong with files there; such files are passed over."""

    entries: tuple[Entry, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()


def shelf(folders: Iterable[Path], source: str = USER) -> Shelf:
    """Read the names of all fonts in the folders and the folders in them."""
    entries: list[Entry] = []
    warnings: list[Diagnostic] = []
    for file in font_files(folders):
        found = _read_font(file)
        if isinstance(found, str):
            hint = "replace it by a sound .ttf or .otf file, or remove it"
            message = f"this font cannot be used: {found}"
            warnings.append(Diagnostic(WARNING, "font-unreadable", Where(str(file)), message, hint))
        else:
            entries += [entry if entry.source == source else replace(entry, source=source) for entry in found]
    return Shelf(tuple(entries), tuple(warnings))


def named(folder: Path) -> Path:
    """A folder that somebody named. Raises DiagnosticError when it is not there."""
    if not folder.is_dir():
        raise fail("font-folder", f"there is no font folder {folder}", "check the path, or make the folder")
    return folder


def own_folders() -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The user's own font folders: those that MEMEGEN_FONTS names, or else the usual one, where it is there."""
    if (said := os.environ.get(VARIABLE)) is not None:
        folders = [Path(folder) for folder in said.split(os.pathsep) if folder]
        hint = f"make the folder, or change {VARIABLE}"
        missing = [
            Diagnostic(WARNING, "font-folder", Where(), f"{VARIABLE} names a folder that is not there: {folder}", hint)
            for folder in folders
            if not folder.is_dir()
        ]
        return tuple(folder for folder in folders if folder.is_dir()), tuple(missing)
    folder = usual_folder()
    return ((folder,) if folder.is_dir() else ()), ()


def usual_folder() -> Path:
    """Where a user's fonts lie when no variable says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("memegen", appauthor=False) / "fonts"


def system_folders() -> tuple[Path, ...]:
    """Where the system keeps fonts; those of these folders that are there."""
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


def _read_font(file: Path) -> tuple[Entry, ...] | str:
    if file.suffix.lower() in PACKED:
        return "web fonts are not read"
    try:
        state = file.stat()
    except OSError as problem:
        return str(problem)
    return known(file, state.st_mtime_ns, state.st_size)


def font_files(folders: Iterable[Path]) -> Iterator[Path]:
    """Font files of the folders and the folders in them, in an order that does not depend on the disk."""
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in SUFFIXES | PACKED and file.is_file():
                yield file
