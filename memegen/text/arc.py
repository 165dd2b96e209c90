"""Text along a circle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from math import cos, degrees, pi, radians, sin, sqrt

from memegen.geometry import Box
from memegen.outline import bounds, rectangle, turned
from memegen.scene import Glyph, Line, Run
from memegen.text.face import Fonts
from memegen.text.style import Block


@dataclass(frozen=True, slots=True)
class Arc:
    """A circle of *radius* pixels about (0, 0), along the inside of whose top or bottom a text runs.

    What of the text is farthest from the middle touches the circle: capitals or their accents, below what hangs.
    """

    radius: float
    bottom: bool = False

    def reach(self, block: Block) -> float:
        """How far the line of *block* reaches outwards from its baseline."""
        return block.height - block.baseline if self.bottom else block.baseline

    def baseline(self, reach: float, width: float = 0) -> float:
        """The radius of the baseline of letters that reach so far outwards, each up to *width* wide; all in pixels."""
        return sqrt(max(0.0, self.radius**2 - width**2 / 4)) - reach

    def size(self, width: float, reach: float, span: float) -> float:
        """The size at which a text of *width* em that reaches *reach* em outwards takes *span* radians."""
        return span * self.radius / (width + span * reach) if width > 0 else self.radius


def bent(block: Block, arc: Arc, fonts: Fonts) -> Block:
    """The one line of *block* along the arc, its middle at the top (or bottom) of the circle, about its centre.

    Each glyph is turned about the middle of its ink, so that marks stay over their letters.
    """
    if not block.lines:
        return block
    line = block.lines[0]
    row = block.rows[0]
    # Letters are flat, so that the corners of the widest come nearest to the circle.
    widest = max((fonts.face(run.font).ink(g.id).w * run.size for run in line.runs for g in run.glyphs), default=0.0)
    radius = max(1.0, arc.baseline(arc.reach(block), widest))
    middle = row.x + row.w / 2 - line.x
    runs: list[Run] = []
    boxes: list[Box] = []
    for run in line.runs:
        face = fonts.face(run.font)
        glyphs: list[Glyph] = []
        for glyph in run.glyphs:
            ink = face.ink(glyph.id)
            center = glyph.x + (ink.x + ink.w / 2) * run.size
            placed = _placed(glyph, center, (center - middle) / radius, radius, bottom=arc.bottom)
            glyphs.append(placed)
            if ink.w > 0:
                box = Box(placed.x + ink.x * run.size, placed.y + ink.y * run.size, ink.w * run.size, ink.h * run.size)
                boxes.append(bounds(turned(rectangle(box), placed.turn, (placed.x, placed.y))))
        runs.append(replace(run, glyphs=tuple(glyphs)))
    ink = reduce(Box.union, boxes) if boxes else Box(0, 0, 0, 0)
    return replace(block, lines=(Line(line.text, 0, 0, tuple(runs)),), ink=ink, rows=(), marked=())


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
