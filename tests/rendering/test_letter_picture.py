"""Pictures inside letters: pixels, and the contrast with what is behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.images import Photos
from memegen.rendering.painter import paint
from memegen.scene.color import Color, contrast
from memegen.scene.geometry import Box
from memegen.scene.items import Group, Item, Picture, Run, Stroke, Text
from memegen.scene.scene import Scene
from tests.helpers.bundle_painting import BLACK, BLUE, LIBRARY, RED, WHITE, at, drawn, word

SIZE = (120, 80)


def filled(picture: str, crop: Box, stroke: Stroke | None = None) -> Text:
    """The letter I twice, 60 pixels high, that show a part of a picture."""
    plain = word("II", 70, 20, 70)
    line = plain.lines[0]
    runs = tuple(Run(run.font, run.size, None, run.glyphs) for run in line.runs)
    box = Box(20, 10, 40, 60)
    lines = (replace(line, runs=runs),)
    return replace(plain, box=box, lines=lines, picture=Picture(picture, crop, box), needs=3, stroke=stroke)


def measured(*items: Item, ground: Color = WHITE) -> float | None:
    (found,) = paint(Scene(*SIZE, ground, items), LIBRARY, Photos(), measuring=True).contrasts
    return found


def test_letters_show_the_picture_and_nothing_else_does(quarters: str) -> None:
    image = drawn(filled(quarters, Box(0, 0, 40, 40)), size=SIZE)
    # The first letter stands on the left half of the picture: red above, blue below.
    assert at(image, 32, 20) == (255, 0, 0) and at(image, 32, 60) == (0, 0, 255)
    assert at(image, 48, 20) == (0, 255, 0)
    assert at(image, 10, 40) == at(image, 110, 40) == (255, 255, 255)


def test_picture_turns_with_its_letters(quarters: str) -> None:
    group = Group((filled(quarters, Box(0, 0, 40, 40)),), rotate=180, center=(50, 40))
    image = drawn(group, size=SIZE)
    assert at(image, 100 - 32, 80 - 20) == pytest.approx((255, 0, 0), abs=9)
    assert at(image, 100 - 32, 80 - 60) == pytest.approx((0, 0, 255), abs=9)


def test_contrast_is_that_of_the_picture_with_what_is_behind(quarters: str) -> None:
    red = filled(quarters, Box(0, 0, 19, 19))
    assert measured(red) == pytest.approx(contrast(RED, WHITE), abs=0.1)
    assert measured(red, ground=BLUE) == pytest.approx(contrast(RED, BLUE), abs=0.1)
    # A quarter of it is white.
    faint = measured(filled(quarters, Box(0, 0, 40, 40)))
    assert faint and faint < 2


def test_outline_parts_the_picture_from_what_is_behind(quarters: str) -> None:
    outlined = filled(quarters, Box(0, 0, 19, 19), stroke=Stroke(BLACK, 4))
    assert measured(outlined, ground=RED) == pytest.approx(contrast(RED, BLACK), abs=0.1)


def test_words_in_a_colour_count_too(quarters: str) -> None:
    text = filled(quarters, Box(0, 0, 19, 19))
    line = text.lines[0]
    both = replace(text, lines=(replace(line, runs=(*line.runs, replace(line.runs[0], fill=WHITE))),))
    assert measured(both) == pytest.approx(1, abs=0.05)


def test_contrast_in_a_faint_group_is_not_measured(quarters: str) -> None:
    assert measured(Group((filled(quarters, Box(0, 0, 40, 40)),), opacity=0.5)) is None
