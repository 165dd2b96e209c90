"""Properties of every layout, in squares and in the bundled fonts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import inf
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from memegen.scene.color import BLACK
from memegen.scene.items import Font
from memegen.text.breaks import clusters
from memegen.text.shape import HYPHENS
from memegen.text.style import Style, TextLayout
from memegen.text.typeset import set_text
from tests.helpers.squares import Squares
from tests.helpers.traced import LIBRARY, Traced, inks, placed, visual_lines

# A language without a dictionary, so that no hyphen is put in.
NOBODYS = "xx"
LATIN = st.sampled_from(["bread", "and", "roses,", "Ye", "many", "Ŵyn", "ẹ̀tọ́", "Việt", "e\u0301te\u0301"])
ARABIC = st.sampled_from(["السلام", "عليكم", "نحن", "الشعب", "می\u200cخواهیم", "پرچم", "لا", "مُحَمَّد"])
HEBREW = st.sampled_from(["שלום", "עולם", "שָׁלוֹם", "לחם", "ורדים"])
INDIC = st.sampled_from(["किताब", "हिंदी", "क्षेत्र", "বাংলা", "কিতাব", "தமிழ்", "கொள்கை"])
THAI = st.sampled_from(["เราคือประชาชน", "น้ำ", "ที่นี่"])
EAST = st.sampled_from(["図書館を守る", "言葉", "图书馆属于每一个人", "도서관은", "。", "「言葉」"])
EMOJI = st.sampled_from(["👩\u200d🚒", "🏳️\u200d🌈", "🇬🇧", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "✊🏿", "1️⃣", "❤️", "☎︎", "👨\u200d👩\u200d👧\u200d👦"])
SIGNS = st.sampled_from(["12", "3.5", "50%", "£5", "—", "–", "(", ")", "“", "”", "?", "؟", "…", "#ab", "#سلام", "١٢"])
GAPS = st.sampled_from([" ", " ", " ", "", "\n", "  "])
WORDS = st.one_of(LATIN, ARABIC, HEBREW, INDIC, THAI, EAST, EMOJI, SIGNS)
MIXED = st.lists(st.tuples(WORDS, GAPS).map("".join), min_size=1, max_size=9).map("".join)
ANY = st.text(max_size=30)
BOXES = st.floats(60, 1400)
FAMILIES = st.sampled_from(
    [Font("Inter"), Font("Anton"), Font("Lora", 700), Font("Permanent Marker"), Font("Noto Sans Arabic", 700)]
)
LANGUAGES = st.sampled_from([NOBODYS, "ar", "he", "ur", "fa", "hi", "th", "ja", "ko"])


def styles(font: st.SearchStrategy[Font]) -> st.SearchStrategy[Style]:
    return st.builds(
        Style,
        font=font,
        fill=st.just(BLACK),
        min_size=st.floats(8, 40),
        max_size=st.floats(40, 240),
        leading=st.floats(0.8, 1.5),
        tracking=st.sampled_from([0, 0, 0.05]),
        align=st.sampled_from(["start", "center", "end"]),
        fit=st.sampled_from(["block", "block", "block", "lines"]),
        markup=st.just(False),
        smart=st.just(False),
        language=LANGUAGES,
    )


SQUARE = styles(st.just(Font("squares")))
REAL = styles(FAMILIES)


def whole(text: str, style: Style, width: float, height: float, fonts: Traced) -> TextLayout:
    """Return the layout if the text fits into the box untruncated."""
    layout = set_text(text, style, width, height, fonts)
    assume(layout.lines and not layout.truncated)
    return layout


def check_order(layout: TextLayout, style: Style, fonts: Traced) -> None:
    """Check that each character is drawn once, in the order that its embedding levels require."""
    inserted = set(HYPHENS) - set(layout.plain)
    lost = inserted | {char for cluster in layout.missing_clusters for char in cluster}
    for line, (expected, _) in zip(layout.lines, visual_lines(layout, style.language), strict=True):
        drawn = "".join(call.visual() for call in fonts.drawn(line))
        assert [c for c in drawn if c not in lost] == [c for c in expected if c not in lost]
        for call in fonts.drawn(line):
            order = [one.cluster for one in call.glyphs]
            assert order == sorted(order, reverse=call.rtl)


def check_room(layout: TextLayout, width: float, height: float, fonts: Traced) -> None:
    slack = 1e-6 * max(width, height)
    for ink in inks(layout, fonts):
        assert ink.x >= -slack
        assert ink.right <= width + slack
        assert ink.y >= -slack
        assert ink.bottom <= height + slack


@given(MIXED, BOXES, BOXES, SQUARE)
@settings(max_examples=200, deadline=None)
def test_squares_are_drawn_once_in_order_within_the_box(text: str, width: float, height: float, style: Style) -> None:
    fonts = Traced(Squares())
    layout = whole(text, style, width, height, fonts)
    assert "".join(line.text for line in layout.lines) == layout.plain.replace("\n", "")
    check_order(layout, style, fonts)
    check_room(layout, width, height, fonts)


@given(MIXED, BOXES, BOXES, REAL)
@settings(max_examples=200, deadline=None)
def test_glyphs_are_drawn_once_in_order_within_the_box(text: str, width: float, height: float, style: Style) -> None:
    fonts = Traced(LIBRARY)
    layout = whole(text, style, width, height, fonts)
    assert "".join(line.text for line in layout.lines) == layout.plain.replace("\n", "")
    assert layout.missing_clusters == ()
    check_order(layout, style, fonts)
    check_room(layout, width, height, fonts)


@given(MIXED, BOXES, BOXES, REAL)
@settings(max_examples=100, deadline=None)
def test_block_size_is_within_one_per_cent_of_the_maximum(text: str, width: float, height: float, style: Style) -> None:
    fonts = Traced(LIBRARY)
    layout = whole(text, replace(style, fit="block"), width, height, fonts)
    assume(style.min_size * 1.001 < layout.size)
    widest = max((max(b.right for b in found) - min(b.x for b in found) for found in by_line(layout, fonts)), default=0)
    more = 1.01
    assert layout.size * more > style.max_size or widest * more > width or layout.height * more > height


def by_line(layout: TextLayout, fonts: Traced) -> list[list[Any]]:
    return [found for line in layout.lines if (found := inks(line, fonts))]


@given(MIXED, BOXES, REAL)
@settings(max_examples=100, deadline=None)
def test_lines_align_by_paragraph_direction(text: str, width: float, style: Style) -> None:
    """Check that lines start left in left-to-right paragraphs, and right in right-to-left ones."""
    fonts = Traced(LIBRARY)
    layout = whole(text, style, width, inf, fonts)
    for line, (_, level) in zip(layout.lines, visual_lines(layout, style.language), strict=True):
        found = inks(line, fonts)
        if not found:
            continue
        left, right = min(box.x for box in found), width - max(box.right for box in found)
        if style.align == "center":
            assert left == pytest.approx(right, abs=0.01)
        else:
            assert (right if (style.align == "end") != (level % 2 == 1) else left) == pytest.approx(0, abs=0.01)


@given(st.one_of(MIXED, ANY), BOXES, BOXES, REAL)
@settings(max_examples=150, deadline=None)
def test_missing_glyph_box_is_never_drawn(text: str, width: float, height: float, style: Style) -> None:
    layout = set_text(text, style, width, height, LIBRARY)
    assert [one for one in placed(layout) if not one.glyph.id] == []
    assert set_text(text, style, width, height, LIBRARY) == layout


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "Cf"]), max_size=8), FAMILIES)
@example("0\xa0\U000e0100", Font("Inter"))
@example("Ĭ\U000e0100", Font("Noto Sans Arabic", weight=700))
@settings(max_examples=300, deadline=None)
def test_characters_of_any_script_are_drawn_or_reported_missing(text: str, font: Font) -> None:
    style = Style(font, BLACK, min_size=50, max_size=50, markup=False, smart=False)
    layout = set_text(text, style, inf, inf, LIBRARY)
    assert [one for one in placed(layout) if not one.glyph.id] == []
    assert set("".join(layout.missing_clusters)) <= set(layout.plain)


@given(MIXED, st.floats(60, 400), REAL)
@settings(max_examples=100, deadline=None)
def test_lines_break_between_grapheme_clusters(text: str, width: float, style: Style) -> None:
    layout = whole(text, style, width, inf, Traced(LIBRARY))
    edges, at = set(), 0
    for line in layout.lines:
        at += len(line.text)
        edges.add(at)
    visible = {at - layout.plain[:at].count("\n") for at in clusters(layout.plain, style.language)}
    assert edges - {len(layout.plain.replace("\n", ""))} <= visible


@given(MIXED, BOXES, BOXES, REAL)
@settings(max_examples=100, deadline=None)
def test_text_is_shaped_once_and_then_line_by_line(text: str, width: float, height: float, style: Style) -> None:
    """Check the number of shaping calls: once to measure, once per line, and again if a line is wider."""
    fonts = Traced(LIBRARY)
    roomy = replace(style, min_size=1, fit="block")
    layout = whole(text, roomy, width, height, fonts)
    runs = len([call for line in layout.lines for call in fonts.drawn(line)])
    assert len(fonts.calls) <= 5 * runs


def test_words_that_fit_are_shaped_twice() -> None:
    fonts = Traced(LIBRARY)
    style = Style(Font("Anton"), BLACK, min_size=20, max_size=200)
    layout = set_text("The philosophers have only interpreted the world, in various ways.", style, 900, 700, fonts)
    assert len(fonts.calls) == 1 + len(layout.lines)
    assert all(a.y < b.y for a, b in pairwise(layout.lines))
