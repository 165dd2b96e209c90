"""Groups: rotation, opacity, shadows, and the bounds of their ink."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import ImageStat

from memegen.images import Photos
from memegen.rendering.group import ink_bounds
from memegen.rendering.painter import paint
from memegen.scene.affine import IDENTITY
from memegen.scene.color import Color, contrast
from memegen.scene.geometry import Box
from memegen.scene.items import (
    Fill,
    Group,
    Item,
    Shadow,
    Stroke,
)
from memegen.scene.path import ellipse, polygon, rectangle, rotate_outline
from memegen.scene.scene import Scene
from tests.helpers.bundle_painting import BLACK, BLUE, CLEAR, LIBRARY, RED, WHITE, at, box, drawn, word


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
        Group((box(0, 0, 200, 160),), rotate=10, center=(90, 80), clip=ellipse(Box(60, 60, 50, 30))),
    ]
    for item in items:
        image = drawn(item, size=(200, 160), ground=CLEAR)
        ink = image.getchannel("A").getbbox()
        assert ink
        reach = ink_bounds([item], IDENTITY)
        assert reach.contains(Box(ink[0], ink[1], ink[2] - ink[0], ink[3] - ink[1]), slack=1)


def test_clip_leaves_nothing_outside_and_all_inside() -> None:
    disc = ellipse(Box(4, 4, 12, 12))
    image = drawn(Group((box(0, 0, 20, 20, RED),), clip=disc), ground=BLUE)
    # The same pixels, anti-aliased edges included, as a fill of that outline.
    assert image.tobytes() == drawn(Fill(disc, RED), ground=BLUE).tobytes()
    assert drawn(Group((box(0, 0, 20, 20),), clip=rectangle(Box(30, 30, 5, 5)))).getcolors() == [(400, (255,) * 3)]


def test_clip_turns_with_its_group_and_nests() -> None:
    halves = Group((box(0, 0, 20, 20),), clip=rectangle(Box(0, 0, 10, 20)))
    assert at(drawn(halves), 9, 5) == (0, 0, 0) and at(drawn(halves), 10, 5) == (255, 255, 255)
    turned = drawn(replace(halves, rotate=180, center=(10, 10)))
    assert at(turned, 9, 5) == (255, 255, 255) and at(turned, 10, 5) == (0, 0, 0)
    quarter = drawn(Group((halves,), clip=rectangle(Box(0, 0, 20, 10))))
    assert [at(quarter, x, y)[0] for x, y in ((5, 5), (15, 5), (5, 15), (15, 15))] == [0, 255, 255, 255]


def test_opacity_and_shadow_are_of_what_the_clip_leaves() -> None:
    clip = rectangle(Box(2, 2, 6, 6))
    image = drawn(Group((box(0, 0, 20, 20),), opacity=0.5, clip=clip))
    assert at(image, 4, 4) == pytest.approx((128,) * 3, abs=1) and at(image, 9, 4) == (255, 255, 255)
    image = drawn(Group((box(0, 0, 20, 20, RED),), shadow=Shadow(BLACK, 0, 8), clip=clip))
    assert at(image, 4, 4) == (255, 0, 0) and at(image, 4, 12) == (0, 0, 0) and at(image, 12, 4) == (255, 255, 255)


def test_panel_in_a_clip_blurs_what_is_behind_the_group() -> None:
    edge = box(0, 0, 10, 20)
    panel = Fill(rectangle(Box(0, 0, 20, 20)), CLEAR, blur=3)
    clipped = drawn(edge, Group((panel,), clip=rectangle(Box(0, 0, 20, 10))))
    assert 90 < at(clipped, 9, 5)[0] < 165
    assert at(clipped, 9, 15) == (0, 0, 0)


def test_texts_of_which_nothing_is_painted_have_no_contrast() -> None:
    shown = word("Ab", 14, 3, 16)
    hidden = [
        Group((shown,), clip=rectangle(Box(90, 90, 5, 5))),
        Group((Group((shown, shown)),), opacity=0),
        Group(
            (replace(shown, layer=""), shown), shadow=Shadow(BLACK, 0, 0), rotate=0, clip=rectangle(Box(90, 0, 5, 5))
        ),
    ]
    scene = Scene(20, 20, WHITE, (*hidden, shown))
    assert paint(scene, LIBRARY, Photos(), measuring=True).contrasts == (None, None, None, None, 21)


def test_text_in_a_clip_is_measured_on_all_that_is_behind_it() -> None:
    letters = word("Ab", 14, 3, 16)
    for inside in ((letters,), (Group((letters,), opacity=0.999),)):
        group = Group((box(0, 0, 20, 20, WHITE.multiply_alpha(0.5)), *inside), clip=rectangle(Box(0, 0, 20, 20)))
        scene = Scene(20, 20, BLACK, (group,))
        (found,) = paint(scene, LIBRARY, Photos(), measuring=True).contrasts
        assert found == pytest.approx(contrast(BLACK, Color(128, 128, 128)), abs=0.1)
