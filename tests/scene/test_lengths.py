"""Lengths in every unit, and ranges of them."""

from __future__ import annotations

import pytest

from memegen.scene.geometry import Insets, Length, Size
from memegen.scene.lengths import MissingDpiError, Units, parse_length, parse_size_range

CANVAS = Units(Size(2160, 1080))
SAFE = Units(Size(1500, 500), safe=Insets(100, 300, 50, 200))


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("0", Length()),
        ("7vmin", Length(75.6)),
        ("10vw", Length(216)),
        ("10vh", Length(108)),
        ("12px", Length(12)),
        ("62%", Length(0, 0.62)),
        ("-7.5vmin", Length(-81)),
        ("+.5vmin", Length(5.4)),
        (" 5px ", Length(5)),
        ("25.4mm", Length(300)),
        ("2.54cm", Length(300)),
        (".5in", Length(150)),
        ("36pt", Length(150)),
    ],
)
def test_length_is_read_in_any_unit(text: str, length: Length) -> None:
    found = parse_length(text, Units(Size(2160, 1080), 300))
    assert (found.px, found.fraction) == pytest.approx((length.px, length.fraction))


def test_unit_px_refers_to_a_canvas_of_1080() -> None:
    assert parse_length("10px", Units(Size(540, 700))).px == 5


@pytest.mark.parametrize(
    "text", ["", "7", "7 vmin", "7em", "vmin", "seven", "1e3px", "nanpx", "1" * 400 + "px", "7vmin;"]
)
def test_length_refuses_other_forms(text: str) -> None:
    with pytest.raises(ValueError, match="7vmin, 62%, 40vw or 12px"):
        parse_length(text, CANVAS)


def test_size_range_is_one_length_or_two() -> None:
    span = parse_size_range("4.5..12vmin", CANVAS)
    assert (span.minimum.px, span.maximum.px) == pytest.approx((48.6, 129.6))
    span = parse_size_range("40px..12vmin", CANVAS)
    assert (span.minimum.px, span.maximum.px) == pytest.approx((40, 129.6))
    assert parse_size_range("7vmin", CANVAS).minimum == parse_size_range("7vmin", CANVAS).maximum
    assert parse_size_range("10%..12vmin", CANVAS).minimum == Length(0, 0.1)


@pytest.mark.parametrize("text", ["12..4vmin", "12vmin..4vmin", "50%..20%"])
def test_size_range_starts_with_its_minimum(text: str) -> None:
    with pytest.raises(ValueError, match=r"smaller.*first"):
        parse_size_range(text, CANVAS)


@pytest.mark.parametrize("text", ["4..", "..12vmin", "4..12", "4vmin...", "a..b"])
def test_size_range_refuses_other_forms(text: str) -> None:
    with pytest.raises(ValueError, match="expected a length"):
        parse_size_range(text, CANVAS)


def test_size_range_is_its_minimum_where_its_units_cross_over() -> None:
    # 2vw of 3000 are 60 pixels, 17vmin of 200 are 34: the larger size, which is legible, wins.
    span = parse_size_range("2vw..17vmin", Units(Size(3000, 200)))
    assert span.minimum == span.maximum == Length(60)


@pytest.mark.parametrize("text", ["5mm", "1cm", "2in", "12pt"])
def test_length_on_paper_needs_a_resolution(text: str) -> None:
    with pytest.raises(MissingDpiError, match="dpi"):
        parse_length(text, CANVAS)


def test_size_range_may_be_in_points() -> None:
    span = parse_size_range("9..36pt", Units(Size(2160, 1080), 72))
    assert (span.minimum, span.maximum) == (Length(9), Length(36))


@pytest.mark.parametrize(
    ("text", "side", "length"),
    [
        ("safe", "top", Length(100)),
        ("safe", "bottom", Length(50)),
        ("safe.left", "top", Length(200)),
        ("safe + 5vmin", "right", Length(325)),
        ("-safe.right", "", Length(-300)),
        ("50% - safe.bottom", "", Length(-50, 0.5)),
        ("max(safe, 6vmin)", "top", Length(100)),
        ("max(safe, 6vmin)", "", None),
    ],
)
def test_length_may_reckon_with_the_safe_area(text: str, side: str, length: Length | None) -> None:
    if length:
        assert parse_length(text, SAFE, side) == length
    else:
        with pytest.raises(ValueError, match=r"safe\.top"):
            parse_length(text, SAFE, side)


def test_unit_px_and_safe_can_be_added_on_any_canvas() -> None:
    # A px is of a canvas of 1080; the inset is in pixels of the canvas itself.
    assert parse_length("safe.top + 20px", Units(Size(540, 960), safe=Insets(top=125))) == Length(135)


def test_length_without_a_platform_has_no_safe_area() -> None:
    with pytest.raises(ValueError, match=r"^safe\b"):
        parse_length("safe.top", CANVAS)


def test_size_range_may_have_sums() -> None:
    span = parse_size_range("3vw..max(4vw, 10vh + 1px)", CANVAS)
    assert (span.minimum.px, span.maximum.px) == pytest.approx((64.8, 109))
