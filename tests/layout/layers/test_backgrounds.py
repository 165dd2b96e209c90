"""Gradients."""

from __future__ import annotations

from itertools import pairwise

import pytest

from memegen.scene.items import Fill, Linear, Radial
from tests.helpers.stage import CANVAS, PALETTE, scene


def test_linear_gradient_spans_the_region_along_its_angle() -> None:
    (fill,) = scene("background: [{gradient: [ink, paper], angle: 90}]", CANVAS).items
    assert isinstance(fill, Fill)
    assert isinstance(fill.paint, Linear)
    ends = fill.paint.x1, fill.paint.y1, fill.paint.x2, fill.paint.y2
    assert ends == pytest.approx((0, 540, 1080, 540))
    assert (fill.paint.stops[0].color, fill.paint.stops[-1].color) == (PALETTE["ink"], PALETTE["paper"])
    assert all(a.at <= b.at for a, b in pairwise(fill.paint.stops))


def test_radial_gradient_reaches_the_farthest_corner() -> None:
    (fill,) = scene("background: [{gradient: [ink, paper], form: radial, center: top left}]", CANVAS).items
    assert isinstance(fill, Fill)
    assert isinstance(fill.paint, Radial)
    assert (fill.paint.x, fill.paint.y) == (0, 0)
    # An ellipse with the proportions of the box goes through its corners at √2 times its half axes.
    assert (fill.paint.rx, fill.paint.ry) == pytest.approx((1080 * 2**0.5, 1080 * 2**0.5))
