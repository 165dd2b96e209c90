"""Closed outlines of straight lines and quadratic curves, the one form in which shapes reach the painter.

A contour is a tuple of points ``(x, y, on)`` in pixels, as in a TrueType glyph: a point that is not *on* the line is
the control point of a quadratic curve; between two such points in a row lies an implied one on the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, hypot, pi, radians, sin

from memegen.scene.geometry import Box

Point = tuple[float, float, bool]
Contour = tuple[Point, ...]
Outline = tuple[Contour, ...]

# Each sixteenth of a circle is one quadratic curve: off the true circle by less than 0.03 % of its radius.
SIXTEENTH = pi / 8


def polygon(points: Iterable[tuple[float, float]]) -> Outline:
    """Straight lines from point to point, and back to the first."""
    return (tuple((x, y, True) for x, y in points),)


def rectangle(box: Box, radius: float = 0) -> Outline:
    """A box, with corners rounded to *radius* pixels (at most half its shorter side)."""
    radius = min(radius, box.w / 2, box.h / 2)
    if radius <= 0:
        return polygon([(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)])
    points: list[Point] = []
    for corner, (cx, cy) in enumerate(
        [
            (box.right - radius, box.bottom - radius),
            (box.x + radius, box.bottom - radius),
            (box.x + radius, box.y + radius),
            (box.right - radius, box.y + radius),
        ]
    ):
        points += _arc(cx, cy, radius, radius, corner * pi / 2, 4)
    return (tuple(points),)


def ellipse(box: Box) -> Outline:
    """The ellipse that touches all four sides of the box."""
    cx, cy = box.center
    return (tuple(_arc(cx, cy, box.w / 2, box.h / 2, 0, 16)[:-1]),)


def line(x1: float, y1: float, x2: float, y2: float, width: float) -> Outline:
    """A straight stroke with square ends."""
    length = hypot(x2 - x1, y2 - y1) or 1
    nx, ny = (y2 - y1) / length * width / 2, (x1 - x2) / length * width / 2
    return polygon([(x1 + nx, y1 + ny), (x2 + nx, y2 + ny), (x2 - nx, y2 - ny), (x1 - nx, y1 - ny)])


def translate_outline(outline: Outline, dx: float, dy: float) -> Outline:
    """The outline elsewhere."""
    return tuple(tuple((x + dx, y + dy, on) for x, y, on in contour) for contour in outline)


def rotate_outline(outline: Outline, degrees: float, center: tuple[float, float]) -> Outline:
    """Turned clockwise about *center*."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    cx, cy = center
    return tuple(
        tuple((cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c, on) for x, y, on in contour)
        for contour in outline
    )


def bounds(outline: Sequence[Contour]) -> Box:
    """The box around all points (control points too)."""
    xs = [x for contour in outline for x, _, _ in contour]
    ys = [y for contour in outline for _, y, _ in contour]
    if not xs:
        return Box(0, 0, 0, 0)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _arc(cx: float, cy: float, rx: float, ry: float, start: float, sixteenths: int) -> list[Point]:
    """Points of an arc, clockwise from the angle *start* (0 is to the right)."""
    return [(cx + rx * far * x, cy + ry * far * y, on) for far, x, y, on in _directions(start, sixteenths)]


@lru_cache(16)
def _directions(start: float, sixteenths: int) -> tuple[tuple[float, float, float, bool], ...]:
    """Where the points of an arc lie, seen from its middle: how many radii away, in which direction, and *on*."""
    far = 1 / cos(SIXTEENTH / 2)
    found = [(1.0, cos(start), sin(start), True)]
    for i in range(sixteenths):
        middle, end = start + (i + 0.5) * SIXTEENTH, start + (i + 1) * SIXTEENTH
        found += [(far, cos(middle), sin(middle), False), (1.0, cos(end), sin(end), True)]
    return tuple(found)
