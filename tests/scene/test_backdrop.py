"""The coarse view of what has been placed: its cells, their brightness, and how busy a box is."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.backdrop import Backdrop
from memegen.scene.color import luminance
from memegen.scene.geometry import Box
from tests.helpers.stage import view

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
# Two white cells in a black field of 4 × 3, in cells of 10 pixels.
SPOT = view("0000", "0990", "0000", cell=10)


def test_rows_are_those_that_intersect_the_box() -> None:
    assert list(SPOT.rows_in(Box(0, 0, 40, 30))) == [
        (5, [BLACK] * 4),
        (15, [BLACK, WHITE, WHITE, BLACK]),
        (25, [BLACK] * 4),
    ]
    # A box that enters a cell by a pixel intersects it; one that ends at its edge does not.
    assert list(SPOT.rows_in(Box(9, 10, 2, 10))) == [(15, [BLACK, WHITE])]
    assert list(SPOT.rows_in(Box(10, 10, 10, 10))) == [(15, [WHITE])]


def test_columns_are_those_that_intersect_the_box() -> None:
    assert list(SPOT.columns_in(Box(9, 0, 12, 20))) == [
        (5, [BLACK, BLACK]),
        (15, [BLACK, WHITE]),
        (25, [BLACK, WHITE]),
    ]


@pytest.mark.parametrize("box", [Box(-50, 0, 40, 30), Box(40, 0, 10, 30), Box(0, 30, 40, 10), Box(0, -9, 40, 9)])
def test_box_outside_the_canvas_has_no_cells(box: Box) -> None:
    assert SPOT.luminances(box) == []
    assert SPOT.brightness(box) == 1
    assert SPOT.busyness(box) == 0


def test_box_that_leaves_the_canvas_has_the_cells_on_it() -> None:
    assert SPOT.luminances(Box(-100, 10, 120, 10)) == [0, 1]


def test_brightness_is_the_mean_luminance() -> None:
    assert SPOT.brightness(Box(0, 0, 40, 30)) == pytest.approx(2 / 12)
    assert SPOT.brightness(Box(10, 10, 20, 10)) == 1


def test_busyness_is_zero_for_uniform_colours_and_grows_with_edges() -> None:
    assert SPOT.busyness(Box(0, 0, 40, 10)) == 0
    halves, stripes = view("0099"), view("0909")
    whole = Box(0, 0, 400, 100)
    # Both have the same standard deviation; one has one edge, the other three.
    assert halves.busyness(whole) == pytest.approx(0.5 + 1 / 3)
    assert stripes.busyness(whole) == pytest.approx(0.5 + 1)
    assert view("0", "9").busyness(Box(0, 0, 100, 200)) == view("09").busyness(Box(0, 0, 200, 100))


@given(st.data())
def test_brightness_and_busyness_of_any_cells_are_in_range(data: st.DataObject) -> None:
    columns, rows = data.draw(st.integers(1, 8)), data.draw(st.integers(1, 8))
    pixels = data.draw(st.binary(min_size=3 * columns * rows, max_size=3 * columns * rows))
    backdrop = Backdrop(columns, rows, 12.5, pixels)
    whole = Box(0, 0, columns * 12.5, rows * 12.5)
    cells = [luminance((pixels[i], pixels[i + 1], pixels[i + 2])) for i in range(0, len(pixels), 3)]
    assert backdrop.luminances(whole) == cells
    assert backdrop.brightness(whole) == pytest.approx(fmean(cells))
    assert 0 <= backdrop.busyness(whole) <= 1.5
