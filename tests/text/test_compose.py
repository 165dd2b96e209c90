"""What a layout draws with its words: markers, strips, gradients, size steps, colours."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from memegen.scene.color import BLACK
from memegen.scene.items import Fill, Font, Linear, Text
from memegen.scene.path import bounds
from memegen.scene.scene import Scene
from memegen.text.style import Style
from memegen.text.typeset import set_text
from tests.helpers.squares import Squares
from tests.helpers.stage import CANVAS, PALETTE, box, flat, scene, texts
from tests.helpers.traced import LIBRARY, Traced

PLAIN = Style(Font("squares"), BLACK, min_size=100, max_size=100)


def boxes(found: Scene) -> list[tuple[float, ...]]:
    """Return the boxes of the contours behind the text."""
    items = list(flat(found.items))
    at = next(n for n, item in enumerate(items) if isinstance(item, Text))
    assert not any(isinstance(item, Fill) for item in items[at:])
    contours = [contour for item in items[:at] if isinstance(item, Fill) for contour in item.outline]
    return [tuple(round(side, 2) for side in box(bounds((contour,)))) for contour in contours]


def test_marker_is_behind_its_words() -> None:
    body = 'layers: [{text: "a ==bb cc== d", id: a, size: 100px, strip-padding: 0 0, %s}]'
    found = scene(body % "width: 100%", CANVAS)
    # From the third letter to the seventh, less the bearing of the first; as high as capitals.
    assert boxes(found) == [(95, 0, 250, 70)]
    # It follows the break: "bb" on the first line, "cc" on the second.
    found = scene(body % "width: 230px", CANVAS)
    assert [line.text.strip() for line in texts(found)["a"].lines] == ["a bb", "cc d"]
    assert boxes(found) == [(95, 0, 100, 70), (-5, 120, 100, 70)]


def test_words_on_a_marker_are_legible() -> None:
    found = scene('layers: [{text: "==ab==", id: a, size: 100px, strip-padding: 30px 10px, fill: paper}]', CANVAS)
    assert boxes(found) == [(-15, -10, 120, 90)]
    (run,) = texts(found)["a"].lines[0].runs
    # Paper on sun would not read.
    assert run.fill == PALETTE["ink"]


def test_marker_follows_a_right_to_left_line() -> None:
    found = scene('layers: [{text: "אב ==גד== הו", id: a, size: 100px, strip-padding: 0 0, width: 100%}]', CANVAS)
    # Eight characters end at 1080 and a bearing; the marked ones are the fourth and fifth from the right.
    assert boxes(found) == [(1085 - 250, 0, 100, 70)]


def test_strips_are_behind_every_line() -> None:
    body = 'layers: [{text: "ab\\ncdef", id: a, size: 100px, strips: ink, strip-padding: 20px 10px, at: top left}]'
    found = scene(body, CANVAS)
    assert boxes(found) == [(0, 0, 130, 90), (0, 120, 230, 90)]
    assert texts(found)["a"].box.x == pytest.approx(20)
    assert texts(found)["a"].box.y == pytest.approx(10)


def test_gradient_shows_through_the_letters() -> None:
    body = 'layers: [{text: "ab [c](accent) d", id: a, size: 100px, gradient: [sun, ink], gradient-angle: 90, at: %s}]'
    for at in ("top left", "center"):
        text = texts(scene(body % at, CANVAS))["a"]
        assert [run.fill for run in text.lines[0].runs] == [None, PALETTE["accent"], None]
        paint = text.paint
        assert isinstance(paint, Linear)
        assert (paint.x1, paint.x2) == pytest.approx((text.box.x, text.box.right))
        assert (paint.stops[0].color, paint.stops[-1].color) == (PALETTE["sun"], PALETTE["ink"])


def test_size_steps_scale_by_a_quarter() -> None:
    (line,) = set_text("a[b](+1)[c](+2)[d](-1)", PLAIN, inf, inf, Squares()).lines
    assert [run.size for run in line.runs] == pytest.approx([100, 125, 156.25, 80])
    # 0.5 em of each, less two bearings, in the sizes that they have.
    layout = set_text("a[b](+1)", PLAIN, inf, inf, Squares())
    assert layout.ink.w == pytest.approx(50 + 62.5 - 5 - 6.25)
    assert layout.ink.h == pytest.approx(87.5)
    # A larger word pushes the line above away from it.
    low = set_text("a\nb", PLAIN, inf, inf, Squares()).lines
    high = set_text("a\n[b](+2)", PLAIN, inf, inf, Squares()).lines
    assert high[1].y - high[0].y >= low[1].y - low[0].y


def test_colours_do_not_split_shaping() -> None:
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
