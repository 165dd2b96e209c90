"""Scenes to pixels: opacity, texts, transparent backgrounds, and the shared backdrop."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from memegen.core.diagnostics import DiagnosticError
from memegen.images import Photos
from memegen.rendering.painter import paint
from memegen.rendering.stroke import stroke_glyph
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import (
    Fill,
    Font,
    Group,
    Item,
    Line,
    Linear,
    Paint,
    Picture,
    Radial,
    Shadow,
    Stroke,
)
from memegen.scene.scene import Scene, backdrop_pictures
from memegen.text.fonts import Library
from tests.helpers.bundle_painting import BLACK, BLUE, CLEAR, LIBRARY, RED, WHITE, at, box, drawn, fading, word
from tests.helpers.paths import BUNDLE


def test_opacity_mixes_with_the_background() -> None:
    for shape in (box(0, 0, 20, 20, BLACK.multiply_alpha(0.4)), box(-5, -5, 40, 40, BLACK.multiply_alpha(0.4), 3)):
        assert at(drawn(shape), 10, 10) == pytest.approx((153,) * 3, abs=1)


def test_letter_fills_the_box_of_its_ink() -> None:
    image = drawn(word("H", 100, 10, 110), size=(80, 120))
    ink = LIBRARY.face(Font("Anton")).ink(LIBRARY.face(Font("Anton")).shape("H", language="en")[0].glyph)
    left, top, right, bottom = image.convert("L").point(lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    assert (left, top) == pytest.approx((10 + ink.x * 100, 110 + ink.y * 100), abs=1)
    assert (right, bottom) == pytest.approx((10 + ink.right * 100, 110), abs=1)


def test_run_has_its_own_colour() -> None:
    one, other = word("H", 100, 0, 100, RED), word("H", 100, 60, 100, BLUE)
    line = Line("HH", 0, 100, (one.lines[0].runs[0], other.lines[0].runs[0]))
    shifted = replace(line.runs[1], glyphs=tuple(glyph._replace(x=60) for glyph in line.runs[1].glyphs))
    both = replace(one, lines=(replace(line, runs=(line.runs[0], shifted)),))
    image = drawn(both, size=(120, 110))
    assert at(image, 12, 60) == (255, 0, 0)
    assert at(image, 72, 60) == (0, 0, 255)


@pytest.mark.parametrize("join", ["round", "miter", "bevel"])
def test_stroke_is_centred_on_the_edge_and_under_the_letter(join: str) -> None:
    plain = drawn(word("H", 100, 20, 120, RED), size=(100, 140))
    image = drawn(word("H", 100, 20, 120, RED, stroke=Stroke(BLUE, 6, join)), size=(100, 140))
    before = (plain.getchannel("G").point(lambda value: 255 - value)).getbbox() or (0, 0, 0, 0)
    after = (image.getchannel("G").point(lambda value: 255 - value)).getbbox() or (0, 0, 0, 0)
    assert after == (before[0] - 6, before[1] - 6, before[2] + 6, before[3] + 6)
    for x in range(100):
        if at(plain, x, 90) == (255, 0, 0):
            assert at(image, x, 90) == (255, 0, 0)
    # The corner tells the joins apart.
    corner = at(image, before[0] - 5, before[1] - 5)
    assert (corner == (0, 0, 255)) is (join == "miter")


def test_strokes_of_neighbours_do_not_add_up_at_their_edges() -> None:
    image = drawn(word("MILL", 60, 10, 79.5, WHITE, stroke=Stroke(BLACK, 6.25, "miter")), size=(140, 100))
    row = {at(image, x, 85)[0] for x in range(20, 60)}
    assert len(row) == 1


def test_letter_without_ink_has_no_stroke() -> None:
    face = LIBRARY.face(Font("Anton"))
    assert stroke_glyph(face, face.shape(" ", language="en")[0].glyph, 100, "round") is None


def test_text_shadow_is_offset_and_blurred() -> None:
    hard = drawn(word("I", 100, 20, 110, WHITE, shadow=Shadow(BLACK, 30, 0)), size=(100, 120))
    soft = drawn(word("I", 100, 20, 110, WHITE, shadow=Shadow(BLACK, 30, 0, 10)), size=(100, 120))
    middle = 20 + 30 + 12
    assert at(hard, middle, 60) == (0, 0, 0)
    assert 0 < at(soft, middle, 60)[0] < 160
    assert at(soft, middle + 16, 60)[0] < 250


def test_unknown_font_raises_a_diagnostic() -> None:
    text = word("H", 20, 0, 20)
    run = replace(text.lines[0].runs[0], font=Font("Nowhere"))
    with pytest.raises(DiagnosticError, match="Nowhere"):
        drawn(replace(text, lines=(replace(text.lines[0], runs=(run,)),)))


def test_transparent_background_keeps_straight_colours() -> None:
    image = drawn(box(4, 4, 8, 8, RED.multiply_alpha(0.5)), box(0, 14.5, 20, 3, BLUE), ground=CLEAR)
    assert image.mode == "RGBA"
    assert at(image, 6, 6) == pytest.approx((255, 0, 0, 128), abs=1)
    assert at(image, 6, 14) == pytest.approx((0, 0, 255, 128), abs=1)
    assert at(image, 1, 1)[3] == 0
    assert at(drawn(ground=RED.multiply_alpha(0.5)), 1, 1) == pytest.approx((255, 0, 0, 128), abs=1)


def test_gradient_on_a_transparent_background_keeps_its_opacity() -> None:
    image = drawn(box(0, 0, 20, 20, Linear(0, 0, 20, 0, fading(RED))), ground=CLEAR)
    assert at(image, 10, 3) == pytest.approx((255, 0, 0, 121), abs=4)


def test_equal_scenes_give_equal_pixels(quarters: str) -> None:
    items: list[Item] = [
        Picture(quarters, Box(0, 0, 40, 40), Box(0, 0, 60, 60), blur=3),
        box(0, 0, 60, 60, Linear(0, 60, 10, 0, fading(BLACK))),
        word("Aa", 30, 5, 50, WHITE, stroke=Stroke(BLACK, 2), shadow=Shadow(BLACK, 2, 2, 5)),
        Group((box(5, 5, 20, 9, Radial(10, 9, 9, 5, fading(RED))),), 0.8, 12, (10, 10), Shadow(BLACK, 1, 1, 3)),
    ]
    scene = Scene(60, 60, WHITE, tuple(items))
    photos = Photos()
    first = paint(scene, LIBRARY, photos).image
    first_bytes = first.tobytes()
    # What is given away may be changed; what is kept may not be changed by it.
    first.paste((1, 2, 3), (0, 0, 60, 60))
    assert paint(scene, LIBRARY, photos).image.tobytes() == first_bytes
    assert paint(scene, Library(BUNDLE), Photos()).image.tobytes() == first_bytes


@pytest.mark.parametrize("ground", [WHITE, CLEAR])
def test_fill_of_the_whole_canvas_equals_fills_of_its_halves(quarters: str, ground: Color) -> None:
    def halves(paint: Paint) -> tuple[Fill, Fill]:
        return box(0, 0, 40, 17, paint), box(0, 17, 40, 23, paint)

    photos = Photos()
    picture = Picture(quarters, Box(0, 0, 40, 40), Box(0, 0, 40, 40))
    shade, blue = RED.multiply_alpha(0.5), BLUE.multiply_alpha(0.3)
    over: list[Item] = [*halves(shade), box(3, 3, 9, 9, BLUE), *halves(blue), word("Aa", 20, 5, 30, WHITE)]
    whole: list[Item] = [
        box(0, 0, 40, 40, shade),
        box(3, 3, 9, 9, BLUE),
        box(0, 0, 40, 40, blue),
        word("Aa", 20, 5, 30, WHITE),
    ]
    bare = paint(Scene(40, 40, ground, (picture,)), LIBRARY, photos).image.tobytes()
    for i in (0, 1, 2, len(whole)):
        one = paint(Scene(40, 40, ground, (picture, *whole[:i])), LIBRARY, photos).image
        two = paint(Scene(40, 40, ground, (picture, *over[: i + (i > 0) + (i > 2)])), LIBRARY, photos).image
        assert one.tobytes() == two.tobytes()
        # Nor is the picture itself changed, which other cards share.
        assert paint(Scene(40, 40, ground, (picture,)), LIBRARY, photos).image.tobytes() == bare


def test_blended_group_below_the_first_text_is_part_of_the_shared_backdrop(quarters: str) -> None:
    picture = Picture(quarters, Box(0, 0, 40, 40), Box(0, 0, 20, 20))
    red = box(0, 0, 20, 20, RED)
    shade = Group((red, picture), blend="multiply")
    photos = Photos()
    scenes = [Scene(20, 20, WHITE, (picture, shade, word(text, 9, 2, 12))) for text in "ab"]
    one, other = (paint(scene, LIBRARY, photos).backdrop.backdrop for scene in scenes)
    assert one is other
    assert backdrop_pictures(shade) == [picture]
    # A group with a text is none; nor is one that may well differ from card to card.
    assert backdrop_pictures(Group((word("a", 9, 2, 12),), blend="multiply")) is None
    assert backdrop_pictures(Group((picture,), rotate=3)) is None
    assert backdrop_pictures(Group((shade, picture), clip=red.outline)) == [picture, picture]


def test_changed_picture_file_is_painted_again(quarters: str) -> None:
    scene = Scene(8, 8, WHITE, (Picture(quarters, Box(0, 0, 8, 8), Box(0, 0, 8, 8)),))
    photos = Photos()
    assert at(paint(scene, LIBRARY, photos).image, 3, 3) == (255, 0, 0)
    Image.new("RGB", (41, 41), (1, 2, 3)).save(quarters)
    assert at(paint(scene, LIBRARY, photos).image, 3, 3) == (1, 2, 3)
