"""Outlines as glyphs of fonts made in memory, so that HarfBuzz's exact rasteriser serves for every shape."""

from __future__ import annotations

import struct
from typing import Any

from memegen.outline import Outline, bounds
from memegen.paint.affine import Affine

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
