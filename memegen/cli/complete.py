"""What the shell offers when the Tab key is pressed. It stays silent about everything that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from memegen.errors import DiagnosticError
from memegen.formats import FORMATS

if TYPE_CHECKING:
    from memegen.catalog import Catalog

Offer = tuple[str, str]


def _catalog(context: typer.Context) -> Catalog:
    from pathlib import Path

    from memegen.catalog import Catalog

    step: Any = context
    files: list[str] = []
    while step:
        files += step.params.get("templates") or ()
        step = step.parent
    return Catalog([Path(file) for file in files])


def template_words(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Templates, each with what it is for."""
    try:
        catalog = _catalog(ctx)
        return [(name, catalog.about(name)) for name in catalog.names if name.startswith(incomplete)]
    except DiagnosticError:
        return []


def platform_words(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Platforms and groups; after a comma the next one."""
    done, comma, _ = incomplete.rpartition(",")
    try:
        known = _catalog(ctx).platforms
    except DiagnosticError:
        return []
    offers = {name: platform.title for name, platform in known.items()}
    for platform in known.values():
        for group in platform.groups:
            offers.setdefault(group, "all of them")
    offers.setdefault("all", "every platform")
    return [(done + comma + name, about) for name, about in offers.items()]


def brand_words(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """The brands that come with memegen."""
    try:
        return [(name, "") for name in _catalog(ctx).brand_names() if name.startswith(incomplete)]
    except DiagnosticError:
        return []


def format_words(incomplete: str) -> list[str]:
    """The formats."""
    return [word for word in ("auto", *FORMATS) if word.startswith(incomplete)]
