"""Points in outlines, and areas that boxes share."""

from __future__ import annotations

from math import cos, hypot, pi, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.affine import IDENTITY, rotation
from memegen.scene.geometry import Box
from memegen.scene.path import ellipse, polygon, rectangle
from memegen.scene.polygons import area, common_area, contains_point, flattened, quadrilateral

COORDINATE = st.floats(-50, 50)


@given(COORDINATE, COORDINATE)
def test_point_is_in_a_circle_if_it_is_nearer_than_the_radius(x: float, y: float) -> None:
    distance = hypot(x, y)
    if abs(distance - 30) > 0.6:
        assert contains_point(ellipse(Box(-30, -30, 60, 60)), x, y) is (distance < 30)


def test_hole_runs_the_other_way_round() -> None:
    ring = (*rectangle(Box(0, 0, 30, 30)), tuple(reversed(rectangle(Box(10, 10, 10, 10))[0])))
    assert contains_point(ring, 5, 15) and contains_point(ring, 25, 25)
    assert not contains_point(ring, 15, 15) and not contains_point(ring, 35, 15)


def test_curves_without_a_point_between_them_have_an_implied_one() -> None:
    # Four control points: a circle of one, by TrueType's rule.
    contour = ((1.0, 1.0, False), (-1.0, 1.0, False), (-1.0, -1.0, False), (1.0, -1.0, False))
    found = flattened(contour)
    assert len(found) == 8 and (0, 1) in found and (0.75, 0.75) in found
    assert contains_point((contour,), 0.7, 0.6) and not contains_point((contour,), 0.95, 0.95)


def test_boxes_share_what_is_in_both() -> None:
    one = quadrilateral(Box(0, 0, 10, 10), IDENTITY)
    assert common_area(one, quadrilateral(Box(5, 5, 10, 10), IDENTITY)) == pytest.approx(25)
    assert common_area(one, quadrilateral(Box(20, 0, 10, 10), IDENTITY)) == 0
    diamond = quadrilateral(Box(0, 0, 10, 10), rotation(45, (5, 5)))
    assert area(diamond) == pytest.approx(100)
    # A regular octagon.
    assert common_area(one, diamond) == pytest.approx(200 * (sqrt(2) - 1))


@given(st.floats(0, 360), st.floats(1, 40), st.floats(1, 40), COORDINATE, COORDINATE)
def test_shared_area_is_symmetric_and_no_larger_than_either(
    turn: float, w: float, h: float, x: float, y: float
) -> None:
    one, other = quadrilateral(Box(x, y, w, h), rotation(turn, (0, 0))), quadrilateral(Box(-10, -5, 20, 10), IDENTITY)
    shared = common_area(one, other)
    assert shared == pytest.approx(common_area(other, one), abs=1e-6)
    assert shared <= min(area(one), area(other)) + 1e-6


def test_area_of_a_polygon() -> None:
    hexagon = [(cos(i * pi / 3), sin(i * pi / 3)) for i in range(6)]
    assert area(hexagon) == pytest.approx(1.5 * sqrt(3))
    assert area([]) == 0
    assert not contains_point(polygon([]), 0, 0)
