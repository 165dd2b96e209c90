"""What is done to words beside setting them: markers, strips, gradients, circles, steps, features, axes, colours."""

from __future__ import annotations

from dataclasses import replace
from math import hypot, inf
from pathlib import Path

import pytest

from memegen.scene.color import BLACK
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Font, Linear, Text
from memegen.scene.path import bounds, rectangle, rotate_outline
from memegen.scene.scene import Scene
from memegen.text.features import NAMES, feature_tags
from memegen.text.style import Style
from memegen.text.typeset import set_text
from tests.helpers.command import Command
from tests.helpers.real import HOUSE, only, real
from tests.helpers.squares import Squares
from tests.helpers.stage import CANVAS, PALETTE, box, codes, complaints, flat, scene, texts
from tests.helpers.traced import LIBRARY, Traced, placed

PLAIN = Style(Font("squares"), BLACK, min_size=100, max_size=100)


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path)


def boxes(found: Scene) -> list[tuple[float, ...]]:
    """The boxes of what lies behind the text, one for each contour."""
    items = list(flat(found.items))
    at = next(n for n, item in enumerate(items) if isinstance(item, Text))
    assert not any(isinstance(item, Fill) for item in items[at:])
    contours = [contour for item in items[:at] if isinstance(item, Fill) for contour in item.outline]
    return [tuple(round(side, 2) for side in box(bounds((contour,)))) for contour in contours]


def test_a_marker_lies_behind_its_words() -> None:
    body = 'layers: [{text: "a ==bb cc== d", id: a, size: 100px, strip-padding: 0 0, %s}]'
    found = scene(body % "width: 100%", CANVAS)
    # From the third letter to the seventh, less the bearing of the first; as high as capitals.
    assert boxes(found) == [(95, 0, 250, 70)]
    # It follows the break: "bb" on the first line, "cc" on the second.
    found = scene(body % "width: 230px", CANVAS)
    assert [line.text.strip() for line in texts(found)["a"].lines] == ["a bb", "cc d"]
    assert boxes(found) == [(95, 0, 100, 70), (-5, 120, 100, 70)]


def test_a_marker_reaches_out_and_words_on_it_read() -> None:
    found = scene('layers: [{text: "==ab==", id: a, size: 100px, strip-padding: 30px 10px, fill: paper}]', CANVAS)
    assert boxes(found) == [(-15, -10, 120, 90)]
    (run,) = texts(found)["a"].lines[0].runs
    # Paper on sun would not read.
    assert run.fill == PALETTE["ink"]


def test_a_marker_follows_a_line_from_right_to_left() -> None:
    found = scene('layers: [{text: "אב ==גד== הו", id: a, size: 100px, strip-padding: 0 0, width: 100%}]', CANVAS)
    # Eight characters end at 1080 and a bearing; the marked ones are the fourth and fifth from the right.
    assert boxes(found) == [(1085 - 250, 0, 100, 70)]


def test_strips_lie_behind_every_line() -> None:
    body = 'layers: [{text: "ab\\ncdef", id: a, size: 100px, strips: ink, strip-padding: 20px 10px, at: top left}]'
    found = scene(body, CANVAS)
    assert boxes(found) == [(0, 0, 130, 90), (0, 120, 230, 90)]
    assert texts(found)["a"].box.x == pytest.approx(20)
    assert texts(found)["a"].box.y == pytest.approx(10)


def test_a_gradient_shows_through_the_letters() -> None:
    body = 'layers: [{text: "ab [c](accent) d", id: a, size: 100px, gradient: [sun, ink], gradient-angle: 90, at: %s}]'
    for at in ("top left", "center"):
        text = texts(scene(body % at, CANVAS))["a"]
        assert [run.fill for run in text.lines[0].runs] == [None, PALETTE["accent"], None]
        paint = text.paint
        assert isinstance(paint, Linear)
        assert (paint.x1, paint.x2) == pytest.approx((text.box.x, text.box.right))
        assert (paint.stops[0].color, paint.stops[-1].color) == (PALETTE["sun"], PALETTE["ink"])


def test_size_steps() -> None:
    (line,) = set_text("a[b](+1)[c](+2)[d](-1)", PLAIN, inf, inf, Squares()).lines
    assert [run.size for run in line.runs] == pytest.approx([100, 125, 156.25, 80])
    # 0.5 em of each, less two bearings, in the sizes that they have.
    block = set_text("a[b](+1)", PLAIN, inf, inf, Squares())
    assert block.ink.w == pytest.approx(50 + 62.5 - 5 - 6.25)
    assert block.ink.h == pytest.approx(87.5)
    # A larger word pushes the line above away from it.
    low = set_text("a\nb", PLAIN, inf, inf, Squares()).lines
    high = set_text("a\n[b](+2)", PLAIN, inf, inf, Squares()).lines
    assert high[1].y - high[0].y >= low[1].y - low[0].y


