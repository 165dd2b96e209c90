"""The options that several commands share, and how words of the command line are split."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from memegen.cli.completion import complete_brand, complete_format, complete_platform, complete_template
from memegen.cli.session import session_of
from memegen.rendering.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Platforms = Annotated[
    list[str] | None,
    typer.Option(
        "-p",
        "--platform",
        metavar="PLATFORM",
        help="Platforms, groups such as `instagram` or `all`, or sizes such as 1400x700; commas between.",
        autocompletion=complete_platform,
    ),
]
Brand = Annotated[
    str,
    typer.Option(
        "-b",
        "--brand",
        metavar="BRAND",
        help="A brand's name (`memegen brands` lists them), or its file.",
        autocompletion=complete_brand,
    ),
]
Templates = Annotated[
    list[str] | None,
    typer.Option("-T", "--templates", metavar="FILE", help="A template file of yours; may be given again."),
]
TemplateName = Annotated[
    str,
    typer.Option("-t", "--template", metavar="TEMPLATE", help="The template.", autocompletion=complete_template),
]
TemplateArgument = Annotated[
    str, typer.Argument(metavar="TEMPLATE", help="The template.", autocompletion=complete_template)
]
Format = Annotated[
    str,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        help=f"auto, {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.",
        autocompletion=complete_format,
    ),
]
Variant = Annotated[
    str,
    typer.Option(
        "--variant",
        metavar="NAME",
        help="A number of the template's variants, auto (by its values) or turn.",
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
Photos = Annotated[
    list[str] | None,
    typer.Option(
        "--photos",
        metavar="DIR|URL",
        help="A folder that the list may take pictures from, or s3://bucket/folder; may be given again.",
    ),
]


def _set_today(context: typer.Context, value: str) -> str:
    if value:
        session_of(context).set_today(value)
    return value


Today = Annotated[
    str,
    typer.Option(
        "--today",
        metavar="DATE",
        help="The day to count days from, and on which photos may be used, e.g. 2026-06-15; without it, the current.",
        callback=_set_today,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
# Declared for the help only: session.debug is set from the whole command line, as errors may precede its parsing.
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.")]


def split_words(texts: Iterable[str] | None) -> tuple[str, ...]:
    """Return the words of all values of an option, which commas or blanks may separate."""
    return tuple(word for text in texts or () for word in re.split(r"[\s,]+", text) if word)


def find_option(arguments: Sequence[str], short: str, long: str) -> list[str]:
    """Return the values of one option, wherever it is, before the options of a template are known.

    A word that follows an option counts as its value, unless it is *short* or *long* itself.
    """
    values: list[str] = []
    previous = ""
    for i, word in enumerate(arguments):
        if word == "--":
            break
        is_value = previous.startswith("-") and "=" not in previous
        if word in (short, long) and i + 1 < len(arguments):
            values.append(arguments[i + 1])
        elif word.startswith(f"{long}="):
            values.append(word.partition("=")[2])
        elif word.startswith(short) and not word.startswith("--") and len(word) > len(short) and not is_value:
            values.append(word[len(short) :])
        previous = word
    return values
