"""Outlines around glyphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

from memegen.rendering.color_glyphs import letter, silhouette
from memegen.rendering.rasterize import GLYPH, compiled
from memegen.scene.affine import Affine
from memegen.scene.geometry import Box
from memegen.scene.path import Contour, Outline, bounds

if TYPE_CHECKING:
    from memegen.text.fonts import HarfBuzzFace

# A mitre may reach this many half widths beyond its corner; a sharper one is left out.
MITRE = 4.0
Point = tuple[float, float]


def mitres(outline: Outline, width: float) -> Iterator[tuple[Point, Point, Point, Point]]:
    """A quadrilateral from each corner that points out of the shape to the tip *width* beyond its two edges.

    The outer contours must run one way and the holes the other. A corner that points into the shape has no tip, for
    where the shape is thin that would come out on its other side.
    """
    side = 1 if sum(map(_area, outline)) > 0 else -1
    for contour in outline:
        points = [point for before, point in pairwise([contour[-1], *contour]) if before[:2] != point[:2]]
        around = [*points[-1:], *points, *points[:1]]
        for before, (x, y, on), after in zip(around, around[1:], around[2:], strict=False):
            if on:
                (ax, ay), (bx, by) = _normal(before, (x, y), side), _normal((x, y), after, side)
                # One more than the cosine of the turn between the edges.
                turn = 1 + ax * bx + ay * by
                if side * (ax * by - ay * bx) > 0 and turn * MITRE * MITRE >= 2:
                    tip = x + (ax + bx) * width / turn, y + (ay + by) * width / turn
                    yield (x, y), (x + ax * width, y + ay * width), tip, (x + bx * width, y + by * width)


def _area(contour: Contour) -> float:
    """Twice the area that the points enclose, below 0 where they run clockwise (y upwards)."""
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise([*contour, contour[0]]))


def _normal(start: tuple[float, ...], end: tuple[float, ...], side: int) -> Point:
    """The direction out of the shape, across the way from *start* to *end*."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) * side
    return dy / length, -dx / length


REMEMBERED = 2048
# What the width is multiplied by, one after the other, until Skia succeeds.
NUDGES = (1, 1.004, 0.996)
# A cubic curve becomes this many quadratic ones; in a stroke they do not differ to the eye.
PARTS = 4


class Stroked(NamedTuple):
    """A glyph's outline as a glyph of a font of its own, the map to the units of the face, and its box there."""

    font: Any
    affine: Affine
    box: Box
    glyph: int = GLYPH


@lru_cache(REMEMBERED)
def stroked(face: HarfBuzzFace, glyph: int, width: float, join: str, colored: bool = False) -> Stroked | None:
    """The band of *width* font units to either side of the glyph's edge, together with what it surrounds.

    *join* is round, miter or bevel. None for a glyph without ink. Of a *colored* one the band is around all its layers.
    """
    path = silhouette(face, glyph) if colored else letter(face, glyph)
    outline = next((_outline(band) for nudge in NUDGES if (band := _grown(path, width * nudge, join))), ())
    if not outline:
        return None
    font, affine = compiled(outline)
    return Stroked(font, affine, bounds(outline))


def _grown(path: Any, width: float, join: str) -> Any | None:
    """The path with a band around it, in one winding. None where Skia does not succeed."""
    from pathops import LineCap, LineJoin, Path, PathOp, PathOpsError, op

    inner = Path(path)
    try:
        # Where contours overlap, an edge inside the letter is none.
        inner.simplify(fix_winding=True)
        band = Path(inner)
        band.stroke(2 * width, LineCap.BUTT_CAP, LineJoin.ROUND_JOIN if join == "round" else LineJoin.BEVEL_JOIN, MITRE)
        band.convertConicsToQuads()
        if join == "miter":
            _add(inner, mitres(_outline(inner), width))
        return op(band, inner, PathOp.UNION, fix_winding=True)
    except PathOpsError:
        return None


def _add(path: Any, polygons: Iterable[Iterable[tuple[float, float]]]) -> None:
    pen = path.getPen()
    for first, *others in polygons:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()


def _outline(path: Any) -> Outline:
    """The closed contours of a Skia path."""
    contours: list[Contour] = []
    for contour in path.contours:
        points = tuple(_points(contour))
        if len(points) > 2:
            contours.append(points)
    return tuple(contours)


def _points(contour: Any) -> Iterator[tuple[float, float, bool]]:
    """The points of one contour."""
    from pathops import PathVerb

    at = (0.0, 0.0)
    for verb, points in contour:
        if verb in (PathVerb.MOVE, PathVerb.LINE):
            yield (*points[0], True)
        elif verb == PathVerb.QUAD:
            yield (*points[0], False)
            yield (*points[1], True)
        elif verb == PathVerb.CUBIC:
            yield from _quadratics(at, *points)
        if points:
            at = points[-1]


def _quadratics(
    p0: tuple[float, float], p1: tuple[float, float], p2: tuple[float, float], p3: tuple[float, float]
) -> Iterator[tuple[float, float, bool]]:
    """A cubic curve as quadratic ones, each of which leaves and arrives in the cubic's own direction."""

    def at(axis: int, t: float) -> tuple[float, float]:
        """Place and speed."""
        a, b, c, d = p0[axis], p1[axis], p2[axis], p3[axis]
        s = 1 - t
        place = s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
        return place, 3 * (s * s * (b - a) + 2 * s * t * (c - b) + t * t * (d - c))

    step = 1 / PARTS
    for part in range(PARTS):
        t0, t1 = part * step, (part + 1) * step
        ends = [(at(axis, t0), at(axis, t1)) for axis in (0, 1)]
        # The mean of the two tangents' control points keeps the area.
        control = [(f + s * step / 2 + g - r * step / 2) / 2 for (f, s), (g, r) in ends]
        yield control[0], control[1], False
        yield ends[0][1][0], ends[1][1][0], True
