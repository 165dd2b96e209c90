"""Glyphs and outlines to masks, with exact coverage; what lies off the canvas costs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from memegen.geometry import Box
from memegen.outline import Outline, bounds
from memegen.paint.affine import Affine
from memegen.paint.mask import Mask, Window
from memegen.paint.path import GLYPH, compiled

if TYPE_CHECKING:
    from PIL.Image import Image

# Edges nearer to a whole pixel than this are meant to lie on it.
SNAP = 1 / 512
# Pieces that share more than this many pixels each way lie over one another.
OVER = 1


class Piece(NamedTuple):
    """A glyph of a HarfBuzz font, the map from the font's units to the canvas, and the box its ink fills there."""

    font: Any
    glyph: int
    affine: Affine
    box: Box


def rasterised(pieces: Sequence[Piece], window: Window) -> Mask | None:
    """The coverage of all *pieces* together inside *window*; None where there is none.

    Where edges of two pieces lie in one pixel their coverage adds up, as it should where one begins at the other's end.
    Letters that reach into the next, as those under one bar do, must not add up: the edge of the bar would be dotted.
    """
    shown, seen = _seen(pieces, window)
    return Mask(seen, _united(_joined(shown), seen)) if shown else None


def _joined(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces in two layers, so that none lies well over its neighbour in its own."""
    layers: tuple[list[Piece], list[Piece]] = [], []
    at = 0
    left = top = right = bottom = 0.0
    for piece in pieces:
        x1, y1, x2, y2 = left, top, right, bottom
        left, top, w, h = piece.box
        right, bottom = left + w, top + h
        # Most end where the next begins, which is seen at once.
        if x2 - left > OVER and min(right, x2) - max(left, x1) > OVER and min(bottom, y2) - max(top, y1) > OVER:
            at = 1 - at
        layers[at].append(piece)
    return [layer for layer in layers if layer]


def _united(layers: Sequence[Sequence[Piece]], window: Window) -> Image:
    """The coverage of some layers: of two edges in one pixel the greater counts."""
    from PIL.ImageChops import lighter

    return reduce(lighter, [_coverage(layer, window) for layer in layers])


def overlaid(pieces: Sequence[Piece], window: Window) -> Mask | None:
    """As :func:`rasterised`, for pieces that lie over one another: of two edges in one pixel the greater counts."""
    shown, seen = _seen(pieces, window)
    if not shown:
        return None
    layers: list[list[Piece]] = []
    for piece in shown:
        for layer in layers:
            if not any(piece.box.meets(other.box) for other in layer):
                layer.append(piece)
                break
        else:
            layers.append([piece])
    return Mask(seen, _united(layers, seen))


def _seen(pieces: Iterable[Piece], window: Window) -> tuple[list[Piece], Window]:
    """The pieces that have ink in the window, and the part of it that they touch."""
    x1, y1, x2, y2 = window.corners
    left, top, right, bottom = inf, inf, -inf, -inf
    shown = []
    # Texts have many letters: a call for each would cost as much as to draw them.
    for piece in pieces:
        x, y, w, h = piece.box
        if w > 0 and x < x2 and y < y2 and x + w > x1 and y + h > y1:
            shown.append(piece)
            left = x if x < left else left
            top = y if y < top else top
            right = x + w if x + w > right else right
            bottom = y + h if y + h > bottom else bottom
    return shown, window.met(Box(left, top, right - left, bottom - top)) if shown else window


def _coverage(pieces: Sequence[Piece], window: Window) -> Image:
    import uharfbuzz as hb
    from PIL import Image as Images

    raster = hb.RasterDraw()
    raster.extents = hb.RasterExtents(*window, 0)
    for piece in pieces:
        raster.transform = piece.affine
        raster.draw_glyph(piece.font, piece.glyph)
    image = raster.render()
    # HarfBuzz's y points up and its rows begin at the bottom; ours points down, so the rows come out in order.
    return Images.frombuffer("L", window.size, image.buffer, "raw", "L", image.extents.stride, 1)


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
