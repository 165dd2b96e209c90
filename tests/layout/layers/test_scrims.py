"""Side and strength of adaptive scrims."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.layout.layers.legibility import ContrastNeed
from memegen.layout.layers.scrim import Scrim
from memegen.layout.layers.scrims import TARGET, adapted_scrim
from memegen.model.values import AUTO
from memegen.scene.backdrop import Backdrop
from memegen.scene.color import WHITE, Color, composite, contrast_ratio, luminance
from memegen.scene.geometry import Box
from tests.helpers.stage import PALETTE, card, view

INK, PAPER = PALETTE["ink"], PALETTE["paper"]
AREA = Box(0, 0, 1000, 1000)
# A scrim as it is when nothing is said.
(USUAL,) = card("background: [{scrim: auto}]").background
BRIGHT, DARK = view(*["9" * 10] * 10), view(*["0" * 10] * 10)
LOW = Box(100, 700, 500, 200)


def scrim(side: str = "auto", **keys: Any) -> Scrim:
    assert isinstance(USUAL, Scrim)
    return replace(USUAL, side=side, **keys)


def strength_of(found: Scrim) -> float:
    assert isinstance(found.strength, float)
    return found.strength


def minimum_contrast(found: Scrim, strength: float, box: Box, backdrop: Backdrop, color: Color) -> float:
    """Return the minimum contrast of the colour with the cells behind the box; the scrim is flat or from the bottom."""
    ratios = []
    for at, cells in backdrop.rows_in(box):
        veil = found.color.multiply_alpha(strength * found.relative_strength(at / AREA.h))
        grounds = [composite(veil, cell) for cell in cells]
        ratios += [contrast_ratio(color.luminance, luminance(ground)) for ground in grounds]
    return min(ratios)


@pytest.mark.parametrize(
    ("box", "side"),
    [
        (Box(100, 700, 800, 250), "bottom"),
        (Box(100, 50, 800, 200), "top"),
        (Box(50, 50, 300, 900), "left"),
        (Box(650, 50, 300, 900), "right"),
        # Where edges are alike it is the bottom, which pictures can best do without.
        (Box(50, 750, 200, 200), "bottom"),
        (Box(20, 20, 960, 960), "flat"),
    ],
)
def test_scrim_side_is_the_edge_nearest_to_the_text(box: Box, side: str) -> None:
    assert adapted_scrim(scrim(), AREA, [ContrastNeed(box, WHITE, 4.5)], BRIGHT).side == side


def test_scrim_is_solid_as_far_as_the_text_reaches() -> None:
    found = adapted_scrim(scrim(), AREA, [ContrastNeed(LOW, WHITE, 4.5)], BRIGHT)
    assert found.solid == pytest.approx(0.32)
    assert found.extent == pytest.approx(0.5)
    assert found.relative_strength(0.69) == 1
    assert 0 < found.relative_strength(0.6) < 1
    assert found.relative_strength(0.49) == 0


def test_declared_side_is_kept() -> None:
    found = adapted_scrim(
        scrim("top", strength=AUTO, solid=0.4, extent=0.9), AREA, [ContrastNeed(LOW, WHITE, 4.5)], BRIGHT
    )
    assert (found.side, found.solid, found.extent) == ("top", 0.4, 0.9)


def test_declared_strength_is_kept() -> None:
    assert adapted_scrim(scrim(strength=0.2), AREA, [ContrastNeed(LOW, WHITE, 4.5)], BRIGHT).strength == 0.2


def test_scrim_has_no_strength_if_all_texts_are_legible() -> None:
    assert adapted_scrim(scrim(), AREA, [ContrastNeed(LOW, WHITE, 4.5)], DARK).strength == 0
    assert adapted_scrim(scrim(), AREA, [], BRIGHT).strength == 0


def test_text_outside_the_scrim_does_not_count() -> None:
    half = Box(0, 500, 1000, 500)
    wanted = [ContrastNeed(Box(0, 0, 900, 200), WHITE, 4.5)]
    assert adapted_scrim(scrim("flat", strength=AUTO), half, wanted, BRIGHT).strength == 0


def test_scrim_of_an_empty_area_is_flat() -> None:
    assert adapted_scrim(scrim(), Box(0, 0, 0, 100), [ContrastNeed(LOW, WHITE, 4.5)], BRIGHT).side == "flat"


@given(st.binary(min_size=300, max_size=300), st.sampled_from((3.0, 4.5, 7.0)), st.sampled_from((WHITE, PAPER)))
def test_flat_scrim_strength_is_sufficient_and_minimal(pixels: bytes, target: float, color: Color) -> None:
    backdrop = Backdrop(10, 10, 100, pixels)
    found = adapted_scrim(scrim("flat", strength=AUTO), AREA, [ContrastNeed(LOW, color, target)], backdrop)
    assert minimum_contrast(found, strength_of(found), LOW, backdrop, color) >= target * TARGET * 0.97
    if strength_of(found) > 0:
        # Of many colours in a line only the lightest and the darkest are looked at.
        assert minimum_contrast(found, strength_of(found) - 0.01, LOW, backdrop, color) < target * TARGET * 1.001


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10), st.sampled_from((3.0, 4.5)))
def test_scrim_strength_is_minimal(rows: list[int], target: float) -> None:
    backdrop = view(*[str(grey) * 10 for grey in rows])
    found = adapted_scrim(scrim("bottom", strength=AUTO), AREA, [ContrastNeed(LOW, WHITE, target)], backdrop)
    assert minimum_contrast(found, strength_of(found), LOW, backdrop, WHITE) >= target * TARGET
    if strength_of(found) > 0:
        assert minimum_contrast(found, strength_of(found) - 0.01, LOW, backdrop, WHITE) < target * TARGET


def test_insufficient_scrim_takes_the_most_useful_strength() -> None:
    # Grey letters cannot have 7:1 on ink; the more ink the better.
    grey = Color(150, 150, 150)
    assert adapted_scrim(scrim("flat", strength=AUTO), AREA, [ContrastNeed(LOW, grey, 7)], BRIGHT).strength == 1
    # Nor have ink letters on ink anything from a scrim.
    assert adapted_scrim(scrim("flat", strength=AUTO), AREA, [ContrastNeed(LOW, INK, 21)], BRIGHT).strength == 0


def test_text_that_no_scrim_can_serve_leaves_the_others_theirs() -> None:
    # The upper text is on what a scrim from the bottom leaves clear, the ink letters are of the scrim's colour.
    tall, low = ContrastNeed(Box(100, 0, 500, 950), WHITE, 4.5), ContrastNeed(LOW, WHITE, 4.5)
    like, small = ContrastNeed(Box(100, 900, 20, 20), INK, 4.5), ContrastNeed(Box(600, 700, 10, 10), INK, 4.5)
    clear = scrim("bottom", strength=AUTO, solid=0.3, extent=0.5)
    alone = strength_of(adapted_scrim(clear, AREA, [low], BRIGHT))
    assert 0.4 < alone < 0.9
    for needs in ([tall], [tall, low], [low, tall]):
        assert strength_of(adapted_scrim(clear, AREA, needs, BRIGHT)) >= alone
    wide = ContrastNeed(Box(100, 550, 500, 350), WHITE, 4.5)
    assert strength_of(adapted_scrim(clear, AREA, [wide, like, small], BRIGHT)) >= alone - 0.1


def test_light_scrim_serves_dark_letters() -> None:
    found = adapted_scrim(scrim(color=PAPER), AREA, [ContrastNeed(LOW, INK, 4.5)], DARK)
    assert 0.3 < strength_of(found) < 0.7


def test_text_with_the_highest_need_decides() -> None:
    easy, hard = ContrastNeed(LOW, WHITE, 3), ContrastNeed(Box(100, 850, 50, 20), WHITE, 4.5)
    one, alone, both = (
        strength_of(adapted_scrim(scrim("flat", strength=AUTO), AREA, needs, BRIGHT))
        for needs in ([easy], [hard], [easy, hard])
    )
    assert one < both == alone