def test_emphasis_colours_and_weights_do_not_part_what_is_shaped() -> None:
    fonts = Traced(LIBRARY)
    style = replace(PLAIN, font=Font("Inter"), palette=PALETTE)
    (line,) = set_text("un[be](accent)lievable", style, inf, inf, fonts).lines
    assert [call.text for call in fonts.drawn(line)] == ["unbelievable"] * len(fonts.drawn(line))
    assert [run.fill for run in line.runs] == [BLACK, PALETTE["accent"], BLACK]
    assert all(run.glyphs for run in line.runs)


def test_no_run_is_empty_where_colours_meet_in_arabic() -> None:
    style = replace(PLAIN, font=Font("Noto Sans Arabic"), palette=PALETTE)
    (line,) = set_text("نحن [الشعب](accent)", style, inf, inf, LIBRARY).lines
    assert [run.fill for run in line.runs] == [PALETTE["accent"], BLACK]
    assert all(run.glyphs for run in line.runs)


def test_small_capitals_are_asked_of_the_font() -> None:
    fonts = Squares()
    set_text("a [nhs](caps) b", PLAIN, inf, inf, fonts)
    asked = {text.strip(): features for text, features in fonts.face(PLAIN.font).shaped}
    assert (asked["a"], asked["nhs"], asked["b"]) == ({}, {"smcp": 1}, {})
    plain, small = (
        placed(set_text(text, replace(PLAIN, font=Font("Playfair Display", 700)), inf, inf, LIBRARY))
        for text in ("x", "[x](caps)")
    )
    assert plain[0].glyph.id != small[0].glyph.id


def test_tracking_leaves_out_ligatures_unless_they_are_asked_for() -> None:
    fonts = Squares()
    set_text("fi", replace(PLAIN, tracking=0.1, features=(("liga", 1),)), inf, inf, fonts)
    assert fonts.face(PLAIN.font).shaped[-1][1] == {"liga": 1, "clig": 0}


@pytest.mark.parametrize(
    ("word", "tag"), [("tabular", "tnum"), ("Open Digits", "ss01"), ("single-story a", "cv11"), ("cv05=1", "cv05")]
)
def test_features_by_name_by_tag_and_as_the_font_calls_them(word: str, tag: str) -> None:
    found, lacking = feature_tags([word], LIBRARY.face(Font("Inter")))
    assert dict(found)[tag] == 1
    assert lacking == ()


def test_every_name_of_a_feature_is_one_that_some_font_may_have() -> None:
    for tag in (tag for wanted in NAMES.values() for tag in wanted):
        assert len(tag) == 4


def test_a_feature_changes_what_is_drawn() -> None:
    body = "layers: [{text: a4, id: a, size: 100px, %s}]"
    plain = [one.glyph.id for one in placed(only(real(body % "markup: no")))]
    found = real(body % 'features: "Single-story a, Open four"')
    changed = [one.glyph.id for one in placed(only(found))]
    assert codes(found) == []
    assert all(a != b for a, b in zip(plain, changed, strict=True))


def test_a_feature_that_the_font_lacks_is_found() -> None:
    found = real('layers: [{text: ab, id: a, size: 100px, features: "small-caps, tabular, nonsense"}]')
    assert codes(found) == ["feature-missing", "feature-missing"]
    assert "Inter has no 'small-caps'" in found.findings[0].message
    assert "Open digits" in found.findings[0].hint
    # Tracking and kerning may be turned off in any font.
    assert codes(real("layers: [{text: ab, id: a, size: 100px, features: no-ligatures}]")) == []


def test_axes_reach_the_font() -> None:
    text = texts(scene("layers: [{text: 'a **b**', id: a, size: 100px, axes: wdth 80}]", CANVAS))["a"]
    assert [run.font for run in text.lines[0].runs] == [
        Font("squares", 400, axes=(("wdth", 80),)),
        Font("squares", 700, axes=(("wdth", 80),)),
    ]


def test_a_font_without_axes_says_so() -> None:
    (problem,) = complaints(real, "layers: [{text: ab, id: a, size: 100px, axes: wdth 80}]")
    assert problem.code == "axis-unknown"
    assert "it is no variable font" in problem.hint


def arc(words: str, keys: str) -> Text:
    """A text on a circle of 300 pixels about (540, 540)."""
    at = "at: center, width: 600px, height: 600px"
    return only(real(f'layers: [{{text: "{words}", id: a, {at}, {keys}}}]', platform=CANVAS))


def corners(text: Text) -> list[tuple[float, float]]:
    """The corners of every glyph's ink, turned as it is, from the middle of the circle."""
    found = []
    for one in placed(text):
        if one.ink.w > 0:
            x, y = one.ink.x - LIBRARY.face(one.run.font).ink(one.glyph.id).x * one.run.size, one.ink.y
            y -= LIBRARY.face(one.run.font).ink(one.glyph.id).y * one.run.size
            (contour,) = rotate_outline(rectangle(one.ink), one.glyph.turn, (x, y))
            found += [(px - 540, py - 540) for px, py, _ in contour]
    return found


