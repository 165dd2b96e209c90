"""Ornaments."""

from __future__ import annotations

import pytest

from memegen.scene.items import Text
from tests.helpers.real import only, real
from tests.helpers.stage import CANVAS, box, codes, complaints, scene


def test_ornament_ink_has_the_height_of_the_layer() -> None:
    (found,) = scene("background: [{ornament: A, height: 140px, at: top left}]", CANVAS).items
    assert isinstance(found, Text)
    assert (found.layer, found.size) == ("", pytest.approx(200))
    assert box(found.box) == pytest.approx((0, 0, 80, 140))


def test_word_has_the_capitals_of_its_font_role_and_fits_the_box() -> None:
    (found,) = scene("background: [{ornament: ' read ', width: 320px, height: 500px, at: top left}]", CANVAS).items
    assert isinstance(found, Text)
    assert found.lines[0].text == "READ"
    assert found.box.w == pytest.approx(320)


def test_word_from_right_to_left_begins_at_the_right() -> None:
    word = only(real("background: [{ornament: حياة, font: text, height: 300px, at: top left}]"))
    line = only(real("layers: [{text: حياة, size: 300px, language: ar, at: top left}]"))
    assert [glyph.id for run in word.lines[0].runs for glyph in run.glyphs] == [
        glyph.id for run in line.lines[0].runs for glyph in run.glyphs
    ]


def test_character_that_the_font_lacks_comes_from_a_fallback() -> None:
    (found,) = scene("background: [{ornament: ★, font: squares, height: 140px, at: top left}]", CANVAS).items
    assert isinstance(found, Text)
    assert found.lines[0].runs[0].font.family == "squares"
    (found,) = scene("background: [{ornament: 図, height: 140px, at: top left}]", CANVAS).items
    assert isinstance(found, Text)
    assert found.lines[0].runs[0].font.family == "wide"


def test_symbol_that_no_font_has_is_a_warning_and_a_letter_an_error() -> None:
    # Squares have no private characters; a private one is neither a letter nor a mark.
    assert codes(scene('background: [{ornament: "\\ue000", at: top}]', CANVAS)) == ["glyph-missing"]
    [problem] = complaints(real, "background: [{ornament: 𒀀, at: top left}]")
    assert (problem.code, problem.severity, problem.where.column) == ("glyph-missing", "error", 14)
