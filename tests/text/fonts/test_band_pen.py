"""The pen that finds how wide an outline is between two heights."""

from __future__ import annotations

from math import isinf

import pytest

from memegen.scene.items import Font
from memegen.text.fonts.band_pen import BandPen
from tests.helpers.traced import LIBRARY


def triangle(low: float, high: float) -> BandPen:
    """A triangle with its tip at (50, -100) and its side from (0, 0) to (100, 0)."""
    pen = BandPen(low, high)
    pen.moveTo((0, 0))
    pen.lineTo((50, -100))
    pen.lineTo((100, 0))
    pen.closePath()
    return pen


@pytest.mark.parametrize(
    ("low", "high", "left", "right"),
    [(-100, 0, 0, 100), (-60, -40, 20, 80), (-200, -90, 45, 55), (0, 10, 0, 100), (-100, -100, 50, 50)],
)
def test_width_of_a_triangle_between_heights(low: float, high: float, left: float, right: float) -> None:
    pen = triangle(low, high)
    assert (pen.left, pen.right) == pytest.approx((left, right))


def test_crossings_at_the_middle_of_the_band() -> None:
    assert sorted(triangle(-60, -40).crossings) == pytest.approx([25, 75])
    assert triangle(10, 20).crossings == []


def test_nothing_outside_the_band() -> None:
    assert isinf(triangle(1, 10).left)
    assert isinf(triangle(-300, -101).left)


def test_curves_are_as_wide_as_they_bulge() -> None:
    quadratic, cubic = BandPen(40, 60), BandPen(40, 60)
    quadratic.moveTo((0, 0))
    quadratic.qCurveTo((100, 50), (0, 100))
    cubic.moveTo((0, 0))
    cubic.curveTo((100, 0), (100, 100), (0, 100))
    assert quadratic.right == pytest.approx(50, abs=1)
    assert cubic.right == pytest.approx(75, abs=1)


@pytest.mark.parametrize(("char", "crosses"), [("p", True), ("y", True), ("a", False), (" ", False), ("Q", False)])
def test_descenders_of_a_font_cross_an_underline(char: str, crosses: bool) -> None:
    face = LIBRARY.face(Font("Inter"))
    (glyph,) = face.shape(char, language="en")
    found = face.ink_between(glyph.glyph, 0.08, 0.18)
    assert bool(found) == crosses
    if found:
        ink = face.ink(glyph.glyph)
        assert ink.x - 1e-6 <= found[0] < found[1] <= ink.right + 1e-6


def test_only_the_stem_of_a_p_crosses() -> None:
    face = LIBRARY.face(Font("Inter"))
    (glyph,) = face.shape("p", language="en")
    found = face.ink_between(glyph.glyph, 0.08, 0.18)
    assert found
    assert found[1] - found[0] < face.ink(glyph.glyph).w / 3
