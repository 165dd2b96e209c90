"""Path data of SVG: every command, the position of every mistake, and bounds."""

from __future__ import annotations

from math import hypot, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.path import Outline, quadratics, tight_bounds
from memegen.scene.path_data import MAX_LENGTH, MAX_SEGMENTS, parse_path
from tests.scene.test_path import area


def corners(outline: Outline) -> list[list[tuple[float, float]]]:
    assert all(on for contour in outline for _, _, on in contour)
    return [[(x, y) for x, y, _ in contour] for contour in outline]


@pytest.mark.parametrize(
    "data",
    [
        "M0 0 L10 0 L10 10 L0 10 Z",
        "M0,0 10,0 10,10 0,10z",
        "m0 0 l10 0 0 10 -10 0 z",
        "M0 0H10V10H0Z",
        "m0 0h10v10h-10",
        "\n M 0\t0 , L+10 0.0L1e1 .1e2\nL-0 10 0 0",
        "M0 0L10-0L10 10 0 10.0.0 0",
    ],
)
def test_straight_lines_in_every_notation(data: str) -> None:
    assert corners(parse_path(data)) == [[(0, 0), (10, 0), (10, 10), (0, 10)]]


def test_contours_follow_one_another() -> None:
    two = parse_path("M0 0 h10 v10 z m20 0 h10 v10 z")
    assert corners(two) == [[(0, 0), (10, 0), (10, 10)], [(20, 0), (30, 0), (30, 10)]]
    # After z without m, the next begins where the last one did.
    again = parse_path("M5 5 h10 v10 z h-5 v-5")
    assert corners(again) == [[(5, 5), (15, 5), (15, 15)], [(5, 5), (0, 5), (0, 0)]]
    # A contour of two points encloses nothing.
    assert len(parse_path("M0 0 L9 9 M0 0 H9 V9")) == 1


def test_quadratic_curves_stay_as_they_are() -> None:
    assert parse_path("M0 0 Q5 10 10 0 T20 0") == (
        ((0, 0, True), (5, 10, False), (10, 0, True), (15, -10, False), (20, 0, True)),
    )
    assert parse_path("M0 0 q5 10 10 0 t10 0") == parse_path("M0 0 Q5 10 10 0 T20 0")
    # Without a curve before it, T is a straight line.
    assert parse_path("M0 0 T10 0 V10")[0][1:3] == ((0, 0, False), (10, 0, True))


def test_cubic_curves_are_followed_closely() -> None:
    k = 0.5522847
    circle = parse_path(f"M1 0 C1 {k} {k} 1 0 1 S-1 {k} -1 0 -{k} -1 0 -1 S1 -{k} 1 0Z")
    for start, control, end in quadratics(circle[0]):
        for t in (0, 0.3, 0.5, 0.8):
            x, y = ((1 - t) ** 2 * start[i] + 2 * t * (1 - t) * control[i] + t * t * end[i] for i in (0, 1))
            assert hypot(x, y) == pytest.approx(1, abs=0.001)
    assert parse_path("M0 0 c0 5 5 10 10 10 s5 -5 0 -10z") == parse_path("M0 0 C0 5 5 10 10 10 S15 5 10 0z")


@pytest.mark.parametrize(
    ("arc", "part"),
    [("0 0 1", 0.25), ("0 1 0", 0.75), ("0 01", 0.25), ("0 10", 0.75), ("45 0 1", 0.25), ("-400,1,0", 0.75)],
)
def test_arcs_have_the_area_of_their_part(arc: str, part: float) -> None:
    outline = parse_path(f"M0 0 L10 0 A10 10 {arc} 0 10 Z")
    assert area(outline) == pytest.approx(pi * 100 * part, rel=0.001)


def test_arc_too_small_for_its_ends_is_enlarged() -> None:
    assert tight_bounds(parse_path("M0 0 A1 1 0 0 1 20 0")) == pytest.approx((0, -10, 20, 10))
    assert tight_bounds(parse_path("M0 0 A2 1 0 0 1 20 0")) == pytest.approx((0, -5, 20, 5))
    # Turned by a right angle, the first radius goes down.
    assert tight_bounds(parse_path("M0 0 A1 2 90 0 1 20 0")) == pytest.approx((0, -5, 20, 5))
    assert parse_path("M0 0 A0 5 0 0 1 20 0 V9") == parse_path("M0 0 H20 V9")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("", "encloses no area"),
        ("M0 0 L5 5", "encloses no area"),
        ("M0 0 H5 H9 Z", "encloses no area"),
        ("L0 0", "begin with M, not 'L' at character 1$"),
        ("  z", "begin with M, not 'z' at character 3$"),
        ("M0 0 X5", "M L H V C S Q T A Z.*'X' at character 6$"),
        ("M0 0 L5 Q", "number.*'Q' at character 9$"),
        ("M0 0 L5", "number.*end"),
        ("M0 0 Z 5 5", "command.*'5' at character 8$"),
        ("M0 0 LNaN 5", "number.*'N' at character 7$"),
        ("M0 0 L1e9 5", "1,000,000.*'1' at character 7$"),
        ("M0 0 L1e999 5", "1,000,000.*'1' at character 7$"),
        ("M0 0 A5 5 0 2 1 9 9", "flag.*'2' at character 13$"),
        ("M0 0 L5 5 ü", "'ü' at character 11$"),
        ("M0 0" + " L5 5" * (MAX_SEGMENTS + 1), "1,000 segments"),
        ("M0 0" + " " * MAX_LENGTH, "20,004.*20,000"),
    ],
)
def test_mistake_is_told_with_its_position(data: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        parse_path(data)


@given(st.text("MmLlHhVvCcSsQqTtAaZz0123456789.-+e, ", max_size=60))
def test_any_data_is_an_outline_or_refused(data: str) -> None:
    try:
        outline = parse_path(f"M0 0 9 0 9 9 {data}")
    except ValueError as error:
        assert "character" in str(error) or "end of the path" in str(error)
    else:
        box = tight_bounds(outline)
        assert box.w > 0
        assert box.h > 0
