"""Splitting text into runs of one face, script and direction: the wanted face where it can, another where it cannot."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.text.bidi.order import display_levels, levels, needs_bidi
from memegen.text.face import Face, Fonts
from memegen.text.font_choice import FaceSelector
from memegen.text.isolates import isolate_ranges
from memegen.text.nonbreaking import phones
from memegen.text.scripts import runs_rtl, script_runs
from memegen.text.style import Style
from memegen.text.styled import PLAIN, StyledText, TextAttributes

# What gives a paragraph its direction: letters, and the marks that stand in for them.
STRONG = lazy_pattern(r"[^\W\d_]|[\u061c\u200e\u200f]")


@frozen
class TextItem:
    """A range of the text in one face, script and direction; ``home`` is false for a fallback face.

    ``level`` is the bidirectional one, odd from right to left. ``scale`` and ``baseline_shift`` (upwards) are in
    sizes of the text.
    """

    start: int
    end: int
    face: Face
    script: str
    level: int
    home: bool
    caps: bool = False
    scale: float = 1
    baseline_shift: float = 0

    @property
    def rtl(self) -> bool:
        return self.level % 2 == 1


@frozen
class Paragraph:
    """A range of the text without a newline in it, and its level: 0 from left to right, 1 from right to left."""

    start: int
    end: int
    level: int


@frozen
class ItemizedText:
    """The items of a text in logical order; newlines and characters that no font has are in none of them."""

    items: tuple[TextItem, ...]
    paragraphs: tuple[Paragraph, ...]
    missing: tuple[str, ...] = ()

    def within(self, start: int, end: int) -> Iterator[TextItem]:
        """The items of a part of the text, cut to it."""
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
        """The level of the paragraph that the offset *at* lies in."""
        if len(self.paragraphs) == 1:
            return self.paragraphs[0].level
        found = bisect_right(self.paragraphs, at, key=lambda paragraph: paragraph.start) - 1
        return self.paragraphs[max(0, found)].level


def itemize(copy: StyledText, style: Style, language: str, fonts: Fonts) -> ItemizedText:
    """Choose a face for every cluster of *copy*. Raises DiagnosticError for an unknown family."""
    found: list[TextItem] = []
    missing: list[str] = []
    paragraphs: list[Paragraph] = []
    for start, end in _paragraphs(copy.plain):
        level, runs = _runs(copy, start, end, language)
        paragraphs.append(Paragraph(start, end, level))
        written: dict[str, str] = {}
        for first, last, script, _, _ in runs:
            written[script] = written.get(script, "") + copy.plain[first:last]
        for first, last, script, at_level, look in runs:
            chooser = FaceSelector(copy.plain[first:last], written[script], script, look, style, fonts, language)
            for a, b, face in chooser.faces():
                if face is None:
                    missing.append(copy.plain[first + a : first + b])
                    continue
                scale, baseline_shift = chooser.fitted(face)
                item = TextItem(
                    first + a, first + b, face, script, at_level, face is chooser.home, look.caps, scale, baseline_shift
                )
                _append(found, item)
    return ItemizedText(tuple(found), tuple(paragraphs), tuple(dict.fromkeys(missing)))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while True:
        end = text.find("\n", start)
        yield start, len(text) if end < 0 else end
        if end < 0:
            return
        start = end + 1


def _runs(
    copy: StyledText, start: int, end: int, language: str
) -> tuple[int, list[tuple[int, int, str, int, TextAttributes]]]:
    """The level of a paragraph, and its ranges of one script, level and look (as far as that chooses the face)."""
    text = copy.plain[start:end]
    level, by_char = 0, None
    isolates: list[tuple[int, int]] = []
    # Nothing but digits and marks: they stand as the language has it.
    neutral = not STRONG.search(text) and runs_rtl(language)
    if neutral or needs_bidi(text):
        isolates = isolate_ranges(text)
        level, by_char = levels(text, 1, isolates) if neutral else display_levels(text, isolates)
        for first, last in phones(text):
            # Its groups follow each other from left to right, whatever runs about them and whichever digits it has.
            by_char[first:last] = [level + level % 2] * (last - first)
    scripts = _scripts(text, isolates)
    if by_char is None and len(scripts) == 1 and not copy.spans:
        return level, [(start, end, scripts[0][2], level, PLAIN)]
    edges = {0, len(text), *(first for first, _, _ in scripts)}
    looks = [(a, b, replace(look, color="", highlight=False)) for a, b, look in copy.looks() if a < end and b > start]
    edges |= {a - start for a, _, _ in looks if a > start}
    if by_char:
        edges |= {i for i in range(1, len(text)) if by_char[i] != by_char[i - 1]}
    runs, at_script, at_look = [], 0, 0
    for first, last in pairwise(sorted(edges)):
        while scripts[at_script][1] <= first:
            at_script += 1
        while looks[at_look][1] <= start + first:
            at_look += 1
        one = by_char[first] if by_char else level
        runs.append((start + first, start + last, scripts[at_script][2], one, looks[at_look][2]))
    return level, runs


def _scripts(text: str, isolates: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The script runs of a paragraph; what is isolated is read for itself, so that a hashtag's sign goes with it."""
    if not isolates:
        return script_runs(text)
    around = script_runs(text)
    found: list[tuple[int, int, str]] = []
    at = 0
    # A number has no script of its own.
    lettered = [(start, end) for start, end in isolates if any(map(str.isalpha, text[start:end]))]
    for start, end in (*lettered, (len(text), len(text))):
        found += [(max(a, at), min(b, start), script) for a, b, script in around if a < start and b > at]
        found += [(start + a, start + b, script) for a, b, script in script_runs(text[start:end])]
        at = end
    return found


def _append(items: list[TextItem], item: TextItem) -> None:
    last = items[-1] if items else None
    if last and last.end == item.start and replace(last, end=item.end) == replace(item, start=last.start):
        items[-1] = replace(last, end=item.end)
    else:
        items.append(item)
