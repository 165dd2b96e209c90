"""Strokes around letters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import ImageChops

from memegen.rendering.rasterize import PlacedGlyph, rasterize
from memegen.rendering.stroke import mitres, stroke_glyph
from memegen.scene.affine import Affine
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Stroke
from memegen.scene.window import Window
from memegen.text.fonts import Library
from tests.helpers.paintbox import BLACK, drawn, text, word
from tests.helpers.paths import BUNDLE

LIBRARY = Library(BUNDLE)


def test_only_convex_corners_are_mitred() -> None:
    outer = ((0.0, 0.0, True), (10.0, 0.0, True), (10.0, 10.0, True), (0.0, 10.0, True))
    hole = ((3.0, 3.0, True), (3.0, 7.0, True), (7.0, 7.0, True), (7.0, 3.0, True))
    for outline in ((outer, hole), (outer[::-1], hole[::-1])):
        tips = {quad[2] for quad in mitres(outline, 2)}
        assert tips == {(-2, -2), (12, -2), (12, 12), (-2, 12)}
    # A needle's tip would reach too far; a cut (where three points meet) has none either.
    needle = ((0.0, 0.0, True), (100.0, 1.0, True), (0.0, 2.0, True))
    assert {quad[0] for quad in mitres((needle,), 1)} == {(0, 0), (0, 2)}


@pytest.mark.parametrize("join", ["round", "miter", "bevel"])
def test_stroke_covers_its_letter(join: str) -> None:
    window = Window(-40, -140, 200, 200)
    for family, letter in (("Anton", "A"), ("Inter", "A"), ("Inter", "%"), ("Permanent Marker", "I"), ("Caveat", "8")):
        face = LIBRARY.face(Font(family))
        glyph, scale = face.shape(letter, language="en")[0].glyph, 100 / face.upem
        place, room = Affine(scale, 0, 0, -scale), Box(-40, -140, 200, 200)
        band = stroke_glyph(face, glyph, 0.1 * face.upem, join)
        assert band
        around = rasterize([PlacedGlyph(band.font, band.glyph, place.after(band.affine), room)], window)
        inside = rasterize([PlacedGlyph(face.hb_font, glyph, place, room)], window)
        assert around
        assert inside
        left_over = ImageChops.subtract(inside.to_image(), around.to_image())
        assert max(left_over.tobytes()) <= 8


def test_mitre_inside_a_letter_does_not_come_out_of_it() -> None:
    run = word(LIBRARY, "A", 200, None, "Inter")
    item = replace(text(run, x=40, y=200), stroke=Stroke(BLACK, 24, "miter"))
    # The bevelled outline is the mitred one without its tips, which lie at the corners of the feet and of the top.
    bevelled, mitred = (
        drawn(LIBRARY, replace(item, stroke=Stroke(BLACK, 24, join)), size=(240, 260)).convert("L")
        for join in ("bevel", "miter")
    )
    tips = ImageChops.subtract(bevelled, mitred).point(lambda value: 255 * (value > 64))
    assert tips.getbbox()
    assert tips.crop((0, 80, 240, 170)).getbbox() is None
