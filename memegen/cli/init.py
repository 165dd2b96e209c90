"""A starter project: designs, a house style, a photo and a list that are somebody's own, to change and to run."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core import environment
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where
from memegen.core.files import write_atomic
from memegen.core.signals import interrupts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from memegen.cli.session import Session

# The photo is one of those that come along; only what is said of it lies among the starter's own files.
PHOTO = Path("photos", "pier.jpg")


def start_project(session: Session, folder: str, *, json: bool) -> int:
    """Write the files, none over another, and say what to do next. Raises DiagnosticError, and then none is made."""
    root = Path(folder)
    files = {root / name: source for name, source in _sources().items()}
    taken = [_taken(path) for path in files if os.path.lexists(path)]
    if taken:
        raise DiagnosticError(taken)
    with interrupts.shield():
        _write({path: source.read_bytes() for path, source in files.items()})
    for path in files:
        if json:
            session.screen.json({"file": str(path), "bytes": path.stat().st_size})
        else:
            session.screen.data(str(path))
    session.screen.note(f"{len(files)} files made; {root / 'README.md'} says what to do with them")
    return 0


def _sources() -> dict[Path, Path]:
    """Where in the project each file goes, and what it is a copy of."""
    own = {path.relative_to(environment.STARTER): path for path in environment.STARTER.rglob("*") if path.is_file()}
    return dict(sorted({**own, PHOTO: environment.ASSETS / PHOTO}.items()))


def _taken(path: Path) -> Diagnostic:
    message = "there is a file of that name, which stays as it is; nothing was made"
    return Diagnostic(ERROR, "init-taken", Where(str(path)), message, "name a folder of its own: memegen init DIR")


def _write(files: Mapping[Path, bytes]) -> None:
    """Write all of them or, where one cannot be written, none. Raises DiagnosticError."""
    made: list[Path] = []
    try:
        for path, data in files.items():
            # What is not there yet, the innermost first.
            fresh = [parent for parent in path.parents if not os.path.lexists(parent)]
            made += reversed(fresh)
            write_atomic(path, data)
            made.append(path)
    except DiagnosticError:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
