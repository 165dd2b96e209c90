"""Shaping: items into glyphs, and glyphs into lines. Everything here is in em, so it holds at any size."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field

from memegen.core.frozen import frozen, slotted
from memegen.scene.geometry import Box
from memegen.scene.items import Font
from memegen.text.bidi.order import visual_order
from memegen.text.face import Face, Fonts, ShapedGlyph
from memegen.text.features import features
from memegen.text.itemize import ItemizedText, TextItem, itemize
from memegen.text.style import Style
from memegen.text.styled import PLAIN, StyledText, TextAttributes

# Marks that may stand outside the edge where lines start, so that the letters align.
OPENING = frozenset("“‘\"'«‹„‚¿¡「『”")
# Scripts whose letters join to those beside them, and so are shaped with what stands there in sight.
CURSIVE = frozenset(["Arab", "Syrc", "Mong", "Nkoo", "Phag", "Mand", "Adlm", "Rohg"])
# Scripts whose letters join or hang from one bar, which no tracking may break.
JOINED = CURSIVE | {"Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"}
# Characters before and after a run that decide how its outer letters join.
CONTEXT = 4
# Scripts as tall as Latin, for which the leading of a style is meant; the letters of others may be far taller.
LOW = frozenset(["Latn", "Grek", "Cyrl", "Armn", "Geor", "Zyyy", "Zinh"])
# A glyph and where it stands, in em from the line's origin.
Spot = tuple[int, float, float]
HYPHENS = "\u2010-"


@frozen
class Stretch:
    """Glyphs of one font, scale and look within a line, in em from the line's origin."""

    font: Font
    look: TextAttributes
    scale: float
    glyphs: tuple[Spot, ...]


@frozen
class ShapedLine:
    """One shaped line in em: its stretches from left to right and its ink.

    ``left`` and ``right`` are where the ink starts and ends without hung marks, ``first`` and ``last`` with them;
    ``top`` is measured upwards from the baseline, ``bottom`` downwards. ``marked`` are the ranges of highlighted words.
    """

    text: str
    stretches: tuple[Stretch, ...]
    left: float
    right: float
    first: float
    last: float
    top: float
    bottom: float
    rtl: bool = False
    marked: tuple[tuple[float, float], ...] = ()

    @property
    def width(self) -> float:
        return self.right - self.left


@slotted
class _Ink:
    """The ink of a line as it grows, without and with the marks that hang; in em."""

    left: float = float("inf")
    right: float = float("-inf")
    first: float = float("inf")
    last: float = float("-inf")
    top: float = 0.0
    bottom: float = 0.0

    def add(self, box: Box, x: float, y: float, scale: float, *, hung: bool) -> None:
        """Add the ink of a glyph that stands at (x, y)."""
        start, top = x + box.x * scale, y + box.y * scale
        end, bottom = start + box.w * scale, top + box.h * scale
        if start < self.first:
            self.first = start
        if end > self.last:
            self.last = end
        if not hung:
            if start < self.left:
                self.left = start
            if end > self.right:
                self.right = end
        if -top > self.top:
            self.top = -top
        if bottom > self.bottom:
            self.bottom = bottom


