"""Speech bubbles: rectangles with a tail on one of their sides."""

from __future__ import annotations

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box, Insets
from memegen.scene.path import Outline, PathPoint, arc, rectangle

# Sides in the order of corners and sides of an outline, clockwise from the top left corner.
SIDES = ("top", "right", "bottom", "left")
# Turn that one curve of a corner approximates, in degrees; a corner has four of them.
CORNER_TURN = 90


@frozen
class Tail:
    """The tail of a speech bubble.

    Attributes:
        side: Side that it is on: "top", "right", "bottom" or "left".
        at: Position of its base along that side, from 0 (left or top, next to the corner) to 1.
        length: Distance of its tip from the side, px.
        width: Width of its base, px.
        lean: Distance of its tip along the side from the middle of its base, to the right or down, px.
    """

    side: str
    at: float
    length: float
    width: float
    lean: float = 0

    @property
    def insets(self) -> Insets:
        """The room that it takes of the whole box, px."""
        return Insets(*(self.length if side == self.side else 0 for side in SIDES))


def bubble(box: Box, radius: float, tail: Tail | None) -> Outline:
    """Return the outline of a box that its tail is a part of, with rounded corners; all of it is inside *box*.

    Args:
        box: The whole, the tail included, px.
        radius: Radius of the corners, px; reduced where the tail's side has no room for both.
        tail: The tail; without one, the outline is that of the box.
    """
    if tail is None or tail.length <= 0 or tail.width <= 0:
        return rectangle(box, radius)
    body = box.inset(tail.insets)
    side = body.w if tail.side in ("top", "bottom") else body.h
    width = min(tail.width, side)
    radius = max(0.0, min(radius, body.w / 2, body.h / 2, (side - width) / 2))
    points: list[PathPoint] = []
    for start, name in zip((180, 270, 0, 90), SIDES, strict=True):
        points += _corner(body, radius, start)
        if name == tail.side:
            points += _tail_points(box, body, radius, tail, width)
    return (tuple(points),)


def _corner(body: Box, radius: float, start: int) -> list[PathPoint]:
    """Return the points of the corner whose arc begins at an angle of *start* degrees, clockwise from the right."""
    right, below = start in (270, 0), start in (0, 90)
    x, y = body.right if right else body.x, body.bottom if below else body.y
    if radius <= 0:
        return [(x, y, True)]
    cx, cy = x - radius if right else x + radius, y - radius if below else y + radius
    return arc(cx, cy, radius, radius, start, CORNER_TURN)


def _tail_points(box: Box, body: Box, radius: float, tail: Tail, width: float) -> list[PathPoint]:
    """Return base, tip and base of the tail, clockwise around the body."""
    upright = tail.side in ("top", "bottom")
    start, extent = (body.x, body.w) if upright else (body.y, body.h)
    middle = start + radius + width / 2 + (extent - 2 * radius - width) * tail.at
    tip = min(max(middle + tail.lean, start), start + extent)
    along = [middle - width / 2, tip, middle + width / 2]
    edge = {"top": body.y, "right": body.right, "bottom": body.bottom, "left": body.x}[tail.side]
    end = {"top": box.y, "right": box.right, "bottom": box.bottom, "left": box.x}[tail.side]
    points = [(at, across, True) for at, across in zip(along, (edge, end, edge), strict=True)]
    # Along the bottom and the left side the outline runs backwards.
    ordered = points if tail.side in ("top", "right") else points[::-1]
    return ordered if upright else [(y, x, on) for x, y, on in ordered]
