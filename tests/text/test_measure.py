"""Segment metrics of squares: 0.5 em wide, ink 0.05 em inside on each side, cap height 0.7 em."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.scene.color import BLACK
from memegen.scene.items import Font
from memegen.text.markup import parse
from memegen.text.measure import MIN_GAP, SegmentMetrics, measure_segments, segment_starts
from memegen.text.shape import ShapedParagraph
from memegen.text.style import Style
from tests.helpers.squares import Squares

SQUARES = Style(Font("squares"), BLACK, min_size=10, max_size=100, leading=1.2)


def shaped(text: str, style: Style = SQUARES, language: str = "en") -> ShapedParagraph:
    return ShapedParagraph.of(parse(text), style, Squares(), language)


def measured(text: str, style: Style = SQUARES, language: str = "en") -> SegmentMetrics:
    paragraph = shaped(text, style, language)
    return measure_segments(paragraph, segment_starts(paragraph))


def test_segments_are_measured_on_one_endless_line() -> None:
    metrics = measured("aa bbb c")
    assert (metrics.starts, metrics.ends) == ([0, 3, 7], [3, 7, 8])
    assert metrics.left == pytest.approx([0.05, 1.55, 3.55])
    assert metrics.right == pytest.approx([0.95, 2.95, 3.95])
    assert metrics.width(0, 0) == pytest.approx(0.9)
    assert metrics.width(0, 1) == pytest.approx(2.9)
    assert metrics.width(0, 2) == pytest.approx(3.9)
    assert metrics.widest() == pytest.approx(1.4)
    assert len(metrics) == 3


def test_each_paragraph_ends_in_its_last_segment() -> None:
    metrics = measured("a b\nc\nd e")
    assert metrics.last == [1, 1, 2, 4, 4]
    assert metrics.paragraphs == 3


def test_heights_extend_from_cap_height_to_descenders() -> None:
    metrics = measured("aa gg aa")
    assert (metrics.cap, metrics.pitch) == (0.7, 1.2)
    assert metrics.top == pytest.approx([0.7] * 3)
    assert metrics.bottom == pytest.approx([0, 0.2, 0])
    # One line contains the descender; of three, only the second does.
    assert metrics.height([(0, 2)]) == pytest.approx(0.7 + 0.2)
    assert metrics.height([(0, 0), (1, 1), (2, 2)]) == pytest.approx(0.7 + 2 * 1.2)
    assert metrics.height([(0, 1), (2, 2)]) == pytest.approx(0.7 + 1.2)
    assert metrics.height([(0, 0), (1, 2)]) == pytest.approx(0.7 + 1.2 + 0.2)
    assert metrics.min_height(2) == pytest.approx(0.7 + 1.2)


def test_tall_fallbacks_widen_the_pitch() -> None:
    # The fallback is 1 em wide, with ink from 0.9 em above the baseline to 0.2 em below.
    text = "a 図"
    metrics = measured(text, replace(SQUARES, leading=1.0), "ja")
    assert metrics.top == pytest.approx([0.7, 0.9])
    assert metrics.pitch == pytest.approx(0.9 + 0.2 + MIN_GAP)
    assert measured(text, replace(SQUARES, leading=1.5), "ja").pitch == 1.5


def test_tracking_widens_segments_between_their_letters() -> None:
    metrics = measured("aa a", replace(SQUARES, tracking=0.1))
    assert metrics.left == pytest.approx([0.05, 1.85])
    assert metrics.right == pytest.approx([1.05, 2.25])


def test_hanging_marks_do_not_count_at_the_start_of_a_line() -> None:
    style = replace(SQUARES, hang=True)
    assert measured("“aa b", style).left == pytest.approx([0.55, 2.05])
    assert measured("“aa b").left == pytest.approx([0.05, 2.05])
    assert measured("“aa b", replace(style, align="center")).left == pytest.approx([0.05, 2.05])


def test_right_to_left_text_is_mirrored() -> None:
    hebrew, latin = measured("אב גדה ו", language="he"), measured("aa bbb c")
    assert hebrew.left == pytest.approx(latin.left)
    assert hebrew.right == pytest.approx(latin.right)


def test_a_hyphenated_segment_includes_its_hyphen() -> None:
    paragraph = shaped("aaaa")
    metrics = measure_segments(paragraph, [0, 2], frozenset([2]))
    assert metrics.hyphenated == {2}
    assert metrics.width(0, 0) == pytest.approx(0.9 + 0.5)
    # On one line with the rest there is no hyphen.
    assert metrics.width(0, 1) == pytest.approx(1.9)


def test_right_edges_never_decrease() -> None:
    paragraph = shaped("aaaa")
    metrics = measure_segments(paragraph, [0, 3], frozenset([3]))
    assert metrics.right == pytest.approx([1.95, 1.95])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aa bb cc", [0, 3, 6]),
        ("aa [bb cc](keep) dd", [0, 3, 9]),
        ("aa 5 km", [0, 3]),
        # A soft hyphen is a break opportunity only for words that are too wide.
        ("aa\u00adbb cc", [0, 6]),
        ("aa\nbb", [0, 3]),
    ],
)
def test_segment_starts_leave_out_breaks_of_need(text: str, expected: list[int]) -> None:
    assert segment_starts(shaped(text)) == expected
