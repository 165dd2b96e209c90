"""The notices that a jurisdiction wants: which are missed, and where none is wanted."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from memegen.layout.notices import notice_findings
from memegen.model.card import Card
from memegen.renderer import Renderer
from memegen.scene.scene import Scene

IMPRINT = "Promoted by Jo Bloggs, 2 Quay Street, Millbrook"


@cache
def drawn(imprint: str) -> tuple[Card, Scene]:
    """A card that draws the imprint, and its scene."""
    made = Renderer().render("quote-plain", {"quote": "We read.", "imprint": imprint}, brand="keep-it-open")
    return made.card, made.scene


def codes(
    jurisdiction: str, *, paid: bool = False, imprint: str = IMPRINT, hidden: bool = False, ai: str = ""
) -> list[str]:
    card, scene = drawn(imprint or IMPRINT)
    brand = replace(card.brand, jurisdiction=jurisdiction, paid=paid, imprint=imprint)
    values = {**card.values, "imprint": imprint, **({"photo.ai": ai} if ai else {})}
    card = replace(card, brand=brand, values=values)
    return [found.code for found in notice_findings(card, replace(scene, items=()) if hidden else scene)]


@pytest.mark.parametrize(
    ("jurisdiction", "paid", "imprint", "expected"),
    [
        ("", True, "", []),
        ("uk", False, IMPRINT, []),
        ("uk", False, "", ["imprint-required"]),
        ("us", False, "", []),
        ("us", True, "", ["imprint-required"]),
        ("eu", False, "", []),
        ("eu", True, IMPRINT, ["notice-required"]),
        ("eu", True, f"{IMPRINT} · https://openshelves.example/ad", []),
    ],
)
def test_imprint(jurisdiction: str, paid: bool, imprint: str, expected: list[str]) -> None:
    assert codes(jurisdiction, paid=paid, imprint=imprint) == expected


def test_imprint_that_is_not_drawn_is_hidden() -> None:
    assert codes("uk", hidden=True) == ["imprint-hidden"]


@pytest.mark.parametrize(
    ("jurisdiction", "ai", "imprint", "expected"),
    [
        ("eu", "generated", IMPRINT, ["ai-label-required"]),
        ("us", "modified", IMPRINT, ["ai-label-required"]),
        ("uk", "generated", IMPRINT, []),
        ("eu", "no", IMPRINT, []),
        ("eu", "generated", f"{IMPRINT}. Image: AI", []),
        ("eu", "generated", f"{IMPRINT}. Bild: KI", []),
    ],
)
def test_ai_label(jurisdiction: str, ai: str, imprint: str, expected: list[str]) -> None:
    assert codes(jurisdiction, ai=ai, imprint=imprint) == expected
