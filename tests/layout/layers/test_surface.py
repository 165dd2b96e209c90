"""Strokes and shadows of boxes, circles, stacks and photos."""

from __future__ import annotations

import pytest

from memegen.scene.color import TRANSPARENT
from memegen.scene.items import Fill, Picture, Shadow, Stroke
from tests.helpers.stage import CANVAS, PALETTE, check_problems, complaints, flat, scene, template

INK, SUN = PALETTE["ink"], PALETTE["sun"]


def only_fill(layer: str) -> Fill:
    (found,) = (item for item in flat(scene(f"layers: [{layer}]", CANVAS).items) if isinstance(item, Fill))
    return found


@pytest.mark.parametrize(
    "layer",
    [
        "rectangle: sun, width: 400px, height: 200px",
        "circle: sun, width: 200px",
        "column: [], ground: sun, width: 400px, height: 200px",
        "row: [], ground: sun, width: 400px, height: 200px",
    ],
)
def test_lengths_of_stroke_and_shadow_are_of_the_shorter_side(layer: str) -> None:
    keys = "stroke: ink, stroke-width: 10%, shadow: ink 50%, shadow-offset: [5%, 3px], shadow-blur: 20%"
    found = only_fill(f"{{{layer}, {keys}}}")
    assert found.paint == SUN
    assert found.stroke == Stroke(INK, 20, "miter")
    assert found.shadow == Shadow(INK.multiply_alpha(0.5), 10, 3, 40)


def test_shadow_falls_down_and_is_soft_unless_told_otherwise() -> None:
    found = only_fill("{rectangle: sun, width: 400px, height: 200px, shadow: ink, stroke: ink}")
    assert found.shadow == Shadow(INK, 0, 8, 16)
    assert found.stroke == Stroke(INK, 8.64, "miter")


def test_shape_without_stroke_and_shadow_is_a_plain_fill() -> None:
    keys = "stroke-width: 3px, shadow-blur: 3px"
    found = only_fill(f"{{rectangle: sun, {keys}}}")
    assert (found.stroke, found.shadow) == (None, None)
    assert only_fill("{rectangle: sun, stroke: ink, stroke-width: 0}").stroke is None


def test_surface_without_a_colour_is_its_stroke_alone() -> None:
    for layer in ("rectangle: none", "circle: none", "column: [{text: a}]"):
        assert only_fill(f"{{{layer}, stroke: ink}}").paint == TRANSPARENT


def test_photo_has_stroke_and_shadow() -> None:
    keys = "photo: /shelf/photo-900x600.jpg, width: 300px, height: 200px, stroke: ink, shadow: ink"
    (picture,) = scene(f"layers: [{{{keys}}}]", CANVAS).items
    assert isinstance(picture, Picture)
    assert picture.stroke == Stroke(INK, 8.64, "miter")
    assert picture.shadow == Shadow(INK, 0, 8, 16)
    blurred, whole, edge = scene(f"layers: [{{{keys}, fit: blur}}]", CANVAS).items
    assert isinstance(blurred, Picture)
    assert isinstance(whole, Picture)
    assert isinstance(edge, Fill)
    assert (blurred.shadow, whole.shadow, edge.stroke) == (picture.shadow, None, picture.stroke)


def test_lengths_below_0_are_refused() -> None:
    found = complaints(template, "layers:\n  - {rectangle: ink, stroke-width: -1px, shadow-blur: -2%, width: -3vw}")
    check_problems(
        found,
        [
            ("template-invalid", 2, 36, "expected a length from 0 on, not '-1px'", "stroke-width: how wide"),
            ("template-invalid", 2, 55, "expected a length from 0 on, not '-2%'", "shadow-blur: how soft"),
            ("template-invalid", 2, 67, "expected a length from 0 on, not '-3vw'", "width: the width"),
        ],
    )
    assert complaints(template, "layers: [{rectangle: ink, stroke-width: nan}]")


def test_rectangle_of_no_colour_at_all_is_refused() -> None:
    (found,) = complaints(template, 'layers: [{rectangle: ""}]')
    assert found.code == "template-invalid"
