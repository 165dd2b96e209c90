from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from memegen.core.diagnostics import DiagnosticError
from memegen.scene.color import BLACK, Color
from memegen.scene.items import Font
from memegen.text.breaks import clusters
from memegen.text.style import Style, TextLayout
from memegen.text.typeset import set_text
from tests.helpers.squares import Squares

RED = Color(200, 0, 0)
PLAIN = Style(Font("squares"), BLACK, min_size=10, max_size=100, leading=1.2)


def lines(layout: TextLayout) -> list[str]:
    return [line.text.rstrip() for line in layout.lines]


def drawn(layout: TextLayout) -> str:
    return "".join(chr(glyph.id) for line in layout.lines for run in line.runs for glyph in run.glyphs)


def test_one_line_is_sized_by_width() -> None:
    # Ten characters are 5 em less two bearings of 0.05 em: 4.9 em of ink in 245 pixels.
    layout = set_text("abcdefhikl", PLAIN, 245, 500, Squares())
    assert layout.size == pytest.approx(50)
    assert layout.height == layout.baseline == pytest.approx(35)
    assert (layout.ink.x, layout.ink.y, layout.ink.w, layout.ink.h) == pytest.approx((0, 0, 245, 35))
    (line,) = layout.lines
    assert (line.x, line.y) == pytest.approx((-2.5, 35))
    assert [glyph.x for glyph in line.runs[0].glyphs[:3]] == pytest.approx([0, 25, 50])


def test_one_line_is_sized_by_height_and_maximum_size() -> None:
    assert set_text("abc", PLAIN, 1000, 35, Squares()).size == pytest.approx(50)
    assert set_text("abc", PLAIN, 1000, 1000, Squares()).size == 100
    # A hanging letter adds 0.2 em.
    layout = set_text("abg", PLAIN, 1000, 45, Squares())
    assert (layout.size, layout.baseline, layout.height) == pytest.approx((50, 35, 45))


def test_infinite_sides_do_not_limit_the_size() -> None:
    layout = set_text("one two three\nfour", PLAIN, inf, inf, Squares())
    assert lines(layout) == ["one two three", "four"]
    assert (layout.size, layout.width, layout.height) == pytest.approx((100, 640, 190))
    narrow = set_text("aaaaaaaa bbbbbbbb", PLAIN, 195, inf, Squares())
    assert narrow.size == pytest.approx(50)
    assert lines(narrow) == ["aaaaaaaa", "bbbbbbbb"]


@pytest.mark.parametrize(("align", "left", "right"), [("start", 0, 40), ("center", 30, 70), ("end", 60, 100)])
def test_lines_align_by_ink(align: str, left: float, right: float) -> None:
    style = replace(PLAIN, align=align, min_size=100, max_size=100)
    layout = set_text("o", style, 100, 100, Squares())
    assert (layout.ink.x, layout.ink.right) == pytest.approx((left, right))


def test_opening_marks_hang() -> None:
    style = replace(PLAIN, hang=True, min_size=100, max_size=100)
    layout = set_text("“oo", style, 90, 100, Squares())
    # The first letter's ink starts at 0; the mark stands a whole advance to its left and takes no width.
    assert (layout.ink.x, layout.ink.right) == pytest.approx((-50, 90))
    assert not layout.truncated
    assert set_text("“oo", replace(style, align="center"), 190, 100, Squares()).ink.x == pytest.approx(25)


def test_tracking_is_between_clusters_and_breaks_ligatures() -> None:
    fonts = Squares()
    layout = set_text("abc", replace(PLAIN, tracking=0.1), 1000, 1000, fonts)
    assert layout.ink.w == pytest.approx(160)
    assert fonts.face(PLAIN.font).shaped[-1][1] == {"liga": 0, "clig": 0}
    assert set_text("سلا", replace(PLAIN, tracking=0.1), 1000, 1000, Squares()).ink.w == pytest.approx(140)


def test_emphasis_takes_color_and_weight() -> None:
    style = replace(PLAIN, emphasis_color=RED, emphasis_weight=700)
    (line,) = set_text("a *b* c", style, 1000, 1000, Squares()).lines
    assert [(run.font.weight, run.fill) for run in line.runs] == [(400, BLACK), (700, RED), (400, BLACK)]
    (line,) = set_text("a *b* c", PLAIN, 1000, 1000, Squares()).lines
    assert line.text == "a b c"
    assert {(run.font.weight, run.fill) for run in line.runs} == {(400, BLACK)}
    assert set_text("a *b* c", replace(PLAIN, markup=False), 1000, 1000, Squares()).plain == "a *b* c"


def test_layouts_are_cached() -> None:
    fonts = Squares()
    once = set_text("a b", PLAIN, 100, 100, fonts)
    assert set_text("a b", replace(PLAIN, palette={"sun": RED}), 100, 100, fonts) is once
    others = [set_text("a b", PLAIN, 90, 100, fonts), set_text("a b", replace(PLAIN, fill=RED), 100, 100, fonts)]
    assert once not in others
    assert set_text("a b", PLAIN, 100, 100, Squares()) is not once


