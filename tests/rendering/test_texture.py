"""Textures: of the amount that they say, the same everywhere and on every run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import ImageStat

from memegen.scene.color import BLACK, WHITE
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Linear, Shadow, Stop, Stroke, Texture
from memegen.scene.path import ellipse, rectangle
from tests.helpers.bundle_painting import CLEAR, RED, drawn

SIZE = (160, 120)
ROOM = rectangle(Box(0, 0, *SIZE))
TEXTURES = [Texture(kind, BLACK, 4, 0.3) for kind in ("grain", "riso", "dots", "paper")]


def covered(texture: Texture) -> float:
    """The part that a texture blackens."""
    image = drawn(Fill(ROOM, texture), size=SIZE).convert("L")
    return 1 - ImageStat.Stat(image).mean[0] / 255


@pytest.mark.parametrize("texture", TEXTURES[:3], ids=lambda texture: texture.pattern)
@pytest.mark.parametrize("amount", [0, 0.1, 0.5, 0.9, 1])
def test_texture_covers_its_amount(texture: Texture, amount: float) -> None:
    assert covered(replace(texture, amount=amount)) == pytest.approx(amount, abs=0.04)


def test_paper_is_as_strong_as_its_amount() -> None:
    weak, strong = (covered(replace(TEXTURES[3], amount=amount)) for amount in (0.2, 0.6))
    assert 0 < weak * 3 == pytest.approx(strong, rel=0.05)


@pytest.mark.parametrize("texture", TEXTURES, ids=lambda texture: texture.pattern)
def test_texture_is_the_same_in_every_part_of_the_canvas(texture: Texture) -> None:
    whole = drawn(Fill(ROOM, texture), size=SIZE)
    part = (37, 23, 101, 90)
    left, top, right, bottom = part
    alone = drawn(Fill(rectangle(Box(left, top, right - left, bottom - top)), texture), size=SIZE)
    if texture.pattern == "dots":
        assert alone.crop(part).tobytes() == whole.crop(part).tobytes()
    layer = drawn(Group((Fill(ROOM, texture),), opacity=0.999), size=SIZE)
    assert max(abs(a - b) for a, b in zip(layer.tobytes(), whole.tobytes(), strict=True)) <= 2


def test_seed_makes_other_grains() -> None:
    one, other = (drawn(Fill(ROOM, replace(TEXTURES[0], seed=seed)), size=SIZE).tobytes() for seed in ("", "a"))
    assert one != other
    assert one == drawn(Fill(ROOM, TEXTURES[0]), size=SIZE).tobytes()


def test_density_of_dots_falls_along_its_gradient() -> None:
    density = Linear(0, 0, 0, SIZE[1], (Stop(0, WHITE), Stop(1, BLACK)))
    image = drawn(Fill(ROOM, replace(TEXTURES[2], density=density)), size=SIZE).convert("L")
    rows = [ImageStat.Stat(image.crop((0, y, SIZE[0], y + 24))).mean[0] for y in (0, 48, 96)]
    assert rows[0] < 45
    assert rows[1] == pytest.approx(128, abs=10)
    assert rows[2] > 210
    flat = replace(density, stops=(Stop(0, WHITE), Stop(1, WHITE)))
    assert covered(replace(TEXTURES[2], density=flat)) > 0.97


def test_textured_shape_has_stroke_and_shadow() -> None:
    fill = Fill(ellipse(Box(20, 20, 80, 80)), TEXTURES[0], stroke=Stroke(RED, 6), shadow=Shadow(BLACK, 20, 0))
    image = drawn(fill, size=SIZE)
    assert image.getpixel((22, 60)) == RED.rgb
    assert image.getpixel((110, 60)) == (0, 0, 0)
    assert drawn(Fill(ROOM, replace(TEXTURES[0], color=CLEAR)), size=SIZE).getcolors() == [(19200, (255, 255, 255))]
