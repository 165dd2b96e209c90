"""Text along a circular arc."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from math import cos, degrees, inf, pi, radians, sin, sqrt
from typing import NamedTuple

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box
from memegen.scene.items import Glyph, Line
from memegen.scene.path import bounds, rectangle, rotate_outline
from memegen.text.face import Fonts
from memegen.text.style import Style, TextLayout
from memegen.text.typeset import set_text

# Letters that join: from Arabic to N'Ko and the scripts of India, Mongolian, and Arabic presentation forms.
JOINED = frozenset(map(chr, (*range(0x0600, 0x0E00), *range(0x1800, 0x18B0), *range(0xFB50, 0xFF00))))
# Maximum width of a word that is kept straight, as a fraction of the radius; a wider one departs too far from the arc.
MAX_STRAIGHT = 0.75
# Height, in cap heights above the baseline, at which letters have their natural distance: at the bottom of a circle
# their tops converge, at its top their bottoms do slightly.
BOTTOM_HEIGHT, TOP_HEIGHT = 0.65, 0.2
# Maximum angle of a text, radians: a full turn less a gap between its ends.
MAX_SPAN = 1.96 * pi


@frozen
class Arc:
    """A circle about (0, 0), along the inside of whose top or bottom a text runs.

    The outermost part of the text touches the circle: capitals or their accents, at the bottom the descenders.

    Attributes:
        radius: px.
        bottom: whether the text runs along the bottom.
    """

    radius: float
    bottom: bool = False

    def baseline(self, layout: TextLayout, width: float = 0) -> float:
        """Return the radius of the baseline, px.

        The corners of a straight piece of width w touch the circle of radius R at the distance √(R² − w²/4) from the
        centre, measured at the middle of the piece.

        Args:
            layout: the text on one straight line.
            width: width of its widest straight piece, px.
        """
        return max(1.0, sqrt(max(0.0, self.radius**2 - width**2 / 4)) - self._outer_extent(layout))

    def spacing_radius(self, layout: TextLayout, scale: float = 1, width: float = 0) -> float:
        """Return the radius, px, of the circle along which letters keep their distances.

        Args:
            layout: the text on one straight line.
            scale: ratio of the size of the text to that of *layout*.
            width: width of its widest straight piece, px.
        """
        inwards = self._outer_extent(layout) + self._spacing_height(layout)
        return max(1.0, sqrt(max(0.0, self.radius**2 - width**2 / 4)) - inwards * scale)

    def size(self, unit: TextLayout, span: float) -> float:
        """Return the font size, px, at which a text takes *span* radians.

        A text of width w·s at the size s takes the angle φ at the radius R − d·s, so that s = φ·R / (w + φ·d), where d
        is the distance from the circle to where letters keep their distances.

        Args:
            unit: the text on one straight line, at a size of 1 px.
            span: angle, radians.
        """
        width = unit.line_boxes[0].w if unit.line_boxes else 0.0
        inwards = self._outer_extent(unit) + self._spacing_height(unit)
        return span * self.radius / (width + span * inwards) if width > 0 else self.radius

    def _outer_extent(self, layout: TextLayout) -> float:
        """Return how far a straight line extends outwards from its baseline, px."""
        return layout.height - layout.baseline if self.bottom else layout.baseline

    def _spacing_height(self, layout: TextLayout) -> float:
        """Return how far inwards of the baseline letters keep their distances, px."""
        cap = layout.line_boxes[0].h if layout.line_boxes else 0.0
        return BOTTOM_HEIGHT * cap if self.bottom else -TOP_HEIGHT * cap


def set_on_arc(text: str, style: Style, arc: Arc, span: float, fonts: Fonts) -> TextLayout:
    """Return *text* bent along the arc, in the size at which it takes *span* degrees, within the sizes of the style.

    If it does not fit at the smallest size, it is truncated as the style says.
    """
    angle = clamped_span(span)
    style = replace(style, max_lines=1, fit="block", hang=False, highlight_color=None)
    unit = set_text(text, replace(style, min_size=1, max_size=1), inf, inf, fonts)
    fitted = arc.size(unit, angle)
    size = min(max(fitted, style.min_size), style.max_size)
    length = angle * max(1.0, arc.spacing_radius(unit, size)) if fitted < size - 1e-6 else inf
    flat = set_text(text, replace(style, min_size=size, max_size=size), length, inf, fonts)
    return bend_along_arc(flat, arc, fonts)


def bend_along_arc(layout: TextLayout, arc: Arc, fonts: Fonts) -> TextLayout:
    """Return the one line of *layout* bent along the arc, centred at its top (or bottom), relative to its centre.

    Each glyph is rotated about the middle of its ink, so that marks stay over their letters; where letters join or hang
    from a headline, each word stays straight and is rotated as a whole.
    """
    if not layout.lines:
        return layout
    line = layout.lines[0]
    row = layout.line_boxes[0]
    pieces = _straight_pieces(line, fonts, arc.radius)
    # The corners of the widest piece come closest to the circle.
    widest = max((right - left for piece in pieces for left, right in [_extent(piece)]), default=0.0)
    radius, spacing_radius = arc.baseline(layout, widest), arc.spacing_radius(layout, 1, widest)
    middle = row.x + row.w / 2 - line.x
    glyphs: dict[int, list[Glyph]] = {}
    boxes: list[Box] = []
    for piece in pieces:
        center = sum(_extent(piece)) / 2
        for one in piece:
            placed = _place(one.glyph, center, (center - middle) / spacing_radius, radius, bottom=arc.bottom)
            glyphs.setdefault(one.run, []).append(placed)
            if one.ink.w > 0:
                box = one.ink.translated(placed.x, placed.y)
                boxes.append(bounds(rotate_outline(rectangle(box), placed.turn, (placed.x, placed.y))))
    runs = tuple(replace(run, glyphs=tuple(glyphs.get(n, ()))) for n, run in enumerate(line.runs))
    ink = reduce(Box.union, boxes) if boxes else Box(0, 0, 0, 0)
    return replace(layout, lines=(Line(line.text, 0, 0, runs),), ink=ink, line_boxes=(), highlight_boxes=())


def clamped_span(span: float) -> float:
    """Return an angle in degrees as radians, at most `MAX_SPAN`."""
    return min(radians(span), MAX_SPAN)


class _LineGlyph(NamedTuple):
    """A glyph of a straight line, the index of its run, and its ink relative to its origin, px."""

    glyph: Glyph
    run: int
    ink: Box


def _straight_pieces(line: Line, fonts: Fonts, radius: float) -> list[list[_LineGlyph]]:
    """Return what is rotated as a whole: single glyphs, or words where letters join, unless one is too wide."""
    glyphs: list[_LineGlyph] = []
    for n, run in enumerate(line.runs):
        face = fonts.face(run.font)
        for glyph in run.glyphs:
            ink, size = face.ink(glyph.id), run.size
            glyphs.append(_LineGlyph(glyph, n, Box(ink.x * size, ink.y * size, ink.w * size, ink.h * size)))
    words: list[list[_LineGlyph]] = []
    for one in glyphs:
        if not words or one.ink.w <= 0 or words[-1][-1].ink.w <= 0:
            words.append([])
        words[-1].append(one)
    joined = any(char in JOINED for char in line.text)
    if joined and all(right - left <= MAX_STRAIGHT * radius for left, right in map(_extent, words)):
        return words
    return [[one] for one in glyphs]


def _extent(piece: list[_LineGlyph]) -> tuple[float, float]:
    """Return where the ink of a piece begins and ends along the line, px."""
    left = min(one.glyph.x + one.ink.x for one in piece)
    return left, max(one.glyph.x + one.ink.x + one.ink.w for one in piece)


def _place(glyph: Glyph, center: float, angle: float, radius: float, *, bottom: bool) -> Glyph:
    """Return *glyph* moved with the point of its line at *center* to *angle*, radians clockwise from the middle."""
    turn = -angle if bottom else angle
    # The new position of the point of the baseline under the middle of the ink.
    x, y = (radius * sin(angle), radius * cos(angle)) if bottom else (radius * sin(angle), -radius * cos(angle))
    # From there to the origin of the glyph, rotated.
    dx, dy = glyph.x - center, glyph.y
    return Glyph(glyph.id, x + dx * cos(turn) - dy * sin(turn), y + dx * sin(turn) + dy * cos(turn), degrees(turn))
