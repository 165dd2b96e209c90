"""Pictures: crop, clip, rotation and effects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from memegen.scene.effects import Tone
from memegen.scene.geometry import Box, Size
from memegen.scene.items import (
    Group,
    Picture,
    Shadow,
    Stroke,
)
from memegen.scene.path import ellipse
from tests.helpers.bundle_painting import BLACK, BLUE, RED, WHITE, at, drawn


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


def test_picture_casts_the_shadow_of_its_clip(quarters: str) -> None:
    picture = Picture(quarters, Box(0, 0, 20, 20), Box(2, 2, 10, 10), shadow=Shadow(BLACK, 4, 4))
    assert at(drawn(picture), 14, 14) == (0, 0, 0)
    assert at(drawn(picture), 5, 5) == (255, 0, 0)
    assert at(drawn(replace(picture, clip=ellipse(Box(2, 2, 10, 10)))), 15, 15) == (255, 255, 255)


def test_transparent_picture_casts_the_shadow_of_its_own_shape(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (20, 20))
    logo.paste((255, 0, 0, 255), (10, 0, 20, 10))
    logo.save(tmp_path / "logo.png")
    picture = Picture(str(tmp_path / "logo.png"), Box(0, 0, 20, 20), Box(0, 0, 20, 20), shadow=Shadow(BLACK, 0, 5))
    assert at(drawn(picture), 15, 12) == (0, 0, 0)
    assert at(drawn(picture), 5, 12) == (255, 255, 255)


def test_stroke_of_a_picture_is_inside_its_edge(quarters: str) -> None:
    picture = Picture(quarters, Box(0, 0, 20, 20), Box(2, 2, 16, 16), stroke=Stroke(BLACK, 2, "miter"))
    assert [at(drawn(picture), x, 10) for x in (1, 2, 3, 4)] == [WHITE.rgb, BLACK.rgb, BLACK.rgb, (255, 0, 0)]
    turned = drawn(Group((picture,), rotate=45, center=(10, 10)))
    # No red at the outer edge, where the stroke covers a part of each pixel.
    red, green, blue = turned.crop((0, 0, 20, 2)).split()
    assert red.tobytes() == green.tobytes() == blue.tobytes() != bytes([255]) * 40


def test_tiles_fill_the_box_of_a_picture(quarters: str) -> None:
    whole = Picture(quarters, Box(0, 0, 40, 40), Box(2, 2, 16, 16), tile=Size(8, 8))
    image = drawn(whole, ground=BLACK)
    for dx, dy in ((0, 0), (8, 0), (0, 8), (8, 8)):
        tile = image.crop((2 + dx, 2 + dy, 10 + dx, 10 + dy))
        assert tile.tobytes() == image.crop((2, 2, 10, 10)).tobytes()
    assert at(image, 1, 5) == at(image, 18, 5) == (0, 0, 0)
    # Partly outside the canvas the copies are at the same places.
    moved = drawn(replace(whole, box=Box(-6, -6, 16, 16)), ground=BLACK)
    assert moved.crop((0, 0, 10, 10)).tobytes() == image.crop((8, 8, 18, 18)).tobytes()
    turned = drawn(Group((whole,), rotate=90, center=(10, 10)), ground=BLACK)
    assert at(turned, 16, 3) == at(image, 3, 3)
