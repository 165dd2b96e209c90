"""Fills: gradients, blurred backdrops, and scrims without bands."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest
from PIL import Image, ImageChops, ImageStat

from memegen import Renderer
from memegen.images import Photos
from memegen.rendering.painter import paint
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Linear, Picture, Radial, Shadow, Stop
from memegen.scene.path import rectangle
from memegen.scene.scene import Scene
from memegen.text.fonts import Library
from tests.helpers.bundle_painting import BLACK, BLUE, CLEAR, RED, WHITE, at, box, drawn, fading
from tests.helpers.stage import CANVAS, complaints, scene, template

INK, CLEAR_INK = Color(21, 21, 30), Color(21, 21, 30, 0)


def fill(layers: str) -> Fill:
    (found,) = scene(layers, CANVAS).items
    assert isinstance(found, Fill)
    return found


def test_scrim_blur_is_a_length() -> None:
    assert fill("layers: [{scrim: panel, blur: 3vmin}]").blur == pytest.approx(32.4)
    assert fill("layers: [{scrim: panel, height: 50%, blur: 5%}]").blur == pytest.approx(27)
    assert fill("layers: [{scrim: panel}]").blur == 0
    assert complaints(template, "layers: [{scrim: panel, blur: 3}]")


def test_blur_is_part_of_the_scenes_json() -> None:
    (plain,) = scene("layers: [{scrim: panel}]").to_json()["items"]
    (frosted,) = scene("layers: [{scrim: panel, blur: 3vmin}]").to_json()["items"]
    assert "blur" not in plain
    assert frosted == {**plain, "blur": 30.0}


@pytest.fixture
def stripes(tmp_path: Path) -> Picture:
    """Black and white stripes 8 pixels wide, on a canvas of 320 × 240."""
    image = Image.new("L", (320, 240))
    for x in range(0, 320, 16):
        image.paste(255, (x, 0, x + 8, 240))
    image.save(tmp_path / "stripes.png")
    return Picture(str(tmp_path / "stripes.png"), Box(0, 0, 320, 240), Box(0, 0, 320, 240))


def painted(*items: Item) -> Image.Image:
    return paint(Scene(320, 240, WHITE, items), Library.__new__(Library), Photos()).image.convert("RGB")


def spread(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    return ImageStat.Stat(image.convert("L").crop(box)).stddev[0]


def glass(paint: Color | Linear, blur: float = 20) -> Fill:
    return Fill(rectangle(Box(100, 60, 120, 120)), paint, blur)


def test_blur_affects_only_pixels_behind_the_fill(stripes: Picture) -> None:
    bare, frosted = painted(stripes), painted(stripes, glass(CLEAR_INK))
    assert spread(bare, (110, 70, 210, 170)) > 120
    assert spread(frosted, (110, 70, 210, 170)) < 3
    around = Image.new("L", (320, 240), 255)
    around.paste(0, (100, 60, 220, 180))
    assert ImageChops.multiply(ImageChops.difference(bare, frosted).convert("L"), around).getbbox() is None


def test_colour_is_composited_over_the_blur(stripes: Picture) -> None:
    clear, tinted = painted(stripes, glass(CLEAR_INK)), painted(stripes, glass(INK.multiply_alpha(0.5)))
    before, after = clear.getpixel((160, 120)), tinted.getpixel((160, 120))
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    assert all(abs(b - (a + ink) / 2) <= 1.5 for a, b, ink in zip(before, after, INK.rgb, strict=True))


def test_blur_includes_pixels_outside_the_fill(stripes: Picture) -> None:
    # The left half white, the right black: the glass over the right one lets in some of the light beside it.
    image = Image.new("L", (320, 240))
    image.paste(255, (0, 0, 100, 240))
    image.save(stripes.source)
    frosted = painted(stripes, glass(CLEAR_INK)).convert("L")
    assert frosted.getpixel((102, 120)) == pytest.approx(118, abs=12)
    assert frosted.getpixel((210, 120)) < 2  # type: ignore[operator]


def test_blur_fades_with_the_opacity_of_a_gradient(stripes: Picture) -> None:
    slope = Linear(0, 180, 0, 60, (Stop(0, INK.multiply_alpha(0.4)), Stop(1, CLEAR_INK)))
    frosted = painted(stripes, glass(slope))
    deviations = [spread(frosted, (110, y, 210, y + 10)) for y in (62, 90, 120, 150, 169)]
    assert deviations == sorted(deviations, reverse=True)
    assert deviations[0] > 100
    assert deviations[-1] < 20
    nothing = Linear(0, 180, 0, 60, (Stop(0, CLEAR_INK), Stop(1, CLEAR_INK)))
    assert painted(stripes, glass(nothing)).tobytes() == painted(stripes).tobytes()


def test_blur_of_a_rotated_fill_is_rotated(stripes: Picture) -> None:
    turned = Group((glass(CLEAR_INK),), rotate=45, center=(160, 120))
    frosted = painted(stripes, turned)
    assert spread(frosted, (140, 100, 180, 140)) < 3
    # Its own corner is now outside, and sharp.
    assert spread(frosted, (100, 60, 116, 76)) > 100


def test_blur_has_no_effect_on_a_layer(stripes: Picture) -> None:
    faded = Group((glass(INK),), opacity=0.5)
    assert painted(stripes, faded).tobytes() == painted(stripes, Group((glass(INK, 0),), opacity=0.5)).tobytes()


def test_blur_at_the_edge_of_the_canvas_keeps_its_strength(stripes: Picture) -> None:
    whole = painted(stripes, Fill(rectangle(Box(-50, -50, 420, 340)), CLEAR_INK, 20))
    assert spread(whole, (40, 40, 280, 200)) < 4


FROSTED = """\
templates:
  t:
    platform: 640x360
    background: [{photo: stripes.png}]
    layers:
      - {scrim: panel, at: left, width: 60%, height: 100%, strength: auto, blur: BLUR}
      - {text: Saturday, at: left, size: 20vmin}
