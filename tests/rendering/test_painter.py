from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import pi
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from memegen.core.diagnostics import DiagnosticError
from memegen.images import Photos
from memegen.rendering.group import ink_bounds
from memegen.rendering.painter import paint
from memegen.rendering.rasterize import outline_mask
from memegen.rendering.stroke import stroke_glyph
from memegen.scene.affine import IDENTITY, Affine
from memegen.scene.color import Color
from memegen.scene.effects import Tone
from memegen.scene.geometry import Box
from memegen.scene.items import (
    Fill,
    Font,
    Glyph,
    Group,
    Item,
    Line,
    Linear,
    Paint,
    Picture,
    Radial,
    Run,
    Shadow,
    Stop,
    Stroke,
    Text,
)
from memegen.scene.path import Outline, ellipse, polygon, rectangle, rotate_outline
from memegen.scene.scene import Scene
from memegen.scene.window import Window
from memegen.text.fonts import Library
from tests.helpers.paths import BUNDLE

LIBRARY = Library(BUNDLE)
BLACK, WHITE, RED, BLUE = Color(0, 0, 0), Color(255, 255, 255), Color(255, 0, 0), Color(0, 0, 255)
CLEAR = Color(0, 0, 0, 0)


def drawn(*items: Item, size: tuple[int, int] = (20, 20), ground: Color = WHITE) -> Image.Image:
    return paint(Scene(*size, ground, items), LIBRARY, Photos()).image


def at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel


def box(x: float, y: float, w: float, h: float, paint: Paint = BLACK, radius: float = 0) -> Fill:
    return Fill(rectangle(Box(x, y, w, h), radius), paint)


def word(
    text: str, size: float, x: float, y: float, fill: Color = BLACK, family: str = "Anton", **more: object
) -> Text:
    face = LIBRARY.face(Font(family))
    glyphs, advance = [], 0.0
    for shaped in face.shape(text, language="en"):
        glyphs.append(Glyph(shaped.glyph, advance * size, 0))
        advance += shaped.advance
    line = Line(text, x, y, (Run(face.font, size, fill, tuple(glyphs)),))
    plain = Text("t", text, size, Box(x, y - size, advance * size, size), (line,))
    return replace(plain, **more)  # type: ignore[arg-type]


# Coverage


def coverage(outline: Outline, affine: Affine = IDENTITY, size: tuple[int, int] = (20, 20)) -> float:
    """The area that a mask covers, in pixels."""
    mask = outline_mask(outline, affine, Window(0, 0, *size))
    return ImageStat.Stat(mask.to_image()).sum[0] / 255 if mask else 0


def test_rectangle_between_pixels_covers_each_in_part() -> None:
    image = drawn(box(2.5, 3.25, 4, 2))
    assert at(image, 4, 4) == (0, 0, 0)
    assert at(image, 2, 4) == at(image, 6, 4) == pytest.approx((128,) * 3, abs=1)
    assert at(image, 4, 3) == pytest.approx((64,) * 3, abs=1)
    assert at(image, 4, 5) == pytest.approx((191,) * 3, abs=1)
    assert at(image, 2, 3) == pytest.approx((255 - 0.375 * 255,) * 3, abs=1)
    assert at(image, 1, 4) == at(image, 7, 4) == at(image, 4, 2) == at(image, 4, 6) == (255, 255, 255)


def test_rectangle_on_whole_pixels_is_sharp_at_any_size() -> None:
    for size in (20, 3000, 8000):
        mask = outline_mask(rectangle(Box(3, 3, size - 6, size - 6)), IDENTITY, Window(0, 0, size, size))
        assert mask
        assert (mask.window, mask.image) == (Window(3, 3, size - 6, size - 6), None)


@pytest.mark.parametrize("side", [10.0, 99.9, 1080.3, 7990.5])
def test_edges_of_a_box_are_exact(side: float) -> None:
    mask = outline_mask(rectangle(Box(0.3, 0.3, side, 1)), IDENTITY, Window(0, 0, 8000, 3))
    assert mask
    assert mask.image
    first, last = mask.image.getpixel((0, 0)), mask.image.getpixel((mask.window.w - 1, 0))
    assert first == pytest.approx(0.7 * 0.7 * 255, abs=1.5)
    assert last == pytest.approx((0.3 + side) % 1 * 0.7 * 255, abs=1.5)


@pytest.mark.parametrize("size", [18, 1000, 7900])
def test_ellipse_covers_the_area_of_a_circle(size: int) -> None:
    area = coverage(ellipse(Box(1.5, 1.5, size, size)), size=(size + 3, size + 3))
    assert area == pytest.approx(pi * size * size / 4, rel=1e-3 + 0.1 / size)


