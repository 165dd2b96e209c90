"""The face for each cluster of a run: the primary one where it has the characters, or else a fallback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from memegen.core.regex import lazy_pattern
from memegen.scene.items import Font
from memegen.text.breaks import clusters
from memegen.text.face import Face, Fonts
from memegen.text.style import STEP, Style
from memegen.text.styled import TextAttributes

# Characters with Emoji_Presentation below U+1F000; from there on all are taken for emoji.
EMOJI = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)
FIRST_EMOJI = "\U0001f000"
# Variation selectors for emoji and for text presentation.
# White space that has ink: the Ogham space mark is a stroke.
VISIBLE_SPACES = ("\u1680",)
EMOJI_PRESENTATION, TEXT_PRESENTATION = "\ufe0f", "\ufe0e"
# Height of an emoji, in cap heights of the text around it.
EMOJI_HEIGHT = 1.36
# A fallback face is scaled to the cap height of the primary face, within these bounds; a face for letters without
# capitals is not made smaller.
MIN_SCALE, MAX_SCALE = 0.8, 1.3
# Scripts with capitals.
CASED = ("Latn", "Grek", "Cyrl", "Armn", "Zyyy")
# Maximum fraction of a script's letters that fall back one by one; with more, all of them do.
MAX_SINGLE_FALLBACKS = 1 / 8


# The sign of a hashtag.
HASH = lazy_pattern(r"(?<!\w)#(?=\w)")


class FaceSelector:
    """Selects the faces for a run of one script, level and set of attributes.

    Attributes:
        primary: the face of the style, in the weight that the attributes ask for.
    """

    def __init__(
        self,
        text: str,
        script_text: str,
        script: str,
        attributes: TextAttributes,
        style: Style,
        fonts: Fonts,
        language: str,
    ) -> None:
        """Prepare the selection.

        Args:
            text: the run.
            script_text: all text of the paragraph in the same script.
            script: ISO 15924 tag.
            attributes: the attributes of the run.
            style: the style of the text.
            fonts: the fonts to select from.
            language: BCP 47 tag.

        Raises:
            DiagnosticError: the font family is unknown.
        """
        self.text, self.script_text, self.script, self.attributes = text, script_text, script, attributes
        self.language, self.fonts = language, fonts
        font = style.font
        if attributes.strong:
            font = replace(font, weight=style.strong_weight)
        elif attributes.emphasis and style.emphasis_weight:
            font = replace(font, weight=style.emphasis_weight)
        self.font: Font = font
        self.primary = fonts.face(font)
        self._hash_font = style.hash_font

    def faces(self) -> Iterator[tuple[int, int, Face | None]]:
        """Yield ranges of the run with their faces; None where no face has the characters."""
        sturdy = self._hash_font if "#" in self.text and self.primary.thin_hash else None
        for first, last, face in self._letter_faces():
            if sturdy and face is self.primary:
                for sign in HASH.finditer(self.text, first, last):
                    if sign.start() > first:
                        yield first, sign.start(), face
                    yield *sign.span(), self.fonts.face(sturdy)
                    first = sign.end()
            if last > first:
                yield first, last, face

    def _letter_faces(self) -> Iterator[tuple[int, int, Face | None]]:
        """Yield ranges with their faces, before the sign of a hashtag takes another."""
        text, face = self.text, self.primary
        no_emoji = not _may_be_emoji(text)
        if no_emoji and face.covers(self.script_text if self.script != "Latn" else text):
            yield 0, len(text), face
            return
        fallbacks = self.fonts.fallbacks(self.font, self.language)
        if self._lacks_script():
            # A word of letters from two faces looks wrong: use one face that has all of the script's text.
            complete = (face for face in fallbacks if not face.has_color and _covers_letters(face, self.script_text))
            face = next(complete, face)
            if no_emoji and face.covers(text):
                yield 0, len(text), face
                return
        previous: Face | None = face
        for first, last in pairwise([*clusters(text, self.language), len(text)]):
            previous = _select(text[first:last], face, [face, *fallbacks], previous)
            yield first, last, previous

    def scale_and_shift(self, face: Face) -> tuple[float, float]:
        """Return the scale of a face relative to the text, and how far it is raised, em of the text."""
        step = STEP**self.attributes.step
        if face is self.primary:
            return step, 0.0
        cap = self.primary.metrics.cap
        if face.has_color:
            metrics = face.metrics
            scale = EMOJI_HEIGHT * cap / (metrics.ascent + metrics.descent)
            # Centre the emoji on the capitals.
            return step * scale, step * (cap - scale * (metrics.ascent - metrics.descent)) / 2
        scale = min(max(cap / face.metrics.cap, MIN_SCALE if self.script in CASED else 1.0), MAX_SCALE)
        return step * scale, 0.0

    def _lacks_script(self) -> bool:
        """Return whether the primary face lacks more than a few letters of the script's text."""
        letters = [char for char in self.script_text if char.isalpha()]
        return sum(not self.primary.covers(char) for char in letters) > MAX_SINGLE_FALLBACKS * len(letters)


def _covers_letters(face: Face, text: str) -> bool:
    """Return whether the face has all letters and digits of *text*."""
    return all(face.covers(char) for char in text if char.isalnum())


def _may_be_emoji(text: str) -> bool:
    return not text.isascii() and any(
        char >= FIRST_EMOJI or char == EMOJI_PRESENTATION or char in EMOJI for char in text
    )


def _select(cluster: str, primary: Face, candidates: Sequence[Face], previous: Face | None) -> Face | None:
    """Return the first of the *candidates* that has a cluster; for emoji, colour faces come first."""
    if cluster.isspace() and cluster not in VISIBLE_SPACES:
        # A space between letters of a fallback face is as wide as theirs.
        return previous if previous and not previous.has_color and previous.covers(cluster) else primary
    faces = [*candidates]
    if TEXT_PRESENTATION in cluster:
        faces.sort(key=lambda face: face.has_color)
    elif _may_be_emoji(cluster):
        faces.sort(key=lambda face: not face.has_color)
    return next((face for face in faces if face.covers(cluster)), None)
