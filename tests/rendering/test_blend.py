"""Blend modes of layers, by the formulas of CSS, over opaque and transparent backgrounds."""

from __future__ import annotations

import pytest

from memegen.rendering.blend import blend_color
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group
from memegen.scene.path import ellipse
from tests.helpers.bundle_painting import BLACK, CLEAR, LIBRARY, WHITE, at, box, drawn, word

RED, GREY = Color(200, 50, 50), Color(100, 100, 100)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("normal", (200, 50, 50)),
        ("multiply", (78, 20, 20)),
        ("screen", (222, 130, 130)),
        ("overlay", (157, 39, 39)),
    ],
)
def test_layer_is_blended_with_what_is_below(mode: str, expected: tuple[int, ...]) -> None:
    ground = box(0, 0, 20, 20, GREY)
    image = drawn(ground, Group((box(5, 5, 10, 10, RED),), blend=mode))
    assert at(image, 10, 10) == pytest.approx(expected, abs=2)
    assert at(image, 2, 2) == GREY.rgb
    assert blend_color(mode, GREY.rgb, RED) == pytest.approx(expected, abs=2)


def test_opacity_and_edges_weaken_the_blend() -> None:
    ground = box(0, 0, 20, 20, GREY)
    half = drawn(ground, Group((box(0, 0, 20, 20, RED),), opacity=0.5, blend="multiply"))
    assert at(half, 10, 10) == pytest.approx((89, 60, 60), abs=1)
    assert blend_color("multiply", GREY.rgb, RED.multiply_alpha(0.5)) == pytest.approx((89, 60, 60), abs=1)
    disc = drawn(ground, Group((Fill(ellipse(Box(2, 2, 16, 16)), WHITE),), blend="multiply"))
    assert disc.getcolors() == [(400, GREY.rgb)]


def test_layer_keeps_its_colours_where_nothing_is_below() -> None:
    image = drawn(box(0, 0, 10, 20, GREY), Group((box(0, 0, 20, 20, RED),), blend="multiply"), ground=CLEAR)
    assert at(image, 5, 5) == pytest.approx((78, 20, 20, 255), abs=2)
    assert at(image, 15, 5) == (*RED.rgb, 255)
    group = Group((box(0, 0, 20, 20, RED),), blend="screen")
    inside = drawn(box(0, 0, 20, 20, BLACK), Group((box(0, 0, 10, 20, GREY), group), opacity=0.99))
    assert at(inside, 15, 5) == pytest.approx(RED.rgb, abs=3)


def test_contrast_is_that_of_the_blended_letters() -> None:
    from memegen.images import Photos
    from memegen.rendering.painter import paint
    from memegen.scene.scene import Scene

    letters = word("HHH", 30, 2, 34, Color(255, 255, 255))
    scenes = [Scene(80, 40, GREY, (Group((letters,), blend=mode),)) for mode in ("normal", "multiply", "screen")]
    normal, multiplied, screened = (paint(scene, LIBRARY, Photos(), measuring=True).contrasts[0] for scene in scenes)
    # White multiplied is what is below it; on a screen it stays white.
    assert multiplied == pytest.approx(1)
    assert screened == normal == pytest.approx(5.9, abs=0.1)