def test_outline_is_clipped_to_the_canvas() -> None:
    far = rectangle(Box(-1e6, -5, 2e6, 10.5), 3)
    mask = outline_mask(far, IDENTITY, Window(0, 0, 20, 20))
    assert mask
    assert mask.window == Window(0, 0, 20, 6)
    assert coverage(far) == pytest.approx(20 * 5.5, rel=0.01)
    assert outline_mask(rectangle(Box(30, 30, 5, 5), 1), IDENTITY, Window(0, 0, 20, 20)) is None
    assert drawn(box(-50, -50, 10, 10), box(90.5, 0, 4, 4)).getcolors() == [(400, (255, 255, 255))]


def test_reversed_contour_is_a_hole() -> None:
    (outer,), (inner,) = rectangle(Box(2, 2, 16, 16)), rectangle(Box(6, 6, 8, 8))
    image = drawn(Fill((outer, inner[::-1]), BLACK))
    assert at(image, 3, 3) == (0, 0, 0)
    assert at(image, 10, 10) == (255, 255, 255)
    assert at(drawn(Fill((outer, inner), BLACK)), 10, 10) == (0, 0, 0)


def test_outline_without_area_paints_nothing() -> None:
    for outline in ((), ((),), polygon([(1, 1), (9, 9)]), rectangle(Box(3, 3, 0, 8)), rectangle(Box(3.5, 3, 0, 0), 2)):
        assert drawn(Fill(outline, BLACK)).getcolors() == [(400, (255, 255, 255))]


def test_opacity_mixes_with_the_background() -> None:
    for shape in (box(0, 0, 20, 20, BLACK.multiply_alpha(0.4)), box(-5, -5, 40, 40, BLACK.multiply_alpha(0.4), 3)):
        assert at(drawn(shape), 10, 10) == pytest.approx((153,) * 3, abs=1)


# Gradients


def veil(color: Color, steps: int = 16) -> tuple[Stop, ...]:
    return tuple(Stop(i / steps, color.multiply_alpha(1 - i / steps)) for i in range(steps + 1))


def test_gradient_begins_and_ends_in_its_colours() -> None:
    ends = (Stop(0, RED), Stop(1, BLUE))
    for gradient in (Linear(0, 20, 0, 80, ends), Linear(0.001, 20, 0, 80, ends), Radial(0.5, 20, 60, 60, ends)):
        image = drawn(box(0, 0, 1, 100, gradient), size=(1, 100))
        middle = at(image, 0, 49)
        assert at(image, 0, 99) == (0, 0, 255)
        assert middle == pytest.approx((127, 0, 127), abs=6)
        assert at(image, 0, 20) == pytest.approx((255, 0, 0), abs=5)
    assert at(drawn(box(0, 0, 1, 100, Linear(0, 20, 0, 80, ends)), size=(1, 100)), 0, 5) == (255, 0, 0)


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("across", [False, True])
def test_gradient_along_an_axis_equals_one_nearly_along_it(backwards: bool, across: bool) -> None:
    ends = [(0.0, 0.0), (0.0, 64.0)][:: -1 if backwards else 1]
    (ax, ay), (bx, by) = [point[:: -1 if across else 1] for point in ends]
    stops = (Stop(0.1, RED), Stop(0.4, BLUE.multiply_alpha(0.5)), Stop(1, Color(0, 255, 0, 0.2)))
    straight = drawn(box(0, 0, 64, 64, Linear(ax, ay, bx, by, stops)), size=(64, 64), ground=CLEAR)
    leaning = drawn(box(0, 0, 64, 64, Linear(ax, ay, bx + 0.02, by + 0.02, stops)), size=(64, 64), ground=CLEAR)
    for x, y in ((5, 5), (20, 50), (50, 20), (60, 60)):
        assert at(straight, x, y) == pytest.approx(at(leaning, x, y), abs=4)


def test_long_dark_gradient_has_no_bands() -> None:
    ends = (Stop(0, Color(20, 20, 20)), Stop(1, Color(30, 30, 30)))
    for gradient in (Linear(0, 0, 0, 640, ends), Linear(0, 0, 0.5, 640, ends)):
        image = drawn(box(0, 0, 64, 640, gradient), size=(64, 640)).convert("L")
        # Over any 32 rows the mean rises steadily, which a band of one level (64 rows) would not.
        means = [ImageStat.Stat(image.crop((0, y, 64, y + 32))).mean[0] for y in range(0, 640, 32)]
        steps = [after - before for before, after in pairwise(means)]
        assert min(steps) > 0.4
        assert max(steps) < 0.6


