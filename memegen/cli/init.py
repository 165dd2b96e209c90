"""Creating a starter project of templates, a brand, a photo and a list, for the command `memegen init`."""

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

# The starter's photo, one of the shipped photos; its sidecar is among the starter's own files.
PHOTO = Path("photos", "pier.jpg")


def start_project(session: Session, folder: str, *, json: bool) -> int:
    """Write the files of the project and return the exit code. On DiagnosticError none is left."""
    root = Path(folder)
    files = {root / name: source for name, source in _sources().items()}
    errors = [_exists_error(path) for path in files if os.path.lexists(path)]
    if errors:
        raise DiagnosticError(errors)
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
    """Return the files of the project, by their path in it, each with the file that it is a copy of."""
    own = {path.relative_to(environment.STARTER): path for path in environment.STARTER.rglob("*") if path.is_file()}
    return dict(sorted({**own, PHOTO: environment.ASSETS / PHOTO}.items()))


def _exists_error(path: Path) -> Diagnostic:
    message = "there is a file of that name, which stays as it is; nothing was made"
    return Diagnostic(ERROR, "init-taken", Where(str(path)), message, "name a folder of its own: memegen init DIR")


def _write(files: Mapping[Path, bytes]) -> None:
    """Write all files, or none if one cannot be written. Raises DiagnosticError."""
    created: list[Path] = []
    try:
        for path, data in files.items():
            new_folders = [parent for parent in path.parents if not os.path.lexists(parent)]
            created += reversed(new_folders)
            write_atomic(path, data)
            created.append(path)
    except DiagnosticError:
        for path in reversed(created):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
