"""Whether an outline covers a box."""

from __future__ import annotations

import pytest

from memegen.scene.covering import covers
from memegen.scene.figures import ring, rounded_polygon, scaled_into, star_points
from memegen.scene.geometry import Box
from memegen.scene.path import Outline, ellipse, polygon, rectangle

ROOM = Box(0, 0, 100, 100)
STAR = rounded_polygon(scaled_into(star_points(5, 0.4), ROOM), 0)


@pytest.mark.parametrize(
    ("outline", "box", "expected"),
    [
        (rectangle(ROOM), ROOM, True),
        (rectangle(ROOM), Box(0, 0, 100, 101), False),
        (rectangle(ROOM, 20), Box(10, 10, 80, 80), True),
        (rectangle(ROOM, 20), Box(1, 1, 98, 98), False),
        (ellipse(ROOM), Box(20, 20, 60, 60), True),
        (ellipse(ROOM), Box(5, 5, 90, 90), False),
        # The corners of the box are in the star, but not what is between two of its points.
        (STAR, Box(40, 45, 20, 15), True),
        (STAR, Box(20, 30, 60, 50), False),
        (ring(ROOM, 10), Box(40, 40, 20, 20), False),
        (ring(ROOM, 40), Box(15, 45, 20, 10), True),
        (ring(ROOM, 40), Box(15, 45, 40, 10), False),
        # Of boxes side by side, one has to cover it alone; they are no holes in each other.
        ((*rectangle(Box(0, 0, 60, 100)), *rectangle(Box(40, 0, 60, 100))), Box(10, 10, 45, 10), True),
        ((*rectangle(Box(0, 0, 60, 100)), *rectangle(Box(40, 0, 60, 100))), Box(10, 10, 80, 10), False),
        (polygon([(0, 0), (100, 0), (0, 100)]), Box(10, 10, 30, 30), True),
        (polygon([(0, 100), (100, 0), (0, 0)]), Box(10, 10, 60, 60), False),
        ((), ROOM, False),
    ],
)
def test_outline_covers_a_box_when_all_of_it_is_inside(outline: Outline, box: Box, expected: bool) -> None:
    assert covers(outline, box) is expected
