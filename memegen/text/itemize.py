"""Splitting text into runs of one face: the wanted one where it can, another where it cannot."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from memegen.scene import Font
from memegen.text.breaks import clusters
from memegen.text.face import Face, Fonts
from memegen.text.markup import Copy

# Emoji that are drawn in colour by default, below the planes that hold nothing else.
EMOJI = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)
AS_EMOJI, AS_TEXT = "\ufe0f", "\ufe0e"


@dataclass(frozen=True, slots=True)
class Item:
    """A range of the text in one face; ``home`` is false for a fallback face."""

    start: int
    end: int
    face: Face
    emphasised: bool
    home: bool


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a text in logical order; newlines and characters that no font has are in none of them."""

    items: tuple[Item, ...]
    missing: tuple[str, ...]

    def within(self, start: int, end: int) -> Iterator[Item]:
        """The items of a part of the text, cut to it."""
        first = max(0, bisect_right(self.items, start, key=lambda item: item.start) - 1)
        for item in self.items[first:]:
            if item.start >= end:
                break
            if item.end > start:
                inside = item.start >= start and item.end <= end
                yield item if inside else replace(item, start=max(item.start, start), end=min(item.end, end))


def itemize(copy: Copy, font: Font, emphasis_weight: int, language: str, fonts: Fonts) -> Items:
    """Choose a face for every cluster of *copy*. A later release splits by level and script in the same place.

    Raises DiagnosticError for an unknown family.
    """
    strong = replace(font, weight=emphasis_weight) if emphasis_weight else font
    found: list[Item] = []
    missing: list[str] = []
    for start, end, emphasised in _stretches(copy):
        wanted = strong if emphasised else font
        home = fonts.face(wanted)
        text = copy.plain[start:end]
        if not _may_be_emoji(text) and home.covers(text):
            found.append(Item(start, end, home, emphasised, True))
            continue
        fallbacks = fonts.fallbacks(wanted)
        for first, last in _ranges(clusters(text, language), len(text)):
            cluster = text[first:last]
            face = _choose(cluster, home, fallbacks)
            if face is None:
                missing.append(cluster)
            else:
                _append(found, Item(start + first, start + last, face, emphasised, face is home))
    return Items(tuple(found), tuple(dict.fromkeys(missing)))


def _stretches(copy: Copy) -> Iterator[tuple[int, int, bool]]:
    """Ranges of like emphasis within one paragraph."""
    if not copy.plain:
        return
    edges = {0, len(copy.plain), *(edge for span in copy.spans for edge in span)}
    edges.update(i + d for i, char in enumerate(copy.plain) if char == "\n" for d in (0, 1))
    for start, end in _ranges(sorted(edges)[:-1], len(copy.plain)):
        if copy.plain[start] != "\n":
            yield start, end, any(first <= start < last for first, last in copy.spans)


def _ranges(starts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    return zip(starts, [*starts[1:], end], strict=True)


def _may_be_emoji(text: str) -> bool:
    return not text.isascii() and any(char >= "\U0001f000" or char == AS_EMOJI or char in EMOJI for char in text)


def _choose(cluster: str, home: Face, fallbacks: Sequence[Face]) -> Face | None:
    if cluster.isspace():
        return home
    faces = [home, *fallbacks]
    if AS_TEXT not in cluster and _may_be_emoji(cluster):
        faces.sort(key=lambda face: "emoji" not in face.font.family.lower())
    return next((face for face in faces if face.covers(cluster)), None)


def _append(items: list[Item], item: Item) -> None:
    last = items[-1] if items else None
    if last and last.end == item.start and last.face is item.face and last.emphasised == item.emphasised:
        items[-1] = replace(last, end=item.end)
    else:
        items.append(item)
