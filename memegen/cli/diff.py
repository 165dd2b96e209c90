"""Showing which graphics have changed since approval, for the command `memegen diff`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.approval import find_graphics, read_all, read_record
from memegen.batch.approval_changes import SAME, Change, changes_of
from memegen.batch.contact.changes_page import NAME, changes_html, facts_of, summary
from memegen.cli import SOME_FAILED
from memegen.cli.approve import review_paths
from memegen.cli.screen import MAX_SIMILAR
from memegen.cli.streams import is_terminal
from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import write_atomic
from memegen.rendering.difference import TOLERANCE

if TYPE_CHECKING:
    from memegen.cli.session import Session

# Maximum number of changes that are printed on a terminal; the page and ``--json`` have all.
MAX_PRINTED = 4 * MAX_SIMILAR


def show_changes(session: Session, folder: str, record: str, output: str, *, json: bool) -> int:
    """Print the changes, write the page, and return 1 if anything has changed or cannot be read, else 0.

    Raises:
        DiagnosticError: there is nothing to compare, or the page cannot be written.
    """
    place, path = review_paths(session, folder, record)
    # A folder that is named may hold the same graphics, rendered again elsewhere; one that is not named is a guess.
    approved = read_record(path, None if folder else place)
    graphics = find_graphics(place)
    changes, same, unseen, failed = list[Change](), 0, 0, 0
    for change in changes_of(graphics, read_all(graphics, approved), approved):
        if isinstance(change, DiagnosticError):
            session.screen.diagnostics(change.diagnostics)
            failed += 1
            continue
        unseen += change.imperceptible and change.kind == SAME
        if change.kind == SAME:
            same += 1
            continue
        changes.append(change)
        _print(session, change, len(changes), json=json)
    page = Path(output) if output else place / NAME
    html = changes_html(changes, same, place.absolute().name, place, page.parent)
    write_atomic(page, html.encode("utf-8", "replace"))
    if not json and is_terminal(sys.stdout) and len(changes) > MAX_PRINTED:
        session.screen.note(f"{len(changes) - MAX_PRINTED:,} more changes are on the page")
    session.screen.note(_summary(changes, same, unseen, failed, page))
    return SOME_FAILED if changes or failed else 0


def _print(session: Session, change: Change, number: int, *, json: bool) -> None:
    if json:
        session.screen.json(change.to_json())
    elif number <= MAX_PRINTED or not is_terminal(sys.stdout):
        facts = ", ".join(facts_of(change))
        session.screen.data(f"{change.kind}: {change.file}" + (f" ({facts})" if facts else ""))


def _summary(changes: list[Change], same: int, unseen: int, failed: int, page: Path) -> str:
    text = summary(changes, same)
    text += f" ({unseen:,} of them differ by less than ΔE {TOLERANCE:g})" if unseen else ""
    text += f", {failed:,} cannot be read" if failed else ""
    return f"{text} → {page}"
