"""The options that commands share, each declared once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from memegen.core.diagnostics import DiagnosticError
from memegen.rendering.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from memegen.template.catalog import Catalog

Offer = tuple[str, str]


def _catalog(context: typer.Context) -> Catalog:
    from pathlib import Path

    from memegen.template.catalog import Catalog

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
        return [(name, "") for name in _catalog(ctx).brands.names() if name.startswith(incomplete)]
    except DiagnosticError:
        return []


def format_words(incomplete: str) -> list[str]:
    """The formats."""
    return [word for word in ("auto", *FORMATS) if word.startswith(incomplete)]


Platforms = Annotated[
    list[str] | None,
    typer.Option(
        "-p",
        "--platform",
        metavar="PLATFORM",
        help="Platforms, groups such as `instagram` or `all`, or sizes such as 1400x700; commas between.",
        autocompletion=platform_words,
    ),
]
Brand = Annotated[
    str,
    typer.Option(
        "-b",
        "--brand",
        metavar="BRAND",
        help="A brand's name (`memegen brands` lists them), or its file.",
        autocompletion=brand_words,
    ),
]
Templates = Annotated[
    list[str] | None,
    typer.Option("-T", "--templates", metavar="FILE", help="A template file of yours; may be given again."),
]
TemplateName = Annotated[
    str,
    typer.Option("-t", "--template", metavar="TEMPLATE", help="The template.", autocompletion=template_words),
]
TemplateArgument = Annotated[
    str, typer.Argument(metavar="TEMPLATE", help="The template.", autocompletion=template_words)
]
Format = Annotated[
    str,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        help=f"auto, {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.",
        autocompletion=format_words,
    ),
]
Quality = Annotated[
    str,
    typer.Option(
        "--quality",
        metavar="N",
        help="Of JPEG, WebP and AVIF, 1 to 100; without it 85, less where a platform's limit asks.",
    ),
]
Export = Annotated[
    str,
    typer.Option(
        "--export",
        metavar="NAME",
        help="A table for a scheduler too: publer, sprout, postfast, highlevel, ayrshare or generic.",
    ),
]
MediaBase = Annotated[
    str,
    typer.Option("--media-base-url", metavar="URL", help="Where the pictures will lie on the web, for --export."),
]
Photos = Annotated[
    list[str] | None,
    typer.Option(
        "--photos",
        metavar="DIR|URL",
        help="A folder that the list may take pictures from, or s3://bucket/folder; may be given again.",
    ),
]
Output = Annotated[
    str, typer.Option("-o", "--output", metavar="DIR|URL", help="The folder for the pictures, or s3://bucket/folder.")
]
Cluster = Annotated[
    str,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers make the pictures, tcp://host:8786."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
# Found by looking over the whole command line: what goes wrong may go wrong before options are read.
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.")]


def words(given: Iterable[str] | None) -> tuple[str, ...]:
    """What was given, once or several times, with commas or blanks between."""
    return tuple(word for text in given or () for word in re.split(r"[\s,]+", text) if word)


def scan(arguments: Sequence[str], short: str, long: str) -> list[str]:
    """The values of one option wherever it stands, before the options of a template can be known.

    A word that follows an option is taken for its value, unless it is the option looked for, in full.
    """
    found: list[str] = []
    before = ""
    for i, word in enumerate(arguments):
        if word == "--":
            break
        is_value = before.startswith("-") and "=" not in before
        if word in (short, long) and i + 1 < len(arguments):
            found.append(arguments[i + 1])
        elif word.startswith(f"{long}="):
            found.append(word.partition("=")[2])
        elif word.startswith(short) and not word.startswith("--") and len(word) > len(short) and not is_value:
            found.append(word[len(short) :])
        before = word
    return found
