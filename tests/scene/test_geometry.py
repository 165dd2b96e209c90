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
    parse_length,
    parse_size_range,
    rotated_bounds,
    shape_class,
)

CANVAS = Size(2160, 1080)
sides = st.floats(1, 8000)
sizes = st.builds(Size, sides, sides)
points = st.tuples(st.floats(0, 1), st.floats(0, 1))


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("0", Length()),
        ("7vmin", Length(75.6)),
        ("10vw", Length(216)),
        ("10vh", Length(108)),
        ("12px", Length(12)),
        ("62%", Length(0, 0.62)),
        ("-7.5vmin", Length(-81)),
        ("+.5vmin", Length(5.4)),
        (" 5px ", Length(5)),
    ],
)
def test_length_is_read_in_any_unit(text: str, length: Length) -> None:
    found = parse_length(text, CANVAS)
    assert (found.px, found.fraction) == pytest.approx((length.px, length.fraction))


def test_unit_px_refers_to_a_canvas_of_1080() -> None:
    assert parse_length("10px", Size(540, 700)).px == 5


@pytest.mark.parametrize(
    "text", ["", "7", "7 vmin", "7em", "vmin", "seven", "1e3px", "nanpx", "1" * 400 + "px", "7vmin;"]
)
def test_length_refuses_other_forms(text: str) -> None:
    with pytest.raises(ValueError, match="such as 7vmin, 62%, 40vw or 12px"):
        parse_length(text, CANVAS)


def test_size_range_is_one_length_or_two() -> None:
    span = parse_size_range("4.5..12vmin", CANVAS)
    assert (span.minimum.px, span.maximum.px) == pytest.approx((48.6, 129.6))
    span = parse_size_range("40px..12vmin", CANVAS)
    assert (span.minimum.px, span.maximum.px) == pytest.approx((40, 129.6))
    assert parse_size_range("7vmin", CANVAS).minimum == parse_size_range("7vmin", CANVAS).maximum
    assert parse_size_range("10%..12vmin", CANVAS).minimum == Length(0, 0.1)


@pytest.mark.parametrize("text", ["12..4vmin", "12vmin..4vmin", "50%..20%"])
def test_size_range_starts_with_its_minimum(text: str) -> None:
    with pytest.raises(ValueError, match="the smaller size first"):
        parse_size_range(text, CANVAS)


@pytest.mark.parametrize("text", ["4..", "..12vmin", "4..12", "4vmin...", "a..b"])
def test_size_range_refuses_other_forms(text: str) -> None:
    with pytest.raises(ValueError, match="expected a length"):
        parse_size_range(text, CANVAS)


def test_size_range_is_its_minimum_where_its_units_cross_over() -> None:
    # 2vw of 3000 are 60 pixels, 17vmin of 200 are 34: the larger size, which is legible, wins.
    span = parse_size_range("2vw..17vmin", Size(3000, 200))
    assert span.minimum == span.maximum == Length(60)


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
