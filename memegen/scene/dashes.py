"""Straight lines of dashes or dots, which begin and end with a whole one."""

from __future__ import annotations

from memegen.scene.geometry import Box
from memegen.scene.path import Outline, rectangle

# Maximum number of dashes of a line: more could not be told apart.
MAX_DASHES = 1000
# Minimum length of a dash and of a gap together, in pixels.
MIN_PERIOD = 1.0


def dashed(length: float, thickness: float, dash: float, gap: float, *, rounded: bool = False) -> Outline:
    """Return a horizontal line from (0, 0), in one contour a dash.

    Args:
        length: Length of the line, px.
        thickness: Its height, px.
        dash: Length of a dash, px, its round ends included; at most that of the line.
        gap: Room between two dashes, px; widened or narrowed so that a whole number of dashes fits. None with 0.
        rounded: Whether the ends of each dash are half circles.
    """
    dash = min(max(dash, thickness) if rounded else dash, length)
    radius = thickness / 2 if rounded else 0
    count = 1
    if gap > 0 and dash < length:
        count = 1 + round((length - dash) / max(dash + gap, MIN_PERIOD, length / MAX_DASHES))
    if count == 1:
        # Without room for two dashes the whole line is one.
        return rectangle(Box(0, 0, length, thickness), radius)
    step = (length - dash) / (count - 1)
    return tuple(contour for i in range(count) for contour in rectangle(Box(i * step, 0, dash, thickness), radius))
