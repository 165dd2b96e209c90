"""Strips behind lines, and the colour of highlighted words."""

from __future__ import annotations

from memegen.layout.layers.marker import MARKER_CONTRAST, legible_color, strip_fill
from memegen.scene.color import BLACK, WHITE, Color, contrast
from memegen.scene.geometry import Box
from memegen.scene.path import bounds

GREY = Color(120, 120, 120)


def test_strip_extends_beyond_its_padding_for_ink_that_does() -> None:
    (padded,) = strip_fill([Box(0, 0, 100, 70)], BLACK, 10, 8, ascent=70, descent=0).outline
    assert bounds((padded,)) == Box(-10, -8, 120, 86)
    (extended,) = strip_fill([Box(0, 0, 100, 70)], BLACK, 10, 8, ascent=90, descent=20).outline
    assert bounds((extended,)) == Box(-10, -22, 120, 114)


def test_every_row_of_a_strip_is_a_contour() -> None:
    rows = [Box(0, 0, 100, 70), Box(0, 100, 50, 70)]
    assert len(strip_fill(rows, BLACK, 10, 8, ascent=70, descent=0).outline) == 2


def test_highlighted_words_keep_their_colour_only_if_legible() -> None:
    assert contrast(GREY, WHITE) < MARKER_CONTRAST < contrast(GREY, BLACK)
    assert legible_color(GREY, BLACK, [WHITE]) == GREY
    assert legible_color(GREY, WHITE, [BLACK]) == BLACK
    # The preferred colour is not legible, but nothing else is better.
    assert legible_color(GREY, WHITE, [WHITE]) == GREY
