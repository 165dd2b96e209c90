"""Speech bubbles: boxes with a tail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.bubble import SIDES, Tail, bubble
from memegen.scene.geometry import Box, Insets
from memegen.scene.path import bounds, polygon, rectangle

BOX = Box(10, 20, 200, 100)


def test_bubble_without_a_tail_is_a_box() -> None:
    assert bubble(BOX, 8, None) == rectangle(BOX, 8)
    assert bubble(BOX, 8, Tail("left", 0, 0, 10)) == bubble(BOX, 8, Tail("left", 0, 10, 0)) == rectangle(BOX, 8)


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (Tail("bottom", 0, 20, 30), [(10, 20), (210, 20), (210, 100), (40, 100), (25, 120), (10, 100)]),
        (Tail("bottom", 0, 20, 30, -90), [(10, 20), (210, 20), (210, 100), (40, 100), (10, 120), (10, 100)]),
        (Tail("top", 1, 20, 30, 5), [(10, 40), (180, 40), (200, 20), (210, 40), (210, 120), (10, 120)]),
        (Tail("right", 0.5, 20, 30), [(10, 20), (190, 20), (190, 55), (210, 70), (190, 85), (190, 120), (10, 120)]),
        (Tail("left", 0, 20, 30), [(30, 20), (210, 20), (210, 120), (30, 120), (30, 50), (10, 35), (30, 20)]),
    ],
)
def test_tail_is_a_part_of_the_outline(tail: Tail, expected: list[tuple[float, float]]) -> None:
    (contour,) = bubble(BOX, 0, tail)
    (wanted,) = polygon(expected)
    assert list(dict.fromkeys(contour)) == list(dict.fromkeys(wanted))


def test_tail_takes_room_on_its_side_alone() -> None:
    assert Tail("right", 0, 12, 5).insets == Insets(right=12)


@given(
    st.sampled_from(SIDES),
    st.floats(0, 1),
    st.floats(0, 150),
    st.floats(0, 400),
    st.floats(-200, 200),
    st.floats(0, 120),
)
def test_bubble_stays_in_its_box(side: str, at: float, length: float, width: float, lean: float, radius: float) -> None:
    outline = bubble(BOX, radius, Tail(side, at, min(length, 90), width, lean))
    assert BOX.contains(bounds(outline), 1e-6)
