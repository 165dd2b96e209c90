"""Flat shapes: points along curves, and polygons filled large, then reduced, so that every edge is smooth."""

from __future__ import annotations

import re
from itertools import pairwise
from math import cos, hypot, radians, sin
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Polygon = list[Point]

# One straight piece in this many to a curve; at six times the size its corners are below a pixel.
STEPS = 48
# How far a cubic's handle reaches, of the radius, to draw a quarter circle.
KAPPA = 0.5523


def path(text: str) -> Polygon:
    """Return the points of a closed SVG path that uses absolute ``M``, ``L``, ``Q`` and ``C`` only."""
    points: Polygon = []
    for command, rest in re.findall(r"([MLQC])([^MLQC]*)", text):
        numbers = [float(n) for n in re.findall(r"-?\d+\.?\d*", rest)]
        given = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command in "ML":
            points += given
            continue
        per_curve = 2 if command == "Q" else 3
        for i in range(0, len(given), per_curve):
            points += curve([points[-1], *given[i : i + per_curve]])[1:]
    return points


def curve(handles: Sequence[Point], steps: int = STEPS) -> Polygon:
    """Points along the Bézier curve of any degree (de Casteljau), both ends included."""
    return [_at(handles, i / steps) for i in range(steps + 1)]


def _at(handles: Sequence[Point], t: float) -> Point:
    level = list(handles)
    while len(level) > 1:
        level = [(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) for (x1, y1), (x2, y2) in pairwise(level)]
    return level[0]


def ellipse(cx: float, cy: float, rx: float, ry: float, steps: int = STEPS) -> Polygon:
    """Points round an ellipse about (cx, cy)."""
    return [(cx + rx * cos(radians(360 * i / steps)), cy + ry * sin(radians(360 * i / steps))) for i in range(steps)]


def quad(x: float, y: float, w: float, h: float) -> Polygon:
    """Return an upright rectangle about the point (x, y)."""
    return [(x - w / 2, y - h / 2), (x + w / 2, y - h / 2), (x + w / 2, y + h / 2), (x - w / 2, y + h / 2)]


def limb(start: Point, end: Point, from_width: float, to_width: float) -> list[Polygon]:
    """Return a tapered stroke with round ends, as its three parts."""
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1) or 1
    nx, ny = (y1 - y2) / length / 2, (x2 - x1) / length / 2
    sides = [
        (x1 + nx * from_width, y1 + ny * from_width),
        (x2 + nx * to_width, y2 + ny * to_width),
        (x2 - nx * to_width, y2 - ny * to_width),
        (x1 - nx * from_width, y1 - ny * from_width),
    ]
    joints = [ellipse(x1, y1, from_width / 2, from_width / 2, 20), ellipse(x2, y2, to_width / 2, to_width / 2, 20)]
    return [sides, *joints]


def turned(points: Iterable[Point], degrees: float, about: Point) -> Polygon:
    """Return the points rotated clockwise about a point."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    cx, cy = about
    return [(cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c) for x, y in points]


def mirrored(points: Iterable[Point], axis: float) -> Polygon:
    """Mirrored left to right about the upright line at x = *axis*."""
    return [(2 * axis - x, y) for x, y in points]


def mask(size: tuple[int, int], polygons: Iterable[Polygon], scale: int = 4) -> Image.Image:
    """Draw a mask (mode L) of all polygons, supersampled *scale* times."""
    big = Image.new("L", (size[0] * scale, size[1] * scale))
    draw = ImageDraw.Draw(big)
    for polygon in polygons:
        draw.polygon([(x * scale, y * scale) for x, y in polygon], fill=255)
    return big.reduce(scale)


def flat(size: tuple[int, int], pieces: Iterable[tuple[str, Sequence[Polygon]]], scale: int = 6) -> Image.Image:
    """Draw RGBA pieces (a colour and its polygons each) on transparency, later ones on top."""
    big = Image.new("RGBA", (size[0] * scale, size[1] * scale))
    draw = ImageDraw.Draw(big)
    for color, polygons in pieces:
        for polygon in polygons:
            draw.polygon([(x * scale, y * scale) for x, y in polygon], fill=color)
    return big.reduce(scale)
