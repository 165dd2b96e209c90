"""Affine maps: how they compose, and what they do to points and boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.affine import IDENTITY, Affine, rotation
from memegen.scene.geometry import Box, rotated_bounds

numbers = st.integers(-100, 100).map(lambda tenths: tenths / 10)
maps = st.builds(Affine, *[numbers] * 6)


@given(maps, maps, numbers, numbers)
def test_composed_map_applies_the_first_map_first(second: Affine, first: Affine, x: float, y: float) -> None:
    assert second.after(first).point(x, y) == pytest.approx(second.point(*first.point(x, y)), abs=1e-6)


@given(maps.filter(lambda one: abs(one.xx * one.yy - one.xy * one.yx) > 0.1), numbers, numbers)
def test_inverse_map_undoes_a_map(one: Affine, x: float, y: float) -> None:
    assert one.inverse().point(*one.point(x, y)) == pytest.approx((x, y), abs=1e-3)


def test_inverse_of_a_rotation_that_is_scaled_undoes_it() -> None:
    there = rotation(33, (5, 7)).after(Affine(2, 0, 0, 3, 1, 1))
    assert there.inverse().after(there) == pytest.approx(IDENTITY, abs=1e-12)


def test_flat_map_has_no_inverse() -> None:
    with pytest.raises(ZeroDivisionError):
        Affine(1, 0, 1, 0).inverse()


def test_rotation_is_clockwise_and_keeps_its_centre() -> None:
    assert rotation(90, (0, 0)).point(1, 0) == pytest.approx((0, 1))
    assert rotation(33, (5, 7)).point(5, 7) == pytest.approx((5, 7))


def test_vector_is_not_translated() -> None:
    assert Affine(2, 0, 0, 3, 10, 20).vector(1, 1) == (2, 3)


def test_map_is_upright_unless_it_rotates_or_skews() -> None:
    assert IDENTITY.upright
    assert Affine(-2, 0, 0, 3, 1, 1).upright
    assert not rotation(90, (0, 0)).upright


@given(st.floats(-360, 360))
def test_image_of_a_box_is_its_bounding_box(degrees: float) -> None:
    box = Box(10, 20, 30, 40)
    assert rotation(degrees, box.center).box(box) == pytest.approx(rotated_bounds(box, degrees), abs=1e-9)
    assert Affine(-2, 0, 0, 3, 1, 1).box(box) == Box(-79, 61, 60, 120)