def test_translucent_gradient_on_a_uniform_background_has_no_bands() -> None:
    gradient = Linear(0, 0, 0, 640, (Stop(0, Color(40, 40, 40)), Stop(1, Color(40, 40, 40, 0))))
    image = drawn(box(0, 0, 64, 640, gradient), size=(64, 640), ground=Color(30, 30, 30)).convert("L")
    means = [ImageStat.Stat(image.crop((0, y, 64, y + 32))).mean[0] for y in range(0, 640, 32)]
    steps = [before - after for before, after in pairwise(means)]
    assert min(steps) > 0.4
    assert max(steps) < 0.6


def test_transparent_end_of_a_gradient_neither_darkens_nor_greys() -> None:
    for end in (RED.multiply_alpha(0), CLEAR):
        gradient = Linear(0, 0, 20, 0, (Stop(0, RED), Stop(1, end)))
        image = drawn(box(0, 0, 20, 20, gradient))
        reds, greens, _ = zip(*(at(image, x, 10) for x in range(20)), strict=True)
        assert set(reds) == {255}
        assert greens[10] == pytest.approx(134, abs=3)
        # Over a ground that is not flat the veil itself is laid on.
        mixed = drawn(box(0, 0, 20, 4, BLUE), box(0, 0, 20, 20, gradient))
        assert at(mixed, 10, 10) == pytest.approx(at(image, 10, 10), abs=2)


def test_translucent_gradient_over_a_photo_mixes_by_its_opacity() -> None:
    image = drawn(box(0, 0, 10, 20, BLUE), box(0, 0, 20, 20, Linear(0, 20, 0, 0, veil(BLACK))))
    assert at(image, 2, 19) == pytest.approx((0, 0, 6), abs=2)
    assert at(image, 15, 10) == pytest.approx((121,) * 3, abs=4)
    assert at(image, 15, 0) == pytest.approx((249,) * 3, abs=4)


def test_gradient_rotates_with_its_group() -> None:
    fade = (Stop(0, RED), Stop(1, BLUE))
    for gradient in (Linear(0, 10, 20, 10, fade), Radial(20, 10, 20, 3, fade[::-1])):
        upright = drawn(box(0, 0, 20, 20, gradient))
        level = drawn(Group((box(0, 0, 20, 20, gradient),), rotate=90, center=(10, 10)))
        for x, y in ((3, 10), (10, 10), (16, 12), (12, 4)):
            assert at(level, 19 - y, x) == pytest.approx(at(upright, x, y), abs=8)


# Groups


def test_rotation_is_clockwise_about_the_centre() -> None:
    image = drawn(Group((box(10, 4, 2, 2),), rotate=90, center=(10, 10)))
    assert at(image, 14, 10) == at(image, 15, 11) == (0, 0, 0)
    assert at(image, 10, 4) == (255, 255, 255)
    nested = Group((Group((box(10, 4, 2, 2),), rotate=45, center=(10, 10)),), rotate=45, center=(10, 10))
    assert at(drawn(nested), 14, 10) == pytest.approx((0, 0, 0), abs=1)


def test_rotated_outline_equals_outline_in_a_rotated_group() -> None:
    star = polygon([(10, 2), (12, 14), (3, 7)])
    for degrees in (10, 137.5):
        by_group = drawn(Group((Fill(star, BLACK),), rotate=degrees, center=(9, 9)))
        by_outline = drawn(Fill(rotate_outline(star, degrees, (9, 9)), BLACK))
        for one, other in zip(by_group.tobytes(), by_outline.tobytes(), strict=True):
            assert abs(one - other) <= 2


def test_group_is_composited_as_one() -> None:
    pair = (box(0, 0, 12, 12, RED), box(8, 8, 12, 12, BLUE))
    image = drawn(Group(pair, opacity=0.5))
    assert at(image, 2, 2) == pytest.approx((255, 128, 128), abs=1)
    # Where they overlap only the upper one shows.
    assert at(image, 10, 10) == at(image, 15, 15) == pytest.approx((128, 128, 255), abs=1)
    assert drawn(Group(pair, opacity=0)).getcolors() == [(400, (255, 255, 255))]
    assert drawn(Group(pair)).tobytes() == drawn(*pair).tobytes()


