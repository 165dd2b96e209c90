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
    font, (xx, yx, xy, yy, dx, dy) = face.hb_font, affine
    pieces = []
    # Written out, for texts have many letters.
    for glyph in glyphs:
        key = glyph.id, glyph.turn
        about = known.get(key)
        if about is None:
            about = known[key] = _about_origin(face, glyph, affine, size)
        (axx, ayx, axy, ayy, _, _), (left, top, w, h) = about
        if w:
            gx, gy = line.x + glyph.x, line.y + glyph.y
            x, y = xx * gx + xy * gy + dx, yx * gx + yy * gy + dy
            pieces.append(Piece(font, key[0], Affine(axx, ayx, axy, ayy, x, y), Box(left + x, top + y, w, h)))
    return pieces


def _about_origin(face: HarfBuzzFace, glyph: Glyph, affine: Affine, size: float) -> tuple[Affine, Box]:
    """The map from the face's units to the canvas, and the box of the ink, were the glyph's origin at (0, 0)."""
    xx, yx, xy, yy, _, _ = affine.after(turn(glyph.turn, (0, 0))) if glyph.turn else affine
    scale, em = size / face.upem, Affine(xx * size, yx * size, xy * size, yy * size)
    # The font's y points up.
    return Affine(xx * scale, yx * scale, -xy * scale, -yy * scale), em.box(face.ink(glyph.id))
