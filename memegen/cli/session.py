"""What one run of the command knows: how to talk, whether to show tracebacks, the renderer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.cli.screen import Screen
from memegen.core.address import is_address, parse_address
from memegen.core.diagnostics import fail
from memegen.core.frozen import frozen, slotted
from memegen.core.numbers import parse_whole

if TYPE_CHECKING:
    import typer

    from memegen.batch.plan import BatchOptions
    from memegen.core.address import Address
    from memegen.renderer import Renderer


@slotted
class Session:
    """Travels through the commands as their context's ``obj``."""

    screen: Screen = field(default_factory=Screen)
    debug: bool = False
    _renderers: dict[tuple[tuple[str, ...], tuple[str, ...]], Renderer] = field(default_factory=dict)

    def renderer(self, templates: tuple[str, ...] = (), folders: tuple[str, ...] = ()) -> Renderer:
        """The renderer for these template files and photo folders; one for each set, for a command asks again."""
        asked = (templates, folders)
        if asked not in self._renderers:
            from memegen.core.environment import today
            from memegen.renderer import Renderer

            self._renderers[asked] = Renderer(templates, folders, today())
        return self._renderers[asked]


def session_of(context: typer.Context) -> Session:
    """The session that a command runs in."""
    return context.ensure_object(Session)


MOST_WORKERS = 64
# So many seconds a card may take where nobody says otherwise, and so many at most.
LIMIT, LONGEST = 60.0, 86_400.0


def output_place(text: str) -> Path | Address:
    """Where the pictures go: a folder, or an address. Raises DiagnosticError."""
    return parse_address(text) if is_address(text) else Path(text)


def worker_count(text: str, cluster: str = "") -> int:
    """The number of processes that was asked for; 0 for none in particular. Raises DiagnosticError."""
    if not text:
        return 0
    if cluster:
        raise fail("jobs-invalid", "-j says nothing with --cluster, which has workers of its own", "leave -j out")
    with suppress(ValueError):
        return parse_whole(text, 1, MOST_WORKERS)
    raise fail("jobs-invalid", f"-j takes a number of processes, not {text!r}", f"give 1 to {MOST_WORKERS}")


def seconds(text: str) -> float:
    """The time limit of a card that was asked for. Raises DiagnosticError."""
    with suppress(ValueError):
        if 0 <= (asked := float(text or LIMIT)) <= LONGEST:
            return asked
    raise fail("limit-invalid", f"--limit takes seconds, not {text!r}", f"give 0 (for none) to {LONGEST:g}")


@frozen
class Batch:
    """What was asked for. ``workers`` 0 means as many as are worth it; ``photos`` are folders with pictures.

    ``page`` is the contact sheet beside the pictures, ``sheet`` the file of one that is a picture. ``export`` is a
    scheduler that gets tables, ``media`` the address that the pictures will be at, ``cluster`` that of a scheduler of
    another kind, whose workers make the pictures.
    """

    rows: str
    order: BatchOptions
    templates: tuple[str, ...] = ()
    workers: int = 0
    dry: bool = False
    json: bool = False
    photos: tuple[str, ...] = ()
    force: bool = False
    prune: bool = False
    limit: float = LIMIT
    page: bool = True
    sheet: str = ""
    export: str = ""
    media: str = ""
    cluster: str = ""
    profile: bool = False
