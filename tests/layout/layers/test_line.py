"""Rules: level and upright, of dashes and dots."""

from __future__ import annotations

import pytest

from tests.helpers.stage import CANVAS, check_problems, complaints, fills, scene, template

ITEMS = "{rectangle: sun, width: 100px, height: 200px}, %s, {rectangle: sun, width: 100px, height: 120px}"


def test_line_is_level() -> None:
    assert fills(scene("layers: [{line: ink, thickness: 6px, at: bottom}]", CANVAS)) == [(0, 1074, 1080, 6)]
    assert fills(scene("layers: [{line: ink, thickness: 1%, width: 50%, at: top}]", CANVAS)) == [(270, 0, 540, 5.4)]


@pytest.mark.parametrize("keys", ["height: 300px", "height: 300px, direction: column"])
def test_line_with_a_height_is_upright(keys: str) -> None:
    assert fills(scene(f"layers: [{{line: ink, thickness: 6px, {keys}, at: right}}]", CANVAS)) == [(1074, 390, 6, 300)]


def test_upright_line_is_as_high_as_its_row() -> None:
    rule = "{line: ink, direction: column, thickness: 4px}"
    row = f"row: [{ITEMS % rule}], gap: 10px"
    assert fills(scene(f"layers: [{{{row}, at: top}}]", CANVAS))[1] == (538, 0, 4, 200)
    # Two of them follow the row, not each other; nor does the row grow for them.
    two = f"row: [{ITEMS % f'{rule}, {rule}'}], gap: 10px, align: center, at: top left"
    assert [box[3] for box in fills(scene(f"layers: [{{{two}}}]", CANVAS))] == [200, 200, 200, 120]
    # A row that fills its room is as high as that.
    assert fills(scene(f"layers: [{{{row}}}]", CANVAS))[1] == (110, 0, 4, 1080)


def test_upright_line_keeps_a_height_of_its_own() -> None:
    rule = "{line: ink, direction: column, thickness: 4px, height: 40px}"
    row = f"row: [{ITEMS % rule}], align: center, at: top left"
    assert fills(scene(f"layers: [{{{row}}}]", CANVAS))[1] == (100, 80, 4, 40)


def test_rule_of_a_row_that_becomes_a_column_is_level() -> None:
    text = "{text: abcdefghijklmnopqrstuvwxyzabcd, size: 40px, max-lines: 1}"
    row = f"row: [{text}, {{line: ink, direction: column, thickness: 4px}}, {text}], wrap: yes, at: top left"
    ((x, _, *size),) = fills(scene(f"layers: [{{{row}}}]", CANVAS))
    assert (x, *size) == (0, 1080, 4)


def test_dashes_and_dots_follow_the_thickness() -> None:
    body = "layers: [{line: ink, thickness: 10px, width: 100px, at: top left, %s}]"
    ((_, _, *size),) = fills(scene(body % "pattern: dashes", CANVAS))
    assert size == [100, 10]
    found = scene(body % "pattern: dots, gap: 100%", CANVAS).to_json()["items"][0]["outline"]
    assert [contour[0][0] for contour in found] == pytest.approx([10, 32.5, 55, 77.5, 100], abs=0.01)
    found = scene(body % "pattern: dashes, dash: 20px, gap: 20px, height: 100px, direction: column", CANVAS)
    assert fills(found) == [(0, 0, 10, 100)]


def test_line_as_thin_as_nothing_is_not_drawn() -> None:
    assert fills(scene("layers: [{line: ink, thickness: 0}]", CANVAS)) == []


def test_line_keys_are_checked() -> None:
    found = complaints(template, "layers:\n  - {line: ink, pattern: dotted, thickness: -1px, direction: up}")
    check_problems(
        found,
        [
            (
                "template-invalid",
                2,
                26,
                "expected one of solid, dashes, dots, not 'dotted'; did you mean dots?",
                "pattern:",
            ),
            ("template-invalid", 2, 45, "expected a length from 0 on", "thickness:"),
            ("template-invalid", 2, 62, "expected one of auto, row, column, not 'up'", "direction:"),
        ],
    )
