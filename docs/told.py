"""A line in HTML whose every part names the font and the size that memegen chose for it."""

from __future__ import annotations

import html
from itertools import groupby
from typing import TYPE_CHECKING

from memegen.scene.color import Color
from memegen.scene.items import Font
from memegen.text.itemize import TextItem, itemize
from memegen.text.style import Style
from memegen.text.styled import StyledText

if TYPE_CHECKING:
    from memegen.text.fonts import Library

# The marks round what is isolated are in no font's part of the line.
ISOLATING = "\u2068\u2069"


def told(words: str, language: str, family: str, size: float, fonts: Library) -> str:
    """The words with a span about each part; *words* may have marks that isolate."""
    style = Style(Font(family), Color(0, 0, 0), size, size, language=language)
    plain = words.translate(dict.fromkeys(map(ord, ISOLATING)))
    items = itemize(StyledText(plain), style, language, fonts).items
    at = 0
    parts: list[tuple[str, str]] = []
    for char in words:
        if char in ISOLATING:
            parts.append((char, ""))
            continue
        item = next(item for item in items if item.start <= at < item.end)
        parts.append((char, _css(item, size)))
        at += 1
    spans = ((css, html.escape("".join(char for char, _ in group))) for css, group in groupby(parts, _of))
    return "".join(f'<span style="{css}">{text}</span>' if css else text for css, text in spans)


def _css(item: TextItem, size: float) -> str:
    family, high = item.face.font.family, -size * item.baseline_shift
    return f"font-family: '{family}'; font-size: {size * item.scale}px; position: relative; top: {high}px"


def _of(part: tuple[str, str]) -> str:
    return part[1]
