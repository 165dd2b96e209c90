"""Coverage of outlines."""

from __future__ import annotations

from math import pi

import pytest
from PIL import ImageStat

from memegen.rendering.rasterize import outline_mask
from memegen.scene.affine import IDENTITY, Affine
from memegen.scene.geometry import Box
from memegen.scene.items import (
    Fill,
)
from memegen.scene.path import Outline, ellipse, polygon, rectangle
from memegen.scene.window import Window
from tests.helpers.bundle_painting import BLACK, at, box, drawn


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
