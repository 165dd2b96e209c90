"""What is made of the colours of a photo, by the layer and by the brand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.layout.layers.treatment import Treatment, brand_treatment
from memegen.model.brand import Brand
from memegen.model.direction import Direction, PhotoTreatment
from memegen.scene.color import BLACK, WHITE
from memegen.scene.effects import Effect, Halftone, Posterise, Tone
from memegen.scene.geometry import Size
from tests.helpers.stage import BRAND, PALETTE

INK, PAPER, SUN, ACCENT = (PALETTE[role] for role in ("ink", "paper", "sun", "accent"))
CANVAS = Size(1000, 2000)


def treating(*photos: str | tuple[str, ...]) -> Brand:
    name, colors = str(photos[0]), tuple(map(str, photos[1:]))
    return replace(BRAND, direction=Direction(PhotoTreatment(name, colors)))


@pytest.mark.parametrize(
    ("treatment", "effects"),
    [
        (Treatment("none", (), 0), ()),
        (Treatment("none", (), 20), (Halftone(20),)),
        (Treatment("mono", (), 0), (Tone((BLACK, WHITE)),)),
        (Treatment("duotone", (INK, ACCENT, SUN), 0), (Tone((INK, SUN)),)),
        (Treatment("tritone", (INK, ACCENT, SUN), 0), (Tone((INK, ACCENT, SUN)),)),
        (Treatment("poster", (INK, SUN), 20), (Posterise((INK, SUN)), Halftone(20))),
        # Dots are neither finer than 3 px nor coarser than a tenth of the short side.
        (Treatment("duotone", (INK, SUN), 1), (Halftone(3, (INK, SUN)),)),
        (Treatment("duotone", (INK, SUN), 900), (Halftone(100, (INK, SUN)),)),
    ],
)
def test_treatment_comes_to_effects(treatment: Treatment, effects: tuple[Effect, ...]) -> None:
    assert treatment.effects(1000) == effects


@pytest.mark.parametrize(
    ("photos", "treatment"),
    [
        (("colour",), Treatment("none", (), 0)),
        (("mono",), Treatment("mono", (BLACK, WHITE), 0)),
        (("duotone",), Treatment("duotone", (INK, PAPER), 0)),
        (("duotone", "accent", "sun"), Treatment("duotone", (ACCENT, SUN), 0)),
        (("poster",), Treatment("poster", (INK, ACCENT, SUN, PAPER), 0)),
        (("halftone", "ink", "sun"), Treatment("duotone", (INK, SUN), 11)),
    ],
)
def test_brand_treats_its_photos(photos: tuple[str, ...], treatment: Treatment) -> None:
    assert brand_treatment(treating(*photos), CANVAS, 500, 0) == treatment


def test_dots_of_a_layer_are_those_of_the_layer() -> None:
    assert brand_treatment(treating("halftone"), CANVAS, 500, 30).cell == 30
    assert brand_treatment(treating("colour"), CANVAS, 500, 30) == Treatment("none", (), 30)
