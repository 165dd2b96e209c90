"""Strips behind lines, and the colour of highlighted words."""

from __future__ import annotations

import pytest

from memegen.layout.layers.marker import MARKER_CONTRAST, legible_color, reach_line_ends, strip_fill
from memegen.scene.color import BLACK, WHITE, Color, contrast
from memegen.scene.geometry import Box
from memegen.scene.path import bounds
from tests.helpers.stage import CANVAS, fills, scene

GREY = Color(120, 120, 120)


def test_strip_extends_beyond_its_padding_for_ink_that_does() -> None:
    (padded,) = strip_fill([Box(0, 0, 100, 70)], BLACK, 10, 8, ascent=70, descent=0).outline
    assert bounds((padded,)) == Box(-10, -8, 120, 86)
    (extended,) = strip_fill([Box(0, 0, 100, 70)], BLACK, 10, 8, ascent=90, descent=20).outline
    assert bounds((extended,)) == Box(-10, -22, 120, 114)


def test_every_row_of_a_strip_is_a_contour() -> None:
    rows = [Box(0, 0, 100, 70), Box(0, 100, 50, 70)]
    assert len(strip_fill(rows, BLACK, 10, 8, ascent=70, descent=0).outline) == 2


def test_empty_line_has_no_strip() -> None:
    rows = [Box(0, 0, 100, 70), Box(0, 100, 0, 70), Box(0, 200, 50, 70)]
    assert len(strip_fill(rows, BLACK, 10, 8, ascent=70, descent=0).outline) == 2


def test_highlight_reaches_the_ends_of_its_line_only() -> None:
    lines = [Box(0, 0, 100, 70), Box(0, 100, 50, 70)]
    words = [Box(-1, 0, 30, 70), Box(40, 0, 20, 70), Box(0, 100, 51, 70)]
    assert reach_line_ends(words, lines, 8) == (Box(-8, 0, 37, 70), Box(40, 0, 20, 70), Box(-8, 100, 66, 70))


def test_marker_covers_the_strip_of_a_line_that_is_highlighted_whole() -> None:
    body = "layers: [{text: ==of life==, id: a, size: 100px, strips: sun, marker: accent, at: top left}]"
    strip, marker = fills(scene(body, CANVAS))
    assert marker[0] <= strip[0]
    assert marker[0] + marker[2] >= strip[0] + strip[2]
    assert (marker[1], marker[3]) == (strip[1], strip[3])


def test_highlighted_words_keep_their_colour_only_if_legible() -> None:
    assert contrast(GREY, WHITE) < MARKER_CONTRAST < contrast(GREY, BLACK)
    assert legible_color(GREY, BLACK, [WHITE]) == GREY
    assert legible_color(GREY, WHITE, [BLACK]) == BLACK
    # The preferred colour is not legible, but nothing else is better.
    assert legible_color(GREY, WHITE, [WHITE]) == GREY


@pytest.mark.parametrize(
    ("text", "left", "right"), [("(==bc==, d", 8, 29), ("a ==bc== d", 13, 45), ("==bc==, d", -7, 19)]
)
def test_marker_reaches_as_far_as_the_letters_beside_it(text: str, left: float, right: float) -> None:
    # Letters are 10 px wide with ink up to 1 px from their edges; the padding of the marker is 6 px.
    body = f"layers: [{{text: '{text}', size: 20px, marker: accent, strip-padding: [90%, 20%], at: top left}}]"
    ((x, _, w, _),) = fills(scene(body, CANVAS))
    assert (x, x + w) == pytest.approx((left, right))


def test_marker_of_a_smaller_line_of_a_stack_is_no_higher_than_that_line() -> None:
    keys = "size: 20px..200px, fit: lines, emphasis: accent, emphasis-style: marker, strip-padding: [0, 0], width: 99px"
    found = scene(f"layers: [{{text: 'ab\\n*abcdef*', {keys}}}]", CANVAS)
    (text,) = (item for item in found.texts() if item.text)
    large, small = (line.runs[0].size for line in text.lines)
    assert small < 0.7 * large
    ((_, _, _, height),) = fills(found)
    assert height < 1.1 * small
