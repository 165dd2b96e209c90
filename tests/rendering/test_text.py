"""Rotated glyphs, gradients through letters, and colour glyphs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from memegen.rendering.group import ink_bounds
from memegen.scene.affine import IDENTITY
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Linear, Shadow, Stop, Stroke
from memegen.scene.path import rectangle
from memegen.text.fonts import Library
from tests.helpers.paintbox import (
    BIG,
    BLACK,
    BLUE,
    CLEAR,
    CROSS,
    NESTED,
    OLD,
    OWN,
    RED,
    SLOPE,
    WHITE,
    alike,
    at,
    drawn,
    text,
    tiny,
    tiny_library,
    word,
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return tiny_library(tmp_path_factory.mktemp("fonts"))


# Colour glyphs


@pytest.mark.parametrize("glyph", [NESTED, OLD])
@pytest.mark.parametrize("ground", [WHITE, CLEAR])
def test_layers_of_a_colour_glyph_are_at_their_positions(library: Library, glyph: int, ground: Color) -> None:
    image = drawn(library, text(tiny(glyph)), ground=ground)
    for x, y in ((10, 10), (29, 10), (10, 29), (14, 20)):
        assert at(image, x, y)[:3] == (255, 0, 0)
    for x, y in ((15, 15), (24, 24)):
        assert at(image, x, y)[:3] == (0, 0, 255)
    for x, y in ((9, 20), (30, 20), (20, 9), (20, 30)):
        assert at(image, x, y) == ((255, 255, 255) if ground is WHITE else (0, 0, 0, 0))


def test_gradient_in_a_colour_glyph_rotates_with_it(library: Library) -> None:
    upright = drawn(library, text(tiny(SLOPE)))
    assert at(upright, 11, 20) == pytest.approx((236, 0, 19), abs=5)
    assert at(upright, 28, 20) == pytest.approx((19, 0, 236), abs=5)
    turned = drawn(library, Group((text(tiny(SLOPE)),), rotate=90, center=(20, 20)))
    assert at(turned, 20, 11) == pytest.approx((236, 0, 19), abs=5)
    assert at(turned, 20, 28) == pytest.approx((19, 0, 236), abs=5)


@pytest.mark.parametrize("glyph", [NESTED, SLOPE, OLD, BIG])
@pytest.mark.parametrize("degrees", [90, 180, 30])
def test_rotated_glyph_equals_glyph_in_a_rotated_group(library: Library, glyph: int, degrees: float) -> None:
    by_glyph = drawn(library, text(tiny(glyph, turn=degrees), x=20, y=20))
    by_group = drawn(library, Group((text(tiny(glyph), x=20, y=20),), rotate=degrees, center=(20, 20)))
    assert by_glyph.tobytes() == by_group.tobytes()
    assert len(by_glyph.getcolors(1600) or []) > 1


def test_edges_of_a_colour_glyph_have_no_dark_fringe(library: Library) -> None:
    for degrees in (0, 20):
        run = Group((text(tiny(OWN, fill=RED), x=10.5, y=30.25),), rotate=degrees, center=(20, 20))
        assert drawn(library, run).getchannel("R").getextrema() == (255, 255)
        clear = drawn(library, run, ground=CLEAR)
        assert {pixel[:3] for _, pixel in clear.getcolors(1600) or [] if pixel[3] > 3} == {(255, 0, 0)}  # type: ignore[index]


@pytest.mark.parametrize("ground", [WHITE, Color(40, 90, 160)])
def test_text_on_a_composited_layer_equals_text_on_the_background(library: Library, ground: Color) -> None:
    item = text(tiny(NESTED, size=17.3), tiny(BIG, 9, RED), tiny(SLOPE, 14.2, size=11), x=8.3, y=27.6)
    item = replace(item, stroke=Stroke(BLACK, 1.5), shadow=Shadow(BLACK.multiply_alpha(0.5), 2, 3, 2))
    direct, clear = drawn(library, item, ground=ground), drawn(library, item, ground=CLEAR)
    laid = Image.new("RGBA", clear.size, (*ground.rgb, 255))
    laid.alpha_composite(clear)
    assert alike(direct, laid, 2)


def test_later_glyph_covers_earlier_one(library: Library) -> None:
    image = drawn(library, text(tiny(BIG, 0, BLACK), tiny(NESTED, 8), tiny(BIG, 16, Color(0, 255, 0)), x=2))
    assert at(image, 6, 20) == (0, 0, 0)
    assert at(image, 12, 20) == (255, 0, 0)
    assert at(image, 20, 20) == (0, 255, 0)


def test_foreground_layer_of_a_colour_glyph_has_the_texts_colour(library: Library) -> None:
    assert at(drawn(library, text(tiny(OWN, fill=BLUE))), 20, 20) == (0, 0, 255)
    # A gradient's first colour, however faint it begins.
    stops = (Stop(0, RED.multiply_alpha(0.1)), Stop(1, BLUE))
    painted = replace(text(tiny(OWN, fill=None)), paint=Linear(0, 0, 40, 0, stops))
    assert at(drawn(library, painted), 20, 20) == (255, 0, 0)


def test_colour_glyph_has_the_opacity_of_its_text(library: Library) -> None:
    faint = drawn(library, text(tiny(NESTED, fill=BLACK.multiply_alpha(0.5))))
    grouped = drawn(library, Group((text(tiny(NESTED)),), opacity=0.5))
    assert at(faint, 11, 11) == pytest.approx((255, 128, 128), abs=1)
    assert alike(faint, grouped)


def test_colour_glyph_casts_the_shadow_of_its_shape(library: Library) -> None:
    shadow = replace(text(tiny(NESTED, size=10), tiny(BIG, 10, RED, 10), x=4, y=14), shadow=Shadow(BLACK, 3, 12))
    image = drawn(library, shadow)
    for x in (8, 12, 18, 26):
        assert at(image, x, 20) == (0, 0, 0)
    assert at(image, 6, 20) == at(image, 27, 20) == (255, 255, 255)


def test_stroke_surrounds_a_colour_glyph(library: Library) -> None:
    for glyph in (NESTED, OLD):
        image = drawn(library, replace(text(tiny(glyph)), stroke=Stroke(BLACK, 4, "miter")))
        assert at(image, 20, 6) == at(image, 33, 20) == (0, 0, 0)
        # It is always round.
        assert at(image, 6, 6) == (255, 255, 255)
        assert at(image, 10, 10) == (255, 0, 0)
        assert at(image, 20, 20) == (0, 0, 255)


def test_overlapping_contours_are_stroked_as_one(library: Library) -> None:
    image = drawn(library, replace(text(tiny(CROSS, fill=None)), stroke=Stroke(BLACK, 2, "miter")))
    bars = (rectangle(Box(8, 16, 24, 8)), rectangle(Box(16, 8, 8, 24)))
    assert alike(image, drawn(library, *(Fill(bar, BLACK) for bar in bars)))


# Rotated letters


def test_rotated_letters_have_stroke_and_shadow(library: Library) -> None:
    run = word(library, "R", 30, RED)
    straight = replace(text(run, x=30, y=20), stroke=Stroke(BLUE, 3, "miter"))
    by_group = Group((straight,), rotate=70, center=(30, 20))
    alone = replace(run, glyphs=(run.glyphs[0]._replace(turn=70),))
    by_glyph = replace(straight, lines=(replace(straight.lines[0], runs=(alone,)),))
    plain = drawn(library, by_glyph, size=(80, 80), ground=CLEAR)
    assert plain.tobytes() == drawn(library, by_group, size=(80, 80), ground=CLEAR).tobytes()
    # The shadow falls as the text lies, not as its letters do.
    shaded = drawn(library, replace(by_glyph, shadow=Shadow(BLACK, 5, 9)), size=(80, 80), ground=CLEAR)
    left, top, right, bottom = plain.getbbox() or (0, 0, 0, 0)
    assert shaded.getbbox() == (left, top, right + 5, bottom + 9)


def test_ink_bounds_of_a_ring_of_letters_contain_its_ink(library: Library) -> None:
    run = word(library, "MWQj", 30)
    glyphs = tuple(glyph._replace(x=0, y=0, turn=90 * step) for step, glyph in enumerate(run.glyphs))
    ring = replace(text(replace(run, glyphs=glyphs), x=80, y=80), box=Box(50, 50, 60, 60), stroke=Stroke(RED, 4))
    item = Group((ring,), rotate=20, center=(80, 80), shadow=Shadow(BLACK, 3, 5, 4))
    left, top, right, bottom = drawn(library, item, size=(160, 160), ground=CLEAR).getbbox() or (0,) * 4
    assert ink_bounds([item], IDENTITY).contains(Box(left, top, right - left, bottom - top), slack=1)


# Gradients through letters


def test_text_gradient_of_one_colour_equals_that_colour(library: Library) -> None:
    flat = text(word(library, "Hi", 30, RED), x=3)
    same = replace(text(word(library, "Hi", 30, None), x=3), paint=Linear(0, 0, 40, 9, (Stop(0, RED), Stop(1, RED))))
    assert drawn(library, flat).tobytes() == drawn(library, same).tobytes()
    turned = [drawn(library, Group((item,), rotate=25, center=(20, 20))) for item in (flat, same)]
    assert turned[0].tobytes() == turned[1].tobytes()


def test_text_gradient_spans_all_letters_without_a_colour(library: Library) -> None:
    ends = Linear(0, 0, 40, 0, (Stop(0, RED), Stop(1, BLUE)))
    item = replace(text(tiny(BIG, 0, None, 10), tiny(BIG, 12, BLACK, 10), tiny(BIG, 24, None, 10), x=2), paint=ends)
    image = drawn(library, item)
    ground = drawn(library, Fill(rectangle(Box(0, 0, 40, 40)), ends))
    for x in (4, 10, 27, 34):
        assert at(image, x, 25) == pytest.approx(at(ground, x, 25), abs=1)
    assert at(image, 18, 25) == (0, 0, 0)
    turned = drawn(library, Group((item,), rotate=180, center=(20, 25)))
    assert at(turned, 35, 25) == pytest.approx(at(image, 4, 25), abs=2)