@pytest.mark.parametrize("side", ["top", "bottom"])
@pytest.mark.parametrize("words", ["KEEP IT OPEN", "Étoile Ŵg", "gypsy", "W", "نحن الشعب", "e\u0301te\u0301"])
def test_text_on_a_circle_keeps_inside_it(words: str, side: str) -> None:
    text = arc(words, f"arc: {side}, size: 20..120px")
    reaches = [hypot(*corner) for corner in corners(text)]
    assert max(reaches) <= 300 + 0.01
    # Small letters stand as if there were capitals among them.
    assert max(reaches) > 270
    # The box of the ink holds all of it.
    for x, y in corners(text):
        assert text.box.contains(Box(x + 540, y + 540, 0, 0), 0.01)


@pytest.mark.parametrize(("side", "sign"), [("top", 1), ("bottom", -1)])
def test_letters_turn_alike_on_both_sides_of_the_middle(side: str, sign: int) -> None:
    text = arc("AMA VAMA", f"arc: {side}, size: 40px")
    turns = [one.glyph.turn for one in placed(text) if one.ink.w > 0]
    # Over the top they turn clockwise from left to right, along the bottom the other way: both read from left to right.
    assert turns == sorted(turns, reverse=sign < 0)
    assert turns[0] == pytest.approx(-turns[-1], abs=0.05)
    middles = [one.glyph.x for one in placed(text)]
    assert middles == sorted(middles)
    ys = [one.glyph.y for one in placed(text)]
    assert all((y < 0) == (side == "top") for y in ys)


@pytest.mark.parametrize("side", ["top", "bottom"])
@pytest.mark.parametrize("span", [60, 120, 200])
def test_the_size_honours_the_span(side: str, span: int) -> None:
    text = arc("KEEP THE LIBRARIES OPEN", f"arc: {side}, arc-span: {span}, size: 5..200px")
    turns = [one.glyph.turn for one in placed(text)]
    # The middles of the first and the last letter lie half a letter within.
    assert span * 0.85 < max(turns) - min(turns) < span
    # A size of its own is kept while there is room.
    assert arc("OPEN", f"arc: {side}, arc-span: {span}, size: 30px").size == pytest.approx(30)


@pytest.mark.parametrize("words", ["“KEEP IT OPEN”", "KEEP IT OPEN"])
def test_marks_do_not_hang_on_a_circle(words: str) -> None:
    text = arc(words, "arc: top, arc-span: 120, size: 5..200px, hang: yes")
    turns = [one.glyph.turn for one in placed(text)]
    assert max(turns) - min(turns) < 120


def test_a_text_too_long_for_its_span_is_cut_within_it() -> None:
    found = real(
        'layers: [{text: "A B C D E F G H I J K L M N O P Q R S T", id: a, width: 600px, height: 600px, '
        "arc: top, arc-span: 120, size: 60px}]",
        platform=CANVAS,
    )
    assert codes(found) == ["text-cut"]
    turns = [one.glyph.turn for one in placed(only(found))]
    # Beyond the middles of the first letter and of the ellipsis lie some three degrees more on each side.
    assert max(turns) - min(turns) + 6 < 121


def test_a_colour_that_there_is_not_is_named_with_its_place_and_the_nearest() -> None:
    (problem,) = complaints(scene, 'layers: [{text: "Ye are [many](snu) now", id: a, size: 50px}]', CANVAS)
    assert (problem.severity, problem.code) == ("error", "markup-colour")
    assert "at character 8, “Ye are [many](snu) now”" in problem.message
    assert "did you mean sun?" in problem.message
    assert (problem.where.file, problem.where.line) == ("t.yaml", 1)


def test_a_wrong_colour_in_a_row_is_said_of_that_row(command: Command) -> None:
    run = command.run("make", "plain", "--quote", "[x](snu)", "-T", "mine.yaml", "-p", "200x200", code=2)
    assert "markup-colour" in run.err
    assert "did you mean sun?" in run.err
    assert "at character 1" in run.err
    command.write("rows.csv", "quote\nYe are many\n[x](snu)\n")
    run = command.run("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "200x200", "--json", code=1)
    made, failed = sorted(run.records, key=lambda record: record["row"])
    assert (made["row"], failed["row"]) == (1, 2)
    assert failed["error"]["code"] == "markup-colour"
    assert "row 2" in run.err
    assert "did you mean sun?" in failed["error"]["message"]


def test_a_house_of_real_fonts_has_the_colours_of_the_stage() -> None:
    assert HOUSE.palette == PALETTE
