"""Outlines of figures: regular polygons, stars, rings and rays. Angles are in degrees, clockwise from the top."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin, tan

from memegen.scene.geometry import Box
from memegen.scene.path import Contour, Outline, PathPoint, Point, arc, ellipse

# Turn of the outline at a corner, in radians, below which it is not rounded.
STRAIGHT = 1e-3
# Rings that are kept: those of a tally are alike.
KEPT = 64


def star_points(count: int, inner: float = 1, angle: float = 0) -> list[Point]:
    """Return the corners of a star about (0, 0) whose points are on the unit circle.

    Args:
        count: Number of points.
        inner: Radius of the corners between the points, 0 to 1; with 1 there are none, which is a regular polygon.
        angle: Direction of the first point.
    """
    step = 360 / count
    points = []
    for i in range(count):
        points.append(_direction(angle + i * step))
        if inner < 1:
            x, y = _direction(angle + (i + 0.5) * step)
            points.append((x * inner, y * inner))
    return points


def scaled_into(points: Sequence[Point], box: Box) -> list[Point]:
    """Return points moved and scaled, both ways alike, so that their bounds are as large as *box* allows."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = min(xs), min(ys)
    scale = min(box.w / (max(xs) - left), box.h / (max(ys) - top))
    return [(box.x + (x - left) * scale, box.y + (y - top) * scale) for x, y in points]


def rounded_polygon(points: Sequence[Point], radius: float) -> Outline:
    """Return the closed polygon through the points, its corners rounded to *radius* px or to half of a shorter edge."""
    corners = [point for before, point in pairwise([*points[-1:], *points]) if before != point]
    if radius <= 0 or len(corners) < 3:
        return (tuple((x, y, True) for x, y in corners),)
    contour: list[PathPoint] = []
    closed = [corners[-1], *corners, corners[0]]
    for before, corner, after in zip(closed, closed[1:], closed[2:], strict=False):
        contour += _rounded_corner(before, corner, after, radius)
    return (tuple(contour),)


def _rounded_corner(before: Point, corner: Point, after: Point, radius: float) -> list[PathPoint]:
    (x, y), a, b = corner, _unit(before, corner), _unit(corner, after)
    turn = atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1])
    half = tan(abs(turn) / 2)
    if half < STRAIGHT:
        return [(x, y, True)]
    shorter = min(hypot(before[0] - x, before[1] - y), hypot(after[0] - x, after[1] - y))
    # Distance from the corner to where the arc begins.
    reach = min(radius * half, shorter / 2)
    r = reach / half
    # The normal on the inner side of the turn.
    nx, ny = (-a[1], a[0]) if turn > 0 else (a[1], -a[0])
    cx, cy = x - a[0] * reach + nx * r, y - a[1] * reach + ny * r
    return arc(cx, cy, r, r, degrees(atan2(-ny, -nx)), degrees(turn))


@lru_cache(KEPT)
def ring(box: Box, thickness: float, start: float = 0, turns: float = 1, *, rounded: bool = False) -> Outline:
    """Return the ring inscribed in a square box, or a part of it.

    Args:
        box: The box, px.
        thickness: Distance from the outer edge to the inner one, px; a disc without a hole if it is the radius.
        start: Angle where the part begins.
        turns: Length of the part, clockwise, from 0 (nothing) to 1 (the whole ring).
        rounded: Whether the ends of a part are half circles.
    """
    (cx, cy), outer = box.center, box.size.short / 2
    inner = max(0.0, outer - thickness)
    if turns <= 0 or outer <= 0:
        return ()
    if turns >= 1:
        hole = ellipse(Box(cx - inner, cy - inner, 2 * inner, 2 * inner))[0][::-1]
        return (*ellipse(Box(cx - outer, cy - outer, 2 * outer, 2 * outer)), *((hole,) if inner else ()))
    first, turn = start - 90, turns * 360
    contour = arc(cx, cy, outer, outer, first, turn)
    middle, cap = (outer + inner) / 2, (outer - inner) / 2
    rounded = rounded and inner > 0
    if rounded:
        contour += _half_circle(cx, cy, middle, cap, first + turn, first + turn)
    contour += arc(cx, cy, inner, inner, first + turn, -turn) if inner else [(cx, cy, True)]
    if rounded:
        contour += _half_circle(cx, cy, middle, cap, first, first + 180)
    return (tuple(contour),)


def _half_circle(cx: float, cy: float, middle: float, radius: float, at: float, start: float) -> list[PathPoint]:
    """Return half a circle, clockwise from *start*, about the point *middle* px from (cx, cy) at the angle *at*."""
    x, y = cx + middle * cos(radians(at)), cy + middle * sin(radians(at))
    return arc(x, y, radius, radius, start, 180)


def sector(box: Box, center: Point, start: float, end: float) -> Contour:
    """Return the part of a box that is seen from a point in it between two directions.

    Args:
        box: The box, px.
        center: The point, px, in the box or on its edge.
        start: First direction.
        end: Last direction, less than half a turn clockwise from the first.
    """
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    between = []
    for x, y in corners:
        if (x, y) != center:
            after = (degrees(atan2(x - center[0], center[1] - y)) - start) % 360
            if 0 < after < end - start:
                between.append((after, (x, y)))
    points = [center, _seen(box, center, start), *(corner for _, corner in sorted(between)), _seen(box, center, end)]
    return tuple((x, y, True) for x, y in points)


def _seen(box: Box, center: Point, angle: float) -> Point:
    """Return the point of the box's edge that is seen from *center* in a direction."""
    (x, y), (dx, dy) = center, _direction(angle)
    reaches = []
    if abs(dx) > STRAIGHT**3:
        reaches.append(((box.right if dx > 0 else box.x) - x) / dx)
    if abs(dy) > STRAIGHT**3:
        reaches.append(((box.bottom if dy > 0 else box.y) - y) / dy)
    reach = max(0.0, min(reaches))
    return x + dx * reach, y + dy * reach


def _direction(angle: float) -> Point:
    return sin(radians(angle)), -cos(radians(angle))


def _unit(start: Point, end: Point) -> Point:
    length = hypot(end[0] - start[0], end[1] - start[1])
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length
