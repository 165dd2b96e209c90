"""Platforms: what is derived from their data."""

from __future__ import annotations

import pytest

from memegen.model.entities import Platform
from memegen.scene.geometry import Box, Insets, Size


def test_safe_box_is_the_canvas_less_what_is_covered() -> None:
    story = Platform("story", "Story", 1080, 1920, Insets(250, 0, 340, 10))
    assert story.size == Size(1080, 1920)
    assert story.safe_box == Box(10, 250, 1070, 1330)


def test_safe_box_of_a_circle_is_the_largest_square_in_it() -> None:
    box = Platform("avatar", "Avatar", 400, 400, circle=True).safe_box
    assert box.w == box.h == pytest.approx(400 * 0.5**0.5)
    assert box.center == (200, 200)


@pytest.mark.parametrize(
    ("width", "height", "safe", "shape"),
    [
        (1080, 1080, Insets(), "square"),
        (1080, 1920, Insets(300, 0, 300, 0), "tall"),
        (1500, 500, Insets(), "strip"),
        (2560, 1440, Insets(508, 507, 509, 507), "strip"),
        (1600, 900, Insets(100, 0, 100, 0), "wide"),
    ],
)
def test_shape_is_that_of_the_canvas_unless_only_a_strip_is_safe(
    width: int, height: int, safe: Insets, shape: str
) -> None:
    assert Platform("a", "A", width, height, safe).shape == shape
