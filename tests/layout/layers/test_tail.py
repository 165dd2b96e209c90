"""Speech bubbles: a tail on a rectangle and on the ground of a stack."""

from __future__ import annotations

import pytest

from memegen.scene.items import Fill
from tests.helpers.stage import CANVAS, check_problems, complaints, fills, flat, scene, template

AR = "layers: [{text: شعب, id: a}, %s]"


def points(layer: str, body: str = "layers: [%s]") -> list[tuple[float, float]]:
    """The corners of the first fill."""
    found = next(item for item in flat(scene(body % layer, CANVAS).items) if isinstance(item, Fill))
    return list(dict.fromkeys((round(x, 2), round(y, 2)) for x, y, _ in found.outline[0]))


def test_tail_of_a_rectangle_is_inside_its_size() -> None:
    layer = "{rectangle: ink, width: 400px, height: 200px, tail: bottom left, tail-size: 40px}"
    assert points(layer) == [(0, 0), (400, 0), (400, 160), (40, 160), (20, 200), (0, 160)]


def test_tail_has_a_width_and_leans() -> None:
    layer = "{rectangle: ink, width: 400px, height: 200px, tail: bottom, tail-size: 10%, tail-width: 200%"
    assert points(f"{layer}, tail-lean: 50%}}")[3:6] == [(220, 180), (210, 200), (180, 180)]


def test_items_of_a_stack_keep_clear_of_its_tail() -> None:
    items = "[{rectangle: sun, width: 100px, height: 50px}]"
    for kind in ("column", "row"):
        layer = f"{{{kind}: {items}, ground: ink, padding: 10px, tail: left, tail-size: 30px, at: top left}}"
        assert fills(scene(f"layers: [{layer}]", CANVAS)) == [(0, 0, 150, 70), (40, 10, 100, 50)]


def test_tail_is_on_the_other_side_from_right_to_left() -> None:
    for there, mirrored in (("left", "right"), ("bottom left", "bottom right"), ("right top", "left top")):
        layer = "{rectangle: ink, width: 400px, height: 200px, tail-size: 40px, tail-lean: 20%%, at: top, tail: %s}"
        other = f"{layer % mirrored}".replace("20%", "-20%" if " " in there and "bottom" in there else "20%")
        plain = points(other)
        assert points(layer % there, AR) == plain


@pytest.mark.parametrize("word", ["bottom middle", "under", "left left", "bottom left twice"])
def test_tail_that_is_on_no_side_is_refused(word: str) -> None:
    found = complaints(template, f"layers:\n  - {{rectangle: ink, tail: {word}}}")
    check_problems(
        found, [("template-invalid", 2, 28, "expected a side and a place along it, such as bottom left", "tail: makes")]
    )


def test_no_tail_is_none() -> None:
    assert len(points("{rectangle: ink, tail: none}")) == 4
