"""The difference of two colours."""

from __future__ import annotations

import pytest

from memegen.scene.color import BLACK, WHITE, Color
from memegen.scene.color_difference import color_difference

RED, GREEN, BLUE = Color(255, 0, 0), Color(0, 255, 0), Color(0, 0, 255)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        (BLACK, WHITE, 100.0),
        (BLACK, BLACK, 0.0),
        (RED, GREEN, 170.6),
        (RED, BLUE, 176.3),
        (WHITE, Color(254, 254, 254), 0.4),
        (Color(119, 119, 119), WHITE, 50.0),
    ],
)
def test_difference_is_that_of_cie_1976(one: Color, other: Color, difference: float) -> None:
    assert color_difference(one, other) == pytest.approx(difference, abs=0.2)
    assert color_difference(one, other) == color_difference(other, one)


def test_alpha_does_not_count() -> None:
    assert color_difference(RED, Color(255, 0, 0, 0.5)) == 0
