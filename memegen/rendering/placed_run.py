"""The glyphs of a text, placed on the canvas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from memegen.rendering.color_glyphs import color_glyph_test
from memegen.rendering.rasterize import PlacedGlyph
from memegen.scene.affine import Affine, rotation
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Glyph, Line, Linear, Radial, Text

if TYPE_CHECKING:
    from memegen.text.fonts import HarfBuzzFace, Library

# By a glyph's number and turn: the map from font units to the canvas, and the bounds of the ink, relative to its
# origin.
Placements = dict[tuple[int, float], tuple[Affine, Box]]


class PlacedRun(NamedTuple):
    """Consecutive glyphs with ink of one face, size and paint, either all colour glyphs or none.

    Attributes:
        face: The face of the glyphs.
        scale: Pixels per font unit.
        paint: The paint of the glyphs; None if only their stroke and their shadow are visible.
        is_color: Whether the glyphs have colours of their own.
        glyphs: The glyphs, first to last.
    """

    face: HarfBuzzFace
    scale: float
    paint: Color | Linear | Radial | None
    is_color: bool
    glyphs: list[PlacedGlyph]


def place_runs(text: Text, affine: Affine, fonts: Library) -> Iterator[PlacedRun]:
    """Yield the runs of the text, first to last.

    Raises:
        DiagnosticError: a font of the text is not found.
    """
    # A letter occurs many times: its map and its box relative to its origin are computed once.
    placements: defaultdict[tuple[Font, float], Placements] = defaultdict(dict)
    for line in text.lines:
        for run in line.runs:
            face, paint = fonts.face(run.font), run.fill or text.paint
            for is_color, glyphs in groupby(run.glyphs, color_glyph_test(face)):
                placed = _place_glyphs(glyphs, line, affine, face, run.size, placements[run.font, run.size])
                yield PlacedRun(face, run.size / face.upem, paint, is_color, placed)


def _place_glyphs(
    glyphs: Iterable[Glyph], line: Line, affine: Affine, face: HarfBuzzFace, size: float, placements: Placements
) -> list[PlacedGlyph]:
    """Return the glyphs that have ink; *placements* is extended by those that it lacks."""
    font, (xx, yx, xy, yy, dx, dy) = face.hb_font, affine
    placed = []
    # Inlined: texts have many glyphs, and a call for each takes too long.
    for glyph in glyphs:
        key = glyph.id, glyph.turn
        placement = placements.get(key)
        if placement is None:
            placement = placements[key] = _placement(face, glyph, affine, size)
        (axx, ayx, axy, ayy, _, _), (left, top, w, h) = placement
        if w:
            gx, gy = line.x + glyph.x, line.y + glyph.y
            x, y = xx * gx + xy * gy + dx, yx * gx + yy * gy + dy
            placed.append(PlacedGlyph(font, key[0], Affine(axx, ayx, axy, ayy, x, y), Box(left + x, top + y, w, h)))
    return placed


def _placement(face: HarfBuzzFace, glyph: Glyph, affine: Affine, size: float) -> tuple[Affine, Box]:
    """Return the map from font units to the canvas and the bounds of the ink, for an origin at (0, 0).

    Args:
        face: The face of the glyph.
        glyph: Its number and turn are used, not its position.
        affine: The map from the text's coordinates to the canvas.
        size: The font size, in pixels.
    """
    xx, yx, xy, yy, _, _ = affine.after(rotation(glyph.turn, (0, 0))) if glyph.turn else affine
    scale, em = size / face.upem, Affine(xx * size, yx * size, xy * size, yy * size)
    # The font's y points up.
    return Affine(xx * scale, yx * scale, -xy * scale, -yy * scale), em.box(face.ink(glyph.id))
