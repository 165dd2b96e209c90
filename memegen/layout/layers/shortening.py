"""By how much a text is to be shortened to be set at a size."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError
from memegen.core.regex import lazy_pattern
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Region
from memegen.layout.layers.lettering import REFERENCE_WIDTH
from memegen.scene.geometry import Size
from memegen.text.style import Style, TextLayout

SPACE = lazy_pattern(r"\s+")
# Sets a text in a style into a width and a height, px.
Setter = Callable[[str, Style, float, float], TextLayout]
# Gives the hint for a text that is to fit at a size, px.
Hint = Callable[[float], str]


def too_long(
    finding: Callable[[str, str], Diagnostic], size: float, minimum: float, context: LayoutContext, shortening: Hint
) -> DiagnosticError:
    """Return the error for a text that does not fit at the minimum size of its layer.

    Args:
        finding: makes the diagnostic of a code and a message.
        size: the minimum size of the layer, px.
        minimum: the minimum size that is legible, px on a canvas of the reference width.
        context: the context of the layer.
        shortening: gives the hint.
    """
    found = finding("text-too-long", f"does not fit at its minimum size, {size:.0f} px")
    hint = shortening(max(size, minimum * context.canvas.w / REFERENCE_WIDTH))
    return DiagnosticError([replace(found, severity=ERROR, hint=hint)])


def with_lengths(
    findings: Sequence[Diagnostic], minimum: float, context: LayoutContext, shortening: Hint
) -> list[Diagnostic]:
    """Return the findings, those of a text that is too small with the length at which it would not be.

    Args:
        findings: what was found.
        minimum: the minimum size, px on a canvas of the reference width.
        context: the context of the layer; while only its size is needed the hints stay.
        shortening: gives the hint.
    """
    if context.measuring:
        return list(findings)
    size = minimum * context.canvas.w / REFERENCE_WIDTH
    return [replace(each, hint=shortening(size)) if each.code == "text-small" else each for each in findings]


def unknown_length(size: float) -> str:
    """Return the hint for a text of which it is not known how much fits at a size, px."""
    return "shorten the text, or enlarge its box in the template"


def shortening_hint(
    typeset: Setter, text: str, style: Style, region: Region, padding: tuple[float, float], size: float
) -> str:
    """Return the hint for a text that is too long.

    Args:
        typeset: sets the text.
        text: the text as written.
        style: its style.
        region: where it is to fit.
        padding: what is around the text at each side, and above and below, px.
        size: font size at which it is to fit, px.
    """
    room = Size(region.w - 2 * padding[0], region.h - 2 * padding[1])
    exact = replace(style, min_size=size, max_size=size, overflow="ellipsis", hang=False)
    kept = fitting_length(text, partial(_fits, typeset, exact, room))
    surplus = len(text) - kept
    return (
        f"shorten the text by about {surplus:,} characters, to {kept:,}" if kept and surplus else unknown_length(size)
    )


def fitting_length(text: str, fits: Callable[[str], bool]) -> int:
    """Return the number of characters of the longest beginning of *text* that fits, in whole words; 0 for none.

    Args:
        text: the text.
        fits: whether a beginning of it fits; if one does not, no longer one does.
    """
    ends = [*(found.start() for found in SPACE.finditer(text) if found.start()), len(text)]
    count = bisect_left(range(len(ends)), True, key=lambda i: not fits(text[: ends[i]]))
    return ends[count - 1] if count else 0


def _fits(typeset: Setter, style: Style, room: Size, text: str) -> bool:
    text_layout = typeset(text, style, max(1, room.w), max(1, room.h))
    return not text_layout.truncated and not text_layout.broken
