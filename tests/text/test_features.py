"""OpenType features and variation axes: by name, by tag, and where a font lacks them."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from memegen.scene.color import BLACK
from memegen.scene.items import Font
from memegen.text.features import NAMES, feature_tags
from memegen.text.style import Style
from memegen.text.typeset import set_text
from tests.helpers.real import only, real
from tests.helpers.squares import Squares
from tests.helpers.stage import CANVAS, codes, complaints, scene, texts
from tests.helpers.traced import LIBRARY, placed

PLAIN = Style(Font("squares"), BLACK, min_size=100, max_size=100)


def test_small_capitals_are_requested_from_the_font() -> None:
    fonts = Squares()
    set_text("a [nhs](caps) b", PLAIN, inf, inf, fonts)
    asked = {text.strip(): features for text, features in fonts.face(PLAIN.font).shaped}
    assert (asked["a"], asked["nhs"], asked["b"]) == ({}, {"smcp": 1}, {})
    plain, small = (
        placed(set_text(text, replace(PLAIN, font=Font("Playfair Display", 700)), inf, inf, LIBRARY))
        for text in ("x", "[x](caps)")
    )
    assert plain[0].glyph.id != small[0].glyph.id


def test_tracking_disables_ligatures_unless_requested() -> None:
    fonts = Squares()
    set_text("fi", replace(PLAIN, tracking=0.1, features=(("liga", 1),)), inf, inf, fonts)
    assert fonts.face(PLAIN.font).shaped[-1][1] == {"liga": 1, "clig": 0}


@pytest.mark.parametrize(
    ("word", "tag"), [("tabular", "tnum"), ("Open Digits", "ss01"), ("single-story a", "cv11"), ("cv05=1", "cv05")]
)
def test_feature_tags_accept_names_tags_and_font_names(word: str, tag: str) -> None:
    found, lacking = feature_tags([word], LIBRARY.face(Font("Inter")))
    assert dict(found)[tag] == 1
    assert lacking == ()


def test_feature_names_map_to_tags_of_four_letters() -> None:
    for tag in (tag for wanted in NAMES.values() for tag in wanted):
        assert len(tag) == 4


def test_feature_changes_the_glyphs() -> None:
    body = "layers: [{text: a4, id: a, size: 100px, %s}]"
    plain = [one.glyph.id for one in placed(only(real(body % "markup: no")))]
    found = real(body % 'features: "Single-story a, Open four"')
    changed = [one.glyph.id for one in placed(only(found))]
    assert codes(found) == []
    assert all(a != b for a, b in zip(plain, changed, strict=True))


def test_missing_feature_is_reported() -> None:
    found = real('layers: [{text: ab, id: a, size: 100px, features: "small-caps, tabular, nonsense"}]')
    assert codes(found) == ["feature-unsupported", "feature-unsupported"]
    assert "Inter" in found.findings[0].message
    assert "'small-caps'" in found.findings[0].message
    assert "Open digits" in found.findings[0].hint
    # Tracking and kerning may be turned off in any font.
    assert codes(real("layers: [{text: ab, id: a, size: 100px, features: no-ligatures}]")) == []


def test_axes_reach_the_font() -> None:
    text = texts(scene("layers: [{text: 'a **b**', id: a, size: 100px, axes: wdth 80}]", CANVAS))["a"]
    assert [run.font for run in text.lines[0].runs] == [
        Font("squares", 400, axes=(("wdth", 80),)),
        Font("squares", 700, axes=(("wdth", 80),)),
    ]


def test_axes_of_a_static_font_are_an_error() -> None:
    (problem,) = complaints(real, "layers: [{text: ab, id: a, size: 100px, axes: wdth 80}]")
    assert problem.code == "axis-unknown"
    assert "delete the axis: the font is not a variable font" in problem.hint
