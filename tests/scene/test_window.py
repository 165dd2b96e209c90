"""Windows of whole pixels, and which part of a picture is visible in one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.affine import IDENTITY, Affine
from memegen.scene.geometry import Box
from memegen.scene.items import Picture
from memegen.scene.window import Window, snap_to_pixels, visible_part

CANVAS = Window(0, 0, 100, 50)
sides = st.integers(-50, 150)


def test_window_has_corners_and_a_size() -> None:
    assert (Window(1, 2, 3, 4).corners, Window(1, 2, 3, 4).size) == ((1, 2, 4, 6), (3, 4))


def test_intersection_is_every_pixel_that_is_touched() -> None:
    assert CANVAS.intersection(Box(1.9, 2.1, 3.2, 0.1)) == Window(1, 2, 5, 1)
    assert CANVAS.intersection(Box(-10, 40, 20, 20)) == Window(0, 40, 10, 10)
    assert CANVAS.intersection(Box(10, 10, 5, 5)) == Window(10, 10, 5, 5)


@pytest.mark.parametrize("box", [Box(-9, 0, 9, 9), Box(100, 0, 9, 9), Box(0, 50, 9, 9), Box(0, -9, 9, 9)])
def test_intersection_with_a_box_outside_is_empty(box: Box) -> None:
    assert not CANVAS.intersection(box)
    assert min(CANVAS.intersection(box).size) == 0


def test_expanded_window_is_rounded_outwards() -> None:
    assert CANVAS.expanded(0) == CANVAS
    assert CANVAS.expanded(2.1) == Window(-3, -3, 106, 56)


@given(st.integers(-99, 99), st.floats(0.5, 50), st.floats(0.5, 50))
def test_adjacent_boxes_stay_adjacent_on_whole_pixels(x: int, w: float, other: float) -> None:
    left, right = snap_to_pixels(Box(x, 0, w, 10)), snap_to_pixels(Box(x + w, 0, other, 10))
    assert left.x + left.w in (right.x, right.x + 1)
    assert min(left.w, right.w) >= 1


@given(sides, sides, st.integers(1, 100), st.integers(1, 100))
def test_visible_part_of_a_picture_shows_the_same_pixels_of_the_file(x: int, y: int, w: int, h: int) -> None:
    picture = Picture("a.png", Box(10, 20, 2 * w, 2 * h), Box(x, y, w, h))
    part = visible_part(picture, IDENTITY, CANVAS)
    visible = CANVAS.intersection(Box(x, y, w, h))
    if part is None:
        assert not visible
        return
    window, crop = part
    assert window == visible
    expected = (10 + 2 * (visible.x - x), 20 + 2 * (visible.y - y), 2 * visible.w, 2 * visible.h)
    assert crop == pytest.approx(expected)


def test_blur_makes_pixels_outside_the_window_visible() -> None:
    picture = Picture("a.png", Box(0, 0, 200, 200), Box(-50, -50, 200, 200), blur=2)
    assert visible_part(picture, IDENTITY, CANVAS) == (Window(-6, -6, 112, 62), Box(44, 44, 112, 62))
    beside = Picture("a.png", Box(0, 0, 10, 10), Box(101, 0, 10, 10), blur=2)
    assert visible_part(beside, IDENTITY, CANVAS) is None


def test_visible_part_is_of_the_picture_where_the_map_places_it() -> None:
    picture = Picture("a.png", Box(0, 0, 10, 10), Box(0, 0, 10, 10))
    assert visible_part(picture, Affine(2, 0, 0, 2, 90, 0), CANVAS) == (Window(90, 0, 10, 20), Box(0, 0, 5, 10))
