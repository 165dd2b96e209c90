"""The texture layer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.layout.engine import layout
from memegen.layout.layers.texture import BRAND_SHARE
from memegen.model.brand import Brand
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Linear, Texture
from memegen.scene.path import bounds, rectangle
from tests.helpers.squares import Squares
from tests.helpers.stage import (
    BRAND,
    CANVAS,
    PALETTE,
    BlankSampler,
    FakePhotos,
    card,
    check_problems,
    complaints,
    scene,
    template,
)

INK = PALETTE["ink"]


def texture(keys: str) -> Texture:
    (found,) = scene(f"layers: [{{texture: {keys}}}]", CANVAS).items
    assert isinstance(found, Fill)
    assert isinstance(found.paint, Texture)
    return found.paint


def test_each_kind_has_a_colour_an_amount_and_a_size() -> None:
    plain = texture("grain")
    assert plain == Texture("grain", INK.multiply_alpha(0.3), plain.size, 0.2)
    assert plain.size == pytest.approx(1.944)
    assert texture("paper").color == INK.multiply_alpha(0.3)
    assert texture("riso").color == PALETTE["paper"].multiply_alpha(0.9)
    assert texture("dots").color == INK
    keys = "grain, fill: sun, amount: 40%, size: 5px, seed: other"
    assert texture(keys) == Texture("grain", PALETTE["sun"], 5, 0.4, "other")


def test_sizes_are_neither_finer_nor_coarser_than_can_be_seen() -> None:
    assert texture("dots, size: 0").size == 3
    assert texture("grain, size: 0.1px").size == 1
    assert texture("dots, size: 900%").size == 270


def test_dots_fade_towards_an_angle() -> None:
    found = texture("dots, amount: 80%, fade: 0%, fade-angle: 90").density
    assert isinstance(found, Linear)
    assert (found.x1, found.x2) == pytest.approx((0, 1080))
    assert [stop.color.r for stop in found.stops] == [204, 0]


def test_lines_are_thick_by_their_amount_and_stay_in_their_room() -> None:
    body = "layers: [{texture: lines, amount: 25%%, size: 40px, angle: 0, width: 400px, height: 200px, at: top left%s}]"
    (found,) = scene(body % "", CANVAS).items
    assert isinstance(found, Group)
    assert found.clip == rectangle(Box(0, 0, 400, 200))
    (fill,) = found.items
    assert isinstance(fill, Fill)
    widths = [bounds((contour,)).w for contour in fill.outline]
    assert widths == pytest.approx([10] * len(widths))
    (faded,) = scene(body % ", fade: 0%, fade-angle: 90", CANVAS).items
    assert isinstance(faded, Group)
    assert isinstance(faded.items[0], Fill)
    widths = [bounds((contour,)).w for contour in faded.items[0].outline]
    assert widths == sorted(widths, reverse=True)


def test_texture_of_the_brand_is_what_its_file_says() -> None:
    def drawn(word: str) -> int:
        brand: Brand = replace(BRAND, direction=replace(BRAND.direction, texture=word))
        found = card("layers: [{texture: brand}]", CANVAS, brand=brand)
        return len(layout(found, Squares(), FakePhotos(), BlankSampler()).items)

    assert [drawn(word) for word in ("none", "paper", "riso")] == [0, 1, 1]
    assert scene("layers: [{texture: none}]", CANVAS).items == ()


def test_texture_blends_as_a_whole() -> None:
    (found,) = scene("layers: [{texture: paper, blend: multiply, opacity: 50%}]", CANVAS).items
    assert isinstance(found, Group)
    assert (found.blend, found.opacity) == ("multiply", 0.5)


def test_values_of_textures_are_checked() -> None:
    found = complaints(
        template,
        "layers:\n"
        "  - {texture: sand}\n"
        "  - {texture: dots, amount: 120%}\n"
        "  - {texture: dots, size: -1px}\n"
        "  - {texture: dots, blend: dodge}\n",
    )
    check_problems(
        found,
        [
            ("template-invalid", 2, 15, "expected one of brand, none, grain, paper, riso, dots, lines", "texture:"),
            ("template-invalid", 3, 29, "0% to 100%", "amount:"),
            ("template-invalid", 4, 27, "expected a length from 0 on", "size:"),
            ("template-invalid", 5, 28, "expected one of normal, multiply, screen, overlay", "blend:"),
        ],
    )


def test_texture_of_a_brand_is_gentler() -> None:
    brand = replace(BRAND, direction=replace(BRAND.direction, texture="paper"))
    found = layout(card("layers: [{texture: brand}]", CANVAS, brand=brand), Squares(), FakePhotos(), BlankSampler())
    (gentle,) = found.items
    assert isinstance(gentle, Fill) and isinstance(gentle.paint, Texture)
    assert gentle.paint == replace(texture("paper"), amount=gentle.paint.amount)
    assert gentle.paint.amount == pytest.approx(texture("paper").amount * BRAND_SHARE)
