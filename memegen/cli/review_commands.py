"""The commands that record which graphics have been looked at, and show what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from memegen.cli.options import Debug, Json
from memegen.cli.session import session_of

if TYPE_CHECKING:
    from collections.abc import Callable

Folder = Annotated[
    str,
    typer.Argument(metavar="[DIR]", help="Folder of the graphics. [default: the project's `output`, else out]"),
]
Record = Annotated[
    str,
    typer.Option(
        "--record", metavar="FILE", help="The record. [default: approved.jsonl next to the project file, else here]"
    ),
]


def approve(
    context: typer.Context,
    folder: Folder = "",
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="PATTERN", help="Only these graphics, e.g. '*-x-post.png'. Repeatable."),
    ] = None,
    record: Record = "",
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Record the graphics in a folder as looked at.

    The record is a small file with hashes, texts and thumbnails, for the repository. `memegen diff` compares with it.
    """
    from memegen.cli.approve import approve_graphics

    return approve_graphics(session_of(context), folder, tuple(only or ()), record, json=json)


def diff(
    context: typer.Context,
    folder: Folder = "",
    record: Record = "",
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="FILE", help="The page. [default: changes.html next to the graphics]"),
    ] = "",
    json: Json = False,
    _debug: Debug = False,
) -> int:
    """Show which graphics have changed since approval.

    Writes a page with before, difference and after. Exit code 1 if anything has changed, 0 if not.
    """
    from memegen.cli.diff import show_changes

    return show_changes(session_of(context), folder, record, output, json=json)


REVIEW_COMMANDS: tuple[Callable[..., int], ...] = (approve, diff)
