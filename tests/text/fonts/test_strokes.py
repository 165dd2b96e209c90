"""The widths of strokes of a font."""

from __future__ import annotations

import pytest

from memegen.scene.items import Font
from memegen.text.fonts.strokes import has_thin_hash, stroke_width
from tests.helpers.traced import LIBRARY


@pytest.mark.parametrize(
    ("family", "char", "least", "most"),
    [
        ("Playfair Display", "#", 0.01, 0.04),
        ("Playfair Display", "I", 0.12, 0.2),
        ("Lora", "#", 0.08, 0.13),
        ("Anton", "#", 0.1, 0.18),
        ("Anton", " ", 0, 0),
        ("Anton", "字", 0, 0),
    ],
)
def test_thinnest_stroke_is_measured(family: str, char: str, least: float, most: float) -> None:
    hb_font = LIBRARY.face(Font(family, 700)).hb_font
    assert least <= stroke_width(hb_font, char, 0.9 if char == "#" else 0.5) / hb_font.face.upem <= most


@pytest.mark.parametrize(("family", "thin"), [("Playfair Display", True), ("Lora", False), ("Anton", False)])
def test_hairline_of_a_number_sign_is_found(family: str, thin: bool) -> None:
    assert has_thin_hash(LIBRARY.face(Font(family, 700)).hb_font) == thin
