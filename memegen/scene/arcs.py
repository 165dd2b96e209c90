"""The centre of an elliptical arc that path data gives by its ends: SVG 2, appendix B.2."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, radians, sin

from memegen.scene.path import Point


def center_of_arc(
    start: Point, end: Point, rx: float, ry: float, rotation: float, *, large: bool, sweep: bool
) -> tuple[Point, float, float, float, float] | None:
    """Return the centre, both radii, the first angle and the turn of an arc, in radians in the ellipse's own axes.

    Args:
        start: Where it begins.
        end: Where it ends.
        rx: Radius along the first axis; both are enlarged if they are too small to reach.
        ry: Radius along the second axis.
        rotation: Angle of the first axis, in degrees clockwise.
        large: Whether it is the longer one of the two.
        sweep: Whether it goes clockwise.

    Returns:
        None for an arc that is a straight line: one without a radius, or to where it begins.
    """
    c, s = cos(radians(rotation)), sin(radians(rotation))
    hx, hy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    # The middle between the ends is the origin here, and the axes are those of the ellipse.
    x, y = c * hx + s * hy, c * hy - s * hx
    if not rx or not ry or (not x and not y):
        return None
    needed = hypot(x / rx, y / ry)
    if needed > 1:
        rx, ry = rx * needed, ry * needed
    u, v = x / rx, y / ry
    root = max(0.0, 1 / (u * u + v * v) - 1) ** 0.5
    side = root if large == sweep else -root
    # On the unit circle.
    cu, cv = -side * v, side * u
    first, last = atan2(v - cv, u - cu), atan2(-v - cv, -u - cu)
    turn = (last - first) % (2 * pi)
    if not sweep:
        turn -= 2 * pi
    px, py = cu * rx, cv * ry
    mx, my = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return (mx + c * px - s * py, my + s * px + c * py), rx, ry, first, turn
