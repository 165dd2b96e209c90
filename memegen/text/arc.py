"""Text along a circle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from math import cos, degrees, pi, radians, sin

from memegen.geometry import Box
from memegen.outline import bounds, rectangle, turned
from memegen.scene import Glyph, Line, Run
from memegen.text.face import Face, Fonts
from memegen.text.style import Block

# Letters that join: from Arabic to N'Ko and the scripts of India, and Arabic's forms.
JOINED = frozenset(map(chr, (*range(0x0600, 0x0E00), *range(0x1800, 0x18B0), *range(0xFB50, 0xFF00))))
# How far above the baseline, in cap heights, the width of letters is taken.
CROWDED, SPREAD = 0.65, 0.2


@dataclass(frozen=True, slots=True)
class Arc:
    """A circle of *radius* pixels about (0, 0), along the inside of whose top or bottom a text runs."""

    radius: float
    bottom: bool = False

    def inset(self, block: Block) -> tuple[float, float]:
        """How far within the circle the baseline of a flat line runs, and the line along which its width is taken.

        The second lies nearer to where letters crowd: at the bottom of a circle their heads lean together, and at its
        top their feet do a little.
        """
        cap = block.rows[0].h if block.rows else 0.0
        baseline = block.depth if self.bottom else block.baseline
        return baseline, baseline + (CROWDED if self.bottom else -SPREAD) * cap

    def size(self, flat: Block, span: float) -> float:
        """The size at which the text takes *span* radians of the circle; *flat* is its line at a size of 1."""
        width = flat.rows[0].w if flat.rows else 0.0
        return span * self.radius / (width + span * self.inset(flat)[1]) if width > 0 else self.radius


def bent(block: Block, arc: Arc, fonts: Fonts) -> Block:
    """The one line of *block* along the arc, its middle at the top (or bottom) of the circle, about its centre.

    Each glyph is turned about the middle of its ink, so that marks stay over their letters; where letters join or hang
    from one bar, each word keeps straight and is turned as one.
    """
    if not block.lines:
        return block
    line = block.lines[0]
    row = block.rows[0]
    radius, along = (arc.radius - inset for inset in arc.inset(block))
    middle = row.x + row.w / 2 - line.x
    runs: list[Run] = []
    boxes: list[Box] = []
    whole_words = any(char in JOINED for char in line.text)
    for run in line.runs:
        face = fonts.face(run.font)
        glyphs: list[Glyph] = []
        for glyph, center in _centers(run, face, whole_words=whole_words):
            ink = face.ink(glyph.id)
            placed = _placed(glyph, center, (center - middle) / along, radius, bottom=arc.bottom)
            glyphs.append(placed)
            if ink.w > 0:
                box = Box(placed.x + ink.x * run.size, placed.y + ink.y * run.size, ink.w * run.size, ink.h * run.size)
                boxes.append(bounds(turned(rectangle(box), placed.turn, (placed.x, placed.y))))
        runs.append(replace(run, glyphs=tuple(glyphs)))
    ink = reduce(Box.union, boxes) if boxes else Box(0, 0, 0, 0)
    return replace(block, lines=(Line(line.text, 0, 0, tuple(runs)),), ink=ink, rows=(), marked=())


def _centers(run: Run, face: Face, *, whole_words: bool) -> Iterator[tuple[Glyph, float]]:
    """Each glyph, and the place of the line about which it is turned: the middle of its ink, or of its word's."""
    words: list[list[Glyph]] = [[]]
    for glyph in run.glyphs:
        if not whole_words or face.ink(glyph.id).w <= 0:
            words.append([])
        words[-1].append(glyph)
    for word in words:
        inks = [(glyph.x + ink.x * run.size, ink.w * run.size) for glyph in word if (ink := face.ink(glyph.id)).w > 0]
        if inks or word:
            left = min((x for x, _ in inks), default=word[0].x)
            right = max((x + w for x, w in inks), default=word[0].x)
            yield from ((glyph, (left + right) / 2) for glyph in word)


def _placed(glyph: Glyph, center: float, angle: float, radius: float, *, bottom: bool) -> Glyph:
    """The glyph with the point of its line at *center* carried to *angle* (radians clockwise from the middle)."""
    turn = -angle if bottom else angle
    # Where the point of the baseline under the middle of the ink comes to lie.
    x, y = (radius * sin(angle), radius * cos(angle)) if bottom else (radius * sin(angle), -radius * cos(angle))
    # From there to the glyph's own origin, turned.
    dx, dy = glyph.x - center, glyph.y
    return Glyph(glyph.id, x + dx * cos(turn) - dy * sin(turn), y + dx * sin(turn) + dy * cos(turn), degrees(turn))


def most(span: float) -> float:
    """A span in degrees as radians, no more than a whole turn less a little that keeps the ends apart."""
    return min(radians(span), 1.96 * pi)
