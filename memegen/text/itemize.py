"""Splitting text into runs of one face, script and direction: the wanted face where it can, another where it cannot."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from memegen.core.frozen import frozen
from memegen.core.regex import late
from memegen.scene.items import Font
from memegen.text.bidi.order import isolated, levels, needs_bidi, shown
from memegen.text.breaks import clusters
from memegen.text.face import Face, Fonts
from memegen.text.nonbreaking import phones
from memegen.text.scripts import runs_rtl, script_runs
from memegen.text.style import STEP, Style
from memegen.text.styled import PLAIN, Copy, Look

# Emoji that are drawn in colour by default, below the planes that hold nothing else.
EMOJI = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)
# What gives a paragraph its direction: letters, and the marks that stand in for them.
STRONG = late(r"[^\W\d_]|[\u061c\u200e\u200f]")
AS_EMOJI, AS_TEXT = "\ufe0f", "\ufe0e"
# The height of an emoji, in cap heights of the text about it.
EMOJI_HEIGHT = 1.36
# A face that fills in is set so large that its capitals are as high as those about it, within these bounds; letters
# that have no capitals are made no smaller for it.
SMALLEST, LARGEST = 0.8, 1.3
# Up to this part of the letters of a script may come from another face one by one; of more, all of them do.
FEW = 1 / 8
CASED = ("Latn", "Grek", "Cyrl", "Armn", "Zyyy")


@frozen
class Item:
    """A range of the text in one face, script and direction; ``home`` is false for a fallback face.

    ``level`` is the bidirectional one, odd from right to left. ``scale`` and ``rise`` (upwards) are in
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
    rise: float = 0

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
class Items:
    """The items of a text in logical order; newlines and characters that no font has are in none of them."""

    items: tuple[Item, ...]
    paragraphs: tuple[Paragraph, ...]
    missing: tuple[str, ...] = ()

    def within(self, start: int, end: int) -> Iterator[Item]:
        """The items of a part of the text, cut to it."""
        first = max(0, bisect_right(self.items, start, key=lambda item: item.start) - 1)
        for item in self.items[first:]:
            if item.start >= end:
                break
            if item.end > start:
                inside = item.start >= start and item.end <= end
                yield item if inside else replace(item, start=max(item.start, start), end=min(item.end, end))

    @property
    def lacking(self) -> tuple[str, ...]:
        """The features that markup asks for and a face of the text lacks."""
        return ("small-caps",) if any(item.caps and not item.face.has("smcp") for item in self.items) else ()

    def level(self, at: int) -> int:
        """The level of the paragraph that the offset *at* lies in."""
        if len(self.paragraphs) == 1:
            return self.paragraphs[0].level
        found = bisect_right(self.paragraphs, at, key=lambda paragraph: paragraph.start) - 1
        return self.paragraphs[max(0, found)].level


def itemize(copy: Copy, style: Style, language: str, fonts: Fonts) -> Items:
    """Choose a face for every cluster of *copy*. Raises DiagnosticError for an unknown family."""
    found: list[Item] = []
    missing: list[str] = []
    paragraphs: list[Paragraph] = []
    for start, end in _paragraphs(copy.plain):
        level, runs = _runs(copy, start, end, language)
        paragraphs.append(Paragraph(start, end, level))
        written: dict[str, str] = {}
        for first, last, script, _, _ in runs:
            written[script] = written.get(script, "") + copy.plain[first:last]
        for first, last, script, at_level, look in runs:
            chooser = _Chooser(copy.plain[first:last], written[script], script, look, style, fonts, language)
            for a, b, face in chooser.faces():
                if face is None:
                    missing.append(copy.plain[first + a : first + b])
                    continue
                scale, rise = chooser.fitted(face)
                item = Item(first + a, first + b, face, script, at_level, face is chooser.home, look.caps, scale, rise)
                _append(found, item)
    return Items(tuple(found), tuple(paragraphs), tuple(dict.fromkeys(missing)))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while True:
        end = text.find("\n", start)
        yield start, len(text) if end < 0 else end
        if end < 0:
            return
        start = end + 1


