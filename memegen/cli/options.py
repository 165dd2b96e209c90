"""The options that several commands share, and how words of the command line are split."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from memegen.cli.completion import complete_brand, complete_format, complete_platform, complete_template
from memegen.cli.session import session_of
from memegen.core.diagnostics import fail
from memegen.core.regex import lazy_pattern
from memegen.rendering.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

SLASHED = lazy_pattern(r"\d{1,2}/.*")

Platforms = Annotated[
    list[str] | None,
    typer.Option(
        "-p",
        "--platform",
        metavar="PLATFORM",
        help="Platforms, groups (instagram, all) or sizes (1400x700), comma-separated. "
        "[default: the project's, else the template's] Repeatable.",
        autocompletion=complete_platform,
    ),
]
Brand = Annotated[
    str,
    typer.Option(
        "-b",
        "--brand",
        metavar="BRAND",
        help="Brand name or file, e.g. -b keep-it-open. List the names with: memegen brands. "
        "[default: the project's, else the template file's]",
        autocompletion=complete_brand,
    ),
]
Templates = Annotated[
    list[str] | None,
    typer.Option(
        "-T", "--templates", metavar="FILE", help="Template file of your own, e.g. -T templates.yaml. Repeatable."
    ),
]
TemplateName = Annotated[
    str,
    typer.Option(
        "-t",
        "--template",
        metavar="TEMPLATE",
        help="Template for rows without a template column, e.g. -t quote-plain.",
        autocompletion=complete_template,
    ),
]
TemplateArgument = Annotated[
    str,
    typer.Argument(
        metavar="TEMPLATE",
        help="Template name, e.g. quote-photo. List all with: memegen templates.",
        autocompletion=complete_template,
    ),
]
OutputFile = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE|DIR|-",
        help="Output file, e.g. -o durham.png (the suffix sets the format); a folder; or - for stdout. "
        "[default: a file named after template and text, in the project's output folder or else this one]",
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT",
        help=f"File format: auto, {', '.join(FORMATS[:-1])} or {FORMATS[-1]}. "
        "[default: auto, which writes photos as JPEG and flat colours as PNG]",
        autocompletion=complete_format,
    ),
]
Variant = Annotated[
    str,
    typer.Option(
        "--variant",
        metavar="NAME",
        help="Variant of the template: a number from 1, auto (chosen by the values) or turn (one after another). "
        "[default: auto, unless the template sets another]",
    ),
]
Jobs = Annotated[
    str,
    typer.Option("-j", "--jobs", metavar="N", help="Number of processes, 1–64. [default: up to 4; 1 for a short list]"),
]
Quality = Annotated[
    str,
    typer.Option(
        "--quality",
        metavar="N",
        help="Quality of JPEG, WebP, AVIF and PDF, 1–100; lowered if the file exceeds the platform's size limit. "
        "[default: 85]",
    ),
]
Photos = Annotated[
    list[str] | None,
    typer.Option(
        "--photos",
        metavar="DIR|URL",
        help="Extra folder or s3:// URL that rows may take photos from, e.g. --photos ../press. Repeatable.",
    ),
]


def _set_today(context: typer.Context, value: str) -> str:
    if value:
        session_of(context).set_today(parse_day(value))
    return value


Today = Annotated[
    str,
    typer.Option(
        "--today",
        metavar="DATE",
        help="Date for countdowns and for the expiry of photos, e.g. 2026-06-15. [default: today]",
        callback=_set_today,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")]
# Declared for the help only: session.debug is set from the whole command line, as errors may precede its parsing.
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def parse_day(text: str) -> date:
    """Return the date that a text is, as fields read dates; the day precedes the month.

    Raises:
        DiagnosticError: it is not a date, or has slashes, with which half of the world puts the month first.
    """
    from memegen.template.expressions.dates import read_date

    try:
        if SLASHED.fullmatch(text.strip()):
            raise ValueError
        return read_date(text, "en-GB")
    except ValueError:
        raise fail("usage", f"--today is {text!r}, not a date", "write e.g. --today 2026-06-15") from None


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
