"""The motif layer: the brand's shape, at its own form or stretched, and bleeding off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.layout.layers.motif import named_motif
from memegen.model.direction import Direction
from memegen.scene.geometry import Box
from memegen.scene.items import Fill
from memegen.scene.motif import motif_outline
from memegen.scene.path import bounds
from tests.helpers.stage import BRAND, PALETTE, check_problems, complaints, fills, scene, template


@pytest.mark.parametrize(
    ("layer", "box"),
    [
        # The form of the motif within the room that it has, which is 1000 × 1000 pixels.
        ("{motif: arch, height: 50%}", (0, 0, 360, 500)),
        ("{motif: circle, width: 20%}", (0, 0, 200, 200)),
        ("{motif: stripe, width: 30%, height: 40%}", (0, 0, 300, 400)),
        # With both it is stretched.
        ("{motif: arch, width: 30%, height: 80%}", (0, 0, 300, 800)),
        # It may bleed off.
        ("{motif: circle, width: 130%, height: 130%, at: center}", (-150, -150, 1300, 1300)),
    ],
)
def test_motif_has_its_form_or_is_stretched(layer: str, box: tuple[float, ...]) -> None:
    (found,) = fills(scene(f"layers: [{layer}]"))
    assert found == pytest.approx(box, abs=30 if "circle" in layer else 0.01)


def test_motif_without_a_name_is_the_brands() -> None:
    (item,) = scene("layers: [{motif: brand, width: 40%}]").items
    assert item == Fill(motif_outline("circle", Box(0, 0, 400, 400)), PALETTE["accent"])
    pear = replace(BRAND, direction=Direction(motif="pear"))
    assert [named_motif(word, pear) for word in ("brand", "arch", "box")] == ["pear", "arch", "box"]


def test_motif_takes_a_colour() -> None:
    (item,) = scene("layers: [{motif: sunburst, fill: sun}]").items
    assert isinstance(item, Fill)
    assert item.paint == PALETTE["sun"]
    assert tuple(bounds(item.outline)) == pytest.approx((0, 0, 1000, 1000))


def test_unknown_motif_is_reported() -> None:
    found = complaints(template, "layers: [{motif: peer}]")
    check_problems(found, [("template-invalid", 1, 18, "motif: expected one of brand, arch", "the shape")])
