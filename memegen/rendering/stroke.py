"""Strokes around glyphs, with round, mitred or bevelled corners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

from memegen.rendering.glyph_path import Point, color_glyph_path, glyph_path, path_outline
from memegen.rendering.outline_font import GLYPH_ID, compile_outline
from memegen.scene.affine import Affine
from memegen.scene.geometry import Box
from memegen.scene.path import Contour, Outline, bounds

if TYPE_CHECKING:
    from memegen.text.fonts import HarfBuzzFace

# Mitre limit as in SVG: maximum mitre length in stroke widths; a sharper corner is bevelled.
MITRE_LIMIT = 4.0
# Maximum number of strokes in the cache.
CACHED_STROKES = 2048
# Factors of the width, tried in order until Skia succeeds.
WIDTH_FACTORS = (1, 1.004, 0.996)


class StrokedGlyph(NamedTuple):
    """A glyph together with the stroke around it, as a glyph of a font of its own.

    Attributes:
        font: HarfBuzz's font.
        affine: The map from its units to those of the original face.
        box: The bounds of the stroke, in units of the original face.
        glyph: The glyph's number in the font.
    """

    font: Any
    affine: Affine
    box: Box
    glyph: int = GLYPH_ID


@lru_cache(CACHED_STROKES)
def stroke_glyph(
    face: HarfBuzzFace, glyph: int, width: float, join: str, is_color: bool = False
) -> StrokedGlyph | None:
    """Return a glyph grown by a stroke.

    Args:
        face: The face of the glyph.
        glyph: The glyph's number in the face.
        width: Distance from the glyph's edge to the stroke's, in font units: half the stroke's width.
        join: ``round``, ``miter`` or ``bevel``.
        is_color: Whether to stroke the silhouette of a colour glyph's layers.

    Returns:
        The stroked glyph; None for a glyph without ink.
    """
    path = color_glyph_path(face, glyph) if is_color else glyph_path(face, glyph)
    strokes = (_grow(path, width * factor, join) for factor in WIDTH_FACTORS)
    outline = next((path_outline(stroke) for stroke in strokes if stroke), ())
    if not outline:
        return None
    font, affine = compile_outline(outline)
    return StrokedGlyph(font, affine, bounds(outline))


def _grow(path: Any, width: float, join: str) -> Any | None:
    """Return the union of a Skia path and its stroke; None if Skia fails."""
    from pathops import LineCap, LineJoin, Path, PathOp, PathOpsError, op

    inner = Path(path)
    line_join = LineJoin.ROUND_JOIN if join == "round" else LineJoin.BEVEL_JOIN
    try:
        # Where contours overlap, an edge inside the glyph must not be stroked.
        inner.simplify(fix_winding=True)
        stroke = Path(inner)
        stroke.stroke(2 * width, LineCap.BUTT_CAP, line_join, MITRE_LIMIT)
        stroke.convertConicsToQuads()
        if join == "miter":
            _add_polygons(inner, mitres(path_outline(inner), width))
        return op(stroke, inner, PathOp.UNION, fix_winding=True)
    except PathOpsError:
        return None


def _add_polygons(path: Any, polygons: Iterable[Iterable[Point]]) -> None:
    """Add closed contours to a Skia path."""
    pen = path.getPen()
    for first, *others in polygons:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()


def mitres(outline: Outline, width: float) -> Iterator[tuple[Point, Point, Point, Point]]:
    """Yield a quadrilateral for each convex corner, from the corner to where the stroke's edges meet.

    A concave corner has no tip: where the shape is thin, the tip would come out on the other side.

    Args:
        outline: Outer contours in one direction, holes in the other.
        width: Distance of the stroke's edges from the outline.
    """
    side = 1 if sum(map(_doubled_area, outline)) > 0 else -1
    for contour in outline:
        points = [point for before, point in pairwise([contour[-1], *contour]) if before[:2] != point[:2]]
        closed = [*points[-1:], *points, *points[:1]]
        for before, (x, y, on), after in zip(closed, closed[1:], closed[2:], strict=False):
            if on:
                (ax, ay), (bx, by) = _normal(before, (x, y), side), _normal((x, y), after, side)
                # 1 + cos φ, for φ the turn between the edges. The mitre's length in widths is sqrt(2 / (1 + cos φ)).
                turn = 1 + ax * bx + ay * by
                if side * (ax * by - ay * bx) > 0 and turn * MITRE_LIMIT * MITRE_LIMIT >= 2:
                    tip = x + (ax + bx) * width / turn, y + (ay + by) * width / turn
                    yield (x, y), (x + ax * width, y + ay * width), tip, (x + bx * width, y + by * width)


def _doubled_area(contour: Contour) -> float:
    """Return twice the area of the polygon of the points; negative if they run clockwise (y upwards)."""
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise([*contour, contour[0]]))


def _normal(start: tuple[float, ...], end: tuple[float, ...], side: int) -> Point:
    """Return the unit normal of the edge from *start* to *end* that points out of the shape."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) * side
    return dy / length, -dx / length
