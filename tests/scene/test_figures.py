"""Polygons, stars, rings and rays as outlines: in their boxes, of the right area."""

from __future__ import annotations

from math import cos, pi, radians, sin, tau

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.figures import ring, rounded_polygon, scaled_into, sector, star_points
from memegen.scene.geometry import Box
from memegen.scene.path import bounds, ellipse, polygon, tight_bounds
from tests.scene.test_path import area

BOX = Box(10, 20, 200, 100)
SQUARE = Box(0, 0, 100, 100)


def test_regular_polygon_has_its_first_corner_where_the_angle_says() -> None:
    assert star_points(4)[0] == pytest.approx((0, -1))
    assert star_points(4, angle=90)[0] == pytest.approx((1, 0))
    assert area(polygon(star_points(6))) == pytest.approx(6 * sin(tau / 6) / 2)


def test_star_has_corners_between_its_points() -> None:
    points = star_points(5, 0.4)
    assert len(points) == 10
    assert points[1] == pytest.approx((0.4 * sin(radians(36)), -0.4 * cos(radians(36))))


@given(st.integers(3, 60), st.floats(0, 1), st.floats(-720, 720), st.floats(0, 90))
def test_figure_fills_its_box_one_way_and_stays_inside(count: int, inner: float, angle: float, radius: float) -> None:
    points = scaled_into(star_points(count, inner, angle), BOX)
    box = bounds(polygon(points))
    assert (box.x, box.y) == pytest.approx((10, 20))
    assert box.h == pytest.approx(100) or box.w == pytest.approx(200)
    assert BOX.contains(bounds(rounded_polygon(points, radius)), 1e-6)


def test_rounded_corners_take_away_what_an_arc_leaves() -> None:
    square = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    for corners in (square, square[::-1]):
        assert area(rounded_polygon(corners, 20)) == pytest.approx(10000 - (4 - pi) * 400, rel=1e-3)
        # At most half an edge is round: a circle.
        assert area(rounded_polygon(corners, 999)) == pytest.approx(pi * 2500, rel=1e-3)
    notch = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (50.0, 50.0), (0.0, 100.0)]
    assert tight_bounds(rounded_polygon(notch, 5)).h < 100


def test_points_on_each_other_or_in_line_are_no_corners() -> None:
    straight = [(0.0, 0.0), (50.0, 0.0), (100.0, 0.0), (100.0, 0.0), (50.0, 80.0)]
    (contour,) = rounded_polygon(straight, 4)
    assert (50.0, 0.0, True) in contour
    assert rounded_polygon([(1.0, 1.0)] * 3, 4) == ((),)


def test_whole_ring_has_a_hole() -> None:
    outer, inner = ring(SQUARE, 10)
    assert bounds((outer,)).size.w == pytest.approx(100, rel=0.001)
    assert area((outer,)) - area((inner,)) == pytest.approx(pi * (2500 - 1600), rel=0.002)
    assert len(ring(SQUARE, 50)) == 1


@pytest.mark.parametrize("turns", [0.05, 0.25, 0.5, 0.65, 0.99])
def test_part_of_a_ring_has_its_share_of_the_area(turns: float) -> None:
    whole = pi * (2500 - 900)
    assert area(ring(SQUARE, 20, 30, turns)) == pytest.approx(turns * whole, rel=0.002)
    assert area(ring(SQUARE, 20, 30, turns, rounded=True)) == pytest.approx(turns * whole + pi * 100, rel=0.003)
    assert area(ring(SQUARE, 50, 30, turns)) == pytest.approx(turns * pi * 2500, rel=0.002)


def test_part_of_a_ring_begins_at_the_top_and_runs_clockwise() -> None:
    assert tight_bounds(ring(SQUARE, 20, 0, 0.25)) == pytest.approx((50, 0, 50, 50))
    assert tight_bounds(ring(SQUARE, 20, 180, 0.25)) == pytest.approx((0, 50, 50, 50))
    # A round end reaches beyond the part by half its thickness.
    assert tight_bounds(ring(SQUARE, 20, 0, 0.25, rounded=True)) == pytest.approx((40, 0, 60, 60), abs=0.01)


def test_ring_of_nothing_is_empty() -> None:
    assert ring(SQUARE, 20, 0, 0) == ring(Box(0, 0, 0, 0), 1) == ()


@given(st.floats(0, 60), st.floats(-400, 400), st.floats(0, 1), st.booleans())
def test_ring_stays_in_its_box(thickness: float, start: float, turns: float, rounded: bool) -> None:
    outline = ring(SQUARE, thickness, start, turns, rounded=rounded)
    assert not outline or SQUARE.contains(tight_bounds(outline), 0.03)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(4, 90), st.floats(-400, 400))
def test_sectors_fill_their_box(x: float, y: float, count: int, angle: float) -> None:
    center = (BOX.x + x * BOX.w, BOX.y + y * BOX.h)
    step = 360 / count
    parts = [sector(BOX, center, angle + i * step, angle + (i + 1) * step) for i in range(count)]
    assert BOX.contains(bounds(tuple(parts)), 1e-6)
    assert sum(area((part,)) for part in parts) == pytest.approx(20000, rel=1e-6)


def test_circle_is_a_ring_without_a_hole() -> None:
    assert ring(SQUARE, 50) == ellipse(SQUARE)
