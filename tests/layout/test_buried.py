"""Texts under a photo or an opaque shape are reported; those beside it, over it, or meant to be under it are not."""

from __future__ import annotations

import pytest

from tests.helpers.stage import CANVAS, codes, scene

HEAD = "{text: keep it open, id: head, size: 150px, at: center}"
PHOTO = "photo: photo-900x900.jpg, focus: center"


def found(*layers: str) -> list[str]:
    listed = "\n  - ".join(layers)
    return [code for code in codes(scene(f"layers:\n  - {listed}", CANVAS)) if code == "text-overlap"]


@pytest.mark.parametrize(
    "layer",
    [
        f"{{{PHOTO}, width: 300px, height: 300px, at: center}}",
        f"{{{PHOTO}, width: 300px, height: 300px, at: center, rotate: 12}}",
        f"{{pile: [{{{PHOTO}}}], width: 300px, height: 300px, at: center, clip: circle}}",
        f"{{column: [{{{PHOTO}, width: 300px, height: 300px}}], at: center}}",
        "{rectangle: sun, width: 300px, height: 100px, at: center}",
        "{circle: sun, width: 400px, height: 400px, at: center, rotate: 20}",
        "{column: [{text: foot, size: 20px}], ground: sun, width: 900px, height: 400px, justify: end, at: center}",
    ],
)
def test_text_under_a_photo_or_a_shape_is_reported(layer: str) -> None:
    assert found(HEAD, layer) == ["text-overlap"]
    assert found(layer, HEAD) == []


@pytest.mark.parametrize(
    "layer",
    [
        f"{{{PHOTO}, width: 300px, height: 100px, at: top}}",
        f"{{{PHOTO}, width: 300px, height: 300px, at: center, opacity: 20%}}",
        "{photo: photo-900x900.webp, width: 300px, height: 300px, at: center}",
        "{rectangle: sun 30%, width: 300px, height: 100px, at: center}",
        "{rectangle: sun, width: 300px, height: 2px, at: center}",
    ],
)
def test_what_hides_nothing_is_not_reported(layer: str) -> None:
    assert found(HEAD, layer) == []


def test_pile_may_have_its_photo_over_its_text() -> None:
    photo = f"{{{PHOTO}, width: 300px, height: 300px, at: center}}"
    assert found(f"{{pile: [{HEAD}, {photo}], overlap: yes}}") == []
    assert found(HEAD.replace("}", ", contrast: 0}"), photo) == []
