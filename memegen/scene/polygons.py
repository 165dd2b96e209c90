"""Polygons as tests of a layout need them: whether a point is inside an outline, and how much two boxes share."""

from __future__ import annotations

from collections.abc import Sequence

from memegen.scene.affine import Affine
from memegen.scene.geometry import Box
from memegen.scene.path import Contour, Outline

Point = tuple[float, float]
# Maximum area that a rounding error adds to a corner, px².
ROUNDING = 1e-6
Polygon = Sequence[Point]


def contains_point(outline: Outline, x: float, y: float) -> bool:
    """Return whether a point is inside a filled outline, by the non-zero winding rule.

    Each curve counts as two straight lines.
    """
    winding = 0
    for contour in outline:
        points = flattened(contour)
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], *points[:1]], strict=True):
            if (y1 <= y) != (y2 <= y):
                # Where the edge crosses the horizontal line through the point.
                crossing = x1 + (x2 - x1) * (y - y1) / (y2 - y1)
                winding += (1 if y2 > y1 else -1) * (crossing > x)
    return winding != 0


def flattened(contour: Contour) -> list[Point]:
    """Return the points on a contour, and one in the middle of each of its curves."""
    points: list[Point] = []
    for i, (x, y, on) in enumerate(contour):
        if on:
            points.append((x, y))
            continue
        ends = []
        for x2, y2, is_end in (contour[i - 1], contour[(i + 1) % len(contour)]):
            # Halfway between two control points there is an implied point on the curve.
            ends.append((x2, y2) if is_end else ((x + x2) / 2, (y + y2) / 2))
        (ax, ay), (bx, by) = ends
        points.append(((ax + 2 * x + bx) / 4, (ay + 2 * y + by) / 4))
        if not contour[(i + 1) % len(contour)][2]:
            points.append((bx, by))
    return points


def quadrilateral(box: Box, affine: Affine) -> list[Point]:
    """Return the corners of a box as *affine* maps them, clockwise."""
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    return [affine.point(x, y) for x, y in corners]


def common_area(one: Polygon, other: Polygon) -> float:
    """Return the area that two convex polygons share, both clockwise as seen on screen (Sutherland–Hodgman)."""
    points = list(one)
    for (x1, y1), (x2, y2) in zip(other, [*other[1:], *other[:1]], strict=True):
        points = _clipped(points, x1, y1, x2 - x1, y2 - y1)
    return area(points)


def is_convex(polygon: Polygon) -> bool:
    """Return whether a polygon is convex, with its points clockwise as seen on screen."""
    triples = zip(polygon, [*polygon[1:], *polygon[:1]], [*polygon[2:], *polygon[:2]], strict=True)
    turns = [(bx - ax) * (cy - by) - (by - ay) * (cx - bx) for (ax, ay), (bx, by), (cx, cy) in triples]
    return len(turns) > 2 and min(turns) >= -ROUNDING and max(turns) > 0


def area(polygon: Polygon) -> float:
    """Return the area of a polygon."""
    pairs = zip(polygon, [*polygon[1:], *polygon[:1]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _clipped(points: Polygon, x: float, y: float, dx: float, dy: float) -> list[Point]:
    """Return the part of a polygon to the right of the line through (x, y) in the direction (dx, dy)."""
    kept: list[Point] = []
    sides = [dx * (py - y) - dy * (px - x) for px, py in points]
    for i, (px, py) in enumerate(points):
        before, (qx, qy) = sides[i - 1], points[i - 1]
        if (before >= 0) != (sides[i] >= 0):
            t = before / (before - sides[i])
            kept.append((qx + (px - qx) * t, qy + (py - qy) * t))
        if sides[i] >= 0:
            kept.append((px, py))
    return kept
