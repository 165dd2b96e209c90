"""Outlines around glyphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from memegen.geometry import Box
from memegen.outline import Contour, Outline, bounds
from memegen.paint.affine import Affine
from memegen.paint.mitre import MITRE, mitres
from memegen.paint.path import GLYPH, compiled
from memegen.paint.silhouette import letter, silhouette

if TYPE_CHECKING:
    from memegen.fonts import HarfBuzzFace

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
