"""Glyphs and outlines to masks, with exact coverage; what lies off the canvas costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from memegen.geometry import Box
from memegen.outline import Outline, bounds
from memegen.paint.affine import Affine
from memegen.paint.mask import Mask, Window
from memegen.paint.path import GLYPH, compiled

# Edges nearer to a whole pixel than this are meant to lie on it.
SNAP = 1 / 512


class Piece(NamedTuple):
    """A glyph of a HarfBuzz font, the map from the font's units to the canvas, and the box its ink fills there."""

    font: Any
    glyph: int
    affine: Affine
    box: Box


def rasterised(pieces: Sequence[Piece], window: Window) -> Mask | None:
    """The coverage of all *pieces* together (overlaps count once) inside *window*; None where there is none."""
    import uharfbuzz as hb
    from PIL import Image as Images

    shown = [(piece, met) for piece in pieces if (met := window.met(piece.box))]
    if not shown:
        return None
    left, top = min(met.x for _, met in shown), min(met.y for _, met in shown)
    width = max(met.x + met.w for _, met in shown) - left
    height = max(met.y + met.h for _, met in shown) - top
    raster = hb.RasterDraw()
    raster.extents = hb.RasterExtents(left, top, width, height, 0)
    for piece, _ in shown:
        raster.transform = piece.affine
        raster.draw_glyph(piece.font, piece.glyph)
    image = raster.render()
    # HarfBuzz's y points up and its rows begin at the bottom; ours points down, so the rows come out in order.
    stride = image.extents.stride
    coverage = Images.frombuffer("L", (width, height), image.buffer, "raw", "L", stride, 1)
    return Mask(Window(left, top, width, height), coverage)


def outline_mask(outline: Outline, affine: Affine, window: Window) -> Mask | None:
    """The coverage of a filled outline (non-zero winding) inside *window*; None where it does not meet it."""
    box = affine.box(bounds(outline))
    if affine.upright and _is_box(outline) and _on_pixels(box):
        snapped = Box(round(box.x), round(box.y), round(box.w), round(box.h))
        met = window.met(snapped)
        return Mask(met, None) if met else None
    if not window.met(box):
        return None
    font, units = compiled(outline)
    return rasterised([Piece(font, GLYPH, affine.after(units), box)], window)


def _is_box(outline: Outline) -> bool:
    """Whether it is one upright rectangle."""
    if len(outline) != 1 or len(outline[0]) != 4 or not all(on for _, _, on in outline[0]):
        return False
    (ax, ay, _), (bx, by, _), (cx, cy, _), (dx, dy, _) = outline[0]
    return (ay == by and bx == cx and cy == dy and dx == ax) or (ax == bx and by == cy and cx == dx and dy == ay)


def _on_pixels(box: Box) -> bool:
    return all(abs(edge - round(edge)) < SNAP for edge in (box.x, box.y, box.right, box.bottom))
