"""Logos, and the variant they take for what is behind them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from memegen import Renderer
from memegen.layout.engine import layout
from memegen.scene.effects import Tint
from memegen.scene.geometry import Size
from memegen.scene.items import Picture
from memegen.scene.scene import Scene
from tests.helpers.squares import Squares
from tests.helpers.stage import BRAND, CANVAS, BlankSampler, FakePhotos, box, card, flat, over, scene, view


@pytest.mark.parametrize(
    ("ground", "mark"), [("ink", "dark"), ("paper", "light"), ("accent", "dark"), ("sun", "light")]
)
def test_logo_variant_follows_the_declared_ground(ground: str, mark: str) -> None:
    (found,) = scene(f"layers: [{{logo: brand, ground: {ground}, height: 50px, at: top right}}]", CANVAS).items
    assert isinstance(found, Picture)
    assert found.source == f"/shelf/{mark}-200x100.png"
    assert box(found.box) == (980, 0, 100, 50)


def test_logo_of_a_brand_with_one_or_none() -> None:
    body = "layers: [{logo: brand, ground: paper}]"
    one = replace(BRAND, logos={"dark": BRAND.logos["dark"]})
    (found,) = layout(card(body, brand=one), Squares(), FakePhotos(), BlankSampler()).items
    assert isinstance(found, Picture)
    assert layout(card(body, brand=replace(BRAND, logos={})), Squares(), FakePhotos(), BlankSampler()).items == ()


def logo(found: Scene) -> str:
    (picture,) = (item for item in flat(found.items) if isinstance(item, Picture))
    return next(form for form, path in BRAND.logos.items() if str(path) == picture.source)


LOGO = "{logo: brand, at: top right, width: 20%, height: 10%, ground: auto}"


def test_logo_variant_follows_the_backdrop() -> None:
    half = view("0000000009", *["9" * 10] * 9)
    assert logo(over(view(*["9" * 10] * 10), f"layers: [{LOGO}]")) == "light"
    assert logo(over(view(*["0" * 10] * 10), f"layers: [{LOGO}]")) == "dark"
    # Only what is under it counts.
    assert logo(over(view("9999999900", *["9" * 10] * 9), f"layers: [{LOGO}]")) == "dark"
    assert logo(over(half, f"layers: [{LOGO}]".replace("top right", "bottom right"))) == "light"


def test_logo_with_automatic_place_uses_the_backdrop_there() -> None:
    # The calm side is the right one, and dark there.
    seen = view(*["0909000000"] * 10)
    found = over(seen, f"layers: [{LOGO.replace('top right', 'auto')}]")
    (picture,) = (item for item in flat(found.items) if isinstance(item, Picture))
    assert picture.box.x > 500
    assert logo(found) == "dark"


@pytest.mark.parametrize(("shade", "form"), [((250, 250, 250), "light"), ((30, 30, 30), "dark")])
def test_logo_variant_follows_a_rendered_photo(shade: tuple[int, int, int], form: str, tmp_path: Path) -> None:
    Image.new("RGB", (400, 400), shade).save(tmp_path / "photo.png")
    (tmp_path / "t.yaml").write_text(
        "templates:\n  t:\n    platform: 400x400\n    background: [{photo: photo.png}]\n"
        "    layers: [{logo: brand, at: top right, margin: 5vmin, height: 20vmin, ground: auto}]\n",
        encoding="utf-8",
    )
    renderer = Renderer([tmp_path / "t.yaml"])
    pictures = [item for item in flat(renderer.render("t", {}).scene.items) if isinstance(item, Picture)]
    assert pictures[-1].source == str(renderer.catalog.brand("").logos[form])


def image(keys: str) -> Picture:
    (found,) = scene(f"layers: [{{image: /shelf/mark-200x100.png, {keys}, at: top left}}]", CANVAS).items
    assert isinstance(found, Picture)
    return found


def test_image_is_shown_whole_or_cropped_to_fill() -> None:
    assert box(image("width: 300px, height: 300px").box) == (0, 0, 300, 150)
    filling = image("width: 300px, height: 300px, fit: cover")
    assert (box(filling.box), box(filling.crop)) == ((0, 0, 300, 300), (50, 0, 100, 100))


def test_image_is_repeated_in_copies_of_a_width() -> None:
    found = image("width: 300px, height: 300px, fit: tile, tile: 40px")
    assert (box(found.box), found.tile) == ((0, 0, 300, 300), Size(40, 20))
    assert image("fit: tile").tile == Size(270, 135)
    # There are never so many that laying out takes long.
    assert image("fit: tile, tile: 0").tile == Size(5.4, 2.7)


def test_image_takes_a_tint_a_shadow_and_a_stroke() -> None:
    found = image("tint: accent, shadow: ink, stroke: sun, width: 200px")
    assert found.effects == (Tint(BRAND.palette["accent"]),)
    assert found.shadow
    assert found.stroke
    plain = image("width: 200px")
    assert (plain.effects, plain.shadow, plain.stroke) == ((), None, None)
    assert scene("layers: [{image: '', tint: accent}]", CANVAS).items == ()


@pytest.mark.parametrize(
    ("tones", "ground", "warned"),
    [
        ((1.0,), "paper", True),
        ((0.0,), "ink", True),
        ((1.0,), "ink", False),
        # A sign in white on a disc in the colour of the background is visible; a speck is not.
        ((0.0,) * 7 + (1.0,) * 3, "ink", False),
        ((0.0,) * 9 + (1.0,), "ink", True),
        ((), "ink", True),
    ],
)
def test_logo_that_vanishes_on_its_background_is_a_warning_of_the_brand(
    tones: tuple[float, ...], ground: str, warned: bool
) -> None:
    class Marks(FakePhotos):
        def tones(self, source: str) -> tuple[float, ...]:
            return tones

    found = layout(card(f"layers: [{{logo: brand, ground: {ground}}}]"), Squares(), Marks(), BlankSampler())
    assert [each.code for each in found.findings] == ["logo-contrast-low"] * warned
