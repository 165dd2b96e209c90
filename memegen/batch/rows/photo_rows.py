"""Photos as a list: a folder or a pattern such as ``photos/*.jpg``, a row for each photo."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.core.address import is_address
from memegen.core.diagnostics import Where, fail
from memegen.core.file_roles import PHOTO_EXTENSIONS
from memegen.core.regex import lazy_pattern

PATTERN = lazy_pattern(r"[*?\[]")
DIGITS = lazy_pattern(r"(\d{1,18})")
PHOTO = "photo"
# Maximum number of photos of a list.
MAX_PHOTOS = 10_000


def is_photo_list(name: str) -> bool:
    """Return whether a list is a folder, or a pattern that is not the name of a file."""
    path = Path(name)
    if is_address(name):
        return False
    try:
        return path.is_dir() or (bool(PATTERN.search(name)) and not path.exists())
    except (OSError, ValueError):
        return False


def photos_of(name: str) -> tuple[Path, list[str]]:
    """Return the folder of a list of photos, and the photos relative to it, numbers in their names in order.

    Raises:
        DiagnosticError: ``rows-not-found``, if there are none.
    """
    path = Path(name)
    if path.is_dir():
        folder, pattern = path, "*"
    else:
        parts = path.parts
        first = next(i for i, part in enumerate(parts) if PATTERN.search(part))
        folder, pattern = Path(*parts[:first]), str(Path(*parts[first:]))
    found = (
        file.relative_to(folder).as_posix() for file in folder.glob(pattern) if file.suffix.lower() in PHOTO_EXTENSIONS
    )
    photos = sorted(islice(found, MAX_PHOTOS), key=_natural)
    if not photos:
        hint = f"name a list, or a folder with photos ({', '.join(PHOTO_EXTENSIONS)})"
        raise fail(
            "rows-not-found",
            "this is a folder without photos, not a list" if folder == path else "no photo matches this pattern",
            hint,
            Where(name),
        )
    return folder, photos


def photo_rows(photos: list[str], builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """Iterate over a row for each photo."""
    for photo in photos:
        yield builder.build([(PHOTO, photo)])


def _natural(name: str) -> list[tuple[int, str]]:
    """Return the parts of a name by which it is sorted: numbers as numbers, other parts without case."""
    parts = DIGITS.split(name.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
