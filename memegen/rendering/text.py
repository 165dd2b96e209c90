"""Set text: shadow, then outline (around emoji too, so that they belong), then the glyphs."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import ceil, floor, inf
from typing import TYPE_CHECKING, NamedTuple

from memegen.rendering.canvas import Canvas, Mask, united
from memegen.rendering.color_glyphs import colored, sprite
from memegen.rendering.fill import lay_paint
from memegen.rendering.rasterize import Piece, overlaid, rasterised
from memegen.rendering.shadow import cast
from memegen.rendering.stroke import stroked
from memegen.scene.affine import Affine, rotation
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Glyph, Line, Paint, Shadow, Stroke, Text
from memegen.scene.window import Window

if TYPE_CHECKING:
    from memegen.text.fonts import HarfBuzzFace, Library

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
    xx, yx, xy, yy, _, _ = affine.after(rotation(glyph.turn, (0, 0))) if glyph.turn else affine
    scale, em = size / face.upem, Affine(xx * size, yx * size, xy * size, yy * size)
    # The font's y points up.
    return Affine(xx * scale, yx * scale, -xy * scale, -yy * scale), em.box(face.ink(glyph.id))


BLACK = Color(0, 0, 0)


class Coat(NamedTuple):
    """Letters by their paint, and the coloured glyphs that lie over them."""

    letters: dict[Paint | None, list[Piece]]
    sprites: list[Stretch]


def paint_text(canvas: Canvas, text: Text, affine: Affine, fonts: Library) -> None:
    """Lay the text on. Raises DiagnosticError for a font that is not there."""
    stretches = list(placed(text, affine, fonts))
    bands = list(_bands(stretches, text.stroke)) if text.stroke else []
    if text.shadow:
        _shadow(canvas, stretches, bands, text.shadow, affine)
    if text.stroke and (band := overlaid(bands, canvas.window)):
        canvas.fill(band, text.stroke.color)
    for coat in _coats(stretches):
        for paint, pieces in coat.letters.items():
            # A gradient is settled by all that lies under it; of a colour each line may be laid on by itself.
            for part in _lines(pieces) if isinstance(paint, Color) else [pieces]:
                if paint and (mask := rasterised(part, canvas.window)):
                    lay_paint(canvas, mask, paint, affine)
        for stretch in coat.sprites:
            _lay_sprites(canvas, stretch)


def _coats(stretches: Sequence[Stretch]) -> list[Coat]:
    """As few as there can be where what comes later in the text lies over what comes before."""
    coats = [Coat({}, [])]
    for stretch in stretches:
        if stretch.colored:
            coats[-1].sprites.append(stretch)
            continue
        under = [piece.box for below in coats[-1].sprites for piece in below.pieces]
        if any(piece.box.intersects(box) for box in under for piece in stretch.pieces):
            coats.append(Coat({}, []))
        coats[-1].letters.setdefault(stretch.paint, []).extend(stretch.pieces)
    return coats


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by rows of pixels that no two of the lists share, so that what lies between costs nothing.

    In a list they keep their order, for how letters join is told by who is next to whom.
    """
    starts: list[int] = []
    end = -inf
    for top, bottom in sorted([(floor(box.y), ceil(box.y + box.h)) for _, _, _, box in pieces]):
        if top >= end:
            starts.append(top)
        end = max(end, bottom)
    lines: list[list[Piece]] = [[] for _ in starts]
    for piece in pieces:
        lines[bisect_right(starts, floor(piece.box.y)) - 1].append(piece)
    return lines


def _lay_sprites(canvas: Canvas, stretch: Stretch) -> None:
    """Coloured glyphs are as opaque as letters would be."""
    ink = _ink(stretch)
    for piece in stretch.pieces:
        if shown := sprite(piece, ink, canvas.window):
            canvas.lay(shown.image, shown.mask.multiply_alpha(ink.a))


def _ink(stretch: Stretch) -> Color:
    """The colour for those parts of coloured glyphs that take the text's; its opacity is that of all parts."""
    paint = stretch.paint or BLACK
    return paint if isinstance(paint, Color) else Color(*paint.stops[0].color.rgb)


def _bands(stretches: Sequence[Stretch], stroke: Stroke) -> Iterator[Piece]:
    for face, scale, _, in_color, pieces in stretches:
        # Rounded, so that sizes whose outlines differ by a rounding error share one.
        width = round(stroke.width / scale * 64) / 64
        # The corners of a picture are not drawn to be sharp, as those of letters are.
        join = "round" if in_color else stroke.join
        for piece in pieces:
            if band := stroked(face, piece.glyph, width, join, in_color):
                yield Piece(band.font, band.glyph, piece.affine.after(band.affine), piece.affine.box(band.box))


def _shadow(
    canvas: Canvas, stretches: Sequence[Stretch], bands: Sequence[Piece], shadow: Shadow, affine: Affine
) -> None:
    """The shadow of all the glyphs together, or of their outlines; it turns with the text."""
    dx, dy = affine.vector(shadow.dx, shadow.dy)

    def moved(pieces: Sequence[Piece]) -> list[Piece]:
        by = Affine(dx=dx, dy=dy)
        return [piece._replace(affine=by.after(piece.affine), box=piece.box.translated(dx, dy)) for piece in pieces]

    shapes = moved(bands or [piece for stretch in stretches if not stretch.colored for piece in stretch.pieces])
    sprites = [(piece, _ink(stretch)) for stretch in stretches if stretch.colored for piece in moved(stretch.pieces)]
    # A blur hides how edges met.
    rasterise = rasterised if shadow.blur > 0 else overlaid

    def shape(window: Window) -> Mask | None:
        letters = rasterise(shapes, window)
        own = [found.mask for piece, ink in sprites if (found := sprite(piece, ink, window))]
        return united([letters, *own] if letters else own)

    cast(canvas, shape, shadow.color, shadow.blur)
