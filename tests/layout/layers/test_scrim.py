"""Scrims as declared; adaptive ones are in tests/layout/test_scrims.py."""

from __future__ import annotations

from itertools import pairwise

import pytest

from memegen.layout.layers.scrim import Scrim
from memegen.scene.items import Fill, Linear
from tests.helpers.stage import CANVAS, card, scene


def test_scrim_is_solid_and_then_fades_to_nothing() -> None:
    (fill,) = scene("background: [{scrim: top, strength: 50%, solid: 20%, extent: 60%}]", CANVAS).items
    assert isinstance(fill, Fill)
    assert isinstance(fill.paint, Linear)
    assert (fill.paint.y1, fill.paint.y2) == (0, 1080)
    stops = fill.paint.stops
    opacities = [(round(stop.at, 3), round(stop.color.a, 3)) for stop in (stops[0], stops[1], stops[-1])]
    assert opacities == [(0, 0.5), (0.2, 0.5), (0.6, 0)]
    assert all(a.at <= b.at for a, b in pairwise(stops))


@pytest.mark.parametrize(("side", "at"), [("top", 0), ("left", 0), ("bottom", 1), ("right", 1)])
def test_relative_strength_decreases_from_the_edge(side: str, at: int) -> None:
    (scrim,) = card(f"background: [{{scrim: {side}, solid: 20%, extent: 60%}}]").background
    assert isinstance(scrim, Scrim)
    strengths = [scrim.relative_strength(abs(at - distance)) for distance in (0, 0.2, 0.4, 0.6, 1)]
    assert strengths == pytest.approx([1, 1, 0.5, 0, 0])
