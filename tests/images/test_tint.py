"""Tints: drawings in one colour."""

from __future__ import annotations

from PIL import Image

from memegen.images.effects import apply_effects
from memegen.scene.color import Color
from memegen.scene.effects import Tint

TINT = Tint(Color(10, 20, 30))


def test_drawing_keeps_its_alpha_and_takes_the_colour() -> None:
    drawing = Image.new("RGBA", (3, 1))
    for x, pixel in enumerate(((255, 0, 0, 255), (255, 255, 255, 128), (0, 0, 0, 0))):
        drawing.putpixel((x, 0), pixel)
    tinted = apply_effects(drawing, (TINT,))
    assert [tinted.getpixel((x, 0)) for x in range(3)] == [(10, 20, 30, 255), (10, 20, 30, 128), (10, 20, 30, 0)]


def test_opaque_drawing_is_drawn_where_it_is_dark() -> None:
    for mode in ("RGB", "RGBA"):
        drawing = Image.new(mode, (2, 1), "white")
        drawing.putpixel((1, 0), (0, 0, 0, 255)[: len(mode)])
        tinted = apply_effects(drawing, (TINT,))
        assert [tinted.getpixel((x, 0)) for x in range(2)] == [(10, 20, 30, 0), (10, 20, 30, 255)]


def test_translucent_tint_is_fainter() -> None:
    tinted = apply_effects(Image.new("RGB", (1, 1), "black"), (Tint(Color(10, 20, 30, 0.5)),))
    assert tinted.getpixel((0, 0)) == (10, 20, 30, 128)
