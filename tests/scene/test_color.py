"""Colours: parsing, contrast, mixing, compositing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.core.diagnostics import hint_of
from memegen.scene.color import BLACK, WHITE, Color, composite, contrast, parse_color, parse_hex, readable

PALETTE = {"ink": BLACK, "paper": WHITE, "accent": Color(228, 50, 43), "sun": Color(255, 197, 51)}
colors = st.builds(Color, *[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#f00", Color(255, 0, 0)),
        ("#f008", Color(255, 0, 0, 0x88 / 255)),
        ("#15151E", Color(21, 21, 30)),
        ("#15151e80", Color(21, 21, 30, 128 / 255)),
    ],
)
def test_hex_is_read_and_written(text: str, color: Color) -> None:
    assert parse_hex(text) == color
    assert parse_hex(parse_hex(text).hex()) == color


@pytest.mark.parametrize("text", ["", "#", "#12", "#12345", "#1234567", "#ggg", "15151e", "# fff", "#fff "])
def test_hex_refuses_other_forms(text: str) -> None:
    with pytest.raises(ValueError, match="#e4322b"):
        parse_hex(text)


# Pairs and ratios as published by the WCAG working group and by well-known checkers.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 21),
        ("#767676", "#fff", 4.54),
        ("#777", "#fff", 4.48),
        ("#949494", "#fff", 3.03),
        ("#595959", "#fff", 7.0),
        ("#f00", "#fff", 4.0),
        ("#00f", "#fff", 8.59),
        ("#008000", "#fff", 5.14),
        ("#ff0", "#fff", 1.07),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(parse_hex(one), parse_hex(other)) == pytest.approx(ratio, abs=0.006)
    assert contrast(parse_hex(other), parse_hex(one)) == contrast(parse_hex(one), parse_hex(other))


def test_luminance_of_the_primaries_is_their_weight() -> None:
    assert Color(255, 0, 0).luminance == pytest.approx(0.2126)
    assert Color(0, 255, 0).luminance == pytest.approx(0.7152)
    assert Color(0, 0, 255).luminance == pytest.approx(0.0722)


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("accent", Color(228, 50, 43)),
        (" accent ", Color(228, 50, 43)),
        ("black", BLACK),
        ("transparent", Color(0, 0, 0, 0)),
        ("ink 60%", Color(0, 0, 0, 0.6)),
        ("#fff 50%", Color(255, 255, 255, 0.5)),
        ("ink 150%", BLACK),
        ("mix(ink, paper, 20%)", Color(51, 51, 51)),
        ("mix(ink, paper, 0%)", BLACK),
        ("mix(ink, paper, 250%)", WHITE),
        ("mix(mix(ink, paper, 100%), ink, 20%) 50%", Color(204, 204, 204, 0.5)),
        ("on(accent)", WHITE),
        ("on(sun)", BLACK),
        ("pick(sun, accent, paper)", Color(228, 50, 43)),
        ("pick(sun, accent, ink)", Color(255, 197, 51)),
        ("on(pick(ink, paper, sun))", WHITE),
    ],
)
def test_colour_expressions_are_read(text: str, color: Color) -> None:
    assert parse_color(text, PALETTE) == color


def test_readable_moves_the_colour_no_further_than_necessary() -> None:
    sun = parse_color("readable(sun, paper)", PALETTE)
    assert 4.5 <= contrast(sun, WHITE) < 4.8
    large = parse_color("readable(sun, paper, 3)", PALETTE)
    assert 3 <= contrast(large, WHITE) < 3.3
    assert parse_color("readable(ink, paper)", PALETTE) == BLACK


@given(colors, colors, st.sampled_from([3.0, 4.5]))
def test_readable_reaches_its_ratio_or_black_or_white(ground: Color, text: Color, ratio: float) -> None:
    found = readable(ground, text, ratio)
    assert contrast(found, text) >= ratio or found in (BLACK, WHITE)


@given(colors, colors, st.floats(0, 1))
def test_mixture_is_between_its_colours(one: Color, other: Color, fraction: float) -> None:
    mixed = one.mix(other, fraction)
    assert all(min(a, b) <= c <= max(a, b) for a, b, c in zip(one.rgb, other.rgb, mixed.rgb, strict=True))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("acent", r"mean accent\b"),
        ("Ink", r"mean ink\b"),
        ("zzz", "ink, paper, accent, sun, black, white, transparent, or #rrggbb"),
        ("", "''"),
        ("#e4322", "#e4322b"),
        ("mix(accent, ink)", r"mix\(accent, ink, 20%\)"),
        ("mix(accent, ink, lots%)", r"mix\(accent, ink, 20%\)"),
        ("mix(accent, ink, nan%)", r"mix\(accent, ink, 20%\)"),
        ("mix(accent, imk, 20%)", r"mean ink\b"),
        ("on()", r"on\(accent\)"),
        ("on(ink, paper)", r"on\(accent\)"),
        ("pick(ink, paper)", r"pick\(sun, accent, paper\)"),
        ("pick(sun, wat, paper)", "'wat'"),
        ("readable(ink)", r"readable\(accent, paper\)"),
        ("readable(ink, paper, much)", r"readable\(accent, paper\)"),
        ("mix(" * 4000, "not 16000 characters"),
        ("ink" + " 1%" * 4000, "12003"),
    ],
)
def test_colour_refuses_other_texts_with_a_suggestion(text: str, named: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_color(text, PALETTE)
    assert re.search(named, f"{caught.value} {hint_of(caught.value)}")


@given(st.text(max_size=40))
def test_any_text_is_a_colour_or_a_value_error(text: str) -> None:
    try:
        found = parse_color(text, PALETTE)
    except ValueError as error:
        assert str(error)
    else:
        assert 0 <= found.a <= 1


def test_composite_mixes_by_opacity() -> None:
    assert composite(WHITE.multiply_alpha(0.5), (0, 0, 0)) == (128, 128, 128)
    assert composite(WHITE, (0, 0, 0)) == (255, 255, 255)
