"""The direction of a brand: what its words come to."""

from __future__ import annotations

import pytest

from memegen.model.direction import TREATMENTS, Direction, PhotoTreatment
from memegen.scene.color import BLACK, WHITE, Color
from memegen.scene.geometry import Length, Size

RED, NIGHT, CREAM, SUN = Color(255, 0, 0), Color(20, 20, 30), Color(255, 250, 230), Color(255, 200, 50)
PALETTE = {"ink": NIGHT, "paper": CREAM, "accent": RED, "sun": SUN}


@pytest.mark.parametrize(
    ("treatment", "colors"),
    [
        (PhotoTreatment(), ()),
        (PhotoTreatment("mono"), (BLACK, WHITE)),
        (PhotoTreatment("duotone"), (NIGHT, CREAM)),
        (PhotoTreatment("poster"), (NIGHT, RED, SUN, CREAM)),
        (PhotoTreatment("duotone", ("accent", "mix(ink, paper, 100%)")), (RED, CREAM)),
        (PhotoTreatment("halftone", ("ink", "sun")), (NIGHT, SUN)),
    ],
)
def test_treatment_takes_its_colours_from_the_palette(treatment: PhotoTreatment, colors: tuple[Color, ...]) -> None:
    assert treatment.tones(PALETTE) == colors


def test_only_a_halftone_has_dots() -> None:
    canvas = Size(1000, 2000)
    cells = {name: PhotoTreatment(name, dots="2vmin").cell(canvas) for name in TREATMENTS}
    assert cells.pop("halftone") == Length(20)
    assert set(cells.values()) == {Length(0)}


@pytest.mark.parametrize(("corners", "radius"), [("square", "0"), ("round", "3vmin"), ("5%", "5%")])
def test_corners_come_to_a_radius(corners: str, radius: str) -> None:
    assert Direction(corners=corners).radius == radius
