"""Fonts of solid squares: every number that a test expects can be worked out in the head.

A character of "squares" is 0.5 em wide; its ink leaves 0.05 em free on each side, and reaches from the baseline to the
cap height of 0.7 em, or from 0.2 em below it for the letters that hang. "wide" is the fallback: 1 em wide, ink from
0.9 em above to 0.2 em below. Neither has a private character. A glyph's number is its character's.
"""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import category

from memegen.core.diagnostics import fail
from memegen.scene.geometry import Box
from memegen.scene.items import Font
from memegen.text.breaks import clusters
from memegen.text.face import Face, FaceMetrics, ShapedGlyph

HANGING = frozenset("gjpqy,;")
ADVANCE, BEARING, CAP = 0.5, 0.05, 0.7


class SquareFace:
    """``covered`` decides by character code; ``advance`` is in em."""

    def __init__(self, font: Font, advance: float, first: int, last: int, top: float, bottom: float) -> None:
        self.font = font
        self.metrics = FaceMetrics(ascent=max(0.9, top), descent=0.2, cap=CAP, x=0.5)
        self.shaped: list[tuple[str, Mapping[str, int]]] = []
        self._advance, self._covered, self._top, self._bottom = advance, range(first, last), top, bottom

    has_color = False

    def has(self, feature: str) -> bool:
        return False

    def feature_names(self) -> Mapping[str, str]:
        return {}

    def covers(self, text: str) -> bool:
        return all(self._draws(char) or category(char) in ("Mn", "Me", "Cf") for char in text)

    def _draws(self, char: str) -> bool:
        return ord(char) in self._covered and category(char) not in ("Co", "Cn")

    def shape(
        self,
        text: str,
        *,
        language: str,
        script: str = "",
        rtl: bool = False,
        features: Mapping[str, int] | None = None,
        before: str = "",
        after: str = "",
    ) -> tuple[ShapedGlyph, ...]:
        self.shaped.append((text, features or {}))
        starts = clusters(text, language)
        glyphs = []
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            glyphs += [ShapedGlyph(ord(text[i]), start, self._advance * (i == start)) for i in range(start, end)]
        return tuple(reversed(glyphs)) if rtl else tuple(glyphs)

    def ink(self, glyph: int) -> Box:
        char = chr(glyph)
        if char.isspace() or category(char)[0] in "CM":
            return Box(0, 0, 0, 0)
        bottom = 0.2 if char in HANGING else self._bottom
        return Box(BEARING, -self._top, self._advance - 2 * BEARING, self._top + bottom)

    @property
    def thin_hash(self) -> bool:
        return False

    def ink_between(self, glyph: int, top: float, bottom: float) -> tuple[float, float] | None:
        box = self.ink(glyph)
        return (box.x, box.right) if box.w and box.y < bottom and box.bottom > top else None


class Squares:
    """The families "squares" (any weight), which has no character from U+2E80 on, and its fallback "wide"."""

    def __init__(self) -> None:
        self._faces: dict[Font, SquareFace] = {}
        self._wide = SquareFace(Font("wide"), 1.0, 0x20, 0x110000, 0.9, 0.2)

    def face(self, font: Font) -> SquareFace:
        if font == self._wide.font:
            return self._wide
        if font.family != "squares":
            raise fail("font", f"there is no family {font.family}")
        return self._faces.setdefault(font, SquareFace(font, ADVANCE, 0x20, 0x2E80, CAP, 0.0))

    def fallbacks(self, font: Font, language: str = "") -> tuple[Face, ...]:
        return (self._wide,)
