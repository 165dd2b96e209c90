"""Sizes, boxes, lengths, and fitting one box into another."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.geometry import (
    Box,
    Insets,
    Length,
    Size,
    contain,
    cover,
    rotated_bounds,
    shape_class,
)

CANVAS = Size(2160, 1080)
sides = st.floats(1, 8000)
sizes = st.builds(Size, sides, sides)
points = st.tuples(st.floats(0, 1), st.floats(0, 1))


@pytest.mark.parametrize(
    ("w", "h", "shape"),
    [
        (1500, 500, "strip"),
        (240, 100, "strip"),
        (239, 100, "wide"),
        (1600, 900, "wide"),
        (140, 100, "wide"),
        (139, 100, "square"),
        (1080, 1080, "square"),
        (91, 100, "square"),
        (90, 100, "portrait"),
        (1080, 1350, "portrait"),
        (71, 100, "portrait"),
        (70, 100, "tall"),
        (1080, 1920, "tall"),
    ],
)
def test_shape_class_depends_on_the_aspect_ratio(w: float, h: float, shape: str) -> None:
    assert shape_class(Size(w, h)) == shape


def test_cover_keeps_the_focus_near_the_middle() -> None:
    # A square out of the middle, the left and the right of a picture twice as wide as high.
    assert cover(Size(200, 100), Size(50, 50)) == Box(50, 0, 100, 100)
    assert cover(Size(200, 100), Size(50, 50), (0.1, 0.5)) == Box(0, 0, 100, 100)
    assert cover(Size(200, 100), Size(50, 50), (0.7, 0.5)) == Box(90, 0, 100, 100)
    assert cover(Size(100, 200), Size(50, 50), (0.5, 1)) == Box(0, 100, 100, 100)


def test_contain_places_the_whole_picture() -> None:
    assert contain(Size(200, 100), Box(10, 20, 100, 100)) == Box(10, 45, 100, 50)
    assert contain(Size(200, 100), Box(10, 20, 100, 100), (0, 0)) == Box(10, 20, 100, 50)
    assert contain(Size(10, 20), Box(0, 0, 100, 100), (1, 1)) == Box(50, 0, 50, 100)


@given(sizes, sizes, points)
def test_crop_of_cover_is_inside_the_source_and_has_the_targets_ratio(
    source: Size, target: Size, focus: tuple[float, float]
) -> None:
    crop = cover(source, target, focus)
    assert crop.x >= 0
    assert crop.y >= 0
    assert Box(0, 0, source.w, source.h).contains(crop, 1e-9 * source.w + 1e-9 * source.h)
    assert isclose(crop.w * target.h, crop.h * target.w, rel_tol=1e-9)
    # One side of the source is used in full, and the focus is visible.
    assert isclose(crop.w, source.w) or isclose(crop.h, source.h)
    assert crop.x - 1e-6 <= focus[0] * source.w <= crop.right + 1e-6
    assert crop.y - 1e-6 <= focus[1] * source.h <= crop.bottom + 1e-6


@given(sizes, sizes, points)
def test_box_of_contain_is_inside_the_target_and_has_the_sources_ratio(
    source: Size, target: Size, at: tuple[float, float]
) -> None:
    room = Box(3, 5, target.w, target.h)
    found = contain(source, room, at)
    assert room.contains(found, 1e-6)
    assert isclose(found.w * source.h, found.h * source.w, rel_tol=1e-9)


def test_box_has_edges_and_relations_to_other_boxes() -> None:
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom, box.center) == (40, 60, (25, 40))
    assert box.inset(Insets(1, 2, 3, 4)) == Box(14, 21, 24, 36)
    assert box.inset(Insets(100, 100, 100, 100)).size == Size(0, 0)
    assert box.union(Box(0, 50, 5, 30)) == Box(0, 20, 40, 60)
    assert box.intersects(Box(39, 59, 5, 5))
    assert not box.intersects(Box(40, 20, 5, 5))
    assert box.contains(Box(9.6, 20, 30, 40))
    assert not box.contains(Box(9.4, 20, 30, 40))


def test_intersection_of_boxes_is_what_they_have_in_common() -> None:
    box = Box(0, 0, 10, 10)
    assert box.intersection(Box(5, -5, 10, 10)) == Box(5, 0, 5, 5)
    assert box.intersection(Box(2, 3, 4, 5)) == Box(2, 3, 4, 5)
    apart = box.intersection(Box(20, 5, 5, 5))
    assert (apart.w, apart.x) == (0, 10)


def test_rotated_bounds_are_about_the_same_centre() -> None:
    found = rotated_bounds(Box(0, 0, 100, 50), 90)
    assert (found.x, found.y, found.w, found.h) == pytest.approx((25, -25, 50, 100))
    found = rotated_bounds(Box(0, 0, 100, 100), -45)
    assert found.w == found.h == pytest.approx(141.421, abs=0.001)
    assert found.center == pytest.approx((50, 50))


def test_length_is_pixels_and_a_fraction_of_the_parent() -> None:
    assert Length(10, 0.5).of(200) == 110
    assert Length().of(200) == 0