@frozen
class ShapedParagraph:
    """A text with its faces chosen, ready to be shaped whole or line by line."""

    copy: StyledText
    items: ItemizedText
    style: Style
    cap: float
    language: str
    # Where each look of the text ends, and the looks; empty where nothing is marked.
    _ends: tuple[int, ...] = ()
    _looks: tuple[TextAttributes, ...] = ()

    @classmethod
    def of(cls, copy: StyledText, style: Style, fonts: Fonts, language: str) -> ShapedParagraph:
        """Raises DiagnosticError for an unknown family."""
        items = itemize(copy, style, language, fonts)
        looks = list(copy.looks()) if copy.spans else []
        ends, kinds = tuple(end for _, end, _ in looks), tuple(look for _, _, look in looks)
        return cls(copy, items, style, fonts.face(style.font).metrics.cap, language, ends, kinds)

    @property
    def plain(self) -> str:
        """The words as they are set."""
        return self.copy.plain

    def look(self, at: int) -> TextAttributes:
        """How the character at the offset *at* is set apart."""
        return self._looks[bisect_right(self._ends, at)] if self._looks else PLAIN

    def shaped(self, item: TextItem) -> tuple[ShapedGlyph, ...]:
        """The glyphs of an item from left to right; clusters count from its start."""
        style, text = self.style, self.copy.plain
        before = after = ""
        if item.script in CURSIVE:
            before, after = text[max(0, item.start - CONTEXT) : item.start], text[item.end : item.end + CONTEXT]
        return item.face.shape(
            text[item.start : item.end],
            language=self.language,
            script=item.script if item.script != "Zyyy" else "",
            rtl=item.rtl,
            features=features(style.features, tracked=style.tracking != 0, caps=item.caps) or None,
            before=before,
            after=after,
        )

    def tracking(self, item: TextItem, shaped: Sequence[ShapedGlyph], n: int) -> float:
        """What is added after the glyph *n*: the tracking, once a cluster, and never where letters join."""
        if not self.style.tracking or item.script in JOINED:
            return 0.0
        ends = n + 1 == len(shaped) or shaped[n + 1].cluster != shaped[n].cluster
        return self.style.tracking if ends else 0.0

    def rtl(self, at: int) -> bool:
        """Whether the paragraph of the character at the offset *at* runs from right to left."""
        return self.items.level(at) % 2 == 1

    def hangs(self, at: int, line_start: int) -> bool:
        """Whether the character at the offset *at* hangs out of a line that starts at *line_start*."""
        style = self.style
        return style.hang and style.align == "start" and all(c in OPENING for c in self.copy.plain[line_start : at + 1])

    def tall(self, item: TextItem) -> bool:
        """Whether the leading, which was chosen for the style's own font, cannot be trusted with this item."""
        return (not item.home and not item.face.has_color) or item.script not in LOW or item.scale > 1

    def strip(self, start: int, end: int, *, hyphen: bool = False) -> ShapedLine:
        """The line from *start* to *end*, shaped on its own; spaces and newlines at its end draw nothing.

        With *hyphen* one is drawn at its end, which is no part of its text.
        """
        text = self.copy.plain[start:end]
        items = list(self.items.within(start, start + len(text.rstrip())))
        final = items[-1] if hyphen and items else None
        if len(items) > 1:
            items = [items[n] for n in visual_order([item.level for item in items])]
        line = _Line(self, start)
        for item in items:
            # A hyphen stands where its word goes on, which in a line that runs both ways may be anywhere.
            if item is final and item.rtl:
                line.add_hyphen(item)
            line.add(item, self.shaped(item))
            if item is final and not item.rtl:
                line.add_hyphen(item)
        return line.strip(text.rstrip("\n"), rtl=self.rtl(start))


@slotted
class _Line:
    """A line being put together, from left to right."""

    flow: ShapedParagraph
    start: int
    x: float = 0.0
    ink: _Ink = field(default_factory=_Ink)
    stretches: list[tuple[tuple[Face, TextAttributes, float], list[Spot]]] = field(default_factory=list)
    marked: list[tuple[float, float]] = field(default_factory=list)

    def add(self, item: TextItem, shaped: Sequence[ShapedGlyph]) -> None:
        """Add the glyphs of an item."""
        flow, scale, face, rise, ink = self.flow, item.scale, item.face, item.baseline_shift, item.face.ink
        hanging, marked, tracked = flow.style.hang, bool(flow.copy.spans), flow.style.tracking != 0
        look = flow.look(item.start + shaped[0].cluster if shaped else item.start)
        glyphs = self._stretch(face, look, scale)
        for n, one in enumerate(shaped):
            at = item.start + one.cluster
            if marked and flow.look(at) != look:
                look = flow.look(at)
                glyphs = self._stretch(face, look, scale)
            x, y = self.x + one.dx * scale, one.dy * scale - rise
            glyphs.append((one.glyph, x, y))
            box = ink(one.glyph)
            if box.w > 0 and box.h > 0:
                self.ink.add(box, x, y, scale, hung=hanging and flow.hangs(at, self.start))
            advance = one.advance * scale
            if tracked:
                advance += flow.tracking(item, shaped, n)
            if look.highlight:
                self._mark(self.x, self.x + advance)
            self.x += advance

    def add_hyphen(self, item: TextItem) -> None:
        """Draw a hyphen beside *item*, in its face and in the look of its last character."""
        char = next((char for char in HYPHENS if item.face.covers(char)), "")
        if char:
            shaped = item.face.shape(char, language=self.flow.language, script=item.script)
            self.add(item, [one._replace(cluster=item.end - 1 - item.start) for one in shaped])

    def _stretch(self, face: Face, look: TextAttributes, scale: float) -> list[Spot]:
        key = (face, look, scale)
        if not self.stretches or self.stretches[-1][0] != key:
            self.stretches.append((key, []))
        return self.stretches[-1][1]

    def _mark(self, start: float, end: float) -> None:
        if self.marked and abs(self.marked[-1][1] - start) < 1e-6:
            start = self.marked.pop()[0]
        self.marked.append((start, end))

    def strip(self, text: str, *, rtl: bool) -> ShapedLine:
        """The line as it is."""
        ink = self.ink
        if ink.right < ink.left:
            # Nothing but hung marks, or nothing at all: what there is counts.
            ink.left, ink.right = (ink.first, ink.last) if ink.last > ink.first else (0.0, 0.0)
            ink.first, ink.last = ink.left, ink.right
        parts = tuple(Stretch(face.font, look, scale, tuple(glyphs)) for (face, look, scale), glyphs in self.stretches)
        return ShapedLine(
            text, parts, ink.left, ink.right, ink.first, ink.last, ink.top, ink.bottom, rtl, tuple(self.marked)
        )
