"""Whether an outline covers a box."""

from __future__ import annotations

from itertools import pairwise

from memegen.scene.geometry import Box
from memegen.scene.path import Contour, Outline, Point, bounds, quadratics

# Straight lines that stand for a curve.
LINES = 4


def covers(outline: Outline, box: Box) -> bool:
    """Return whether one contour of the outline covers the box, and no hole reaches into it."""
    near = [contour for contour in outline if bounds((contour,)).intersects(box)]
    around = [contour for contour in near if bounds((contour,)).contains(box, 0)]
    if not around:
        return False
    lines = {contour: _polygon(contour) for contour in near}
    directions = {contour: _doubled_area(lines[contour]) > 0 for contour in near}
    return any(
        _is_inside(lines[contour], box)
        and all(
            directions[other] == directions[contour] or not _touches(lines[other], box)
            for other in near
            if other is not contour
        )
        for contour in around
    )


def _polygon(contour: Contour) -> list[Point]:
    """Return the corners of a closed polygon that follows the contour; the last is the first."""
    points: list[Point] = []
    for (x0, y0), (x1, y1), (x2, y2) in quadratics(contour):
        for step in range(LINES if (x0, y0) != (x1, y1) else 1):
            t = step / LINES
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            points.append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))
    return [*points, *points[:1]]


def _doubled_area(points: list[Point]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(points))


def _is_inside(points: list[Point], box: Box) -> bool:
    """Return whether the box is inside the polygon: its middle is, and no edge crosses it."""
    return _winding(points, box.center) != 0 and not any(_crosses(one, other, box) for one, other in pairwise(points))


def _touches(points: list[Point], box: Box) -> bool:
    """Return whether the polygon and the box have an area in common."""
    return _winding(points, box.center) != 0 or any(_crosses(one, other, box) for one, other in pairwise(points))


def _winding(points: list[Point], at: Point) -> int:
    """Return how often the polygon goes round a point."""
    x, y = at
    winding = 0
    for (x1, y1), (x2, y2) in pairwise(points):
        if (y1 <= y) != (y2 <= y) and x1 + (y - y1) / (y2 - y1) * (x2 - x1) > x:
            winding += 1 if y2 > y1 else -1
    return winding


def _crosses(one: Point, other: Point, box: Box) -> bool:
    """Return whether a line passes through the inside of the box (Liang and Barsky 1984)."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    first, last = 0.0, 1.0
    sides = ((-dx, one[0] - box.x), (dx, box.right - one[0]), (-dy, one[1] - box.y), (dy, box.bottom - one[1]))
    for slope, distance in sides:
        if slope == 0:
            if distance <= 0:
                return False
        elif slope < 0:
            first = max(first, distance / slope)
        else:
            last = min(last, distance / slope)
    return first < last
