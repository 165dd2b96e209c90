"""Recording which graphics have been looked at, for the command `memegen approve`."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.approval import RECORD, Approved, find_graphics, read_all, read_record, write_record
from memegen.cli import SOME_FAILED
from memegen.cli.batch_arguments import output_of
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.files import is_file

if TYPE_CHECKING:
    from memegen.cli.session import Session


def approve_graphics(session: Session, folder: str, only: tuple[str, ...], record: str, *, json: bool) -> int:
    """Record the graphics of a folder, or only those whose names match a pattern, and return the exit code.

    A graphic that cannot be read stays as it was in the record.

    Raises:
        DiagnosticError: there are no such graphics, or the record is invalid or cannot be written.
    """
    place, path = review_paths(session, folder, record)
    graphics = [graphic for graphic in find_graphics(place) if not only or _matches(graphic.file, only)]
    if not graphics:
        hint = "look at the names in the folder" if only else "render some first: memegen batch"
        raise fail("graphics-not-found", f"no {'such ' * bool(only)}graphics in {place}", hint)
    before = read_record(path, place) if is_file(path) else {}
    names = {graphic.file for graphic in graphics}
    approved = {name: graphic for name, graphic in before.items() if only or name in names}
    read = list(read_all(graphics, before))
    for each in read:
        if isinstance(each, DiagnosticError):
            session.screen.diagnostics(each.diagnostics)
        else:
            approved[each.file] = each
    write_record(path, place, approved)
    if json:
        for graphic in read:
            if isinstance(graphic, Approved):
                session.screen.json({"file": graphic.file, "sha256": graphic.sha256, "pixels": graphic.summary.pixels})
    session.screen.note(_summary(before, approved, path))
    return SOME_FAILED if any(isinstance(each, DiagnosticError) for each in read) else 0


def review_paths(session: Session, folder: str, record: str) -> tuple[Path, Path]:
    """Return the folder of the graphics and the record, as given or as the project says.

    Raises:
        DiagnosticError: ``approval-unsupported`` for an address, or the project file is invalid.
    """
    place = output_of(session.project, folder)
    if not isinstance(place, Path):
        raise fail("approval-unsupported", f"{place} is not a folder of this machine", "copy the graphics to a folder")
    return place, Path(record) if record else (session.project.folder or Path()) / RECORD


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _summary(before: dict[str, Approved], approved: dict[str, Approved], path: Path) -> str:
    """Return what is new in the record in one line."""
    changed = sum(
        name in before and before[name].summary.pixels != graphic.summary.pixels for name, graphic in approved.items()
    )
    counts = ((len(approved.keys() - before.keys()), "new"), (changed, "changed"))
    gone = len(before.keys() - approved.keys())
    parts = [f"{count:,} {word}" for count, word in (*counts, (gone, "removed")) if count]
    news = f" ({', '.join(parts)})" if parts else ""
    return f"{len(approved):,} graphics approved{news} → {path}, {path.stat().st_size / 1000:,.0f} kB"
