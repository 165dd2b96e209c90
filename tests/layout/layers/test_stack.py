"""Rows and columns, as positions and sizes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.layout.engine import layout
from tests.helpers.squares import Squares
from tests.helpers.stage import BRAND, CANVAS, BlankSampler, FakePhotos, card, codes, fills, scene, sized, texts


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
def test_column_positions_its_items(keys: str, expected: list[tuple[float, ...]]) -> None:
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
def test_row_positions_its_items(keys: str, expected: list[tuple[float, ...]]) -> None:
    assert fills(scene(stack(keys, A, B, kind="row"), CANVAS)) == expected


def test_grow_distributes_free_space_by_share() -> None:
    found = scene(stack("gap: 10px", "height: 60px", "grow: 1", "grow: 3"), CANVAS)
    # 1080 less 60 and two gaps are 1000, a quarter and three quarters of it.
    assert fills(found) == [(0, 0, 1080, 60), (0, 70, 1080, 250), (0, 330, 1080, 750)]
    found = scene(stack("", "width: 80px, height: 9px", "grow: 1, height: 9px", kind="row"), CANVAS)
    assert fills(found) == [(0, 0, 80, 9), (80, 0, 1000, 9)]


def test_stretch_fills_the_stack_across() -> None:
    found = scene(stack("align: stretch", "height: 10px", "height: 20px"), CANVAS)
    assert fills(found) == [(0, 0, 1080, 10), (0, 10, 1080, 20)]
    found = scene(stack("align: stretch, height: 30px", "width: 10px", "width: 20px", kind="row"), CANVAS)
    assert fills(found) == [(0, 0, 10, 30), (10, 0, 20, 30)]


def test_stacks_can_be_nested() -> None:
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


def test_ground_covers_items_and_padding() -> None:
    found = scene(stack("ground: sun, padding: 8px, at: top left", A), CANVAS)
    assert fills(found) == [(0, 0, 116, 124), (8, 8, 100, 108)]


def test_shape_class_can_change_the_direction() -> None:
    body = stack("id: foot", A, B, more="shapes: {wide: {foot: {direction: row}}}")
    assert fills(scene(body, sized(1080, 1080)))[1][:2] == (0, 108)
    assert fills(scene(body, sized(1920, 1080)))[1][:2] == (100, 0)


def test_empty_stack_takes_no_space() -> None:
    assert fills(scene("layers: [{column: [{row: []}, {rectangle: ink, height: 9px}]}]", CANVAS)) == [(0, 0, 1080, 9)]


def test_percentages_are_relative_to_the_stack() -> None:
    body = "layers: [{row: [{rectangle: ink, width: 50%, height: 9px}, {rectangle: ink, width: 50%, height: 9px}]}]"
    assert fills(scene(body, CANVAS)) == [(0, 0, 540, 9), (540, 0, 540, 9)]


def test_justify_between_needs_free_space() -> None:
    inner = "{column: {justify: between, items: [{rectangle: ink, height: 10px}, {rectangle: ink, height: 10px}]}}"
    body = f"layers: [{{column: [{inner}, {{rectangle: ink, height: 30px}}]}}]"
    assert fills(scene(body, CANVAS)) == [(0, 0, 1080, 10), (0, 10, 1080, 10), (0, 20, 1080, 30)]


def test_grow_does_not_propagate_across_the_direction() -> None:
    inner = "{column: [{rectangle: ink, height: 10px}, {text: a, size: 100px, grow: 1}]}"
    body = f"layers: [{{column: [{{rectangle: ink, grow: 1}}, {inner}]}}]"
    (first, second) = fills(scene(body, CANVAS))
    assert first[3] == pytest.approx(1080 - 10 - 70)
    assert second[1] == pytest.approx(1000)


def test_baseline_alignment_uses_the_last_lines() -> None:
    row = "{row: {align: baseline, items: [{text: a, id: a, size: 100px}, {text: b, id: b, size: 50px}]}}"
    found = texts(scene(f"layers: [{row}]", CANVAS))
    assert found["a"].lines[0].y == pytest.approx(found["b"].lines[0].y)


@pytest.mark.parametrize(
    ("item", "drawn"),
    [
        ("{logo: brand, width: 20px}", False),
        ("{text: hello, when: by}", False),
        ("{rectangle: sun, width: 20px, height: 10px}", True),
        ("{row: [{logo: brand}, {text: ''}], ground: cool, padding: 2px}", False),
    ],
)
def test_ground_is_drawn_only_behind_something(item: str, drawn: bool) -> None:
    body = f"fields: {{by: {{}}}}\nlayers: [{{column: [{item}], ground: accent, padding: 10px}}]"
    found = layout(card(body, brand=replace(BRAND, logos={})), Squares(), FakePhotos(), BlankSampler())
    assert bool(fills(found)) is drawn


def test_ground_of_a_column_without_items_is_drawn() -> None:
    found = scene("layers: [{column: [], ground: accent, padding: 10px, at: top left}]")
    assert fills(found) == [(0, 0, 18.52, 18.52)]


def test_boxes_that_do_not_fit_shrink_alike_with_one_finding() -> None:
    body = """\
        layers:
          - column:
              id: bars
              height: 400px
              width: 100%
              gap: 20px
              items:
                - {rectangle: ink, height: 200px}
                - {rectangle: sun, height: 100px}
                - {rectangle: ink, height: 100px}
        """
    found = scene(body, CANVAS)
    assert fills(found) == [(0, 0, 1080, 180), (0, 200, 1080, 90), (0, 310, 1080, 90)]
    assert codes(found) == ["items-squeezed"]
    assert found.findings[0].where.line == 2


def test_widths_of_a_row_shrink_in_proportion() -> None:
    body = "layers: [{row: [{rectangle: ink, width: 60%}, {rectangle: sun, width: 100%}], width: 800px}]"
    assert fills(scene(body, CANVAS)) == [(0, 0, 300, 1080), (300, 0, 500, 1080)]
    assert codes(scene(body.replace("100%", "40%"), CANVAS)) == []


def test_texts_do_not_shrink_for_boxes() -> None:
    body = "layers: [{column: [{text: a, id: a, size: 100px}, {rectangle: ink, height: 300px}], height: 200px}]"
    found = scene(body, CANVAS)
    assert texts(found)["a"].size == 100
    assert fills(found) == [(0, 70, 1080, 130)]


def test_range_of_sizes_is_never_worse_than_its_minimum() -> None:
    body = """\
        layers:
          - column:
              width: 400px
              height: 500px
              items:
                - {text: title, id: title, size: 50..900px, grow: 1}
                - column:
                    items:
                      - {text: "some more words about a place", id: where, size: 50..60px}
                      - {text: "and other words about the time", id: when, size: 50..60px}
        """
    found = scene(body, CANVAS)
    assert codes(found) == []
    assert min(text.size for text in texts(found).values()) >= 50


def test_stretched_items_do_not_keep_others_from_their_room() -> None:
    body = """\
        layers:
          - column:
              width: 400px
              height: 300px
              items:
                - {row: [{column: [{text: title, id: title, size: 40..300px, grow: 1}]}], grow: 1, align: stretch}
                - {text: "a name that takes a line, and another, and one more", id: name, size: 50..52px}
        """
    found = scene(body, CANVAS)
    assert codes(found) == []
    assert texts(found)["name"].size >= 50


def test_text_that_must_not_be_cut_comes_before_others() -> None:
    body = """\
        layers:
          - column:
              width: 400px
              height: 300px
              items:
                - {text: "a quote of several words here", id: quote, size: 60..90px, overflow: fail}
                - {text: "a name that goes on and on and on and on and on and on", id: name, size: 50..55px}
        """
    found = scene(body, CANVAS)
    assert codes(found) == ["text-cut"]
    assert "'name'" in found.findings[0].message


def test_what_holds_no_text_gives_way_to_texts() -> None:
    # The circle, which may bleed, is as large as the pile; the pile takes what the words leave.
    body = """\
        layers:
          - column:
              width: 400px
              height: 300px
              items:
                - {pile: [{circle: ink, height: 100%, bleed: yes}], grow: 1, width: 100%}
                - column:
                    padding: 0 0 120px 0
                    items: [{text: "a title of many words, on lines", id: title, size: 50..60px, overflow: fail}]
        """
    found = scene(body, CANVAS)
    assert codes(found) == []
    assert texts(found)["title"].size >= 50


def test_space_that_others_leave_goes_to_what_gave_up_padding() -> None:
    # Each has 160 px; the second needs 31 px, and the pill with its padding 141 px.
    foot = "column: [{text: a, size: 20px..30px}, {hashtag: '#ab', size: 80px, padding: 50px}], width: 100%"
    body = f"layers: [{{column: [{{{foot}}}, {{text: b, size: 20px..31px}}], height: 320px, at: top}}]"
    assert fills(scene(body, CANVAS))[0][3] == pytest.approx(56 + 1.7 * 50)
