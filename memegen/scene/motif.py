"""The motifs of brands: closed outlines, drawn here, that fill any box."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import atan2, cos, inf, pi, sin, tau

from memegen.scene.geometry import Box
from memegen.scene.path import Contour, Outline, arch, ellipse, polygon, rectangle

# Width divided by height of each motif at rest; 0 where it takes the form of its box.
MOTIFS = {"arch": 0.72, "circle": 1.0, "leaf": 0.6, "pear": 0.74, "stripe": 0.0, "sunburst": 0.0}
# Motifs of one piece, which a photo can be cut to.
CLIPS = ("arch", "circle", "leaf", "pear")
# The bars of the stripe, and how far their tops are to the right of their feet, as a fraction of the height.
BARS, LEAN = 4, 0.3
# Rays of the sunburst; as many gaps are between them.
RAYS = 14
# Control points of the right half of a pear, from its top down, in any unit: x from its axis, y downwards.
PEAR = ((0.17, 0.0), (0.24, 0.15), (0.27, 0.34), (0.41, 0.5), (0.58, 0.7), (0.6, 0.98), (0.4, 1.15), (0.13, 1.17))
# The same of a leaf between its two tips.
LEAF = ((0.34, 0.16), (0.6, 0.5), (0.46, 0.86))
# How much of the height of a pear its stalk and leaf take, and their outlines in a box as high as it is wide: the stalk
# is a polygon, the leaf two curves between its tips.
STALK_SHARE = 0.15
STALK = ((0.46, 1.12), (0.49, 0.06), (0.61, 0.0), (0.56, 0.5), (0.54, 1.12))
STALK_LEAF = ((0.6, 0.62, True), (0.74, -0.16, False), (1.28, 0.1, True), (1.1, 0.9, False))
# Points per curve at which its extent is measured.
SAMPLES = 8


def motif_outline(motif: str, box: Box) -> Outline:
    """Return the outline of a motif that fills *box*.

    Args:
        motif: a name of `MOTIFS`.
        box: where it is drawn, px.
    """
    if motif == "pear":
        return _pear_with_stalk(box)
    return clip_outline(motif, box)


def clip_outline(motif: str, box: Box) -> Outline:
    """Return the outline that a photo is cut to: that of the motif without what stands out from it."""
    match motif:
        case "arch":
            return arch(box)
        case "circle":
            return ellipse(box)
        case "leaf" | "pear":
            return _fitted(_leaf() if motif == "leaf" else _pear(), box)
        case "stripe":
            return _bars(box)
        case "sunburst":
            return tuple(_rays(box))
    return rectangle(box)


def _pear_with_stalk(box: Box) -> Outline:
    rise = box.h * STALK_SHARE
    body = clip_outline("pear", Box(box.x, box.y + rise, box.w, box.h - rise))
    left = box.center[0] - rise / 2
    stalk = polygon((left + x * rise, box.y + y * rise) for x, y in STALK)
    leaf = tuple((left + x * rise, box.y + y * rise, on) for x, y, on in STALK_LEAF)
    return (*body, *stalk, leaf)


def _bars(box: Box) -> Outline:
    """Return slanted bars with gaps of their own width, from the left foot to the right top of the box."""
    lean = min(LEAN * box.h, box.w / 3)
    width = (box.w - lean) / (2 * BARS - 1)
    feet = (box.x + 2 * bar * width for bar in range(BARS))
    return tuple(
        contour
        for x in feet
        for contour in polygon([(x + lean, box.y), (x + lean + width, box.y), (x + width, box.bottom), (x, box.bottom)])
    )


def _rays(box: Box) -> Iterator[Contour]:
    """Yield a wedge for each ray, from the centre of the box to its edge; the first points straight up."""
    cx, cy = box.center
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    step = tau / RAYS
    for ray in range(RAYS):
        start = -pi / 2 - step / 4 + ray * step
        between = [
            ((atan2(y - cy, x - cx) - start) % tau, (x, y))
            for x, y in corners
            if 0 < (atan2(y - cy, x - cx) - start) % tau < step / 2
        ]
        edge = [_on_edge(box, start), *(corner for _, corner in sorted(between)), _on_edge(box, start + step / 2)]
        yield from polygon([(cx, cy), *edge])


def _on_edge(box: Box, angle: float) -> tuple[float, float]:
    """Return the point of the box's edge in the direction *angle*, radians clockwise from the right."""
    dx, dy = cos(angle), sin(angle)
    reach = min(box.w / 2 / abs(dx) if dx else inf, box.h / 2 / abs(dy) if dy else inf)
    return box.center[0] + dx * reach, box.center[1] + dy * reach


def _fitted(unit: Contour, box: Box) -> Outline:
    """Return a contour of the unit square stretched to *box*."""
    return (tuple((box.x + x * box.w, box.y + y * box.h, on) for x, y, on in unit),)


@lru_cache(1)
def _pear() -> Contour:
    left = [(-x, y, False) for x, y in reversed(PEAR)]
    # A curve without a point on it is as well begun at its top.
    return _unit((((0.0, 0.0, True)), *((x, y, False) for x, y in PEAR), *left))


@lru_cache(1)
def _leaf() -> Contour:
    left = [(-x, y, False) for x, y in reversed(LEAF)]
    return _unit(((0.0, -0.14, True), *((x, y, False) for x, y in LEAF), (0.0, 1.14, True), *left))


def _unit(contour: Contour) -> Contour:
    """Return a contour moved and stretched so that its curves, not their control points, fill the unit square."""
    points = list(_sampled(contour))
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    return tuple(((x - left) / width, (y - top) / height, on) for x, y, on in contour)


def _sampled(contour: Contour) -> Iterator[tuple[float, float]]:
    """Yield points along a closed contour that begins on its curve."""
    start = contour[0][:2]
    points = [*contour[1:], contour[0]]
    for i, (x, y, on) in enumerate(points):
        if on:
            yield x, y
            start = (x, y)
            continue
        after = points[i + 1]
        end = after[:2] if after[2] else ((x + after[0]) / 2, (y + after[1]) / 2)
        for step in range(1, SAMPLES + 1):
            t = step / SAMPLES
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            yield a * start[0] + b * x + c * end[0], a * start[1] + b * y + c * end[1]
        start = end
