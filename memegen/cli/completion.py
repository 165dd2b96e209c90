"""Shell completion of option values. Functions return words, or pairs of a word and its help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from memegen.cli.session import session_of
from memegen.core.diagnostics import DiagnosticError
from memegen.rendering.formats import FORMATS

if TYPE_CHECKING:
    from memegen.template.catalog import Catalog

Completion = tuple[str, str]


def _catalog(context: typer.Context) -> Catalog:
    """Return the catalog of the project, and of the template files that the command line names so far."""
    level: Any = context
    files: list[str] = []
    while level:
        files += level.params.get("templates") or ()
        level = level.parent
    return session_of(context).renderer(tuple(files)).catalog


def complete_template(ctx: typer.Context, incomplete: str) -> list[Completion]:
    """Complete the name of a template."""
    try:
        catalog = _catalog(ctx)
        return [(name, catalog.about(name)) for name in catalog.names if name.startswith(incomplete)]
    except DiagnosticError:
        return []


def complete_platform(ctx: typer.Context, incomplete: str) -> list[Completion]:
    """Complete the last of the platforms and groups in a list with commas."""
    previous, comma, _ = incomplete.rpartition(",")
    try:
        platforms = _catalog(ctx).platforms
    except DiagnosticError:
        return []
    words = {name: platform.title for name, platform in platforms.items()}
    for platform in platforms.values():
        for group in platform.groups:
            words.setdefault(group, "all of them")
    words.setdefault("all", "every platform")
    return [(previous + comma + name, about) for name, about in words.items()]


def complete_brand(ctx: typer.Context, incomplete: str) -> list[Completion]:
    """Complete the name of a brand."""
    try:
        return [(name, "") for name in _catalog(ctx).brands.names() if name.startswith(incomplete)]
    except DiagnosticError:
        return []


def complete_format(incomplete: str) -> list[str]:
    """Complete the name of a format."""
    return [word for word in ("auto", *FORMATS) if word.startswith(incomplete)]
