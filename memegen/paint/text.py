"""Set text: shadow, then outline, then the letters, each in one mask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from memegen.color import Color
from memegen.geometry import Box
from memegen.paint.affine import Affine
from memegen.paint.canvas import Canvas
from memegen.paint.raster import Piece, overlaid, rasterised
from memegen.paint.shadow import cast
from memegen.paint.stroke import stroked
from memegen.scene import Shadow, Stroke, Text

if TYPE_CHECKING:
    from memegen.fonts import HarfBuzzFace, Library


class Placed(NamedTuple):
    """A glyph of a face, the map from the face's units to the canvas, and the pixels a unit of it takes."""

    face: HarfBuzzFace
    glyph: int
    affine: Affine
    scale: float
    fill: Color | None


def paint_text(canvas: Canvas, text: Text, affine: Affine, fonts: Library) -> None:
    """Lay the text on. Raises DiagnosticError for a font that is not there."""
    placed = list(_placed(text, affine, fonts))
    inks: dict[Color | None, list[Piece]] = {}
    for one in placed:
        inks.setdefault(one.fill, []).append(_letter(one))
    bands = list(_bands(placed, text.stroke)) if text.stroke else []
    if text.shadow:
        letters = [piece for pieces in inks.values() for piece in pieces]
        _shadow(canvas, bands or letters, text.shadow, affine)
    if text.stroke and (band := overlaid(bands, canvas.window)):
        canvas.fill(band, text.stroke.color)
    for color, pieces in inks.items():
        if color and (mask := rasterised(pieces, canvas.window)):
            canvas.fill(mask, color)


def _placed(text: Text, affine: Affine, fonts: Library) -> Iterator[Placed]:
    for line in text.lines:
        for run in line.runs:
            face = fonts.face(run.font)
            scale = run.size / face.upem
            for glyph in run.glyphs:
                x, y = affine.point(line.x + glyph.x, line.y + glyph.y)
                # The font's y points up.
                place = Affine(affine.xx * scale, affine.yx * scale, -affine.xy * scale, -affine.yy * scale, x, y)
                yield Placed(face, glyph.id, place, scale, run.fill)


def _letter(one: Placed) -> Piece:
    ink, upem = one.face.ink(one.glyph), one.face.upem
    box = Box(ink.x * upem, -ink.bottom * upem, ink.w * upem, ink.h * upem)
    return Piece(one.face.hb_font, one.glyph, one.affine, one.affine.box(box))


def _bands(placed: list[Placed], stroke: Stroke) -> Iterator[Piece]:
    for one in placed:
        if one.face.ink(one.glyph).w:
            # Rounded, so that sizes whose outlines differ by a rounding error share one.
            width = round(stroke.width / one.scale * 64) / 64
            if band := stroked(one.face, one.glyph, width, stroke.join):
                yield Piece(band.font, band.glyph, one.affine.after(band.affine), one.affine.box(band.box))


def _shadow(canvas: Canvas, pieces: list[Piece], shadow: Shadow, affine: Affine) -> None:
    """The shadow of all the pieces together; it turns with the text."""
    dx, dy = affine.vector(shadow.dx, shadow.dy)
    moved = [
        piece._replace(affine=Affine(dx=dx, dy=dy).after(piece.affine), box=piece.box.moved(dx, dy)) for piece in pieces
    ]
    # A blur hides how edges met.
    rasterise = rasterised if shadow.blur > 0 else overlaid
    cast(canvas, lambda window: rasterise(moved, window), shadow.color, shadow.blur)
