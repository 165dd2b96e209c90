"""Shaping: items into glyphs, and glyphs into lines. Everything here is in em, so it holds at any size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from memegen.geometry import Box
from memegen.scene import Font, Glyph
from memegen.text.face import Fonts
from memegen.text.itemize import Item, Items, itemize
from memegen.text.markup import Copy
from memegen.text.style import Style

# Marks that may stand outside the left edge, so that the letters align.
OPENING = frozenset("“‘\"'«‹„‚([¿¡")
NO_LIGATURES: Mapping[str, int] = {"liga": 0, "clig": 0}
# Scripts whose letters join or hang from one bar: Arabic to N'Ko, the Indic ones, Mongolian, Arabic's forms.
JOINED = ((0x0600, 0x0DFF), (0x1800, 0x18AF), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE))
# From here on letters may be far taller than Latin ones; below are Latin, Greek, Cyrillic, Armenian. General
# punctuation and symbols are as tall as the letters they go with.
TALL = 0x0590
SYMBOLS = range(0x2000, 0x2C00)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Glyphs of one font within a line, in em from the line's origin."""

    font: Font
    emphasised: bool
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """One shaped line in em: its stretches in visual order and its ink.

    ``left`` is where the ink starts, without hung marks; ``top`` is measured upwards from the baseline, ``bottom``
    downwards.
    """

    text: str
    stretches: tuple[Stretch, ...]
    left: float
    right: float
    top: float
    bottom: float
    hung: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Flow:
    """A text with its faces chosen, ready to be shaped whole or line by line."""

    copy: Copy
    items: Items
    style: Style
    cap: float

    @classmethod
    def of(cls, copy: Copy, style: Style, fonts: Fonts) -> Flow:
        """Raises DiagnosticError for an unknown family."""
        items = itemize(copy, style.font, style.emphasis_weight, style.language, fonts)
        return cls(copy, items, style, fonts.face(style.font).metrics.cap)

    def glyphs(self, start: int, end: int) -> Iterator[tuple[Item, int, int, float, float, float, Box]]:
        """Item, glyph, offset of its cluster in the text, advance with tracking, dx, dy, ink; item by item."""
        style = self.style
        features = NO_LIGATURES if style.tracking else None
        for item in self.items.within(start, end):
            ink, first = item.face.ink, item.start
            text = self.copy.plain[first : item.end]
            shaped = item.face.shape(text, language=style.language, features=features)
            for n, one in enumerate(shaped):
                advance = one.advance
                if style.tracking and (n + 1 == len(shaped) or shaped[n + 1].cluster != one.cluster):
                    advance += 0 if _joined(text[one.cluster]) else style.tracking
                yield item, one.glyph, first + one.cluster, advance, one.dx, one.dy, ink(one.glyph)

    def hangs(self, at: int, line_start: int) -> bool:
        """Whether the character at the offset *at* hangs out of a line that starts at *line_start*."""
        style = self.style
        return style.hang and style.align == "start" and all(c in OPENING for c in self.copy.plain[line_start : at + 1])

    def tall(self, item: Item, at: int) -> bool:
        """Whether the leading, which was chosen for the style's own font, cannot be trusted with this character."""
        code = ord(self.copy.plain[at])
        return not item.home or (code >= TALL and code not in SYMBOLS)

    def strip(self, start: int, end: int) -> Strip:
        """The line from *start* to *end*, shaped on its own; spaces and newlines at its end draw nothing."""
        text = self.copy.plain[start:end]
        stretches: list[tuple[Item, list[Glyph]]] = []
        x, left, right, top, bottom, hung = 0.0, float("inf"), float("-inf"), 0.0, 0.0, float("inf")
        for item, glyph, at, advance, dx, dy, ink in self.glyphs(start, start + len(text.rstrip())):
            if not stretches or stretches[-1][0] is not item:
                stretches.append((item, []))
            stretches[-1][1].append(Glyph(glyph, x + dx, dy))
            if ink.w > 0 and ink.h > 0:
                if self.hangs(at, start):
                    hung = min(hung, x + dx + ink.x)
                else:
                    left, right = min(left, x + dx + ink.x), max(right, x + dx + ink.right)
                top, bottom = max(top, -dy - ink.y), max(bottom, dy + ink.bottom)
            x += advance
        if right < left:
            # Nothing but hung marks, or nothing at all: what there is counts.
            left, right = (hung, x) if stretches and hung < x else (0.0, 0.0)
        parts = [Stretch(item.face.font, item.emphasised, tuple(glyphs)) for item, glyphs in stretches]
        return Strip(text.rstrip("\n"), visual(parts), left, right, top, bottom, min(hung, left))


def visual(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretches of one line from left to right. All text runs that way in this release."""
    return tuple(stretches)


def _joined(char: str) -> bool:
    return char >= "\u0600" and any(first <= ord(char) <= last for first, last in JOINED)
