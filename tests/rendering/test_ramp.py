"""Colours along a gradient, by value."""

from __future__ import annotations

import pytest

from memegen.rendering.ramp import (
    MAX_POSITION,
    composite_stops,
    is_opaque,
    lookup_table,
    sample_stops,
    single_color,
    split_levels,
)
from memegen.scene.color import Color
from memegen.scene.items import Stop

BLACK, WHITE, RED = Color(0, 0, 0), Color(255, 255, 255), Color(255, 0, 0)


def test_samples_are_interpolated_between_stops_in_any_order() -> None:
    stops = (Stop(1, WHITE), Stop(0, BLACK), Stop(0.5, Color(200, 100, 0)))
    red, green, blue, alpha = sample_stops(stops, [-1, 0, 0.25, 0.5, 0.75, 1, 2])
    assert red == [0, 0, 100, 200, 227.5, 255, 255]
    assert green == [0, 0, 50, 100, 177.5, 255, 255]
    assert blue == [0, 0, 0, 0, 127.5, 255, 255]
    assert alpha == [255] * 7


def test_samples_are_interpolated_premultiplied() -> None:
    red, green, _, alpha = sample_stops((Stop(0, BLACK.multiply_alpha(0)), Stop(1, RED)), [0, 0.5, 1])
    assert alpha == [0, 127.5, 255]
    # The transparent black end does not darken the red.
    assert red[1:] == [255, 255]
    assert green == [0, 0, 0]
    half = sample_stops((Stop(0, BLACK.multiply_alpha(0.5)), Stop(1, RED)), [0.5])
    assert (half[0][0], half[3][0]) == (pytest.approx(170), pytest.approx(191.25))


def test_levels_are_split_into_integers_and_256ths() -> None:
    assert split_levels([0, 1.5, 254 + 255 / 256, 255]) == (bytes([0, 1, 254, 255]), bytes([0, 128, 255, 0]))


@pytest.mark.parametrize("squared", [False, True])
def test_lookup_table_has_the_level_of_each_position(squared: bool) -> None:
    table = lookup_table([255 * step / 1023 for step in range(1024)], squared)
    assert len(table.whole) == len(table.fraction) == MAX_POSITION + 1
    assert (table.whole[0], table.whole[-1]) == (0, 255)
    for fraction in (0.1, 0.25, 0.5, 0.9):
        entry = round((fraction**2 if squared else fraction) * MAX_POSITION)
        assert table.whole[entry] + table.fraction[entry] / 256 == pytest.approx(255 * fraction, abs=0.2)


def test_stops_composited_on_a_background_are_opaque() -> None:
    stops = composite_stops((Stop(0, RED.multiply_alpha(0.5)), Stop(1, BLACK.multiply_alpha(0))), WHITE)
    assert is_opaque(stops)
    assert [stop.color.rgb for stop in stops] == [(255, 128, 128), (255, 255, 255)]
    assert not is_opaque((Stop(0, RED), Stop(1, RED.multiply_alpha(0.99))))


def test_single_color_ignores_transparent_stops() -> None:
    assert single_color((Stop(0, BLACK.multiply_alpha(0)), Stop(1, RED.multiply_alpha(0.5)))) == RED
    assert single_color((Stop(0, BLACK), Stop(1, RED))) is None
    assert single_color((Stop(0, BLACK.multiply_alpha(0)),)) is None
