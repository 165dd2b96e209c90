"""The centre of an arc that is given by its ends."""

from __future__ import annotations

from math import cos, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.arcs import center_of_arc


def test_center_of_the_four_arcs_between_two_points() -> None:
    found = {
        (large, sweep): center_of_arc((10, 0), (0, 10), 10, 10, 0, large=large, sweep=sweep)
        for large in (False, True)
        for sweep in (False, True)
    }
    centers = {key: value[0] for key, value in found.items() if value}
    turns = {key: value[4] for key, value in found.items() if value}
    assert centers[False, True] == pytest.approx((0, 0), abs=1e-9)
    assert centers[True, False] == pytest.approx((0, 0), abs=1e-9)
    assert centers[False, False] == pytest.approx((10, 10))
    assert centers[True, True] == pytest.approx((10, 10))
    assert turns == pytest.approx(
        {(False, True): pi / 2, (True, False): -1.5 * pi, (False, False): -pi / 2, (True, True): 1.5 * pi}
    )


def test_arc_without_extent_has_no_center() -> None:
    assert center_of_arc((1, 1), (1, 1), 5, 5, 0, large=True, sweep=True) is None
    assert center_of_arc((1, 1), (2, 1), 0, 5, 0, large=True, sweep=True) is None


@given(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)),
    st.floats(0.5, 80),
    st.floats(0.5, 80),
    st.floats(-360, 360),
    st.booleans(),
    st.booleans(),
)
def test_arc_begins_and_ends_at_its_points(
    end: tuple[int, int], rx: float, ry: float, rotation: float, large: bool, sweep: bool
) -> None:
    found = center_of_arc((0, 0), end, rx, ry, rotation, large=large, sweep=sweep)
    if found is None:
        assert end == (0, 0)
        return
    (cx, cy), rx, ry, first, turn = found
    c, s = cos(radians(rotation)), sin(radians(rotation))
    for angle, point in ((first, (0, 0)), (first + turn, end)):
        x, y = rx * cos(angle), ry * sin(angle)
        assert (cx + c * x - s * y, cy + s * x + c * y) == pytest.approx(point, abs=1e-4)
    assert (turn > 0) == sweep
