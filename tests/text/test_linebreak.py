"""Line breaking by value: squares are 0.5 em wide, so that a word of n letters is 0.5 n - 0.1 em wide."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.color import BLACK
from memegen.scene.items import Font
from memegen.text.linebreak import (
    HOLE,
    ORPHAN,
    RAG,
    break_lines,
    fill_lines,
    narrowest_width,
    segments_reached,
)
from memegen.text.measure import SegmentMetrics, measure_segments, segment_starts
from memegen.text.shape import ShapedParagraph
from memegen.text.style import Style
from memegen.text.styled import StyledText
from tests.helpers.squares import Squares

SQUARES = Style(Font("squares"), BLACK, min_size=10, max_size=100)
WORDS = st.lists(st.integers(1, 9), min_size=1, max_size=12)


def measured(text: str) -> SegmentMetrics:
    paragraph = ShapedParagraph.of(StyledText(text), SQUARES, Squares(), "en")
    return measure_segments(paragraph, segment_starts(paragraph))


def of_letters(lengths: list[int]) -> SegmentMetrics:
    return measured(" ".join("m" * length for length in lengths))


def broken(text: str, n: int, max_width: float, target: float | None = None) -> list[str] | None:
    metrics = measured(text)
    breaks = break_lines(metrics, n, max_width, target or max_width)
    return [text[metrics.starts[i] : metrics.ends[j]].strip() for i, j in breaks.lines] if breaks else None


def lines_and_cost(text: str, n: int, max_width: float, target: float) -> tuple[tuple[tuple[int, int], ...], float]:
    breaks = break_lines(measured(text), n, max_width, target)
    assert breaks is not None
    return breaks.lines, breaks.cost


@pytest.mark.parametrize(
    ("width", "count", "next_width"),
    [
        (3.9, 1, inf),
        (3.8, 2, 3.9),
        (2.4, 2, 3.9),
        (2.3, 3, 2.4),
        (0.9, 3, 2.4),
        # Too narrow for a word: more lines than there are segments.
        (0.8, 4, 0.9),
    ],
)
def test_fill_lines_counts_lines_and_names_the_next_width(width: float, count: int, next_width: float) -> None:
    lines, following = fill_lines(measured("aa bb cc"), width)
    assert lines == count
    assert following == pytest.approx(next_width)


def test_fill_lines_stops_beyond_the_maximum() -> None:
    assert fill_lines(of_letters([2] * 10), 0.9, 3)[0] == 4


def test_fill_lines_ends_each_paragraph() -> None:
    assert fill_lines(measured("a\nb\nc"), 100) == (3, inf)


@pytest.mark.parametrize(("lines", "expected"), [(0, 0), (1, 2), (2, 4), (2.5, 5), (9, 5)])
def test_segments_reached_counts_those_in_the_lines(lines: float, expected: int) -> None:
    assert segments_reached(measured("aa bb cc dd ee"), 2.4, lines) == expected


def test_segments_reached_gives_a_wide_segment_its_own_line() -> None:
    assert segments_reached(measured("aaaaaaaa b c"), 1.4, 1) == 1
    assert segments_reached(measured("aaaaaaaa b c"), 1.4, 2) == 3


@pytest.mark.parametrize(("n", "expected"), [(1, 3.9), (2, 2.4), (3, 0.9), (9, 0.9)])
def test_narrowest_width_of_a_number_of_lines(n: int, expected: float) -> None:
    metrics = measured("aa bb cc")
    assert narrowest_width(metrics, n, metrics.widest()) == pytest.approx(expected)


@given(WORDS, st.integers(1, 6))
def test_narrowest_width_suffices_and_less_does_not(lengths: list[int], n: int) -> None:
    metrics = of_letters(lengths)
    width = narrowest_width(metrics, n, metrics.widest())
    assert fill_lines(metrics, width)[0] <= n
    assert width == metrics.widest() or fill_lines(metrics, width - 1e-6)[0] > n


def test_break_lines_costs_a_single_line_its_rag_only() -> None:
    # Half the target is missing.
    lines, cost = lines_and_cost("aa bb cc", 1, 4, 7.8)
    assert lines == ((0, 2),)
    assert cost == pytest.approx(RAG * 0.5**2 + HOLE * 0.5**4)
    lines, cost = lines_and_cost("aa bb cc", 1, 4, 3.9)
    assert lines == ((0, 2),)
    assert cost == pytest.approx(0)


def test_break_lines_costs_an_orphan() -> None:
    # Words of eight letters have no penalty by themselves: two lines of 3.9 em, of which the last is an orphan.
    rag = RAG * 0.5**2 + HOLE * 0.5**4
    orphan = ORPHAN * (0.5 - 0.45) / 0.55
    lines, cost = lines_and_cost("mmmmmmmm mmmmmmmm", 2, 3.9, 7.8)
    assert lines == ((0, 0), (1, 1))
    assert cost == pytest.approx((2 * rag + orphan) / 2)
    assert lines_and_cost("mmmmmmmm mmmmmmmm", 2, 3.9, 3.9)[1] == pytest.approx(0)


def test_break_lines_minimizes_the_rag() -> None:
    # Greedy lines would be of 8, 3 and 3 letters with their spaces.
    assert broken("mmm mmm mm mmmmm", 2, 5, 4) == ["mmm mmm", "mm mmmmm"]


def test_break_lines_prefers_phrase_boundaries() -> None:
    # Either way the rag is that of a line of seven letters and one of eleven.
    assert broken("mmm mmm the mmm mmm", 2, 6, 4.4) == ["mmm mmm", "the mmm mmm"]
    assert broken("mmm mmm mmm, mmm mmm", 2, 6, 4.4) == ["mmm mmm mmm,", "mmm mmm"]
    assert broken("mmm mmm, mmm mmm mmm", 2, 6, 4.4) == ["mmm mmm,", "mmm mmm mmm"]


def test_break_lines_is_none_for_too_few_or_too_many_lines() -> None:
    assert broken("aa bb cc", 1, 2.4) is None
    assert broken("aa bb cc", 4, 2.4) is None
    assert broken("aa\nbb", 1, 100) is None


@given(WORDS, st.integers(1, 6), st.floats(1, 12))
def test_break_lines_covers_the_text_within_the_width(lengths: list[int], n: int, width: float) -> None:
    metrics = of_letters(lengths)
    breaks = break_lines(metrics, n, width, width)
    count, _ = fill_lines(metrics, width)
    assert (breaks is None) == (not count <= n <= len(metrics))
    if breaks:
        assert [i for a, b in breaks.lines for i in range(a, b + 1)] == list(range(len(metrics)))
        assert len(breaks.lines) == n
        assert all(metrics.width(a, b) <= width + 1e-6 for a, b in breaks.lines)
