"""Text along a circle."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from math import cos, degrees, pi, radians, sin, sqrt
from typing import NamedTuple

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box
from memegen.scene.items import Glyph, Line
from memegen.scene.path import bounds, rectangle, rotate_outline
from memegen.text.face import Fonts
from memegen.text.style import TextLayout

# Letters that join: from Arabic to N'Ko and the scripts of India, and Arabic's forms.
JOINED = frozenset(map(chr, (*range(0x0600, 0x0E00), *range(0x1800, 0x18B0), *range(0xFB50, 0xFF00))))
# A word longer than this part of the radius would leave the circle by too much.
STRAIGHT = 0.75
# How far above the baseline, in cap heights, the width of letters is taken.
CROWDED, SPREAD = 0.65, 0.2


@frozen
class Arc:
    """A circle of *radius* pixels about (0, 0), along the inside of whose top or bottom a text runs.

    What of the text is farthest from the middle touches the circle: capitals or their accents, below what hangs.
    """

    radius: float
    bottom: bool = False

    def baseline(self, block: TextLayout, width: float = 0) -> float:
        """The radius of the baseline of a flat line whose letters are up to *width* wide; all in pixels."""
        return max(1.0, sqrt(max(0.0, self.radius**2 - width**2 / 4)) - self._reach(block))

    def along(self, block: TextLayout, scale: float = 1, width: float = 0) -> float:
        """The radius of the circle along which the width of a flat line is taken, at *scale* times its size.

        It lies nearer to where letters crowd: at the bottom of a circle their heads lean together, and at its top their
        feet do a little.
        """
        inwards = self._reach(block) + self._crowding(block)
        return max(1.0, sqrt(max(0.0, self.radius**2 - width**2 / 4)) - inwards * scale)

    def size(self, flat: TextLayout, span: float) -> float:
        """The size at which a text takes *span* radians of the circle; *flat* is its line at a size of 1."""
        width = flat.line_boxes[0].w if flat.line_boxes else 0.0
        inwards = self._reach(flat) + self._crowding(flat)
        return span * self.radius / (width + span * inwards) if width > 0 else self.radius

    def _reach(self, block: TextLayout) -> float:
        """How far a flat line reaches outwards from its baseline."""
        return block.height - block.baseline if self.bottom else block.baseline

    def _crowding(self, block: TextLayout) -> float:
        cap = block.line_boxes[0].h if block.line_boxes else 0.0
        return CROWDED * cap if self.bottom else -SPREAD * cap


def bend_along_arc(block: TextLayout, arc: Arc, fonts: Fonts) -> TextLayout:
    """The one line of *block* along the arc, its middle at the top (or bottom) of the circle, about its centre.

    Each glyph is turned about the middle of its ink, so that marks stay over their letters; where letters join or hang
    from one bar, each word keeps straight and is turned as one.
    """
    if not block.lines:
        return block
    line = block.lines[0]
    row = block.line_boxes[0]
    segments = _pieces(line, fonts, arc.radius)
    # What is turned as one is flat, so that the corners of the widest come nearest to the circle.
    widest = max((right - left for word in segments for left, right in [_extent(word)]), default=0.0)
    radius, along = arc.baseline(block, widest), arc.along(block, 1, widest)
    middle = row.x + row.w / 2 - line.x
    glyphs: dict[int, list[Glyph]] = {}
    boxes: list[Box] = []
    for word in segments:
        center = sum(_extent(word)) / 2
        for spot in word:
            placed = _placed(spot.glyph, center, (center - middle) / along, radius, bottom=arc.bottom)
            glyphs.setdefault(spot.run, []).append(placed)
            if spot.ink.w > 0:
                box = spot.ink.translated(placed.x, placed.y)
                boxes.append(bounds(rotate_outline(rectangle(box), placed.turn, (placed.x, placed.y))))
    runs = tuple(replace(run, glyphs=tuple(glyphs.get(n, ()))) for n, run in enumerate(line.runs))
    ink = reduce(Box.union, boxes) if boxes else Box(0, 0, 0, 0)
    return replace(block, lines=(Line(line.text, 0, 0, runs),), ink=ink, line_boxes=(), highlight_boxes=())


class _Spot(NamedTuple):
    """A glyph of a flat line, the number of its run, and its ink about its own origin, in pixels."""

    glyph: Glyph
    run: int
    ink: Box


def _pieces(line: Line, fonts: Fonts, radius: float) -> list[list[_Spot]]:
    """What is turned as one: each glyph, or where letters join each word, if it is not too long for the circle."""
    spots: list[_Spot] = []
    for n, run in enumerate(line.runs):
        face = fonts.face(run.font)
        for glyph in run.glyphs:
            ink, size = face.ink(glyph.id), run.size
            spots.append(_Spot(glyph, n, Box(ink.x * size, ink.y * size, ink.w * size, ink.h * size)))
    words: list[list[_Spot]] = []
    for spot in spots:
        if not words or spot.ink.w <= 0 or words[-1][-1].ink.w <= 0:
            words.append([])
        words[-1].append(spot)
    joined = any(char in JOINED for char in line.text)
    if joined and all(right - left <= STRAIGHT * radius for left, right in map(_extent, words)):
        return words
    return [[spot] for spot in spots]


def _extent(word: list[_Spot]) -> tuple[float, float]:
    """Where the ink of some glyphs begins and ends along the line."""
    left = min(spot.glyph.x + spot.ink.x for spot in word)
    return left, max(spot.glyph.x + spot.ink.x + spot.ink.w for spot in word)


def _placed(glyph: Glyph, center: float, angle: float, radius: float, *, bottom: bool) -> Glyph:
    """The glyph with the point of its line at *center* carried to *angle* (radians clockwise from the middle)."""
    turn = -angle if bottom else angle
    # Where the point of the baseline under the middle of the ink comes to lie.
    x, y = (radius * sin(angle), radius * cos(angle)) if bottom else (radius * sin(angle), -radius * cos(angle))
    # From there to the glyph's own origin, turned.
    dx, dy = glyph.x - center, glyph.y
    return Glyph(glyph.id, x + dx * cos(turn) - dy * sin(turn), y + dx * sin(turn) + dy * cos(turn), degrees(turn))


def clamped_span(span: float) -> float:
    """A span in degrees as radians, no more than a whole turn less a little that keeps the ends apart."""
    return min(radians(span), 1.96 * pi)
