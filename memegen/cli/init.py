"""Creating a project of templates, a brand, a photo and a list, for the command `memegen init`."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.cli.schema import modeline, schema_files
from memegen.core import environment
from memegen.core.diagnostics import DiagnosticError, Where, fail
from memegen.core.files import write_atomic
from memegen.core.signals import interrupts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from memegen.cli.own_brand import OwnBrand
    from memegen.cli.session import Session

# The starter's photo, one of the shipped photos; its sidecar is among the starter's own files.
PHOTO = Path("photos", "pier.jpg")
# The campaign of the starter, as its files name it, and its brand's files.
CAMPAIGN, BRAND = "Save Our Pier", "save-our-pier"
BRAND_FILES = "brands"


def start_project(session: Session, folder: str, brand: OwnBrand | None, *, json: bool) -> int:
    """Write the files of the project and return the exit code. On DiagnosticError none is left.

    Args:
        session: the session.
        folder: where to write them; "" for the current folder, if that is empty or there is a brand.
        brand: the brand of the project; None for the one of the example.
        json: whether to print the files as JSON.
    """
    if not folder and not brand and any(Path().iterdir()):
        message = f"the example, {CAMPAIGN}, would be written into this folder, which has other files"
        raise fail("usage", message, "name a folder: memegen init DIR (. is this one), or your campaign with --name")
    root = Path(folder)
    contents = {root / name: data for name, data in _contents(brand).items()}
    if taken := [path for path in contents if os.path.lexists(path)]:
        raise _exists_error(taken)
    with interrupts.shield():
        _write(contents)
    for path in contents:
        if json:
            session.screen.json({"file": str(path), "bytes": path.stat().st_size})
        else:
            session.screen.data(str(path))
    example = f"the brand is an example, {CAMPAIGN}; make your own with --name, --colours and --logo"
    for line in brand.notes() if brand else [example]:
        session.screen.note(line)
    session.screen.note(f"{len(contents)} files written; {root / 'README.md'} describes the first steps")
    if root != Path():
        session.screen.note(f"next: cd {shlex.quote(str(root))}")
    return 0


def _contents(brand: OwnBrand | None) -> dict[Path, bytes]:
    """Return the files of the project, by their path in it, each with its content."""
    own = {path.relative_to(environment.STARTER): path for path in environment.STARTER.rglob("*") if path.is_file()}
    sources = {**own, PHOTO: environment.ASSETS / PHOTO}
    contents = {name: path.read_bytes() for name, path in sources.items()}
    if brand:
        contents = {name: data for name, data in contents.items() if name.parts[0] != BRAND_FILES}
        for name in [name for name in contents if len(name.parts) == 1]:
            text = contents[name].decode().replace(CAMPAIGN, brand.title).replace(BRAND, brand.name)
            contents[name] = text.encode()
        contents |= {BRAND_FILES / name: data for name, data in brand.files().items()}
    contents = {name: modeline(name).encode() + data for name, data in contents.items()}
    return dict(sorted({**contents, **schema_files()}.items()))


def _exists_error(taken: Sequence[Path]) -> DiagnosticError:
    more = f" (and {len(taken) - 1} more of the project's)" if len(taken) > 1 else ""
    message = f"the file exists already{more}; nothing was written"
    return fail("init-exists", message, "choose a new folder: memegen init DIR", Where(str(taken[0])))


def _write(contents: Mapping[Path, bytes]) -> None:
    """Write all files, or none if one cannot be written. Raises DiagnosticError."""
    created: list[Path] = []
    try:
        for path, data in contents.items():
            new_folders = [parent for parent in path.parents if not os.path.lexists(parent)]
            created += reversed(new_folders)
            write_atomic(path, data)
            created.append(path)
    except DiagnosticError:
        for path in reversed(created):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
