"""Gradients by value: the colour, the opacity and the visible part of each pixel."""

from __future__ import annotations

from math import hypot
from statistics import fmean

import pytest
from PIL import Image

from memegen.rendering import gradient
from memegen.rendering.gradient import GradientPixels, rasterize_gradient
from memegen.scene.affine import IDENTITY, Affine, rotation
from memegen.scene.color import Color
from memegen.scene.items import Linear, Radial, Stop
from memegen.scene.window import Window

BLACK, WHITE, RED = Color(0, 0, 0), Color(255, 255, 255), Color(255, 0, 0)
GREYS = (Stop(0, BLACK), Stop(1, WHITE))
# Maximum error of a dithered level: the next integer.
DITHER = 1.0


def levels(pixels: GradientPixels) -> Image.Image:
    """The red channel of a gradient of several colours."""
    assert isinstance(pixels.color, Image.Image)
    return pixels.color.getchannel("R")


def level(image: Image.Image, x: int, y: int) -> float:
    value = image.getpixel((x, y))
    assert isinstance(value, int | float)
    return value


def test_linear_gradient_has_the_level_of_each_pixels_centre() -> None:
    pixels = rasterize_gradient(Linear(10, 0, 74, 0, GREYS), IDENTITY, Window(10, 0, 64, 16))
    assert pixels.window == Window(10, 0, 64, 16)
    assert pixels.alpha is None
    image = levels(pixels)
    for x in range(64):
        expected = 255 * (x + 0.5) / 64
        assert all(abs(level(image, x, y) - expected) < DITHER for y in range(16))
    # A tile of the dither matrix has all thresholds, so its mean is that of the gradient.
    for left in range(0, 64, 16):
        assert fmean(image.crop((left, 0, left + 16, 16)).tobytes()) == pytest.approx(255 * (left + 8) / 64, abs=1 / 8)


@pytest.mark.parametrize(("x", "y"), [(1, 0), (0, 1), (-1, 0), (0, -1)])
def test_linear_gradient_along_an_axis_equals_one_beside_it(x: int, y: int) -> None:
    window = Window(0, 0, 48, 48)
    start = (24 - 24 * x, 24 - 24 * y)
    along = Linear(*start, start[0] + 48 * x, start[1] + 48 * y, GREYS)
    # A slope of 1/24 of a pixel is looked up by pixel, not by line.
    beside = Linear(*start, start[0] + 48 * x + y / 24, start[1] + 48 * y + x / 24, GREYS)
    images = [levels(rasterize_gradient(paint, IDENTITY, window)) for paint in (along, beside)]
    assert max(abs(a - b) for a, b in zip(*(image.tobytes() for image in images), strict=True)) <= 1


def test_gradient_before_its_first_stop_and_after_its_last_has_their_colours() -> None:
    stops = (Stop(0.75, WHITE), Stop(0.25, Color(100, 100, 100)))
    image = levels(rasterize_gradient(Linear(10, 0, 50, 0, stops), IDENTITY, Window(0, 0, 60, 4)))
    assert [level(image, x, 0) for x in (0, 10, 19)] == [100] * 3
    assert [level(image, x, 0) for x in (40, 50, 59)] == [255] * 3
    assert level(image, 29, 0) == pytest.approx(176, abs=2)


def test_hard_stop_has_no_mixed_pixels() -> None:
    stops = (Stop(0, BLACK), Stop(0.5, BLACK), Stop(0.5, WHITE), Stop(1, WHITE))
    image = levels(rasterize_gradient(Linear(0, 0, 20, 0, stops), IDENTITY, Window(0, 0, 20, 2)))
    assert image.tobytes() == (b"\0" * 10 + b"\xff" * 10) * 2


def test_gradient_without_length_has_its_first_colour() -> None:
    image = levels(rasterize_gradient(Linear(5, 5, 5, 5, GREYS), IDENTITY, Window(0, 0, 10, 10)))
    assert image.getextrema() == (0, 0)


