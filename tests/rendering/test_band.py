"""Strokes along the edges of fills: as wide as they say, inside the edge, without seams."""

from __future__ import annotations

from math import pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageStat

from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Stroke
from memegen.scene.path import Outline, ellipse, polygon, rectangle
from tests.helpers.bundle_painting import BLACK, BLUE, CLEAR, RED, WHITE, at, drawn


def stroked(outline: Outline, width: float, paint: object = CLEAR, join: str = "miter") -> Fill:
    return Fill(outline, paint, stroke=Stroke(BLACK, width, join))  # type: ignore[arg-type]


def ink(fill: Fill, side: int = 100) -> float:
    """The area that a fill blackens, px²."""
    image = drawn(fill, size=(side, side)).convert("L")
    return (side * side * 255 - ImageStat.Stat(image).sum[0]) / 255


def test_stroke_of_a_box_is_inside_it_and_sharp() -> None:
    image = drawn(stroked(rectangle(Box(2, 2, 16, 16)), 3, RED))
    assert [at(image, x, 10) for x in (1, 2, 4, 5, 14, 15, 17, 18)] == [
        WHITE.rgb,
        *[BLACK.rgb] * 2,
        *[RED.rgb] * 2,
        *[BLACK.rgb] * 2,
        WHITE.rgb,
    ]
    assert sorted(image.getcolors() or []) == [(100, RED.rgb), (144, WHITE.rgb), (156, BLACK.rgb)]


@pytest.mark.parametrize("width", [0.5, 1, 4, 11.5])
def test_stroke_covers_its_area(width: float) -> None:
    assert ink(stroked(rectangle(Box(10, 10, 80, 60)), width)) == pytest.approx(
        80 * 60 - (80 - 2 * width) * (60 - 2 * width), rel=0.02
    )
    assert ink(stroked(ellipse(Box(10, 10, 80, 80)), width)) == pytest.approx(
        pi * (40**2 - (40 - width) ** 2), rel=0.02
    )


def test_stroke_wider_than_half_the_shape_covers_all_of_it() -> None:
    whole = drawn(Fill(ellipse(Box(2, 2, 16, 12)), BLACK))
    assert drawn(stroked(ellipse(Box(2, 2, 16, 12)), 30, RED)).tobytes() == whole.tobytes()


def test_corners_turning_inwards_are_joined() -> None:
    notch = polygon([(10, 10), (90, 10), (90, 90), (50, 50), (10, 90)])
    assert at(drawn(stroked(notch, 8), size=(100, 100)), 50, 42) == BLACK.rgb
    cut, rounded = (ink(stroked(notch, 8, join=join)) for join in ("bevel", "round"))
    assert cut < rounded < ink(stroked(notch, 8))


def test_fill_does_not_show_beside_its_stroke() -> None:
    turned = Group((stroked(rectangle(Box(4, 4, 12, 12)), 3, RED),), rotate=30, center=(10, 10))
    assert at(drawn(turned), 10, 10) == RED.rgb
    # Above it there is only black over white.
    red, green, blue = drawn(turned).crop((0, 0, 20, 5)).split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_translucent_stroke_shows_the_fill_below_it() -> None:
    fill = Fill(rectangle(Box(0, 0, 20, 20)), RED, stroke=Stroke(BLUE.multiply_alpha(0.5), 4, "miter"))
    assert at(drawn(fill), 1, 10) == pytest.approx((127, 0, 128), abs=1)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.booleans()), min_size=1, max_size=12),
    st.floats(0.01, 50),
)
@settings(max_examples=100, deadline=None)
def test_stroke_never_leaves_its_shape(contour: list[tuple[int, int, bool]], width: float) -> None:
    outline = (tuple(contour),)
    shape, line = (drawn(fill, size=(30, 30)) for fill in (Fill(outline, BLACK), stroked(outline, width)))
    assert all(one <= other for one, other in zip(shape.tobytes(), line.tobytes(), strict=True))


def test_thousands_of_edges_are_stroked() -> None:
    teeth = [(x / 40, 40 + 30 * (x % 2)) for x in range(3600)]
    assert ink(stroked(polygon([*teeth, (90, 95), (0, 95)]), 2)) > 1000
