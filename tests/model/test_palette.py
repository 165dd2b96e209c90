"""Palettes from a campaign's colours: legible whatever they are, and each colour kept where its role allows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.model.palette import PAPER_ON, ROLES, SUN_ON, palette_of
from memegen.scene.color import Color, contrast, parse_hex

CHANNEL = st.integers(0, 255)
COLORS = st.lists(st.builds(Color, CHANNEL, CHANNEL, CHANNEL), max_size=5)


@given(COLORS)
def test_palette_is_legible_whatever_the_colors(colors: list[Color]) -> None:
    palette, changes = palette_of(colors)
    assert set(palette) == set(ROLES)
    for ground, ratio in PAPER_ON.items():
        assert contrast(palette["paper"], palette[ground]) >= ratio, ground
    for ground, ratio in SUN_ON.items():
        assert contrast(palette["sun"], palette[ground]) >= ratio, ground
    for color in colors:
        assert color in palette.values() or color in [change.given for change in changes]


@pytest.mark.parametrize(
    ("given_colors", "roles"),
    [
        ("#c8264f", {"accent": "#c8264f"}),
        ("#ffd400", {"sun": "#ffd400"}),
        ("#0b1f4b", {"ink": "#0b1f4b"}),
        ("#b3001b #ffd400", {"accent": "#b3001b", "sun": "#ffd400"}),
        ("#b3001b #00509d", {"accent": "#b3001b", "cool": "#00509d"}),
        ("#fdfaf3 #b3001b", {"paper": "#fdfaf3", "accent": "#b3001b"}),
    ],
)
def test_color_takes_the_role_that_it_suits(given_colors: str, roles: dict[str, str]) -> None:
    palette, changes = palette_of([parse_hex(text) for text in given_colors.split()])
    assert {role: palette[role].hex() for role in roles} == roles
    assert changes == []


def test_color_too_light_for_its_role_is_changed_and_reported() -> None:
    palette, (change,) = palette_of([parse_hex("#ffd400"), parse_hex("#ffee00")])
    assert (change.given.hex(), change.role) == ("#ffee00", "accent")
    assert change.used == palette["accent"]
    assert contrast(change.used, palette["paper"]) >= PAPER_ON["accent"]


def test_palette_without_colors_is_the_same_each_time() -> None:
    assert palette_of([]) == palette_of([])