def test_opaque_group_on_a_layer_equals_its_items() -> None:
    items = (box(2.3, 2.7, 9.9, 9, RED.multiply_alpha(0.7), 3), word("Rg", 14, 3, 16))
    direct, layered = drawn(*items), drawn(Group(items, shadow=Shadow(CLEAR, 0, 0)))
    for one, other in zip(direct.tobytes(), layered.tobytes(), strict=True):
        assert abs(one - other) <= 3


def test_shadow_offset_of_a_group_does_not_rotate() -> None:
    for degrees in (0, 90, 180):
        square = (box(6, 6, 8, 8, RED),)
        image = drawn(Group(square, rotate=degrees, center=(10, 10), shadow=Shadow(BLACK, 0, 4)))
        assert at(image, 10, 16) == (0, 0, 0)
        assert at(image, 10, 4) == (255, 255, 255)
        assert at(image, 10, 10) == (255, 0, 0)


def test_shadow_is_not_visible_through_its_group() -> None:
    shadow = Shadow(BLACK, 3, 0)
    image = drawn(Group((box(4, 4, 8, 8, RED),), opacity=0.5, shadow=shadow))
    assert at(image, 6, 6) == at(image, 10, 6) == pytest.approx((255, 128, 128), abs=1)
    assert at(image, 13, 6) == pytest.approx((128, 128, 128), abs=1)


def test_shadow_of_an_item_outside_the_canvas_is_visible() -> None:
    image = drawn(Group((box(-10, 5, 8, 8, RED),), shadow=Shadow(BLACK, 10, 0)))
    assert at(image, 3, 8) == (0, 0, 0)
    image = drawn(Group((box(-12, 0, 10, 20, RED),), shadow=Shadow(BLACK, 0, 0, 12)))
    assert at(image, 0, 10)[0] < 230


def test_blurred_shadow_keeps_its_total_coverage() -> None:
    square = box(-60, 90, 20, 20)
    for blur in (3.0, 10, 24, 40):
        images = [drawn(Group((square,), shadow=Shadow(BLACK, 140, 0, b)), size=(200, 200)) for b in (0, blur)]
        sharp, soft = (40000 * 255 - ImageStat.Stat(image.convert("L")).sum[0] for image in images)
        assert soft == pytest.approx(sharp, rel=0.03)
        assert at(images[1], 100, 100)[0] < 255 == at(images[0], 100, 100)[0]


def test_ink_bounds_contain_all_ink() -> None:
    shadow = Shadow(BLACK, 6, -3, 8)
    items: list[Item] = [
        Group((box(60, 60, 30, 9, RED, 4),), rotate=30, center=(70, 60), shadow=shadow),
        word("AVWjg", 40, 40, 90, stroke=Stroke(BLACK, 5, "miter"), shadow=shadow),
        Group((word("Qy", 30, 60, 80),), 0.5, -70, (70, 70)),
    ]
    for item in items:
        image = drawn(item, size=(200, 160), ground=CLEAR)
        ink = image.getchannel("A").getbbox()
        assert ink
        reach = ink_bounds([item], IDENTITY)
        assert reach.contains(Box(ink[0], ink[1], ink[2] - ink[0], ink[3] - ink[1]), slack=1)


# Text


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


# Pictures


@pytest.fixture
def quarters(tmp_path: Path) -> str:
    """40 × 40: red, green, blue, white."""
    image = Image.new("RGB", (40, 40), (255, 0, 0))
    image.paste((0, 255, 0), (20, 0, 40, 20))
    image.paste((0, 0, 255), (0, 20, 20, 40))
    image.paste((255, 255, 255), (20, 20, 40, 40))
    image.save(tmp_path / "quarters.png")
    return str(tmp_path / "quarters.png")


def test_picture_shows_its_crop_in_its_box(quarters: str) -> None:
    image = drawn(Picture(quarters, Box(26, 4, 10, 10), Box(5, 5, 10, 10)), ground=BLACK)
    assert at(image, 5, 5) == at(image, 14, 14) == (0, 255, 0)
    assert at(image, 4, 5) == at(image, 15, 14) == (0, 0, 0)


def test_picture_beyond_the_canvas_shows_the_visible_part(quarters: str) -> None:
    image = drawn(Picture(quarters, Box(0, 0, 40, 40), Box(-20, -20, 40, 40)))
    assert image.getcolors() == [(400, (255, 255, 255))]
    image = drawn(Picture(quarters, Box(0, 0, 40, 40), Box(0, -20, 40, 40)))
    assert at(image, 10, 10) == (0, 0, 255)
    assert drawn(Picture(quarters, Box(0, 0, 40, 40), Box(30, 0, 5, 5))).getcolors() == [(400, (255, 255, 255))]


