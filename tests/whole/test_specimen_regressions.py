"""What the specimen sheets and the comparison with a browser brought to light."""

from __future__ import annotations

import pytest

from memegen.rendering.outline_font import GLYPH_ID, compile_outline
from memegen.rendering.rasterize import PlacedGlyph, rasterize
from memegen.scene.affine import Affine
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font
from memegen.scene.window import Window
from memegen.text.bidi.order import display_levels, visual_order
from memegen.text.features import half_width_offsets
from memegen.text.fonts import Library
from memegen.text.isolates import isolate_ranges
from memegen.text.smart import smarten
from memegen.text.style import Style, TextLayout
from memegen.text.typeset import set_text
from tests.helpers.paths import BUNDLE, TEST_FONTS

LIBRARY = Library(BUNDLE, (TEST_FONTS,))


def set_in(text: str, family: str, language: str, width: float = 1e4) -> TextLayout:
    style = Style(Font(family), Color(0, 0, 0), 100, 100, language=language)
    return set_text(text, style, width, 1e4, LIBRARY)


def visual_text(text: str) -> str:
    return "".join(text[at] for at in visual_order(display_levels(text, isolate_ranges(text))[1]))


def test_a_break_at_a_soft_hyphen_shows_a_hyphen() -> None:
    face = LIBRARY.face(Font("Inter"))
    hyphen = next(char for char in "\u2010-" if face.covers(char))
    block = set_in("anti\u00addis\u00adestablish", "Inter", "en", 600)
    assert len(block.lines) > 1
    assert not block.broken
    for line in block.lines[:-1]:
        assert line.runs[-1].glyphs[-1].id == face.shape(hyphen, language="en")[0].glyph


def test_a_greek_word_is_of_one_font_though_another_has_a_few_of_its_letters() -> None:
    # Anton has Σ, for sums.
    assert {run.font.family for line in set_in("ΙΣΟΙ", "Anton", "el").lines for run in line.runs} == {"Inter"}
    assert {run.font.family for line in set_in("ΣΩ", "Anton", "el").lines for run in line.runs} == {"Anton"}


def test_what_stands_in_is_as_heavy_as_the_rest() -> None:
    noto = Font("Noto Sans KR")
    order = [face.font.family for face in LIBRARY.fallbacks(noto)]
    assert order.index("Inter") < order.index("Archivo Black")


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("「言葉。」", [3]),
        ("（「", [1]),
        ("」「", [0]),
        ("：「", [1]),
        ("》：", [0]),
        ("言葉。学校", []),
        ("“a”, b", []),
    ],
)
def test_full_width_marks_side_by_side_share_their_blank_halves(text: str, offsets: list[int]) -> None:
    assert half_width_offsets(text) == offsets


def test_the_narrower_mark_is_half_as_wide() -> None:
    face = LIBRARY.face(Font("Noto Sans JP"))
    wide = [
        sum(one.advance for one in face.shape(text, language="ja", script="Hira")) for text in ("で。", "」", "で。」")
    ]
    assert wide[2] == pytest.approx(wide[0] + wide[1] - 0.5)
    kept = face.shape("で。」", language="ja", script="Hira", features={"halt": 0})
    assert sum(one.advance for one in kept) == pytest.approx(wide[0] + wide[1])


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("טל +44 20 7946 0000", "+44 20 7946 0000 לט"),
        ("تلفن ۰۲۰ ۷۹۴۶ ۰۰۰۰", "۰۲۰ ۷۹۴۶ ۰۰۰۰ نفلت"),
        ("ב 10 20 30", "30 20 10 ב"),
        ("Open ו#Keep", "Open ו#Keep"),
        ("Open ו#Keep now", "Open ו#Keep now"),
    ],
)
def test_telephone_numbers_and_hashtags_keep_their_order(text: str, order: str) -> None:
    assert visual_text(text) == order


def test_days_with_full_stops_are_a_range() -> None:
    assert "".join(smarten("10.-12. März, Nr. 3.-4", "de")) == "10.–12. März, Nr. 3.-4"


def test_letters_under_one_bar_leave_no_dots_on_its_edge() -> None:
    # Two bars, their upper edges halfway through a pixel, one well over the other.
    outline = (((0.0, 0.0, True), (20.0, 0.0, True), (20.0, 4.0, True), (0.0, 4.0, True)),)
    font, units = compile_outline(outline)
    pieces = [PlacedGlyph(font, GLYPH_ID, Affine(dx=x, dy=1.5).after(units), Box(x, 1.5, 20, 4)) for x in (2.0, 16.0)]
    mask = rasterize(pieces, Window(0, 0, 40, 8))
    assert mask and mask.image
    edge = {mask.image.getpixel((x, 0)) for x in range(mask.image.width)}
    assert len(edge) == 1
