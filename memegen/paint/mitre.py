"""Mitres: the tips that pointed corners have when an outline grows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import hypot

from memegen.outline import Contour, Outline

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
