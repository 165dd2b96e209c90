"""Where layers come to stand, by value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.scene.geometry import Box, rotated_bounds
from memegen.scene.items import Fill, Group
from memegen.scene.path import bounds
from tests.helpers.stage import CANVAS, SQUARE, box, codes, complaints, fills, scene, sized, texts


def stack(keys: str, *sizes: str, kind: str = "column", more: str = "") -> str:
    items = ", ".join(f"{{rectangle: ink, {size}}}" for size in sizes)
    return f"layers: [{{{kind}: [{items}], {keys}}}]\n{more}"


A, B = "width: 100px, height: 108px", "width: 324px, height: 216px"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", [(0, 0, 100, 108), (0, 108, 324, 216)]),
        ("gap: 10px", [(0, 0, 100, 108), (0, 118, 324, 216)]),
        ("padding: 10px 20px 30px 40px", [(40, 10, 100, 108), (40, 118, 324, 216)]),
        ("padding: 10px 20px", [(20, 10, 100, 108), (20, 118, 324, 216)]),
        ("align: center", [(490, 0, 100, 108), (378, 108, 324, 216)]),
        ("align: end", [(980, 0, 100, 108), (756, 108, 324, 216)]),
        ("justify: center", [(0, 378, 100, 108), (0, 486, 324, 216)]),
        ("justify: end", [(0, 756, 100, 108), (0, 864, 324, 216)]),
        ("justify: end, gap: 16px", [(0, 740, 100, 108), (0, 864, 324, 216)]),
        ("justify: between", [(0, 0, 100, 108), (0, 864, 324, 216)]),
        ("justify: end, padding: 10px", [(10, 746, 100, 108), (10, 854, 324, 216)]),
        # The column is as large as it needs to be where it is anchored.
        ("at: bottom right", [(756, 756, 100, 108), (756, 864, 324, 216)]),
        ("at: center, align: end", [(602, 378, 100, 108), (378, 486, 324, 216)]),
        ("at: top right, height: 50%, justify: end", [(756, 216, 100, 108), (756, 324, 324, 216)]),
    ],
)
def test_columns(keys: str, expected: list[tuple[float, ...]]) -> None:
    assert fills(scene(stack(keys, A, B), CANVAS)) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", [(0, 0, 100, 108), (100, 0, 324, 216)]),
        ("gap: 10px", [(0, 0, 100, 108), (110, 0, 324, 216)]),
        ("align: center", [(0, 486, 100, 108), (100, 432, 324, 216)]),
        ("align: end, at: top", [(328, 108, 100, 108), (428, 0, 324, 216)]),
        ("justify: end", [(656, 0, 100, 108), (756, 0, 324, 216)]),
        ("justify: between", [(0, 0, 100, 108), (756, 0, 324, 216)]),
        ("justify: center, gap: 56px", [(300, 0, 100, 108), (456, 0, 324, 216)]),
        ("direction: column", [(0, 0, 100, 108), (0, 108, 324, 216)]),
    ],
)
def test_rows(keys: str, expected: list[tuple[float, ...]]) -> None:
    assert fills(scene(stack(keys, A, B, kind="row"), CANVAS)) == expected


def test_what_grows_takes_the_rest_by_its_share() -> None:
    found = scene(stack("gap: 10px", "height: 60px", "grow: 1", "grow: 3"), CANVAS)
    # 1080 less 60 and two gaps are 1000, a quarter and three quarters of it.
    assert fills(found) == [(0, 0, 1080, 60), (0, 70, 1080, 250), (0, 330, 1080, 750)]
    found = scene(stack("", "width: 80px, height: 9px", "grow: 1, height: 9px", kind="row"), CANVAS)
    assert fills(found) == [(0, 0, 80, 9), (80, 0, 1000, 9)]


def test_stretch() -> None:
    found = scene(stack("align: stretch", "height: 10px", "height: 20px"), CANVAS)
    assert fills(found) == [(0, 0, 1080, 10), (0, 10, 1080, 20)]
    found = scene(stack("align: stretch, height: 30px", "width: 10px", "width: 20px", kind="row"), CANVAS)
    assert fills(found) == [(0, 0, 10, 30), (10, 0, 20, 30)]


def test_stacks_in_stacks() -> None:
    body = """\
    layers:
      - column:
          - row: [{rectangle: ink, width: 100px, height: 50px}, {rectangle: ink, width: 100px, height: 80px}]
            justify: between
          - row:
              - {rectangle: ink, width: 30px, height: 40px}
              - column: [{rectangle: ink, width: 20px, height: 10px}, {rectangle: ink, width: 20px, height: 10px}]
                padding: 5px
            gap: 10px
        padding: 40px
        gap: 20px
    """
    assert fills(scene(body, CANVAS)) == (
        [(40, 40, 100, 50), (940, 40, 100, 80), (40, 140, 30, 40), (85, 145, 20, 10), (85, 155, 20, 10)]
    )


def test_a_ground_lies_behind_its_items_and_padding() -> None:
    found = scene(stack("ground: sun, padding: 8px, at: top left", A), CANVAS)
    assert fills(found) == [(0, 0, 116, 124), (8, 8, 100, 108)]


def test_a_shape_turns_a_column_into_a_row() -> None:
    body = stack("id: foot", A, B, more="shapes: {wide: {foot: {direction: row}}}")
    assert fills(scene(body, sized(1080, 1080)))[1][:2] == (0, 108)
    assert fills(scene(body, sized(1920, 1080)))[1][:2] == (100, 0)


def test_an_empty_stack_takes_no_room() -> None:
    assert fills(scene("layers: [{column: [{row: []}, {rectangle: ink, height: 9px}]}]", CANVAS)) == [(0, 0, 1080, 9)]


@pytest.mark.parametrize(
    ("keys", "corner"),
    [
        ("at: top left", (40, 270)),
        ("at: bottom right", (840, 1440)),
        ("at: center", (440, 855)),
        ("at: top left, margin: 60px", (60, 270)),
        ("at: top left, margin: 300px", (300, 300)),
        ("at: bottom right, margin: 500px 100px", (780, 1320)),
        ("at: top left, in: canvas", (0, 0)),
        ("at: bottom right, in: canvas, margin: 60px", (820, 1760)),
        ("at: top left, in: canvas, offset: [10px, -5px]", (10, -5)),
        ("at: top left, offset: [10%, 0]", (140, 270)),
    ],
)
def test_anchoring_keeps_the_larger_of_margin_and_safe_area(keys: str, corner: tuple[float, float]) -> None:
    # 1080 × 1920, of which 1000 × 1270 from (40, 270) are safe.
    platform = sized(1080, 1920, (270, 40, 380, 40))
    (found,) = fills(scene(f"layers: [{{rectangle: ink, width: 200px, height: 100px, {keys}}}]", platform))
    assert found == pytest.approx((*corner, 200, 100))


def test_the_background_is_the_canvas() -> None:
    platform = sized(1080, 1920, (270, 40, 380, 40))
    assert fills(scene("background: [{colour: ink}]", platform)) == [(0, 0, 1080, 1920)]
    assert fills(scene("layers: [{colour: ink}]", platform)) == [(40, 270, 1000, 1270)]
    assert fills(scene("background: [{colour: ink, margin: 10px}]", platform)) == [(10, 10, 1060, 1900)]


def test_a_turned_piece_takes_the_room_of_its_corners() -> None:
    body = "layers: [{rectangle: ink, width: 200px, height: 100px, rotate: 90, at: top left}]"
    found = scene(body, CANVAS)
    (group,) = found.items
    assert isinstance(group, Group)
    assert (group.rotate, group.center) == (90, pytest.approx((50, 100)))
    (fill,) = group.items
    assert isinstance(fill, Fill)
    assert box(bounds(fill.outline)) == pytest.approx((-50, 50, 200, 100))


@given(st.integers(-180, 180), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_a_turned_text_stays_in_its_room(degrees: int, words: int) -> None:
    body = f"layers: [{{text: {'word ' * words}, id: a, size: 10..300px, rotate: {degrees}, at: center}}]"
    ((_, found),) = scene(body, CANVAS).text_bounds()
    assert Box(0, 0, 1080, 1080).contains(found, 1)


def test_inked_boxes_are_turned_with_their_groups() -> None:
    body = "layers: [{column: [{text: abcd, id: a, size: 100px, rotate: 45}], at: center}]"
    found = scene(body, CANVAS)
    ((text, around),) = found.text_bounds()
    assert box(around) == pytest.approx(box(rotated_bounds(text.box, 45)), abs=0.5)
    assert list(found.texts()) == [text]


def test_opacity_groups_what_it_fades() -> None:
    found = scene("layers: [{column: [{text: a}, {text: b}], opacity: 40%}]", CANVAS)
    (group,) = found.items
    assert isinstance(group, Group)
    assert (group.opacity, len(group.items)) == (0.4, 2)
    assert not isinstance(scene("layers: [{text: a, opacity: 1}]", CANVAS).items[0], Group)


def test_text_that_leaves_the_canvas_is_found_and_named() -> None:
    body = "layers: [{column: [{text: abcdef, id: deep, size: 100px}], at: top right, offset: [80px, 0]}]"
    (finding,) = scene(body, CANVAS).findings
    assert finding.code == "text-off-canvas"
    assert "text 'deep': “abcdef” leaves the canvas" in finding.message
    assert finding.where.column == 20
    turned_out = "layers: [{hashtag: '#wide', style: ribbon, rotate: 90, size: 60px, at: top, offset: [60vw, 0]}]"
    assert codes(scene(turned_out, CANVAS)) == ["text-off-canvas"]


def test_findings_of_all_layers_come_together() -> None:
    body = "layers: [{column: [{text: a, size: 9px}, {text: b, size: 9px, rotate: 5}]}, {text: c, size: 9px}]"
    assert codes(scene(body, SQUARE)) == ["text-small"] * 3


def test_all_layers_that_fail_are_named() -> None:
    body = "layers: [{photo: a.jpg}, {text: abc, size: 90px, width: 9px, height: 9px, overflow: fail}]"
    assert [d.code for d in complaints(scene, body, CANVAS)] == ["photo-missing", "text-too-long"]


def test_percentages_are_of_the_stack_and_not_of_what_is_left() -> None:
    body = "layers: [{row: [{rectangle: ink, width: 50%, height: 9px}, {rectangle: ink, width: 50%, height: 9px}]}]"
    assert fills(scene(body, CANVAS)) == [(0, 0, 540, 9), (540, 0, 540, 9)]


def test_between_spreads_only_where_there_is_room_to_fill() -> None:
    inner = "{column: {justify: between, items: [{rectangle: ink, height: 10px}, {rectangle: ink, height: 10px}]}}"
    body = f"layers: [{{column: [{inner}, {{rectangle: ink, height: 30px}}]}}]"
    assert fills(scene(body, CANVAS)) == [(0, 0, 1080, 10), (0, 10, 1080, 10), (0, 20, 1080, 30)]


def test_what_grows_inside_does_not_make_its_holder_grow() -> None:
    inner = "{column: [{rectangle: ink, height: 10px}, {text: a, size: 100px, grow: 1}]}"
    body = f"layers: [{{column: [{{rectangle: ink, grow: 1}}, {inner}]}}]"
    (first, second) = fills(scene(body, CANVAS))
    assert first[3] == pytest.approx(1080 - 10 - 70)
    assert second[1] == pytest.approx(1000)


def test_last_lines_stand_on_one_baseline() -> None:
    row = "{row: {align: baseline, items: [{text: a, id: a, size: 100px}, {text: b, id: b, size: 50px}]}}"
    found = texts(scene(f"layers: [{row}]", CANVAS))
    assert found["a"].lines[0].y == pytest.approx(found["b"].lines[0].y)
