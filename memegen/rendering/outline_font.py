"""Outlines compiled to fonts, so that HarfBuzz can rasterize any shape as a glyph."""

from __future__ import annotations

import struct
from typing import Any

from memegen.scene.affine import Affine
from memegen.scene.path import Outline, bounds

# Maximum coordinate, and maximum step between points, in font units: both are 16-bit numbers in a glyf table.
MAX_COORDINATE = 32000
# Maximum resolution, in font units a pixel; more makes no visible difference.
MAX_UNITS_PER_PIXEL = 64
# Glyph number of the outline; 0 is the empty glyph that every font begins with.
GLYPH_ID = 1
# Units per em; any value will do, for the glyph is mapped to pixels by an affine map.
UNITS_PER_EM = 1000

_BOX = (0, 0, MAX_COORDINATE, MAX_COORDINATE)
_HEAD = struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, UNITS_PER_EM, 0, 0, *_BOX, 0, 8, 2, 1, 0)
_MAXP = struct.pack(">I14H", 0x10000, GLYPH_ID + 1, 0xFFFF, 0xFFFF, *[0] * 11)
_HHEA = struct.pack(">I16h", 0x10000, *[0] * 15, 1)
_HMTX = struct.pack(">Hhh", 0, 0, 0)


def compile_outline(outline: Outline) -> tuple[Any, Affine]:
    """Return a HarfBuzz font whose glyph :data:`GLYPH_ID` is *outline*, and its map from units to pixels.

    Corners on whole pixels, and the edges of any box, are exact; other points move by less than a 64,000th of the
    outline's width or height.
    """
    import uharfbuzz as hb

    box = bounds(outline)
    sx = _units_per_pixel([x - box.x for contour in outline for x, _, _ in contour], box.w)
    sy = _units_per_pixel([y - box.y for contour in outline for _, y, _ in contour], box.h)
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


def _units_per_pixel(offsets: list[float], extent: float) -> float:
    """Return the resolution along one axis, in font units a pixel.

    Args:
        offsets: Distances of all points from the start of the outline, in pixels.
        extent: Length of the outline along the axis, in pixels.

    Returns:
        A power of two if every point is then a whole number of units, else the maximum.
    """
    if extent <= 0:
        return 1
    units = MAX_UNITS_PER_PIXEL
    while units > 1 and extent * units > MAX_COORDINATE:
        units //= 2
    if extent * units <= MAX_COORDINATE and all(offset * units % 1 == 0 for offset in offsets):
        return units
    return MAX_COORDINATE / extent


def _glyf(contours: list[list[tuple[int, int, bool]]]) -> bytes:
    """Return a simple glyph as in the ``glyf`` table: ends of contours, flags, steps in x, steps in y."""
    points = [point for contour in contours for point in contour]
    ends, count = [], -1
    for contour in contours:
        count += len(contour)
        ends.append(count)
    steps_x, steps_y, last_x, last_y = [], [], 0, 0
    for x, y, _ in points:
        steps_x.append(x - last_x)
        steps_y.append(y - last_y)
        last_x, last_y = x, y
    return (
        struct.pack(">5h", len(contours), *_BOX)
        + struct.pack(f">{len(ends)}HH", *ends, 0)
        + bytes(int(on) for _, _, on in points)
        + struct.pack(f">{2 * len(points)}h", *steps_x, *steps_y)
    )
