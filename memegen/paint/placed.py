"""Where the glyphs of a set text lie on the canvas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from memegen.geometry import Box
from memegen.paint.affine import Affine, turn
from memegen.paint.raster import Piece
from memegen.paint.sprite import colored
from memegen.scene import Font, Glyph, Line, Paint, Text

if TYPE_CHECKING:
    from memegen.fonts import HarfBuzzFace, Library


# By a glyph and its turn: the map from the face's units to the canvas, and the box of the ink, about its origin.
Known = dict[tuple[int, float], tuple[Affine, Box]]


class Stretch(NamedTuple):
    """Glyphs with ink that follow one another in a face, a size and a paint; all bring their own colours or none does.

    ``scale`` is the pixels that a unit of the face takes. Without a paint only their outline and their shadow show.
    """

    face: HarfBuzzFace
    scale: float
    paint: Paint | None
    colored: bool
    pieces: list[Piece]


def placed(text: Text, affine: Affine, fonts: Library) -> Iterator[Stretch]:
    """The stretches of the text, first to last. Raises DiagnosticError for a font that is not there."""
    # A letter comes many times: how it lies about its own origin is worked out once.
    known: defaultdict[tuple[Font, float], Known] = defaultdict(dict)
    for line in text.lines:
        for run in line.runs:
            face, paint = fonts.face(run.font), run.fill or text.paint
            for own, glyphs in groupby(run.glyphs, colored(face)):
                pieces = _pieces(glyphs, line, affine, face, run.size, known[run.font, run.size])
                yield Stretch(face, run.size / face.upem, paint, own, pieces)


def _pieces(
    glyphs: Iterable[Glyph], line: Line, affine: Affine, face: HarfBuzzFace, size: float, known: Known
) -> list[Piece]:
    font = face.hb_font
    pieces = []
    for glyph in glyphs:
        key = glyph.id, glyph.turn
        if key not in known:
            known[key] = _about_origin(face, glyph, affine, size)
        (xx, yx, xy, yy, _, _), box = known[key]
        if box.w:
            x, y = affine.point(line.x + glyph.x, line.y + glyph.y)
            pieces.append(Piece(font, glyph.id, Affine(xx, yx, xy, yy, x, y), Box(box.x + x, box.y + y, box.w, box.h)))
    return pieces


def _about_origin(face: HarfBuzzFace, glyph: Glyph, affine: Affine, size: float) -> tuple[Affine, Box]:
    """The map from the face's units to the canvas, and the box of the ink, were the glyph's origin at (0, 0)."""
    xx, yx, xy, yy, _, _ = affine.after(turn(glyph.turn, (0, 0))) if glyph.turn else affine
    scale, em = size / face.upem, Affine(xx * size, yx * size, xy * size, yy * size)
    # The font's y points up.
    return Affine(xx * scale, yx * scale, -xy * scale, -yy * scale), em.box(face.ink(glyph.id))
