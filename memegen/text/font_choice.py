"""Choosing a font face for each cluster of a run: the wanted one, or a fallback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from memegen.scene.items import Font
from memegen.text.breaks import clusters
from memegen.text.face import Face, Fonts
from memegen.text.style import STEP, Style
from memegen.text.styled import TextAttributes

# Emoji that are drawn in colour by default, below the planes that hold nothing else.
EMOJI = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)

AS_EMOJI, AS_TEXT = "\ufe0f", "\ufe0e"

# The height of an emoji, in cap heights of the text about it.
EMOJI_HEIGHT = 1.36

# A face that fills in is set so large that its capitals are as high as those about it, within these bounds; letters
# that have no capitals are made no smaller for it.
SMALLEST, LARGEST = 0.8, 1.3

# Up to this part of the letters of a script may come from another face one by one; of more, all of them do.
FEW = 1 / 8

CASED = ("Latn", "Grek", "Cyrl", "Armn", "Zyyy")


class FaceSelector:
    """Chooses faces for a run of one script, level and look."""

    def __init__(
        self, text: str, written: str, script: str, look: TextAttributes, style: Style, fonts: Fonts, language: str
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
            home = next((face for face in fallbacks if not face.has_color and _has(face, self.written)), home)
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
        if face.has_color:
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
        return before if before and not before.has_color and before.covers(cluster) else home
    faces = [*wanted]
    if AS_TEXT in cluster:
        faces.sort(key=lambda face: face.has_color)
    elif _may_be_emoji(cluster):
        faces.sort(key=lambda face: not face.has_color)
    return next((face for face in faces if face.covers(cluster)), None)
