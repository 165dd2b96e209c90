"""Polygons and stars."""

from __future__ import annotations

import pytest

from memegen.scene.items import Fill
from tests.helpers.stage import CANVAS, check_problems, complaints, fills, flat, scene, template


def corners(layer: str, body: str = "layers: [%s]") -> list[tuple[float, float]]:
    found = next(item for item in flat(scene(body % layer, CANVAS).items) if isinstance(item, Fill))
    return [(round(x, 2), round(y, 2)) for x, y, _ in found.outline[0]]


def test_points_are_parts_of_the_box() -> None:
    layer = "{polygon: ink, points: [0 0, 100% 0, 50% 30px], width: 400px, height: 200px}"
    assert corners(layer) == [(0, 0), (400, 0), (200, 30)]
    # A text does as well as a list, and a point beyond a small box is at its edge.
    text = '{polygon: ink, points: "0 0, 900px 0, 0 100%", width: 400px, height: 200px}'
    assert corners(text) == [(0, 0), (400, 0), (0, 200)]


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        ("sides: 4", (400, 400)),
        ("sides: 4, angle: 45", (400, 400)),
        ("sides: 6", (346.41, 400)),
        ("sides: 6, angle: 30", (400, 346.41)),
        ("sides: 3", (400, 346.41)),
    ],
)
def test_regular_polygon_is_as_large_as_its_room_and_keeps_its_proportions(
    keys: str, size: tuple[float, float]
) -> None:
    ((_, _, *found),) = fills(scene(f"layers: [{{polygon: ink, {keys}, width: 400px, height: 400px}}]", CANVAS))
    assert found == pytest.approx(size, abs=0.01)


def test_star_is_placed_by_its_bounds() -> None:
    ((x, y, w, h),) = fills(scene("layers: [{star: ink, height: 300px, at: bottom right}]", CANVAS))
    assert (x + w, y + h, h) == pytest.approx((1080, 1080, 300))
    assert len(corners("{star: ink, points: 12, width: 9%}")) == 24
    assert len(corners("{star: ink, points: 12, inner: 100%, width: 9%}")) == 12


def test_points_and_angles_are_mirrored_from_right_to_left() -> None:
    rtl = "layers: [{text: شعب, id: a}, %s]"
    layer = "{polygon: ink, points: [0 0, 400px 0, 90px 200px], width: 400px, height: 200px, at: top%s}"
    shown = corners(layer % "", rtl)
    assert shown == [(740, 0), (340, 0), (650, 200)]
    assert corners(layer % ", mirror: no", rtl) == [(340, 0), (740, 0), (430, 200)]
    turned = "{star: ink, width: 400px, height: 400px, angle: %s, at: top}"
    left, right = corners(turned % 20, rtl), corners(turned % -20)
    assert left == right


def test_item_without_a_size_shares_the_room_of_a_row() -> None:
    sizes = [
        box[2:] for box in fills(scene("layers: [{row: [{polygon: ink, sides: 4}, {star: ink, inner: 1}]}]", CANVAS))
    ]
    assert sizes[0] == (540, 540)


def test_values_of_polygons_and_stars_are_checked() -> None:
    many = ", ".join(["1% 1%"] * 10_000)
    found = complaints(
        template,
        "layers:\n"
        "  - {polygon: ink, points: [0 0, 1% 1%]}\n"
        "  - {polygon: ink, points: [0 0, 1% 1%, 3%]}\n"
        "  - {polygon: ink, points: [0 0, 1% 1%, 101% 0]}\n"
        "  - {polygon: ink, points: [0 0, 1% 1%, -1% 0]}\n"
        f"  - {{polygon: ink, points: [{many}]}}\n"
        "  - {polygon: ink, sides: 2}\n"
        "  - {star: ink, points: 10000}\n"
        "  - {star: ink, inner: 120%}\n"
        "  - {star: ink, radius: nan}\n"
        "  - {star: ink, points: 5.5, width: -20px}\n",
    )
    messages = [
        (2, 20, "expected 3 to 360 points, not 2"),
        (3, 20, "expected points such as 0% 100%, from the left and the top, not '3%'"),
        (4, 20, "expected points from 0% to 100%, not '101% 0'"),
        (5, 20, "expected a length from 0 on, not '-1%'"),
        (6, 20, "expected 3 to 360 points, not 10,000"),
        (7, 27, "expected a whole number from 3 to 360, not '2'"),
        (8, 25, "expected a whole number from 3 to 360, not '10000'"),
        (9, 24, "0% to 100%"),
        (10, 25, "expected a length"),
        (11, 25, "expected a whole number from 3 to 360, not '5.5'"),
        (11, 37, "expected a length from 0 on, not '-20px'"),
    ]
    places = [(each.where.line, each.where.column) for each in found]
    assert [place[0] for place in places] == [line for line, *_ in messages], found
    check_problems(
        found, [("template-invalid", *place, text, "") for place, (*_, text) in zip(places, messages, strict=True)]
    )
