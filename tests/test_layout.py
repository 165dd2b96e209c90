"""Where layers come to stand, by value: a letter is 0.5 em wide, its ink 0.4 em wide and 0.7 em high."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stage import BRAND, SQUARE, box, card, codes, complaints, scene, sized, texts

from memegen.errors import Where
from memegen.geometry import Box, turned
from memegen.outline import bounds
from memegen.scene import Fill, Group, Linear, Picture, Radial, Scene, Text


def fills(found: Scene) -> list[tuple[float, float, float, float]]:
    """The boxes of all fills, in the order of painting."""
    boxes = [box(bounds(item.outline)) for item in flat(found.items) if isinstance(item, Fill)]
    return [(round(x, 2), round(y, 2), round(w, 2), round(h, 2)) for x, y, w, h in boxes]


def flat(items):
    for item in items:
        yield from flat(item.items) if isinstance(item, Group) else (item,)


def stack(keys: str, *sizes: str, kind: str = "column", more: str = "") -> str:
    items = ", ".join(f"{{rectangle: ink, {size}}}" for size in sizes)
    return f"layers: [{{{kind}: [{items}], {keys}}}]\n{more}"


A, B = "width: 100px, height: 108px", "width: 324px, height: 216px"
# On a canvas of 1080 a px is a pixel.
CANVAS = sized(1080, 1080)


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


def test_a_text_by_value() -> None:
    # Ten letters at 100 px are 500 px less two bearings of 5: 490 of ink, 70 high.
    found = texts(scene("layers: [{text: abcdefhikl, id: a, size: 100px, at: center}]", CANVAS))["a"]
    assert (found.size, box(found.box)) == (100, pytest.approx((295, 505, 490, 70)))
    found = texts(scene("layers: [{text: abcdefhikl, id: a, size: 50..2000px, width: 980px, at: top}]", CANVAS))["a"]
    assert (found.size, box(found.box)) == (pytest.approx(200), pytest.approx((50, 0, 980, 140)))


@pytest.mark.parametrize(
    ("keys", "x", "y"),
    [
        ("", 0, 0),
        ("align: center", 490, 0),
        ("align: end", 980, 0),
        ("valign: center", 0, 505),
        ("valign: end, align: end", 980, 1010),
    ],
)
def test_a_text_in_its_room(keys: str, x: float, y: float) -> None:
    # Two letters at 110 px: 110 less 11 of bearings; at 100 px the ink is 90 wide.
    body = f"layers: [{{text: ab, id: a, size: 100px, {keys}}}]"
    found = texts(scene(body, CANVAS))["a"].box
    assert (found.x, found.y) == pytest.approx((x and x + (5 if x == 490 else 10), y))


def test_an_empty_text_takes_no_room() -> None:
    body = 'fields: {a: {}}\nlayers: [{column: [{text: "{a}"}, {rectangle: ink, height: 9px}]}]'
    assert fills(scene(body, CANVAS)) == [(0, 0, 1080, 9)]


def test_text_too_long_is_cut_or_fails() -> None:
    long = "word " * 50
    body = "fields: {q: {}}\nlayers: [{text: '{q}', id: a, size: 50px, width: 300px, height: 100px, %s}]"
    found = scene(body % "max-lines: 0", CANVAS, q=long)
    (finding,) = found.findings
    assert (finding.code, finding.severity, finding.where) == ("text-cut", "warning", Where("t.yaml", 2, 10))
    assert "text 'a': shortened to fit at 50 px" in finding.message
    assert texts(found)["a"].lines[-1].text.endswith("…")
    (error,) = complaints(scene, body % "overflow: fail", CANVAS, q=long)
    assert (error.code, error.severity) == ("text-too-long", "error")
    assert error.hint


def test_a_text_without_any_room_is_left_out_and_said() -> None:
    found = scene("layers: [{text: hello, size: 90px, width: 5px, height: 5px}]", CANVAS)
    assert list(found.texts()) == []
    (finding,) = found.findings
    assert finding.code == "text-cut"
    assert "left out, for want of room: “hello”" in finding.message


@pytest.mark.parametrize(
    ("keys", "width", "found"),
    [
        ("size: 33px", 1080, []),
        ("size: 32px", 1080, ["text-small"]),
        ("size: 24px, small: yes", 1080, []),
        ("size: 23px, small: yes", 1080, ["text-small"]),
        # A wide canvas is shown smaller: of 33 pixels in 2160 a phone shows half.
        ("size: 33px", 2160, ["text-small"]),
        ("size: 33px", 540, []),
        ("size: 32px", 540, ["text-small"]),
        ("size: 66px", 2160, []),
    ],
)
def test_text_too_small_is_found(keys: str, width: int, found: list[str]) -> None:
    assert codes(scene(f"layers: [{{text: hello, {keys}}}]", sized(width, 1080))) == found


def test_characters_that_no_font_has_are_found() -> None:
    (finding,) = scene("layers: [{text: a\ue000b, size: 50px}]", CANVAS).findings
    assert finding.code == "glyph-missing"
    assert "U+E000" in finding.message


def test_a_hashtag_too_long_is_found_too() -> None:
    body = "layers: [{hashtag: '#%s', size: 40px, width: 300px, at: top}]"
    assert codes(scene(body % "short", CANVAS)) == []
    assert codes(scene(body % ("long" * 20), CANVAS)) == ["text-cut"]


def test_an_opening_mark_hangs_into_the_margin() -> None:
    body = "layers: [{text: “abc”, id: a, size: 100px, hang: yes, at: top left, margin: 80px}]"
    assert texts(scene(body, CANVAS))["a"].box.x == pytest.approx(30)
    # 50 px are more than three quarters of this margin: there the mark stands in the line.
    assert texts(scene(body.replace("80px", "60px"), CANVAS))["a"].box.x == pytest.approx(60)
    # The room that a column's padding gives counts too; a second item in a row has none.
    column = "layers: [{column: [{text: “abc”, id: a, size: 100px, hang: yes}], padding: 60px}]"
    assert texts(scene(column, CANVAS))["a"].box.x == pytest.approx(10)
    row = "layers: [{row: [{rectangle: ink, width: 50px}, {text: “abc”, id: a, size: 100px, hang: yes}], margin: 80px}]"
    assert texts(scene(row, CANVAS))["a"].box.x == pytest.approx(130)


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
    ((_, found),) = scene(body, CANVAS).inked()
    assert Box(0, 0, 1080, 1080).holds(found, 1)


def test_inked_boxes_are_turned_with_their_groups() -> None:
    body = "layers: [{column: [{text: abcd, id: a, size: 100px, rotate: 45}], at: center}]"
    found = scene(body, CANVAS)
    ((text, around),) = found.inked()
    assert box(around) == pytest.approx(box(turned(text.box, 45)), abs=0.5)
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


CONFETTI = """\
fields: {seed: {default: Durham}}
%s: [{confetti: "{seed}", id: confetti, count: 400, piece: 12px, clear: 10px}]
%s:
  - {text: abcdefgh, id: a, size: 100px, at: center}
  - {text: below, id: b, size: 60px, at: bottom, rotate: 20}
  - {logo: brand, at: top right, height: 80px}
