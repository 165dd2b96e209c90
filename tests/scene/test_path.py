"""Outlines: shapes of straight lines and quadratic curves."""

from __future__ import annotations

from math import hypot, pi

import pytest

from memegen.scene.geometry import Box
from memegen.scene.path import Outline, bounds, ellipse, line, polygon, rectangle, rotate_outline, translate_outline


def area(outline: Outline) -> float:
    """Return the area inside an outline; each curve is approximated by 20 straight lines."""
    points = flattened(outline)
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def flattened(outline: Outline) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    (contour,) = outline
    for i, (x, y, on) in enumerate(contour):
        if on:
            found.append((x, y))
            continue
        (x0, y0, _), (x1, y1, _) = contour[i - 1], contour[(i + 1) % len(contour)]
        for step in range(1, 20):
            t = step / 20
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
            found.append((a * x0 + b * x + c * x1, a * y0 + b * y + c * y1))
    return found


def test_rectangle_without_radius_has_four_corners() -> None:
    assert rectangle(Box(1, 2, 30, 40)) == (((1, 2, True), (31, 2, True), (31, 42, True), (1, 42, True)),)
    assert rectangle(Box(1, 2, 30, 40), -5) == rectangle(Box(1, 2, 30, 40))


def test_rounded_rectangle_lacks_its_corners_only() -> None:
    round_ = rectangle(Box(0, 0, 100, 50), 10)
    assert area(round_) == pytest.approx(5000 - (4 - pi) * 100, rel=0.001)
    assert max(x for x, _ in flattened(round_)) == pytest.approx(100, abs=0.01)


def test_radius_is_at_most_half_the_shorter_side() -> None:
    assert rectangle(Box(0, 0, 100, 50), 999) == rectangle(Box(0, 0, 100, 50), 25)


def test_ellipse_approximates_the_true_one() -> None:
    box = Box(10, 20, 200, 100)
    assert area(ellipse(box)) == pytest.approx(pi * 100 * 50, rel=0.001)
    for x, y in flattened(ellipse(box)):
        assert hypot((x - 110) / 100, (y - 70) / 50) == pytest.approx(1, abs=0.0004)


def test_line_has_butt_ends() -> None:
    assert bounds(line(10, 10, 110, 10, 4)) == Box(10, 8, 100, 4)
    assert area(line(0, 0, 30, 40, 6)) == pytest.approx(300)
    assert area(line(5, 5, 5, 5, 6)) == 0


def test_translation_and_rotation_keep_the_shape() -> None:
    triangle = polygon([(0, 0), (10, 0), (0, 10)])
    assert bounds(translate_outline(triangle, 3, -2)) == Box(3, -2, 10, 10)
    # Clockwise, because y runs downwards: a point to the right of the centre comes below it.
    ((x, y, on),) = rotate_outline((((10, 0, True),),), 90, (0, 0))[0]
    assert (x, y, on) == (pytest.approx(0), pytest.approx(10), True)
    assert area(rotate_outline(triangle, 33, (4, 5))) == pytest.approx(area(triangle))


def test_bounds_of_an_empty_outline_are_empty() -> None:
    assert bounds(()) == Box(0, 0, 0, 0)
