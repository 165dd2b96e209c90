"""Paths in their box."""

from __future__ import annotations

import pytest

from memegen.scene.items import Fill
from tests.helpers.stage import CANVAS, PALETTE, check_problems, complaints, fills, scene, template

TRIANGLE = "{path: M10 20 h40 v20 z, fill: ink, %s}"


@pytest.mark.parametrize(
    ("keys", "box"),
    [
        ("width: 400px", (0, 0, 400, 200)),
        ("height: 100px, at: bottom right", (880, 980, 200, 100)),
        ("width: 400px, height: 400px", (0, 0, 400, 200)),
        ("width: 400px, height: 400px, fit: stretch", (0, 0, 400, 400)),
        # Half of the box is free: it is drawn in the middle of its viewbox.
        ("width: 400px, viewbox: 0 20 80 40", (50, 0, 200, 100)),
        ("width: 400px, viewbox: [0, 0, 100, 100], at: top right", (720, 80, 160, 80)),
    ],
)
def test_path_is_scaled_into_its_box(keys: str, box: tuple[float, ...]) -> None:
    assert fills(scene(f"layers: [{TRIANGLE % keys}]", CANVAS)) == [box]


def test_curves_are_measured_by_their_own_bounds() -> None:
    (found,) = fills(scene("layers: [{path: M0 10 Q10 -10 20 10 z, fill: ink, width: 400px, at: top left}]", CANVAS))
    # The curve is half as high as its control point.
    assert found == (0, -200, 400, 400)


def test_path_is_mirrored_from_right_to_left() -> None:
    body = "layers: [{text: شعب, id: a}, %s]" % (TRIANGLE % "width: 400px, at: top%s")
    mirrored, kept = (scene(body % more, CANVAS).items[-1] for more in ("", ", mirror: no"))
    assert isinstance(mirrored, Fill)
    assert isinstance(kept, Fill)
    assert mirrored.outline == (((740, 0, True), (340, 0, True), (340, 200, True)),)
    assert kept.outline == (((340, 0, True), (740, 0, True), (740, 200, True)),)


def test_path_may_be_a_line_alone() -> None:
    (found,) = scene(f"layers: [{TRIANGLE % 'stroke: sun'}]".replace("fill: ink", "fill: none"), CANVAS).items
    assert isinstance(found, Fill)
    assert found.stroke
    assert found.stroke.color == PALETTE["sun"]


def test_mistakes_in_a_path_are_told_with_their_position() -> None:
    found = complaints(
        template,
        "layers:\n"
        "  - {path: M0 0 L5 5 X, fill: ink}\n"
        "  - {path: M0 0 H9 V9, fill: ink, viewbox: 0 0 0 9}\n"
        "  - {path: M0 0 H9 V9}\n",
    )
    check_problems(
        found,
        [
            ("template-invalid", 2, 12, "not 'X' at character 11", "path: the path data"),
            ("template-invalid", 3, 44, "expected left, top, width and height, such as 0 0 100 100", "viewbox:"),
            ("template-invalid", 4, 5, "path needs 'fill'", "fill: its colour"),
        ],
    )
