"""Lines of dashes and dots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.dashes import MAX_DASHES, dashed
from memegen.scene.geometry import Box
from memegen.scene.path import bounds, rectangle


@pytest.mark.parametrize(
    ("dash", "gap", "expected"),
    [
        (20, 20, [(0, 20), (40, 20), (80, 20)]),
        # The gaps give, so that the line ends with a whole dash.
        (20, 15, [(0, 20), (40, 20), (80, 20)]),
        (30, 4, [(0, 30), (35, 30), (70, 30)]),
        (40, 70, [(0, 40), (60, 40)]),
        (100, 5, [(0, 100)]),
        (400, 5, [(0, 100)]),
        (10, 0, [(0, 100)]),
    ],
)
def test_line_begins_and_ends_with_a_whole_dash(dash: float, gap: float, expected: list[tuple[float, float]]) -> None:
    boxes = [bounds((contour,)) for contour in dashed(100, 4, dash, gap)]
    assert [(round(box.x, 6), box.w) for box in boxes] == expected
    assert {(box.y, box.h) for box in boxes} == {(0, 4)}


def test_round_dashes_are_no_shorter_than_dots() -> None:
    (first, *_) = dashed(100, 10, 0, 10, rounded=True)
    assert (first,) == rectangle(Box(0, 0, 10, 10), 5)


@given(st.floats(0.1, 5000), st.floats(0.01, 300), st.floats(0, 6000), st.floats(0, 6000), st.booleans())
def test_dashes_are_few_and_stay_on_their_line(
    length: float, thickness: float, dash: float, gap: float, rounded: bool
) -> None:
    outline = dashed(length, thickness, dash, gap, rounded=rounded)
    assert 1 <= len(outline) <= MAX_DASHES + 1
    assert Box(0, 0, length, thickness).contains(bounds(outline), 1e-6)
