"""Fonts whose every glyph remembers from which run it came, and what can be read off a set text with that.

A glyph's number is its place in the record; so what a block draws can be traced back to the words that were shaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from memegen.scene.geometry import Box
from memegen.scene.items import Font, Glyph, Line, Run, Text
from memegen.text.bidi.order import display_levels, levels, visual_order
from memegen.text.face import Face, FaceMetrics, Fonts, ShapedGlyph
from memegen.text.fonts import Library
from memegen.text.isolates import isolate_ranges
from memegen.text.itemize import STRONG
from memegen.text.scripts import language_for, runs_rtl
from memegen.text.style import TextLayout
from tests.helpers.paths import BUNDLE, TEST_FONTS

# The bundle, and the few Japanese, Chinese and Korean characters that the tests have.
LIBRARY = Library(BUNDLE, [TEST_FONTS])


@dataclass(frozen=True)
class Call:
    """One run that was shaped."""

    number: int
    text: str
    rtl: bool
    features: Mapping[str, int]
    glyphs: tuple[ShapedGlyph, ...]

    def visual(self) -> str:
        """Its characters from left to right."""
        return self.text[::-1] if self.rtl else self.text


class TracedFace:
    """Another face, with its calls on record."""

    def __init__(self, inner: Face, fonts: Traced) -> None:
        self.inner, self.fonts = inner, fonts

    @property
    def font(self) -> Font:
        return self.inner.font

    @property
    def has_color(self) -> bool:
        return self.inner.has_color

    @property
    def metrics(self) -> FaceMetrics:
        return self.inner.metrics

    def has(self, feature: str) -> bool:
        return self.inner.has(feature)

    def feature_names(self) -> Mapping[str, str]:
        return self.inner.feature_names()

    def covers(self, text: str) -> bool:
        return self.inner.covers(text)

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
        shaped = self.inner.shape(
            text, language=language, script=script, rtl=rtl, features=features, before=before, after=after
        )
        call = Call(len(self.fonts.calls), text, rtl, features or {}, shaped)
        self.fonts.calls.append(call)
        first = len(self.fonts.record)
        self.fonts.record += [(call, one.glyph) for one in shaped]
        return tuple(one._replace(glyph=first + n) for n, one in enumerate(shaped))

    def ink(self, glyph: int) -> Box:
        return self.inner.ink(self.fonts.record[glyph][1])

    @property
    def thin_hash(self) -> bool:
        return self.inner.thin_hash

    def ink_between(self, glyph: int, top: float, bottom: float) -> tuple[float, float] | None:
        return self.inner.ink_between(self.fonts.record[glyph][1], top, bottom)


class Traced:
    """Other fonts, with every run that is shaped on record."""

    def __init__(self, inner: Fonts) -> None:
        self.inner = inner
        self.calls: list[Call] = []
        # The call that a glyph came of, and its number in its font.
        self.record: list[tuple[Call, int]] = []
        self._faces: dict[int, TracedFace] = {}

    def face(self, font: Font) -> TracedFace:
        return self._traced(self.inner.face(font))

    def fallbacks(self, font: Font, language: str = "") -> tuple[Face, ...]:
        return tuple(map(self._traced, self.inner.fallbacks(font, language)))

    def _traced(self, face: Face) -> TracedFace:
        return self._faces.setdefault(id(face), TracedFace(face, self))

    def drawn(self, line: Line) -> list[Call]:
        """The runs that a line draws, from left to right."""
        numbers = [glyph.id for run in line.runs for glyph in run.glyphs]
        return [call for call, _ in groupby(self.record[number][0] for number in numbers)]


class Placed(NamedTuple):
    """A glyph where it is drawn: its run, itself, its ink in pixels of the block or scene."""

    run: Run
    glyph: Glyph
    ink: Box


def placed(block: TextLayout | Text | Line, fonts: Fonts = LIBRARY) -> list[Placed]:
    """Every glyph, line by line, from left to right as they were laid; those without ink too."""
    lines = (block,) if isinstance(block, Line) else block.lines
    return [
        Placed(run, glyph, _ink(line, run, glyph, fonts)) for line in lines for run in line.runs for glyph in run.glyphs
    ]


def _ink(line: Line, run: Run, glyph: Glyph, fonts: Fonts) -> Box:
    ink = fonts.face(run.font).ink(glyph.id)
    x, y = line.x + glyph.x, line.y + glyph.y
    return Box(x + ink.x * run.size, y + ink.y * run.size, ink.w * run.size, ink.h * run.size)


def inks(block: TextLayout | Text | Line, fonts: Fonts = LIBRARY) -> list[Box]:
    """The ink of every glyph that has some."""
    return [one.ink for one in placed(block, fonts) if one.ink.w > 0 and one.ink.h > 0]


def paragraphs(text: str, language: str) -> Iterator[tuple[int, str, int, list[int]]]:
    """Where each paragraph begins, its text, its level, and its characters' levels, before it is cut into runs."""
    start = 0
    spoken = language_for(text, language)
    for paragraph in text.split("\n"):
        isolates = isolate_ranges(paragraph)
        neutral = runs_rtl(spoken) and not STRONG.search(paragraph)
        level, found = levels(paragraph, 1, isolates) if neutral else display_levels(paragraph, isolates)
        yield start, paragraph, level, found
        start += len(paragraph) + 1


def visual_lines(block: TextLayout, language: str) -> list[tuple[str, int]]:
    """The characters of each line of *block* from left to right, without blank ends, and its paragraph's level."""
    found, at = [], 0
    known = list(paragraphs(block.plain, language))
    for line in block.lines:
        if block.plain[at : at + 1] == "\n" and line.text:
            at += 1
        start, paragraph, level, by_char = [entry for entry in known if entry[0] <= at][-1]
        kept = paragraph[at - start : at - start + len(line.text)].rstrip()
        order = visual_order(by_char[at - start : at - start + len(kept)])
        found.append(("".join(kept[n] for n in order), level))
        at += len(line.text)
        if block.plain[at : at + 1] == "\n":
            at += 1
    return found