def test_clip_limits_a_picture(quarters: str) -> None:
    picture = Picture(quarters, Box(0, 0, 20, 20), Box(0, 0, 20, 20), clip=ellipse(Box(4, 4, 12, 12)))
    image = drawn(picture)
    assert at(image, 10, 10) == (255, 0, 0)
    assert at(image, 4, 4) == at(image, 1, 10) == (255, 255, 255)
    assert drawn(replace(picture, clip=ellipse(Box(40, 40, 5, 5)))).getcolors() == [(400, (255, 255, 255))]


def test_transparent_picture_shows_the_background(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (20, 20))
    logo.paste((255, 0, 0, 128), (10, 0, 20, 20))
    logo.save(tmp_path / "logo.png")
    image = drawn(Picture(str(tmp_path / "logo.png"), Box(0, 0, 20, 20), Box(0, 0, 20, 20)), ground=BLUE)
    assert at(image, 3, 3) == (0, 0, 255)
    assert at(image, 16, 3) == pytest.approx((128, 0, 127), abs=1)


def test_rotated_picture_keeps_its_colours_to_the_edge(quarters: str) -> None:
    picture = Picture(quarters, Box(0, 0, 40, 40), Box(0, 0, 20, 20))
    image = drawn(Group((picture,), rotate=90, center=(10, 10)), ground=BLACK)
    assert [at(image, x, y) for x, y in ((0, 0), (19, 0), (0, 19), (19, 19))] == [
        (0, 0, 255),
        (255, 0, 0),
        (255, 255, 255),
        (0, 255, 0),
    ]
    red = Picture(quarters, Box(0, 0, 10, 10), Box(5, 5, 10, 10))
    tilted = drawn(Group((red,), rotate=30, center=(10, 10)))
    assert tilted.getchannel("R").getextrema() == (255, 255)


def test_picture_is_toned_and_blurred(quarters: str) -> None:
    whole = Picture(quarters, Box(0, 0, 40, 40), Box(0, 0, 20, 20), effects=(Tone((BLACK, RED)),))
    image = drawn(whole)
    assert at(image, 15, 15) == (255, 0, 0)
    # Red is the second darkest of four greys, of which the darkest has become black.
    assert 30 < at(image, 3, 3)[0] < 70
    assert at(image, 3, 3)[1:] == (0, 0)
    soft = at(drawn(replace(whole, effects=(), blur=6)), 10, 10)
    assert max(soft) - min(soft) < 40


# The canvas


def test_transparent_background_keeps_straight_colours() -> None:
    image = drawn(box(4, 4, 8, 8, RED.multiply_alpha(0.5)), box(0, 14.5, 20, 3, BLUE), ground=CLEAR)
    assert image.mode == "RGBA"
    assert at(image, 6, 6) == pytest.approx((255, 0, 0, 128), abs=1)
    assert at(image, 6, 14) == pytest.approx((0, 0, 255, 128), abs=1)
    assert at(image, 1, 1)[3] == 0
    assert at(drawn(ground=RED.multiply_alpha(0.5)), 1, 1) == pytest.approx((255, 0, 0, 128), abs=1)


def test_gradient_on_a_transparent_background_keeps_its_opacity() -> None:
    image = drawn(box(0, 0, 20, 20, Linear(0, 0, 20, 0, veil(RED))), ground=CLEAR)
    assert at(image, 10, 3) == pytest.approx((255, 0, 0, 121), abs=4)


def test_equal_scenes_give_equal_pixels(quarters: str) -> None:
    items: list[Item] = [
        Picture(quarters, Box(0, 0, 40, 40), Box(0, 0, 60, 60), blur=3),
        box(0, 0, 60, 60, Linear(0, 60, 10, 0, veil(BLACK))),
        word("Aa", 30, 5, 50, WHITE, stroke=Stroke(BLACK, 2), shadow=Shadow(BLACK, 2, 2, 5)),
        Group((box(5, 5, 20, 9, Radial(10, 9, 9, 5, veil(RED))),), 0.8, 12, (10, 10), Shadow(BLACK, 1, 1, 3)),
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


def test_changed_picture_file_is_painted_again(quarters: str) -> None:
    scene = Scene(8, 8, WHITE, (Picture(quarters, Box(0, 0, 8, 8), Box(0, 0, 8, 8)),))
    photos = Photos()
    assert at(paint(scene, LIBRARY, photos).image, 3, 3) == (255, 0, 0)
    Image.new("RGB", (41, 41), (1, 2, 3)).save(quarters)
    assert at(paint(scene, LIBRARY, photos).image, 3, 3) == (1, 2, 3)