"""


def scraps(found: Scene) -> list[Box]:
    return [bounds(item.outline) for item in found.items if isinstance(item, Fill)]


def test_confetti_keeps_clear_of_text_and_logo() -> None:
    found = scene(CONFETTI % ("background", "layers"), CANVAS)
    kept = [around for _, around in found.inked()]
    kept += [item.box for item in found.items if isinstance(item, Picture)]
    assert len(kept) == 3
    assert len(scraps(found)) > 80
    for scrap in scraps(found):
        assert not any(Box(b.x - 10, b.y - 10, b.w + 20, b.h + 20).meets(scrap) for b in kept)


def test_confetti_in_front_keeps_clear_where_the_safe_area_begins_elsewhere() -> None:
    body = """\
    layers:
      - {text: abcdefgh, id: a, size: 100px, at: top left}
      - {confetti: Durham, count: 400, piece: 12px, clear: 10px}
    """
    platform = sized(1080, 1920, (300, 0, 300, 200))
    found = scene(body, platform)
    text = texts(found)["a"].box
    assert all(not text.meets(scrap) for scrap in scraps(found))
    # The same in an area of its own, at a corner.
    cornered = body.replace("count:", "at: bottom right, width: 95%, height: 97%, count:")
    found = scene(cornered, platform)
    assert all(not texts(found)["a"].box.meets(scrap) for scrap in scraps(found))


def test_confetti_is_the_same_for_the_same_seed() -> None:
    body = CONFETTI % ("background", "layers")
    assert scene(body, CANVAS) == scene(body, CANVAS)
    assert scraps(scene(body, CANVAS)) != scraps(scene(body, CANVAS, seed="Leeds"))


def test_late_layers_are_painted_where_they_stand() -> None:
    found = scene(CONFETTI % ("background", "layers"), CANVAS)
    assert isinstance(found.items[0], Fill)
    assert isinstance(found.items[-1], Picture)


PHOTO = "background: [{photo: /shelf/photo-2000x1000.jpg, %s}]"


@pytest.mark.parametrize(
    ("keys", "crop", "where"),
    [
        ("fit: cover", (500, 0, 1000, 1000), (0, 0, 1080, 1080)),
        ("focus: left", (0, 0, 1000, 1000), (0, 0, 1080, 1080)),
        ("focus: [0.6, 0.5]", (700, 0, 1000, 1000), (0, 0, 1080, 1080)),
        ("fit: contain", (0, 0, 2000, 1000), (0, 270, 1080, 540)),
        ("width: 50%, at: right", (750, 0, 500, 1000), (540, 0, 540, 1080)),
        ("frame: circle, width: 300px", (500, 0, 1000, 1000), (0, 0, 300, 300)),
    ],
)
def test_photos(keys: str, crop: tuple[float, ...], where: tuple[float, ...]) -> None:
    (found,) = scene(PHOTO % keys, CANVAS).items
    assert isinstance(found, Picture)
    assert (box(found.crop), box(found.box)) == (pytest.approx(crop), pytest.approx(where))


def test_a_photo_shown_whole_over_a_blur_of_itself() -> None:
    backdrop, inside = scene(PHOTO % "fit: blur", CANVAS).items
    assert isinstance(backdrop, Picture)
    assert isinstance(inside, Picture)
    assert (backdrop.blur, inside.blur) == (45, 0)
    assert box(backdrop.box) == (0, 0, 1080, 1080)
    assert box(inside.box) == (0, 270, 1080, 540)


@pytest.mark.parametrize(
    ("cut", "corner"), [("left", (100, 0)), ("right", (980, 1080)), ("top", (0, 100)), ("bottom", (1080, 980))]
)
def test_a_slanted_edge(cut: str, corner: tuple[float, float]) -> None:
    (found,) = scene(PHOTO % f"cut: {cut}, slant: 100px", CANVAS).items
    assert isinstance(found, Picture)
    assert found.clip
    assert (*corner, True) in found.clip[0]


def test_a_missing_photo_stops_the_card() -> None:
    (error,) = complaints(scene, "background: [{photo: /shelf/none.jpg}]", CANVAS)
    assert error.code == "photo-missing"


@pytest.mark.parametrize(
    ("ground", "mark"), [("ink", "dark"), ("paper", "light"), ("accent", "dark"), ("sun", "light")]
)
def test_the_logo_follows_its_ground(ground: str, mark: str) -> None:
    (found,) = scene(f"layers: [{{logo: brand, ground: {ground}, height: 50px, at: top right}}]", CANVAS).items
    assert isinstance(found, Picture)
    assert found.source == f"/shelf/{mark}-200x100.png"
    assert box(found.box) == (980, 0, 100, 50)


def test_a_brand_with_one_logo_or_none() -> None:
    body = "layers: [{logo: brand, ground: paper}]"
    from squares import Squares
    from stage import Shelf

    from memegen.layout import lay_out

    one = replace(BRAND, logos={"dark": BRAND.logos["dark"]})
    (found,) = lay_out(card(body, brand=one), Squares(), Shelf()).items
    assert isinstance(found, Picture)
    assert lay_out(card(body, brand=replace(BRAND, logos={})), Squares(), Shelf()).items == ()


def test_gradients_and_scrims() -> None:
    (fill,) = scene("background: [{gradient: [ink, paper], angle: 90}]", CANVAS).items
    assert isinstance(fill, Fill)
    assert isinstance(fill.paint, Linear)
    ends = fill.paint.x1, fill.paint.y1, fill.paint.x2, fill.paint.y2
    assert ends == pytest.approx((0, 540, 1080, 540))
    (fill,) = scene("background: [{gradient: [ink, paper], form: radial, center: top left}]", CANVAS).items
    assert isinstance(fill, Fill)
    assert isinstance(fill.paint, Radial)
    (fill,) = scene("background: [{scrim: top, strength: 50%, solid: 20%, extent: 60%}]", CANVAS).items
    assert isinstance(fill, Fill)
    assert isinstance(fill.paint, Linear)
    stops = fill.paint.stops
    assert [(round(s.at, 3), round(s.color.a, 3)) for s in (stops[0], stops[1], stops[-1])] == [
        (0, 0.5),
        (0.2, 0.5),
        (0.6, 0),
    ]
    assert all(a.at <= b.at for a, b in zip(stops, stops[1:], strict=False))


def test_a_hashtag_in_every_style() -> None:
    body = "layers: [{hashtag: '#ab', style: %s, size: 100px, at: top left, padding: 50%%, spacing: 100%%}]"
    plain = texts(scene(body % "plain", CANVAS))["hashtag"]
    assert box(plain.box) == pytest.approx((0, 0, 140, 70))
    pill = scene(body % "pill", CANVAS)
    assert fills(pill) == [(0, 0, 240, 155)]
    assert box(texts(pill)["hashtag"].box) == pytest.approx((50, 42.5, 140, 70))
    ribbon = scene(body % "ribbon", CANVAS)
    assert fills(ribbon)[0][2] > 2 * 1080
    pattern = scene(body % "pattern", CANVAS)
    assert texts(pattern) == {}
    assert len(list(pattern.texts())) > 50


def test_a_pattern_of_hardly_anything_ends() -> None:
    found = scene("layers: [{hashtag: '#', style: pattern, size: 1px, spacing: 0}]", sized(300, 300))
    assert len(list(found.texts())) < 10_000


def test_an_ornament_is_as_high_as_its_height() -> None:
    (found,) = scene("background: [{ornament: A, height: 140px, at: top left}]", CANVAS).items
    assert isinstance(found, Text)
    assert (found.layer, found.size) == ("", pytest.approx(200))
    assert box(found.box) == pytest.approx((0, 0, 80, 140))


def test_findings_of_all_layers_come_together() -> None:
    body = "layers: [{column: [{text: a, size: 9px}, {text: b, size: 9px, rotate: 5}]}, {text: c, size: 9px}]"
    assert codes(scene(body, SQUARE)) == ["text-small"] * 3


def test_all_layers_that_fail_are_named() -> None:
    body = "layers: [{photo: a.jpg}, {text: abc, size: 90px, width: 9px, height: 9px, overflow: fail}]"
    assert [d.code for d in complaints(scene, body, CANVAS)] == ["photo-missing", "text-too-long"]