"""


def test_auto_strength_is_lower_over_a_blur(stripes: Picture, tmp_path: Path) -> None:
    def deep(blur: str) -> float:
        (tmp_path / "t.yaml").write_text(FROSTED.replace("BLUR", blur), encoding="utf-8")
        card = Renderer([tmp_path / "t.yaml"]).render("t", {})
        assert not [finding for finding in card.findings if finding.code == "contrast-low"]
        panel = next(item for item in card.scene.items if isinstance(item, Fill))
        assert isinstance(panel.paint, Color)
        return panel.paint.a

    assert deep("8vmin") < deep("0") - 0.1


@pytest.mark.parametrize("level", [255, 200, 128, 60])
@pytest.mark.parametrize("side", ["bottom", "left"])
def test_scrim_over_a_uniform_photo_has_no_bands(side: str, level: int, tmp_path: Path) -> None:
    # Not quite flat, as no photo is: so it is shaded as a photo, and not as one colour.
    image = Image.new("RGB", (540, 540), (level,) * 3)
    image.putpixel((269, 3), (level - 3,) * 3)
    image.save(tmp_path / "flat.png")
    (tmp_path / "t.yaml").write_text(
        "templates:\n  t:\n    platform: 540x540\n"
        f"    background: [{{photo: flat.png}}, {{scrim: {side}, strength: 70%}}]\n    layers: []\n",
        encoding="utf-8",
    )
    shaded = Renderer([tmp_path / "t.yaml"]).render("t", {}).image.convert("L")
    shaded = shaded if side == "bottom" else shaded.transpose(Image.Transpose.ROTATE_270)
    rows = [shaded.crop((0, y, 256, y + 1)).tobytes() for y in range(540)]
    means = [fmean(row) for row in rows]
    assert max(abs(b - a) for a, b in pairwise(means)) <= 2
    assert abs(means[0] - means[-1]) == pytest.approx(0.7 * (level - 23), abs=6)
    # Dithered: the levels of a line lie close together, and over a bright sky most lines mix two.
    sloping = [row for row, (a, b) in zip(rows, pairwise(means), strict=False) if abs(b - a) > 0.05]
    assert all(max(row) - min(row) <= 2 for row in rows)
    if level >= 200:
        assert fmean(len(set(row)) > 1 for row in sloping) > 0.5


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
    image = drawn(box(0, 0, 10, 20, BLUE), box(0, 0, 20, 20, Linear(0, 20, 0, 0, fading(BLACK))))
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


def test_shadow_of_a_fill_falls_where_its_offset_says() -> None:
    for degrees in (0, 90):
        square = Fill(rectangle(Box(6, 6, 8, 8)), RED, shadow=Shadow(BLACK, 2, 4))
        image = drawn(Group((square,), rotate=degrees, center=(10, 10)))
        assert at(image, 10, 17) == at(image, 15, 12) == (0, 0, 0)
        assert at(image, 10, 10) == at(image, 13, 13) == (255, 0, 0)
        assert at(image, 10, 4) == at(image, 6, 15) == (255, 255, 255)


def test_shadow_does_not_show_through_a_translucent_fill() -> None:
    shape = rectangle(Box(4, 4, 12, 12))
    for pale in (CLEAR, RED.multiply_alpha(0.5), Linear(0, 0, 0, 20, fading(RED))):
        with_shadow, alone = drawn(Fill(shape, pale, shadow=Shadow(BLACK, 0, 3, 4))), drawn(Fill(shape, pale))
        assert with_shadow.crop((4, 4, 16, 16)).tobytes() == alone.crop((4, 4, 16, 16)).tobytes()
        assert at(with_shadow, 10, 17)[0] < 128


def test_shadow_of_a_fill_outside_the_canvas_is_visible() -> None:
    assert at(drawn(Fill(rectangle(Box(-10, 5, 8, 8)), RED, shadow=Shadow(BLACK, 10, 0))), 3, 8) == (0, 0, 0)


def test_shadow_of_a_huge_fill_costs_no_more_than_the_canvas() -> None:
    huge = Fill(rectangle(Box(-90000, 10, 180000, 180000)), RED, shadow=Shadow(BLACK, 0, -4, 3))
    assert at(drawn(huge), 10, 7)[0] < at(drawn(huge), 10, 4)[0] < 255


def test_shadow_of_a_huge_blur_takes_no_more_memory_than_the_largest() -> None:
    square = Fill(rectangle(Box(5, 5, 10, 10)), RED, shadow=Shadow(BLACK, 0, 0, 1e6))
    assert drawn(square).tobytes() == drawn(replace(square, shadow=Shadow(BLACK, 0, 0, 1024))).tobytes()