@pytest.mark.parametrize(("rx", "ry"), [(30, 30), (30, 15)])
def test_radial_gradient_has_the_level_of_the_distance_from_its_centre(rx: float, ry: float) -> None:
    image = levels(rasterize_gradient(Radial(32, 32, rx, ry, GREYS), IDENTITY, Window(0, 0, 64, 64)))
    for x in range(0, 64, 3):
        for y in range(0, 64, 3):
            distance = min(1, hypot((x + 0.5 - 32) / rx, (y + 0.5 - 32) / ry))
            assert level(image, x, y) == pytest.approx(255 * distance, abs=DITHER + 1)


@pytest.mark.parametrize("degrees", [90, 30])
def test_rotated_radial_gradient_is_an_ellipse_along_the_rotated_axis(degrees: float) -> None:
    turn = rotation(degrees, (32, 32))
    image = levels(rasterize_gradient(Radial(32, 32, 30, 15, GREYS), turn, Window(0, 0, 64, 64)))
    for axis, x, y in (("long", 20.0, 0.0), ("short", 0.0, 10.0)):
        px, py = (int(value) for value in turn.point(32 + x, 32 + y))
        back = turn.inverse().point(px + 0.5, py + 0.5)
        distance = hypot((back[0] - 32) / 30, (back[1] - 32) / 15)
        assert level(image, px, py) == pytest.approx(255 * distance, abs=DITHER + 1), axis


def test_affine_map_moves_and_rotates_a_linear_gradient() -> None:
    window = Window(0, 0, 40, 40)
    horizontal, vertical = Linear(0, 0, 40, 0, GREYS), Linear(0, 0, 0, 40, GREYS)
    quarter = rotation(90, (20, 20))
    assert levels(rasterize_gradient(horizontal, quarter, window)).tobytes() == (
        levels(rasterize_gradient(vertical, IDENTITY, window)).tobytes()
    )
    moved = rasterize_gradient(horizontal, Affine(dx=16), Window(16, 0, 40, 40))
    assert levels(moved).tobytes() == levels(rasterize_gradient(horizontal, IDENTITY, window)).tobytes()


def test_gradient_of_one_colour_has_that_colour_and_an_alpha_image() -> None:
    stops = (Stop(0, RED.multiply_alpha(0)), Stop(1, RED))
    pixels = rasterize_gradient(Linear(0, 0, 64, 0, stops), IDENTITY, Window(0, 0, 64, 16))
    assert pixels.color == RED
    assert pixels.alpha is not None
    for x in range(pixels.window.w):
        expected = 255 * (pixels.window.x + x + 0.5) / 64
        assert level(pixels.alpha, x, 8) == pytest.approx(expected, abs=DITHER)


def test_transparent_part_of_a_gradient_is_cropped() -> None:
    stops = (Stop(0.5, RED.multiply_alpha(0)), Stop(0.5, RED))
    pixels = rasterize_gradient(Linear(0, 0, 40, 0, stops), IDENTITY, Window(0, 0, 40, 10))
    assert pixels.window == Window(20, 0, 20, 10)
    assert pixels.alpha is not None
    assert pixels.alpha.size == (20, 10)
    assert pixels.alpha.getextrema() == (255, 255)


def test_transparent_gradient_has_an_empty_window() -> None:
    stops = (Stop(0, RED.multiply_alpha(0)), Stop(1, BLACK.multiply_alpha(0)))
    for paint in (Linear(0, 0, 40, 0, stops), Radial(20, 20, 9, 9, stops)):
        assert not rasterize_gradient(paint, IDENTITY, Window(0, 0, 40, 10)).window


def test_large_gradient_is_not_cached_and_has_the_same_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    paint, window = Linear(0, 0, 31, 7, GREYS), Window(0, 0, 30, 30)
    cached = rasterize_gradient(paint, IDENTITY, window)
    assert rasterize_gradient(paint, IDENTITY, window) is cached
    monkeypatch.setattr(gradient, "MAX_CACHED_PIXELS", 899)
    other = rasterize_gradient(paint, IDENTITY, window)
    assert other is not cached
    assert levels(other).tobytes() == levels(cached).tobytes()
