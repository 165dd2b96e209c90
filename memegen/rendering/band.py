"""Bands along the edges of outlines: what a line of some width covers, inside an outline and outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice, pairwise
from math import ceil, hypot

from memegen.rendering.mask import Mask
from memegen.rendering.rasterize import outline_mask
from memegen.rendering.stroke import MITRE_LIMIT
from memegen.scene.affine import Affine
from memegen.scene.geometry import Box
from memegen.scene.items import Stroke
from memegen.scene.path import Contour, Outline, Point, ellipse, quadratics

# Maximum distance, in pixels, of a curve from the straight lines that stand for it, and maximum number of those lines.
FLATNESS, MAX_LINES = 0.04, 24
# Maximum number of pieces rasterized at once: a glyph has at most 65,535 points.
MAX_PIECES = 3000
# Cosine of the turn from which on a corner gets a round join; smaller turns are within a curve.
CORNER = 0.98


def band_mask(outline: Outline, stroke: Stroke, affine: Affine, shape: Mask) -> Mask | None:
    """Return the coverage of a stroke in the window of *shape*, the mask of the outline; None if there is none.

    The stroke extends by its width to both sides of the edge, so that it is cut off by *shape* at full coverage.
    """
    pieces, masks = _pieces(outline, stroke), []
    while part := tuple(islice(pieces, MAX_PIECES)):
        if mask := outline_mask(part, affine, shape.window):
            masks.append(mask)
    if not masks:
        return None
    from PIL import Image as Images
    from PIL.ImageChops import add

    whole = []
    for mask in masks:
        x, y = mask.window.x - shape.window.x, mask.window.y - shape.window.y
        image = Images.new("L", shape.window.size)
        image.paste(mask.to_image(), (x, y))
        whole.append(image)
    return Mask(shape.window, reduce(add, whole))


def _pieces(outline: Outline, stroke: Stroke) -> Iterator[Contour]:
    """Yield the convex pieces of the band, all in one direction: one for each straight line, one for each corner."""
    for contour in outline:
        points = _flattened(contour)
        edges = [(one, other, _normal(one, other)) for one, other in pairwise([*points, *points[:1]])]
        for (x, y), (x2, y2), (nx, ny) in edges:
            dx, dy = nx * stroke.width, ny * stroke.width
            yield _closed([(x + dx, y + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x - dx, y - dy)])
        for (_, _, before), (corner, _, after) in pairwise([*edges[-1:], *edges]):
            yield from _join(corner, before, after, stroke)


def _join(corner: Point, before: Point, after: Point, stroke: Stroke) -> Iterator[Contour]:
    """Yield what fills the outer side of a corner between two lines with these unit normals."""
    (x, y), (ax, ay), (bx, by) = corner, before, after
    # The normals point to the left, which is outside where the outline turns to the right.
    cross, cosine = ax * by - ay * bx, ax * bx + ay * by
    if stroke.join == "round" and cosine < CORNER:
        w = stroke.width
        yield ellipse(Box(x - w, y - w, 2 * w, 2 * w))[0]
    elif cross:
        w = stroke.width if cross > 0 else -stroke.width
        first, last = (x + ax * w, y + ay * w), (x + bx * w, y + by * w)
        tip = []
        if stroke.join != "bevel" and (1 + cosine) * MITRE_LIMIT * MITRE_LIMIT >= 2:
            tip = [(x + (ax + bx) * w / (1 + cosine), y + (ay + by) * w / (1 + cosine))]
        yield _closed([corner, first, *tip, last] if cross > 0 else [corner, last, *tip, first])


def _closed(points: Iterable[Point]) -> Contour:
    return tuple((x, y, True) for x, y in points)


def _normal(one: Point, other: Point) -> Point:
    """Return the unit vector to the left of the way from one point to another, as seen with y downwards."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = hypot(dx, dy)
    return dy / length, -dx / length


def _flattened(contour: Contour) -> list[Point]:
    """Return the points of a contour as straight lines, without repeated ones; none for a contour without extent."""
    points: list[Point] = []
    for (x0, y0), (x1, y1), (x2, y2) in quadratics(contour):
        deviation = 0 if (x0, y0) == (x1, y1) else hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2) / 4
        count = min(max(ceil((deviation / FLATNESS) ** 0.5), 1), MAX_LINES)
        for step in range(count):
            t = step / count
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
            point = (a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2) if step else (x0, y0)
            if not points or _apart(points[-1], point):
                points.append(point)
    while len(points) > 1 and not _apart(points[-1], points[0]):
        points.pop()
    return points if len(points) > 1 else []


def _apart(one: Point, other: Point) -> bool:
    return hypot(one[0] - other[0], one[1] - other[1]) > FLATNESS / 4
