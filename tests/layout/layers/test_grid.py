"""Grids, as positions and sizes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memegen.scene.geometry import Box
from tests.helpers.stage import CANVAS, check_problems, codes, complaints, fills, scene, sized, template, texts


def grid(keys: str, *items: str, more: str = "") -> str:
    return f"layers: [{{grid: [{', '.join(items)}], {keys}}}]\n{more}"


def boxes(keys: str, *heights: int) -> list[tuple[float, ...]]:
    """The boxes of rectangles of these heights, which are as wide as their cells."""
    return fills(scene(grid(keys, *(f"{{rectangle: ink, height: {height}px}}" for height in heights)), CANVAS))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("columns: 2, at: top", [(0, 0, 540, 100), (540, 0, 540, 200), (0, 200, 540, 50)]),
        ("columns: 2, gap: 80px, at: top", [(0, 0, 500, 100), (580, 0, 500, 200), (0, 280, 500, 50)]),
        ("columns: 2, gap: 80px 10px, at: top", [(0, 0, 500, 100), (580, 0, 500, 200), (0, 210, 500, 50)]),
        ("columns: 2, equal: yes, at: top", [(0, 0, 540, 100), (540, 0, 540, 200), (0, 200, 540, 50)]),
        ("columns: 2, align: end, at: top", [(0, 100, 540, 100), (540, 0, 540, 200), (0, 200, 540, 50)]),
        ("columns: 2, align: center, at: top", [(0, 50, 540, 100), (540, 0, 540, 200), (0, 200, 540, 50)]),
        ("columns: 2, last-row: center, at: top", [(0, 0, 540, 100), (540, 0, 540, 200), (270, 200, 540, 50)]),
        ("columns: 2, last-row: end, at: top", [(0, 0, 540, 100), (540, 0, 540, 200), (540, 200, 540, 50)]),
        ("columns: 2 1, at: top", [(0, 0, 720, 100), (720, 0, 360, 200), (0, 200, 720, 50)]),
        ("columns: [50%, 10%], at: top left", [(0, 0, 540, 100), (540, 0, 108, 200), (0, 200, 540, 50)]),
        ("columns: [50%, 10%], at: top", [(216, 0, 540, 100), (756, 0, 108, 200), (216, 200, 540, 50)]),
        ("rows: 1, at: top", [(0, 0, 360, 100), (360, 0, 360, 200), (720, 0, 360, 50)]),
        ("cell: 400px, at: top", [(0, 0, 540, 100), (540, 0, 540, 200), (0, 200, 540, 50)]),
        ("cell: 600px, at: top", [(0, 0, 1080, 100), (0, 100, 1080, 200), (0, 300, 1080, 50)]),
        # Where it fills its height, its rows divide between them what is left.
        ("columns: 2, align: start", [(0, 0, 540, 100), (540, 0, 540, 200), (0, 615, 540, 50)]),
        (
            "columns: 3, padding: 40px, at: top",
            [(40, 40, 1000 / 3, 100), (373.33, 40, 333.33, 200), (706.67, 40, 333.33, 50)],
        ),
    ],
)
def test_items_stand_in_cells_row_after_row(keys: str, expected: list[tuple[float, ...]]) -> None:
    assert [pytest.approx(each, abs=0.01) for each in boxes(keys, 100, 200, 50)] == expected


def test_photos_divide_what_other_rows_leave() -> None:
    photo, rule = "{rectangle: ink}", "{rectangle: ink, height: 80px}"
    found = fills(scene(grid("columns: 1", photo, rule, photo), CANVAS))
    assert found == [(0, 0, 1080, 500), (0, 500, 1080, 80), (0, 580, 1080, 500)]


def test_columns_are_as_wide_as_their_widest_item() -> None:
    items = ("{text: ab, id: a, size: 100px}", "{text: x, id: b, size: 100px}", "{text: abcd, id: c, size: 100px}")
    found = texts(scene(grid("columns: auto 1, gap: 20px, at: top", *items), CANVAS))
    assert found["b"].lines[0].x - found["a"].lines[0].x == pytest.approx(
        found["c"].box.w + 20, abs=found["c"].size / 4
    )


def test_items_stand_in_the_width_of_their_cell_and_texts_align_with_it() -> None:
    dot = "{circle: ink, width: 100px}"
    for justify, x in (("start", 0), ("stretch", 0), ("center", 220), ("end", 440)):
        found = fills(scene(grid(f"columns: 2, justify: {justify}, at: top", dot, dot), CANVAS))
        assert [each[0] for each in found] == [x, 540 + x]
    words = texts(scene(grid("columns: 2, justify: center, at: top", "{text: ab, size: 100px}"), CANVAS))["text"]
    assert words.box.center[0] == pytest.approx(270, abs=2)


def test_stacks_in_a_row_are_equally_high() -> None:
    card = "{{column: {{ground: ink, items: [{{rectangle: sun, width: 10px, height: {}px}}]}}}}"
    found = fills(scene(grid("columns: 2, at: top", card.format(100), card.format(300)), CANVAS))
    assert [each for each in found if each[2] == 540] == [(0, 0, 540, 300), (540, 0, 540, 300)]
    loose = fills(scene(grid("columns: 2, at: top, align: start", card.format(100), card.format(300)), CANVAS))
    assert [each[3] for each in loose if each[2] == 540] == [100, 300]


def test_baselines_of_a_row_are_one_line() -> None:
    items = "{text: a, id: a, size: 100px}", "{text: b, id: b, size: 50px}"
    found = texts(scene(grid("columns: 2, align: baseline, at: top", *items), CANVAS))
    assert found["a"].lines[0].y == pytest.approx(found["b"].lines[0].y)


@pytest.mark.parametrize(
    ("size", "columns", "side"),
    [
        ((1000, 1000), 4, 250),
        ((2400, 400), 8, 200),
        ((400, 2400), 2, 200),
        ((3200, 150), 16, 150),
        ((800, 450), 6, 133.33),
    ],
)
def test_dots_fill_any_room_well(size: tuple[int, int], columns: int, side: float) -> None:
    found = fills(scene(grid("square: yes", *["{circle: ink}"] * 16), sized(*size)))
    assert len({each[0] for each in found}) == columns
    assert {round(each[2], 2) for each in found} == {side}


def test_squares_take_their_columns_and_gap_from_the_template() -> None:
    found = fills(scene(grid("square: yes, columns: 3, gap: 50%, at: center", *["{circle: ink}"] * 4), CANVAS))
    assert found[0] == (0, 0 + 202.5, 270, 270) and found[1][0] == 405
    (only,) = fills(scene(grid("square: yes, rows: 3", "{circle: ink}"), CANVAS))
    assert only == (0, 0, 360, 360)


def test_grid_runs_from_right_to_left_where_the_card_does() -> None:
    arabic = "      - {text: شعب, size: 20px, at: bottom}\n"
    items = "{rectangle: ink, height: 9px}, {rectangle: sun, height: 8px}"
    body = f"layers:\n      - {{grid: [{items}], columns: 2 1, at: top}}\n"
    found = fills(scene(body + arabic, CANVAS))
    assert found == [(360, 0, 720, 9), (0, 0, 360, 8)]


def test_shape_changes_the_columns() -> None:
    dot = "{rectangle: ink, height: 10px}"
    body = grid("columns: 2, id: g, at: top", dot, dot, more="shapes: {wide: {g: {columns: 1}}}")
    assert len({each[0] for each in fills(scene(body, sized(1600, 900)))}) == 1
    assert len({each[0] for each in fills(scene(body, sized(900, 900)))}) == 2


def test_rows_that_are_too_high_give_way_alike_and_are_told() -> None:
    found = scene(grid("columns: 1", *(f"{{rectangle: ink, height: {h}px}}" for h in (600, 600, 960))), CANVAS)
    assert [each[3] for each in fills(found)] == [pytest.approx(h) for h in (300, 300, 480)]
    assert codes(found) == ["items-squeezed"]
    assert codes(scene(grid("columns: 1", *["{rectangle: ink, height: 540px}"] * 2), CANVAS)) == []


def test_empty_grid_draws_its_ground_where_it_has_a_size() -> None:
    assert fills(scene("layers: [{grid: [], ground: ink, width: 100px, height: 50px}]", CANVAS)) == [(0, 0, 100, 50)]


def test_wrong_columns_are_told_with_their_place() -> None:
    body = "layers:\n  - {grid: [], columns: 0, gap: wide}\n"
    check_problems(
        complaints(template, body),
        [
            ("template-invalid", 2, 25, "columns: expected a whole number of columns", "columns"),
            ("template-invalid", 2, 33, "gap: expected a length", "gap"),
        ],
    )


KEYS = {
    "columns": ["1", "2", "5", "auto", "1 2", "30% auto 1", "auto auto", "60% 60%"],
    "gap": ["0", "1vmin", "40vmin", "3vmin 80%"],
    "rows": ["0", "1", "4"],
    "equal": ["yes", "no"],
    "align": ["start", "center", "end", "stretch", "baseline"],
    "justify": ["start", "center", "end", "stretch"],
    "last-row": ["start", "center", "end"],
    "padding": ["0", "3vmin"],
    "cell": ["1vmin", "20vmin", "200vmin"],
}
ITEMS = [
    "{rectangle: ink}",
    "{rectangle: ink, height: 4vmin}",
    "{rectangle: ink, width: 50%, height: 2vmin}",
    "{circle: ink}",
]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.fixed_dictionaries({}, optional={key: st.sampled_from(values) for key, values in KEYS.items()}),
    st.lists(st.sampled_from(ITEMS), min_size=1, max_size=9),
    st.sampled_from([(1000, 1000), (1500, 300), (500, 1200)]),
)
def test_no_item_overlaps_another_and_all_are_in_the_box(
    keys: dict[str, str], items: list[str], size: tuple[int, int]
) -> None:
    body = grid(", ".join(f"{key}: {value}" for key, value in keys.items()) or "id: g", *items)
    found = [Box(*each) for each in fills(scene(body, sized(*size)))]
    assert len(found) == len(items)
    for i, one in enumerate(found):
        assert one.w > 0 and one.h > 0
        for other in found[i + 1 :]:
            common = one.intersection(other)
            # A row that has no room left keeps a pixel.
            assert common.w < 0.1 or common.h < 1.1
        assert Box(0, 0, *size).contains(one, slack=len(items) + 0.1)
    assert all(a.y <= b.y + 0.1 or a.x <= b.x + 0.1 or "align" in keys for a, b in pairwise(found))
