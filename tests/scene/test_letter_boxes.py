"""The boxes and colours of a text's letters."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from math import sqrt

import pytest

from memegen.scene.color import BLACK, WHITE, Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Glyph, Line, Linear, Run, Stop, Stroke, Text
from memegen.scene.letter_boxes import letter_boxes, separating_outline

RED = Color(255, 0, 0)
FONT, EMOJI = Font("Anton"), Font("Noto Color Emoji")
GLYPHS = (Glyph(1, 0, 0), Glyph(2, 50, 0))


def text(*runs: Run, top: float = 20, size: float = 100, paint: Linear | None = None) -> Text:
    return Text("a", "ab", size, Box(10, top, 100, 80), (Line("ab", 10, 100, runs),), paint=paint)


def test_run_has_one_box_from_baseline_to_cap_height() -> None:
    (found,) = letter_boxes(text(Run(FONT, 100, RED, GLYPHS), top=60))
    assert (found.colors, found.size) == ((RED,), 100)
    assert found.box == pytest.approx(Box(10, 28, 100, 72))


@pytest.mark.parametrize(("top", "height"), [(60, 0.72), (20, 0.8), (-50, 1.0)])
def test_height_is_that_of_the_ink_within_limits(top: float, height: float) -> None:
    (found,) = letter_boxes(text(Run(FONT, 100, RED, GLYPHS), top=top))
    assert found.box.h == pytest.approx(100 * height)
    assert found.box.bottom == pytest.approx(100)


def test_runs_have_boxes_of_their_own() -> None:
    runs = Run(FONT, 100, RED, GLYPHS), Run(FONT, 50, BLACK, (Glyph(3, 200, 0),))
    assert [(one.box.x, one.colors, one.size) for one in letter_boxes(text(*runs))] == [
        (10, (RED,), 100),
        (212, (BLACK,), 50),
    ]


def test_runs_side_by_side_are_measured_where_their_own_letters_are() -> None:
    # A quotation mark before a word on a marker, and a full stop behind it.
    runs = (
        Run(FONT, 100, RED, (Glyph(1, 0, 0),)),
        Run(FONT, 100, BLACK, (Glyph(2, 30, 0), Glyph(3, 60, 0))),
        Run(FONT, 100, RED, (Glyph(1, 90, 0),)),
    )
    found = [(one.box.x - 10, one.box.right - 10) for one in letter_boxes(text(*runs))]
    assert found == [pytest.approx(ends) for ends in [(0, 26), (34, 86), (94, 140)]]
    assert [one.box.w for one in letter_boxes(text(*runs), by_glyph=True)] == [26, 50, 26, 50]


@pytest.mark.parametrize("by_glyph", [False, True])
def test_last_letter_before_a_space_and_another_run_is_measured_as_a_narrow_one(by_glyph: bool) -> None:
    # The marker behind a "1" ends beside it.
    runs = Run(FONT, 100, RED, (Glyph(1, 0, 0),)), Run(FONT, 100, BLACK, (Glyph(3, 48, 0),))
    boxes = [(one.box.x, one.box.right) for one in letter_boxes(text(*runs), by_glyph=by_glyph)]
    assert boxes == [(10, pytest.approx(40)), (58 if by_glyph else 62, pytest.approx(108))]


def test_boxes_are_as_wide_as_the_ink_where_it_is_known() -> None:
    # The first glyph is a letter, the second a full stop, the third a space.
    ink = {1: Box(0.1, -0.7, 0.3, 0.7), 2: Box(0.05, -0.1, 0.1, 0.1), 3: Box(0, 0, 0, 0)}
    run = Run(FONT, 100, RED, (*GLYPHS, Glyph(3, 90, 0)))
    (whole,) = letter_boxes(text(run, top=60), ink=lambda _, glyph: ink[glyph])
    assert whole.box == pytest.approx(Box(20, 28, 55, 72))
    each = [one.box for one in letter_boxes(text(run, top=60), by_glyph=True, ink=lambda _, glyph: ink[glyph])]
    assert each == [pytest.approx(Box(20, 28, 30, 72)), pytest.approx(Box(65, 28, 10, 72))]
    assert [*letter_boxes(text(Run(FONT, 100, RED, (Glyph(3, 0, 0),))), ink=lambda _, glyph: ink[glyph])] == []


def test_glyphs_along_an_arc_have_boxes_where_they_stand() -> None:
    # A quarter turn: the letter extends from its origin to the right, as high as letters are, and down, as wide.
    run = Run(FONT, 100, RED, (Glyph(1, 0, 0, 90),))
    boxes = [one.box for one in letter_boxes(text(run, top=60))]
    assert len(boxes) == 4
    assert reduce(Box.union, boxes) == pytest.approx(Box(10, 100, 72, 50))
    # Tilted by half of that, no box reaches as far inwards as the bounding box of the whole letter does.
    tilted = [one.box for one in letter_boxes(text(Run(FONT, 100, RED, (Glyph(1, 0, 0, 45),)), top=60))]
    assert max(box.bottom for box in tilted) == pytest.approx(100 + 50 * sqrt(0.5))
    assert all(box.w == pytest.approx((25 + 36) * sqrt(0.5)) for box in tilted)


def test_each_glyph_of_a_straight_run_has_a_box_where_that_is_asked() -> None:
    boxes = [one.box for one in letter_boxes(text(Run(FONT, 100, RED, GLYPHS), top=60), by_glyph=True)]
    assert boxes == [pytest.approx(Box(10, 28, 50, 72)), pytest.approx(Box(60, 28, 50, 72))]


def test_letters_are_as_high_as_the_first_line_whatever_the_size_of_the_text() -> None:
    # With `fit: lines` each line has its own size, and that of the text is the smallest.
    boxes = [one.box for one in letter_boxes(text(Run(FONT, 100, RED, GLYPHS), top=20, size=50))]
    assert [box.h for box in boxes] == [pytest.approx(80)]


def test_letters_of_a_gradient_have_all_its_colors() -> None:
    gradient = Linear(0, 0, 1, 0, (Stop(0, RED), Stop(1, WHITE)))
    (found,) = letter_boxes(text(Run(FONT, 100, None, GLYPHS), paint=gradient))
    assert found.colors == (RED, WHITE)


@pytest.mark.parametrize("run", [Run(EMOJI, 100, RED, GLYPHS), Run(FONT, 100, RED, ()), Run(FONT, 100, None, GLYPHS)])
def test_emoji_and_runs_without_glyphs_or_color_have_no_box(run: Run) -> None:
    assert list(letter_boxes(text(run))) == []


@pytest.mark.parametrize(
    ("stroke", "color"),
    [
        (None, None),
        (Stroke(WHITE, 2), WHITE),
        (Stroke(WHITE, 1.9), None),
        (Stroke(WHITE.multiply_alpha(0.9), 2), None),
    ],
)
def test_outline_separates_if_it_is_opaque_and_wide(stroke: Stroke | None, color: Color | None) -> None:
    assert separating_outline(replace(text(), stroke=stroke)) == color