def _runs(copy: Copy, start: int, end: int, language: str) -> tuple[int, list[tuple[int, int, str, int, Look]]]:
    """The level of a paragraph, and its ranges of one script, level and look (as far as that chooses the face)."""
    text = copy.plain[start:end]
    level, by_char = 0, None
    isolates: list[tuple[int, int]] = []
    # Nothing but digits and marks: they stand as the language has it.
    neutral = not STRONG.search(text) and runs_rtl(language)
    if neutral or needs_bidi(text):
        isolates = isolated(text)
        level, by_char = levels(text, 1, isolates) if neutral else shown(text, isolates)
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


class _Chooser:
    """Chooses faces for a run of one script, level and look."""

    def __init__(
        self, text: str, written: str, script: str, look: Look, style: Style, fonts: Fonts, language: str
    ) -> None:
        self.text, self.written, self.script, self.look = text, written, script, look
        self.language, self.fonts = language, fonts
        font = style.font
        if look.strong:
            font = replace(font, weight=style.strong_weight)
        elif look.emphasis and style.emphasis_weight:
            font = replace(font, weight=style.emphasis_weight)
        self.font: Font = font
        self.home = fonts.face(font)

    def faces(self) -> Iterator[tuple[int, int, Face | None]]:
        """Ranges of the run, each with its face; None where no face has the characters."""
        text, home = self.text, self.home
        plain = not _may_be_emoji(text)
        if plain and home.covers(self.written if self.script != "Latn" else text):
            yield 0, len(text), home
            return
        fallbacks = self.fonts.fallbacks(self.font, self.language)
        if self._foreign():
            # Letters from here and there do not make a word: one face has all that is written in the script.
            home = next((face for face in fallbacks if not face.coloured and _has(face, self.written)), home)
            if plain and home.covers(text):
                yield 0, len(text), home
                return
        before: Face | None = home
        for first, last in pairwise([*clusters(text, self.language), len(text)]):
            before = _choose(text[first:last], home, [home, *fallbacks], before)
            yield first, last, before

    def _foreign(self) -> bool:
        """Whether more than a few letters of what is written in the script here are not at home."""
        letters = [char for char in self.written if char.isalpha()]
        return sum(not self.home.covers(char) for char in letters) > FEW * len(letters)

    def fitted(self, face: Face) -> tuple[float, float]:
        """The scale of a face beside the home face, and how far it is raised."""
        step = STEP**self.look.step
        if face is self.home:
            return step, 0.0
        cap = self.home.metrics.cap
        if face.coloured:
            metrics = face.metrics
            scale = EMOJI_HEIGHT * cap / (metrics.ascent + metrics.descent)
            # The middle of the emoji stands where the middle of the capitals does.
            return step * scale, step * (cap - scale * (metrics.ascent - metrics.descent)) / 2
        scale = min(max(cap / face.metrics.cap, SMALLEST if self.script in CASED else 1.0), LARGEST)
        return step * scale, 0.0


def _has(face: Face, text: str) -> bool:
    """Whether the face has all of the text but its emoji."""
    return all(face.covers(char) for char in text if char.isalnum())


def _may_be_emoji(text: str) -> bool:
    return not text.isascii() and any(char >= "\U0001f000" or char == AS_EMOJI or char in EMOJI for char in text)


def _choose(cluster: str, home: Face, wanted: Sequence[Face], before: Face | None) -> Face | None:
    """The face for a cluster: the first of those *wanted* that has it, for emoji the first in colour."""
    if cluster.isspace():
        # A space in a line of fallback letters is as wide as theirs.
        return before if before and not before.coloured and before.covers(cluster) else home
    faces = [*wanted]
    if AS_TEXT in cluster:
        faces.sort(key=lambda face: face.coloured)
    elif _may_be_emoji(cluster):
        faces.sort(key=lambda face: not face.coloured)
    return next((face for face in faces if face.covers(cluster)), None)


def _append(items: list[Item], item: Item) -> None:
    last = items[-1] if items else None
    if last and last.end == item.start and replace(last, end=item.end) == replace(item, start=last.start):
        items[-1] = replace(last, end=item.end)
    else:
        items.append(item)