@pytest.mark.parametrize("text", ["[a](sun)", "[a]\u202d(sun)"])
def test_markup_colors_are_not_cached(text: str) -> None:
    fonts = Squares()
    for sun in (RED, BLACK):
        (line,) = set_text(text, replace(PLAIN, palette={"sun": sun}), 1000, 100, fonts).lines
        assert [run.fill for run in line.runs] == [sun]


def test_fallback_glyphs_and_missing_clusters() -> None:
    layout = set_text("a水\ue000b\ue000", PLAIN, 1000, 1000, Squares())
    assert layout.missing_clusters == ("\ue000",)
    assert drawn(layout) == "a水b"
    assert [run.font.family for run in layout.lines[0].runs] == ["squares", "wide", "squares"]
    with pytest.raises(DiagnosticError):
        set_text("a", replace(PLAIN, font=Font("nowhere")), 10, 10, Squares())


def test_tall_fallbacks_push_the_lines_apart() -> None:
    style = replace(PLAIN, leading=0.8, min_size=100, max_size=100)
    low = set_text("ab\nab", style, 1000, 1000, Squares())
    tall = set_text("a水\n水b", style, 1000, 1000, Squares())
    assert low.lines[1].y - low.lines[0].y == pytest.approx(80)
    assert tall.lines[1].y - tall.lines[0].y > 110


def test_long_text_is_truncated_between_words() -> None:
    style = replace(PLAIN, min_size=50)
    layout = set_text("aaaa bbbb, cccc dddd eeee", style, 250, 100, Squares())
    assert lines(layout) == ["aaaa bbbb,", "cccc dddd…"]
    assert (layout.truncated, layout.too_long) == (True, False)
    assert layout.plain == "aaaa bbbb, cccc dddd eeee"
    assert set_text("aaaa bbbb cccc dddd", replace(style, overflow="fail"), 125, 100, Squares()).too_long


def test_long_first_word_is_truncated_between_clusters() -> None:
    layout = set_text("abcdefgh", replace(PLAIN, min_size=50), 100, 40, Squares())
    assert lines(layout) == ["abc…"]


def test_wide_word_is_broken_at_the_minimum_size() -> None:
    layout = set_text("abcdefgh", replace(PLAIN, min_size=50), 100, 1000, Squares())
    assert lines(layout) == ["abcd", "efgh"]
    assert (layout.size, layout.truncated) == (50, False)


def test_no_lines_if_no_character_fits() -> None:
    layout = set_text("abc", PLAIN, 1, 1, Squares())
    assert (layout.lines, layout.truncated) == ((), True)
    assert set_text("  ", PLAIN, 100, 100, Squares()).lines == ()


def test_max_lines_is_respected() -> None:
    for most in (1, 2, 3):
        layout = set_text("one two three four", replace(PLAIN, max_lines=most), 300, 2000, Squares())
        assert len(layout.lines) <= most
        assert not layout.truncated
    assert set_text("a\nb\nc", replace(PLAIN, max_lines=2), 300, 2000, Squares()).truncated


@pytest.mark.parametrize(
    ("text", "width", "height", "expected"),
    [
        ("Ye are many — they are few.", 800, 300, ["Ye are many —", "they are few."]),
        ("Ye are many — they are few.", 900, 400, ["Ye are many —", "they are few."]),
        ("Thank you, Durham!", 500, 250, ["Thank you,", "Durham!"]),
        ("We want bread, and roses too.", 800, 300, ["We want bread,", "and roses too."]),
        ("Talk to Mr Smith about the 40 % of it", 450, 400, None),
    ],
)
def test_lines_break_at_phrase_boundaries(text: str, width: float, height: float, expected: list[str] | None) -> None:
    layout = set_text(text, replace(PLAIN, max_size=400), width, height, Squares())
    if expected:
        assert lines(layout) == expected
    assert all(len(line.strip(".!,")) > 3 or " " in line for line in lines(layout))


@pytest.mark.parametrize(
    "text",
    [
        "The philosophers have only interpreted the world, in various ways; the point is to change it.",
        "If I can’t dance, I don’t want to be part of your revolution.",
        "Power concedes nothing without a demand. It never did and it never will.",
        "An injury to one is an injury to all of us",
    ],
)
@pytest.mark.parametrize(("width", "height"), [(900, 900), (1000, 500), (600, 1100)])
def test_no_orphan_on_the_last_line(text: str, width: float, height: float) -> None:
    last = lines(set_text(text, PLAIN, width, height, Squares()))[-1]
    assert " " in last or len(last) > 6


WORDS = st.text(alphabet="abgIé水\ue000👩—“”.,-#*  \n5%", max_size=60) | st.text(max_size=30)
BOXES = st.floats(20, 1200)
STYLES = st.builds(
    Style,
    font=st.just(Font("squares")),
    fill=st.just(BLACK),
    min_size=st.floats(8, 40),
    max_size=st.floats(40, 300),
    leading=st.floats(0.7, 1.6),
    tracking=st.sampled_from([0, 0.05]),
    align=st.sampled_from(["start", "center", "end"]),
    fit=st.sampled_from(["block", "block", "lines"]),
    max_lines=st.sampled_from([0, 0, 3]),
    hang=st.booleans(),
)


