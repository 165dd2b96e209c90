"""What the user's font files hold, kept between runs: to open each would take longer than to set a text in one."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from memegen.fonts import describe as describing
from memegen.fonts.describe import describe
from memegen.fonts.entry import USER, Axis, Entry
from memegen.kept import head, keep, recall
from memegen.scene import Font

KIND = "fonts"
# Changes with the form in which entries are kept.
FORM = "1"


@lru_cache(4096)
def known(file: Path, changed: int, size: int) -> tuple[Entry, ...] | str:
    """What :func:`describe` says of a user's file, or why it says nothing; asked once for each state of the file."""
    before = head(describing, FORM, changed, size, file)
    if kept := recall(KIND, file, before):
        with suppress(ValueError, TypeError):
            return tuple(_read(file, *told) for told in kept)
    try:
        entries = describe(file)
    except (OSError, ValueError) as problem:
        return str(problem)
    keep(KIND, file, before, [_written(entry) for entry in entries])
    return entries


def _written(entry: Entry) -> list[Any]:
    axes = [[axis.tag, axis.least, axis.usual, axis.most] for axis in entry.axes]
    font = entry.font
    look = [entry.genre, entry.coloured]
    return [font.family, font.weight, font.italic, entry.index, *look, axes, list(entry.settings)]


def _read(
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
