"""Closed outlines of straight lines and quadratic Bézier curves, the only form in which shapes reach the painter.

A contour is a tuple of points ``(x, y, on)`` in pixels, as in a TrueType glyph: a point that is not *on* the curve is
the control point of a quadratic curve, and halfway between two such points in a row there is an implied point on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, degrees, hypot, pi, radians, sin

from memegen.scene.affine import Affine
from memegen.scene.geometry import Box

Point = tuple[float, float]
PathPoint = tuple[float, float, bool]
Contour = tuple[PathPoint, ...]
Outline = tuple[Contour, ...]

# Angle of the arc that one quadratic curve approximates, to 0.03 % of the radius.
SIXTEENTH = pi / 8


def polygon(points: Iterable[tuple[float, float]]) -> Outline:
    """Return the closed polygon through the points."""
    return (tuple((x, y, True) for x, y in points),)


def rectangle(box: Box, radius: float = 0) -> Outline:
    """Return the outline of a box; its corners are rounded to *radius* pixels, at most half its shorter side."""
    radius = min(radius, box.w / 2, box.h / 2)
    if radius <= 0:
        return polygon([(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)])
    points: list[PathPoint] = []
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


# A tally has a hundred equal dots.
@lru_cache(16)
def ellipse(box: Box) -> Outline:
    """Return the ellipse inscribed in the box."""
    cx, cy = box.center
    return (tuple(_arc(cx, cy, box.w / 2, box.h / 2, 0, 16)[:-1]),)


def arch(box: Box) -> Outline:
    """Return the outline of a doorway: a box whose top is half an ellipse, half as high as it is wide at most."""
    rise = min(box.w / 2, box.h)
    top = _arc(box.center[0], box.y + rise, box.w / 2, rise, pi, 8)
    return ((*top, (box.right, box.bottom, True), (box.x, box.bottom, True)),)


def line(x1: float, y1: float, x2: float, y2: float, width: float) -> Outline:
    """Return a straight line of *width* pixels with butt ends."""
    length = hypot(x2 - x1, y2 - y1) or 1
    nx, ny = (y2 - y1) / length * width / 2, (x1 - x2) / length * width / 2
    return polygon([(x1 + nx, y1 + ny), (x2 + nx, y2 + ny), (x2 - nx, y2 - ny), (x1 - nx, y1 - ny)])


def translate_outline(outline: Outline, dx: float, dy: float) -> Outline:
    """Return the outline moved by (dx, dy) pixels."""
    return tuple([tuple([(x + dx, y + dy, on) for x, y, on in contour]) for contour in outline])


def map_outline(outline: Outline, affine: Affine) -> Outline:
    """Return the image of the outline under a map."""
    return tuple(tuple((*affine.point(x, y), on) for x, y, on in contour) for contour in outline)


def transpose_outline(outline: Outline) -> Outline:
    """Return the outline with x and y swapped: what is level becomes upright."""
    return tuple(tuple((y, x, on) for x, y, on in contour) for contour in outline)


def rotate_outline(outline: Outline, angle: float, center: tuple[float, float]) -> Outline:
    """Return the outline rotated clockwise by *angle* degrees about *center*."""
    c, s = cos(radians(angle)), sin(radians(angle))
    cx, cy = center
    return tuple(
        tuple((cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c, on) for x, y, on in contour)
        for contour in outline
    )


def bounds(outline: Sequence[Contour]) -> Box:
    """Return the bounding box of all points, control points included; an empty box if there are none."""
    xs = [x for contour in outline for x, _, _ in contour]
    ys = [y for contour in outline for _, y, _ in contour]
    if not xs:
        return Box(0, 0, 0, 0)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def tight_bounds(outline: Outline) -> Box:
    """Return the bounding box of the curves themselves, which may be smaller than that of their control points."""
    extremes = []
    for contour in outline:
        for start, control, end in quadratics(contour):
            extremes += [start, end, *(_extreme(start, control, end, axis) for axis in (0, 1))]
    return bounds((tuple((x, y, True) for x, y in extremes),))


def _extreme(start: Point, control: Point, end: Point, axis: int) -> Point:
    """Return the point of a quadratic curve that is furthest along an axis, or one of its ends."""
    slope = start[axis] - 2 * control[axis] + end[axis]
    t = min(max((start[axis] - control[axis]) / slope, 0.0), 1.0) if slope else 0.0
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]


def quadratics(contour: Contour) -> Iterator[tuple[Point, Point, Point]]:
    """Yield start, control point and end of each curve of a contour; a straight line has its start as control."""
    explicit: list[PathPoint] = []
    for (x, y, on), (x2, y2, on2) in pairwise([*contour, *contour[:1]]):
        explicit.append((x, y, on))
        if not on and not on2:
            explicit.append(((x + x2) / 2, (y + y2) / 2, True))
    first = next((i for i, (_, _, on) in enumerate(explicit) if on), 0)
    closed = [*explicit[first:], *explicit[:first], *explicit[first : first + 1]]
    i = 0
    while i < len(closed) - 1:
        if closed[i + 1][2]:
            yield closed[i][:2], closed[i][:2], closed[i + 1][:2]
            i += 1
        else:
            yield closed[i][:2], closed[i + 1][:2], closed[i + 2][:2]
            i += 2


def arc(cx: float, cy: float, rx: float, ry: float, start: float, turn: float) -> list[PathPoint]:
    """Return the points of an elliptical arc.

    Args:
        cx: Centre, to the right, in pixels.
        cy: Centre, downwards, in pixels.
        rx: Radius to the left and right, in pixels.
        ry: Radius up and down, in pixels.
        start: Angle where it begins, in degrees clockwise from the right.
        turn: Angle through which it goes, in degrees; clockwise, or backwards if it is negative.
    """
    count = max(1, ceil(abs(turn) / degrees(SIXTEENTH) - 1e-6))
    step, first = radians(turn) / count, radians(start)
    control = 1 / cos(step / 2)
    points = [(cx + rx * cos(first), cy + ry * sin(first), True)]
    for i in range(count):
        middle, end = first + (i + 0.5) * step, first + (i + 1) * step
        points.append((cx + rx * control * cos(middle), cy + ry * control * sin(middle), False))
        points.append((cx + rx * cos(end), cy + ry * sin(end), True))
    return points


def _arc(cx: float, cy: float, rx: float, ry: float, start: float, sixteenths: int) -> list[PathPoint]:
    """Return the points of an elliptical arc, clockwise from the angle *start* (radians, 0 is to the right)."""
    return [(cx + rx * radii * x, cy + ry * radii * y, on) for radii, x, y, on in _unit_arc(start, sixteenths)]


@lru_cache(16)
def _unit_arc(start: float, sixteenths: int) -> tuple[tuple[float, float, float, bool], ...]:
    """Return the points of an arc of the unit circle: the distance from the centre, the direction (x, y), and *on*."""
    control = 1 / cos(SIXTEENTH / 2)
    points = [(1.0, cos(start), sin(start), True)]
    for i in range(sixteenths):
        middle, end = start + (i + 0.5) * SIXTEENTH, start + (i + 1) * SIXTEENTH
        points += [(control, cos(middle), sin(middle), False), (1.0, cos(end), sin(end), True)]
    return tuple(points)
