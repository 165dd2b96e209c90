"""Shaping: items into glyphs, and glyphs into lines. All measures are in em, so that they hold at any size."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field

from memegen.core.frozen import frozen, slotted
from memegen.text.bidi.order import visual_order
from memegen.text.face import Face, Fonts, ShapedGlyph
from memegen.text.features import features
from memegen.text.itemize import ItemizedText, TextItem, itemize
from memegen.text.shaped_line import GlyphRun, InkBounds, PositionedGlyph, ShapedLine
from memegen.text.style import Style
from memegen.text.styled import PLAIN, StyledText, TextAttributes

# Marks that may hang outside the edge where lines start, so that the letters align.
HANGING = frozenset("“‘\"'«‹„‚¿¡「『”")
# Those of the sentence, which stay in its line after another mark: two would hang too far.
INVERTED = "¿¡"
# Scripts whose letters join to their neighbours, and so are shaped with context.
CURSIVE = frozenset(["Arab", "Syrc", "Mong", "Nkoo", "Phag", "Mand", "Adlm", "Rohg"])
# Scripts whose letters join or hang from a common headline, which tracking would break.
JOINED = CURSIVE | {"Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"}
# Length of the context before and after a run, in characters: enough to decide how its outer letters join.
CONTEXT = 4
# Scripts with the proportions of Latin, for which the leading of a style is meant; others may be much taller.
LATIN_HEIGHT = frozenset(["Latn", "Grek", "Cyrl", "Armn", "Geor", "Zyyy", "Zinh"])
# Hyphens to add at the end of a line, preferred first.
HYPHENS = "\u2010-"
# Maximum gap between two ranges of marked glyphs that become one, em.
HIGHLIGHT_TOLERANCE = 1e-6


@frozen
class ShapedParagraph:
    """A text with its faces chosen, ready to be shaped whole or line by line.

    Attributes:
        styled: the words as they are set, with their spans.
        itemized: their ranges of one face, script and direction.
        style: how they are set.
        cap: cap height of the primary face, em.
        language: BCP 47 tag.
    """

    styled: StyledText
    itemized: ItemizedText
    style: Style
    cap: float
    language: str
    # The end of each run of equal attributes, and its attributes; empty if the text has no spans.
    _run_ends: tuple[int, ...] = ()
    _run_attributes: tuple[TextAttributes, ...] = ()

    @classmethod
    def of(cls, styled: StyledText, style: Style, fonts: Fonts, language: str) -> ShapedParagraph:
        """Choose a face for each character of *styled*.

        Raises:
            DiagnosticError: the font family is unknown.
        """
        itemized = itemize(styled, style, language, fonts)
        runs = list(styled.attribute_runs()) if styled.spans else []
        ends, attributes = tuple(end for _, end, _ in runs), tuple(run for _, _, run in runs)
        return cls(styled, itemized, style, fonts.face(style.font).metrics.cap, language, ends, attributes)

    @property
    def plain(self) -> str:
        """The words as they are set."""
        return self.styled.plain

    def attributes(self, at: int) -> TextAttributes:
        """Return the attributes of the character at the offset *at*."""
        return self._run_attributes[bisect_right(self._run_ends, at)] if self._run_attributes else PLAIN

    def shape(self, item: TextItem) -> tuple[ShapedGlyph, ...]:
        """Return the glyphs of an item, left to right; their clusters count from its start."""
        style, text = self.style, self.styled.plain
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
        """Return the tracking after the glyph *n*, em: once a cluster, and none where letters join."""
        if not self.style.tracking or item.script in JOINED:
            return 0.0
        ends_cluster = n + 1 == len(shaped) or shaped[n + 1].cluster != shaped[n].cluster
        return self.style.tracking if ends_cluster else 0.0

    def rtl(self, at: int) -> bool:
        """Return whether the paragraph of the character at the offset *at* runs from right to left."""
        return self.itemized.level(at) % 2 == 1

    def hangs(self, at: int, line_start: int) -> bool:
        """Return whether the character at the offset *at* hangs outside a line that starts at *line_start*."""
        style = self.style
        marks = self.plain[line_start : at + 1]
        hangs = all(c in HANGING for c in marks) and (len(marks) == 1 or marks[-1] not in INVERTED)
        return style.hang and style.align == "start" and hangs

    def may_exceed_leading(self, item: TextItem) -> bool:
        """Return whether an item may be taller than the leading, which was chosen for the primary font, allows."""
        return (not item.primary and not item.face.has_color) or item.script not in LATIN_HEIGHT or item.scale > 1

    def shape_line(self, start: int, end: int, *, hyphen: bool = False) -> ShapedLine:
        """Return the line from *start* to *end*, shaped by itself.

        Spaces and newlines at its end draw nothing. With *hyphen*, a hyphen is drawn at its end, which is not part of
        its text.
        """
        text = self.styled.plain[start:end]
        items = list(self.itemized.within(start, start + len(text.rstrip())))
        final = items[-1] if hyphen and items else None
        if len(items) > 1:
            items = [items[n] for n in visual_order([item.level for item in items])]
        builder = _LineBuilder(self, start)
        for item in items:
            # The hyphen follows its word, which may be anywhere in a line of both directions.
            if item is final and item.rtl:
                builder.add_hyphen(item)
            builder.add(item, self.shape(item))
            if item is final and not item.rtl:
                builder.add_hyphen(item)
        return builder.line(text.rstrip("\n"), rtl=self.rtl(start))


@slotted
class _LineBuilder:
    """A line that is being shaped, left to right."""

    paragraph: ShapedParagraph
    start: int
    x: float = 0.0
    ink: InkBounds = field(default_factory=InkBounds)
    runs: list[tuple[tuple[Face, TextAttributes, float], list[PositionedGlyph]]] = field(default_factory=list)
    highlights: list[tuple[float, float]] = field(default_factory=list)
    emphases: list[tuple[float, float]] = field(default_factory=list)

    def add(self, item: TextItem, shaped: Sequence[ShapedGlyph]) -> None:
        """Add the glyphs of an item."""
        paragraph, scale, face, shift, ink = self.paragraph, item.scale, item.face, item.baseline_shift, item.face.ink
        style = paragraph.style
        may_hang, has_spans, tracked = style.hang, bool(paragraph.styled.spans), style.tracking != 0
        attributes = paragraph.attributes(item.start + shaped[0].cluster if shaped else item.start)
        glyphs = self._run(face, attributes, scale)
        for n, one in enumerate(shaped):
            at = item.start + one.cluster
            if has_spans and paragraph.attributes(at) != attributes:
                attributes = paragraph.attributes(at)
                glyphs = self._run(face, attributes, scale)
            x, y = self.x + one.dx * scale, one.dy * scale - shift
            glyphs.append((one.glyph, x, y))
            box = ink(one.glyph)
            if box.w > 0 and box.h > 0:
                self.ink.add(box, x, y, scale, hanging=may_hang and paragraph.hangs(at, self.start))
            advance = one.advance * scale
            if tracked:
                advance += paragraph.tracking(item, shaped, n)
            if attributes.highlight:
                _extend(self.highlights, self.x, self.x + advance)
            if attributes.emphasis and style.emphasis_boxes:
                _extend(self.emphases, self.x, self.x + advance)
                self.ink.bottom = max(self.ink.bottom, style.emphasis_depth)
            self.x += advance

    def add_hyphen(self, item: TextItem) -> None:
        """Add a hyphen next to *item*, in its face and with the attributes of its last character."""
        char = next((char for char in HYPHENS if item.face.covers(char)), "")
        if char:
            shaped = item.face.shape(char, language=self.paragraph.language, script=item.script)
            self.add(item, [one._replace(cluster=item.end - 1 - item.start) for one in shaped])

    def line(self, text: str, *, rtl: bool) -> ShapedLine:
        """Return the finished line."""
        ink = self.ink
        ink.settle()
        if self.highlights or self.emphases:
            # A marker reaches over the spaces beside it, in which there are no letters that would have to be legible.
            self.runs = [(key, _without_outer_blanks(key[0], glyphs)) for key, glyphs in self.runs]
        runs = tuple(GlyphRun(face.font, run, scale, tuple(glyphs)) for (face, run, scale), glyphs in self.runs)
        ranges = tuple(self.highlights), tuple(self.emphases)
        return ShapedLine(text, runs, ink.left, ink.right, ink.first, ink.last, ink.top, ink.bottom, rtl, *ranges)

    def _run(self, face: Face, attributes: TextAttributes, scale: float) -> list[PositionedGlyph]:
        key = (face, attributes, scale)
        if not self.runs or self.runs[-1][0] != key:
            self.runs.append((key, []))
        return self.runs[-1][1]


def _without_outer_blanks(face: Face, glyphs: list[PositionedGlyph]) -> list[PositionedGlyph]:
    inked = [n for n, (glyph, _, _) in enumerate(glyphs) if face.ink(glyph).w > 0]
    return glyphs[inked[0] : inked[-1] + 1] if inked else []


def _extend(ranges: list[tuple[float, float]], start: float, end: float) -> None:
    """Append a range, joined to the last one if it begins where that ends."""
    if ranges and abs(ranges[-1][1] - start) < HIGHLIGHT_TOLERANCE:
        start = ranges.pop()[0]
    ranges.append((start, end))
