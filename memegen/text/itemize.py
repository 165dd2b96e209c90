"""Itemization: text into ranges of one face, script and direction."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.text.addresses import phones
from memegen.text.bidi.order import TextRange, display_levels, levels, needs_bidi
from memegen.text.face import Face, Fonts
from memegen.text.font_choice import FaceSelector
from memegen.text.isolates import isolate_ranges
from memegen.text.scripts import runs_rtl, script_runs
from memegen.text.style import Style
from memegen.text.styled import PLAIN, StyledText, TextAttributes

# What gives a paragraph its direction: letters, and the marks that replace them (LRM, RLM, ALM).
STRONG = lazy_pattern(r"[^\W\d_]|[\u061c\u200e\u200f]")


@frozen
class TextItem:
    """A range of the text in one face, script and direction (Pango's "item").

    Attributes:
        start: first offset in the text.
        end: offset after its last character.
        face: its face.
        script: ISO 15924 tag.
        level: bidirectional embedding level, odd for right to left (UAX #9).
        primary: whether the face is that of the style; false for a fallback.
        caps: whether it is set in small capitals.
        scale: ratio of its size to that of the text.
        baseline_shift: how far it is raised, em of the text.
    """

    start: int
    end: int
    face: Face
    script: str
    level: int
    primary: bool
    caps: bool = False
    scale: float = 1
    baseline_shift: float = 0

    @property
    def rtl(self) -> bool:
        """Whether it runs from right to left."""
        return self.level % 2 == 1


@frozen
class Paragraph:
    """A range of the text without a newline, and its embedding level: 0 for left to right, 1 for right to left."""

    start: int
    end: int
    level: int


@frozen
class ItemizedText:
    """The items of a text in logical order; newlines and clusters that no font has are in none of them."""

    items: tuple[TextItem, ...]
    paragraphs: tuple[Paragraph, ...]
    missing_clusters: tuple[str, ...] = ()

    def within(self, start: int, end: int) -> Iterator[TextItem]:
        """Yield the items of a part of the text, clipped to it."""
        first = max(0, bisect_right(self.items, start, key=lambda item: item.start) - 1)
        for item in self.items[first:]:
            if item.start >= end:
                break
            if item.end > start:
                inside = item.start >= start and item.end <= end
                yield item if inside else replace(item, start=max(item.start, start), end=min(item.end, end))

    @property
    def missing_features(self) -> tuple[str, ...]:
        """The features that markup asks for and a face of the text lacks."""
        return ("small-caps",) if any(item.caps and not item.face.has("smcp") for item in self.items) else ()

    def level(self, at: int) -> int:
        """Return the level of the paragraph that contains the offset *at*."""
        if len(self.paragraphs) == 1:
            return self.paragraphs[0].level
        n = bisect_right(self.paragraphs, at, key=lambda paragraph: paragraph.start) - 1
        return self.paragraphs[max(0, n)].level


class _ItemRun(NamedTuple):
    """A range of one script, level and set of attributes, before faces are chosen."""

    start: int
    end: int
    script: str
    level: int
    attributes: TextAttributes


def itemize(styled: StyledText, style: Style, language: str, fonts: Fonts) -> ItemizedText:
    """Choose a face for each cluster of *styled*.

    Raises:
        DiagnosticError: the font family is unknown.
    """
    items: list[TextItem] = []
    missing: list[str] = []
    paragraphs: list[Paragraph] = []
    plain = styled.plain
    for start, end in _paragraphs(plain):
        level, runs = _runs(styled, start, end, language)
        paragraphs.append(Paragraph(start, end, level))
        script_texts: dict[str, str] = {}
        for run in runs:
            script_texts[run.script] = script_texts.get(run.script, "") + plain[run.start : run.end]
        for run in runs:
            text = plain[run.start : run.end]
            selector = FaceSelector(text, script_texts[run.script], run.script, run.attributes, style, fonts, language)
            for a, b, face in selector.faces():
                a, b = run.start + a, run.start + b
                if face is None:
                    missing.append(plain[a:b])
                    continue
                primary = face is selector.primary
                scale, shift = selector.scale_and_shift(face)
                item = TextItem(a, b, face, run.script, run.level, primary, run.attributes.caps, scale, shift)
                _append(items, item)
    return ItemizedText(tuple(items), tuple(paragraphs), tuple(dict.fromkeys(missing)))


def _paragraphs(text: str) -> Iterator[TextRange]:
    start = 0
    while True:
        end = text.find("\n", start)
        yield start, len(text) if end < 0 else end
        if end < 0:
            return
        start = end + 1


def _runs(styled: StyledText, start: int, end: int, language: str) -> tuple[int, list[_ItemRun]]:
    """Return the level of a paragraph and its runs; only those attributes count that affect the choice of a face."""
    text = styled.plain[start:end]
    level, by_char, isolates = _levels(text, language)
    scripts = _scripts(text, isolates)
    if by_char is None and len(scripts) == 1 and not styled.spans:
        return level, [_ItemRun(start, end, scripts[0][2], level, PLAIN)]
    edges = {0, len(text), *(first for first, _, _ in scripts)}
    spans = [
        (a, b, replace(attributes, color_name="", color=None, highlight=False))
        for a, b, attributes in styled.attribute_runs()
        if a < end and b > start
    ]
    edges |= {a - start for a, _, _ in spans if a > start}
    if by_char:
        edges |= {i for i in range(1, len(text)) if by_char[i] != by_char[i - 1]}
    runs, script, span = [], 0, 0
    for first, last in pairwise(sorted(edges)):
        while scripts[script][1] <= first:
            script += 1
        while spans[span][1] <= start + first:
            span += 1
        run_level = by_char[first] if by_char else level
        runs.append(_ItemRun(start + first, start + last, scripts[script][2], run_level, spans[span][2]))
    return level, runs


def _levels(text: str, language: str) -> tuple[int, list[int] | None, list[TextRange]]:
    """Return the level of a paragraph, those of its characters (None if all are 0), and its isolates."""
    # A paragraph of digits and marks only runs in the direction of the language.
    neutral = not STRONG.search(text) and runs_rtl(language)
    if not neutral and not needs_bidi(text):
        return 0, None, []
    isolates = isolate_ranges(text)
    level, by_char = levels(text, 1, isolates) if neutral else display_levels(text, isolates)
    for first, last in phones(text):
        # The groups of a telephone number run from left to right in any context and with any digits.
        by_char[first:last] = [level + level % 2] * (last - first)
    return level, by_char, isolates


def _scripts(text: str, isolates: Sequence[TextRange]) -> list[tuple[int, int, str]]:
    """Return the script runs of a paragraph; an isolate is analysed by itself, so that a hashtag includes its sign."""
    if not isolates:
        return script_runs(text)
    around = script_runs(text)
    runs: list[tuple[int, int, str]] = []
    at = 0
    # A number has no script of its own.
    lettered = [(start, end) for start, end in isolates if any(map(str.isalpha, text[start:end]))]
    for start, end in (*lettered, (len(text), len(text))):
        runs += [(max(a, at), min(b, start), script) for a, b, script in around if a < start and b > at]
        runs += [(start + a, start + b, script) for a, b, script in script_runs(text[start:end])]
        at = end
    return runs


def _append(items: list[TextItem], item: TextItem) -> None:
    """Append *item*, or extend the last item if it only differs in its range."""
    last = items[-1] if items else None
    if last and last.end == item.start and replace(last, end=item.end) == replace(item, start=last.start):
        items[-1] = replace(last, end=item.end)
    else:
        items.append(item)
