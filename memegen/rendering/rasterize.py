"""Glyphs and outlines to masks, with exact coverage; what lies off the canvas costs nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from functools import reduce
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from memegen.rendering.canvas import Mask
from memegen.scene.affine import Affine
from memegen.scene.geometry import Box
from memegen.scene.path import Outline, bounds
from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image

# Glyph coordinates, and the steps between them, are 16-bit numbers.
REACH = 32000
# The finest grid that is of use, in steps a pixel.
FINEST = 64
# The glyph's number; 0 is the empty glyph that every font begins with.
GLYPH = 1
EM = 1000

_BOX = (0, 0, REACH, REACH)
_HEAD = struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, *_BOX, 0, 8, 2, 1, 0)
_MAXP = struct.pack(">I14H", 0x10000, GLYPH + 1, 0xFFFF, 0xFFFF, *[0] * 11)
_HHEA = struct.pack(">I16h", 0x10000, *[0] * 15, 1)
_HMTX = struct.pack(">Hhh", 0, 0, 0)


def compiled(outline: Outline) -> tuple[Any, Affine]:
    """A HarfBuzz font whose glyph :data:`GLYPH` is *outline*, and the map from its units back to the outline's pixels.

    Corners on whole pixels stay there, and the edges of any box stay where they are, exactly; other points move by less
    than a 64,000th of the outline's width or height.
    """
    import uharfbuzz as hb

    box = bounds(outline)
    sx = _grid([x - box.x for contour in outline for x, _, _ in contour], box.w)
    sy = _grid([y - box.y for contour in outline for _, y, _ in contour], box.h)
    contours = [
        [(round((x - box.x) * sx), round((y - box.y) * sy), on) for x, y, on in contour]
        for contour in outline
        if len(contour) > 2
    ]
    glyph = _glyf(contours) if contours else b""
    tables = {
        "head": _HEAD,
        "maxp": _MAXP,
        "hhea": _HHEA,
        "hmtx": _HMTX,
        "loca": struct.pack(">III", 0, 0, len(glyph)),
        "glyf": glyph,
    }
    face = hb.Face.create_for_tables(lambda _face, tag, _data: tables.get(tag, b""), None)
    return hb.Font(face), Affine(1 / sx, 0, 0, 1 / sy, box.x, box.y)


def _grid(offsets: list[float], extent: float) -> float:
    """Steps a pixel: a power of two where every point then lies on a step, else as many as there are."""
    if extent <= 0:
        return 1
    fine = FINEST
    while fine > 1 and extent * fine > REACH:
        fine //= 2
    if extent * fine <= REACH and all(offset * fine % 1 == 0 for offset in offsets):
        return fine
    return REACH / extent


def _glyf(contours: list[list[tuple[int, int, bool]]]) -> bytes:
    """A simple glyph as the ``glyf`` table holds it: ends of contours, flags, then steps in x and in y."""
    points = [point for contour in contours for point in contour]
    ends, count = [], -1
    for contour in contours:
        count += len(contour)
        ends.append(count)
    steps_x, steps_y, at_x, at_y = [], [], 0, 0
    for x, y, _ in points:
        steps_x.append(x - at_x)
        steps_y.append(y - at_y)
        at_x, at_y = x, y
    return (
        struct.pack(">5h", len(contours), *_BOX)
        + struct.pack(f">{len(ends)}HH", *ends, 0)
        + bytes(int(on) for _, _, on in points)
        + struct.pack(f">{2 * len(points)}h", *steps_x, *steps_y)
    )


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
            if not any(piece.box.intersects(other.box) for other in layer):
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
    return shown, window.intersection(Box(left, top, right - left, bottom - top)) if shown else window


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
        met = window.intersection(snapped)
        return Mask(met, None) if met else None
    if not window.intersection(box):
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
