"""A line of text as HTML in which every run has the font and the size that memegen chose for it."""

from __future__ import annotations

import html
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from memegen.scene.color import Color
from memegen.scene.items import Font
from memegen.text.itemize import TextItem, itemize
from memegen.text.style import Style
from memegen.text.styled import StyledText

if TYPE_CHECKING:
    from memegen.text.fonts import Library

# Isolating characters (FSI, PDI), which belong to no run.
ISOLATES = "\u2068\u2069"


def font_spans(text: str, language: str, family: str, size: float, fonts: Library) -> str:
    """Return a text with a span for each run.

    Args:
        text: the text; it may contain isolating characters.
        language: its language tag.
        family: font family; other families are used for characters that it lacks.
        size: font size, in px.
        fonts: the fonts.
    """
    style = Style(Font(family), Color(0, 0, 0), size, size, language=language)
    plain = text.translate(dict.fromkeys(map(ord, ISOLATES)))
    items = itemize(StyledText(plain), style, language, fonts).items
    at = 0
    parts: list[tuple[str, str]] = []
    for char in text:
        if char in ISOLATES:
            parts.append((char, ""))
            continue
        item = next(item for item in items if item.start <= at < item.end)
        parts.append((char, _css(item, size)))
        at += 1
    spans = ((css, html.escape("".join(char for char, _ in group))) for css, group in groupby(parts, itemgetter(1)))
    return "".join(f'<span style="{css}">{part}</span>' if css else part for css, part in spans)


def _css(item: TextItem, size: float) -> str:
    family, top = item.face.font.family, -size * item.baseline_shift
    return f"font-family: '{family}'; font-size: {size * item.scale}px; position: relative; top: {top}px"