@given(WORDS, BOXES, BOXES, STYLES)
@settings(max_examples=300, deadline=None)
def test_layout_invariants(text: str, width: float, height: float, style: Style) -> None:
    layout = set_text(text, style, width, height, Squares())
    assert style.min_size <= layout.size <= style.max_size
    if style.max_lines:
        assert len(layout.lines) <= style.max_lines
    slack = 1e-6 * max(width, height)
    assert layout.ink.right <= width + slack
    assert layout.ink.y >= -slack
    assert layout.ink.bottom <= layout.height + slack <= height + 2 * slack
    assert layout.ink.x >= -slack or style.hang
    joined = "".join(line.text for line in layout.lines)
    if not layout.truncated:
        assert joined == layout.plain.replace("\n", "")
        # A hyphen that a word is given at the end of a line is drawn, and is in no text.
        shown = [char for char in drawn(layout) if not char.isspace() and (char != "\u2010" or char in joined)]
        lost = {char for cluster in layout.missing_clusters for char in cluster}
        assert [c for c in shown if c not in lost] == [c for c in joined if not c.isspace() and c not in lost]
    else:
        kept = joined.replace("…", "").rstrip()
        assert layout.plain.replace("\n", "").startswith(kept) or "…" in layout.plain


@given(WORDS, BOXES, BOXES)
@settings(max_examples=150, deadline=None)
def test_lines_break_between_clusters(text: str, width: float, height: float) -> None:
    layout = set_text(text, PLAIN, width, height, Squares())
    assume(not layout.truncated)
    plain = layout.plain.replace("\n", "")
    at, edges = 0, set()
    for line in layout.lines:
        edges.add(at)
        at += len(line.text)
    joined = clusters(layout.plain, "en")
    offsets = {at - layout.plain[:at].count("\n") for at in joined} | {len(plain)}
    assert edges <= offsets


@given(st.text(alphabet="abI     ,.", min_size=1, max_size=80), BOXES, BOXES)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_chosen_lines_fill_the_box(text: str, width: float, height: float) -> None:
    """Check that the lines fill the width or the height: 2 % larger, the ink leaves the box."""
    layout = set_text(text, PLAIN, width, height, Squares())
    assume(layout.lines and not layout.truncated and PLAIN.min_size < layout.size < PLAIN.max_size)
    assert layout.ink.w * 1.02 > width or layout.height * 1.02 > height


@given(st.lists(st.sampled_from(["a", "bread", "roses,", "solidarity"]), min_size=1, max_size=12), BOXES, BOXES)
@settings(max_examples=150, deadline=None)
def test_size_is_close_to_the_largest_possible(words: list[str], width: float, height: float) -> None:
    """Check that the size is at least 0.69 of the largest possible, and that no text is truncated that fits."""
    text = " ".join(words)
    layout = set_text(text, PLAIN, width, height, Squares())
    largest = max(_largest(words, n, width, height) for n in range(1, len(words) + 1))
    if largest < PLAIN.min_size:
        return
    assert not layout.truncated
    assert layout.size >= 0.69 * min(largest, PLAIN.max_size)


def _largest(words: list[str], n: int, width: float, height: float) -> float:
    """Return the size for the narrowest *n* lines, found by trying every width that a line can have."""
    lengths = [len(word) for word in words]
    for limit in sorted({sum(lengths[i:j]) + j - i - 1 for i in range(len(words)) for j in range(i + 1, 13)}):
        if limit >= max(lengths) and _count(lengths, limit) <= n:
            return min(width / (limit * 0.5 - 0.1), height / (0.7 + (n - 1) * 1.2 + 0.2))
    raise AssertionError


def _count(lengths: list[int], limit: int) -> int:
    count, used = 1, -1
    for length in lengths:
        if used + 1 + length > limit:
            count, used = count + 1, -1
        used += 1 + length
    return count


def test_stack_fills_the_width() -> None:
    style = replace(PLAIN, fit="lines", max_size=1000)
    layout = set_text("KEEP IT OPEN", style, 340, 260, Squares())
    assert lines(layout) == ["KEEP", "IT OPEN"]
    assert [line.runs[0].size for line in layout.lines] == pytest.approx([340 / 1.9, 340 / 3.4])
    assert layout.size == pytest.approx(100)
    assert (layout.ink.x, layout.ink.right) == pytest.approx((0, 340))
    # Too high, it is scaled down as a whole.
    low = set_text("KEEP IT OPEN", style, 340, 180, Squares())
    assert low.height == pytest.approx(180)
    assert low.ink.right < 340


def test_stack_too_long_for_its_box_becomes_a_block() -> None:
    style = replace(PLAIN, fit="lines", min_size=60)
    assert set_text("aa bb cc dd ee ff gg hh", style, 300, 60, Squares()).truncated
