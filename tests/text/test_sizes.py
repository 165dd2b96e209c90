"""Sizes fall with length: no text is set larger than one that it begins with and is a fifth longer than."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.scene.color import BLACK
from memegen.scene.items import Font
from memegen.text.style import Style, TextLayout
from memegen.text.typeset import set_text
from tests.helpers.traced import LIBRARY

QUOTES = [
    "Those who profess to favor freedom, and yet depreciate agitation, are men who want crops without plowing.",
    "I am in earnest — I will not equivocate — I will not excuse — I will not retreat a single inch.",
    "I do not wish them to have power over men; but over themselves.",
    "What we obtain too cheap, we esteem too lightly: it is dearness only that gives every thing its value.",
    "Write to info@keepthelibraryopen.example.org today and tell them what it means to you and your family",
]
FAMILIES = [Font("Anton"), Font("Playfair Display", 700), Font("Inter")]
# What a descender in the last line, or breaking a text of a few words by sense, may cost.
TOLERANCE = 1.1


def fitted(text: str, font: Font, width: float, height: float) -> TextLayout:
    return set_text(text, Style(font, BLACK, 8, 0.17 * max(width, height), leading=1.1), width, height, LIBRARY)


@given(
    st.sampled_from(QUOTES),
    st.data(),
    st.sampled_from(FAMILIES),
    st.sampled_from([260, 400, 700, 1000]),
    st.floats(0.3, 2),
)
@settings(max_examples=150, deadline=None)
def test_text_a_fifth_longer_is_never_larger(
    quote: str, data: st.DataObject, font: Font, width: float, ratio: float
) -> None:
    words = quote.split()
    count = data.draw(st.integers(2, len(words) - 1))
    short = " ".join(words[:count])
    longer = [" ".join(words[:n]) for n in range(count + 1, len(words) + 1)]
    longer = [text for text in longer if len(text) >= 1.2 * len(short)]
    if longer:
        text = data.draw(st.sampled_from(longer))
        larger = fitted(text, font, width, width * ratio)
        if not larger.truncated:
            assert larger.size <= TOLERANCE * fitted(short, font, width, width * ratio).size


def test_wide_word_leaves_the_other_lines_full() -> None:
    layout = fitted(QUOTES[-1], Font("Anton"), 928, 1400)
    assert max(len(line.text.split()) for line in layout.lines) > 3
    assert min(len(line.text.split()) for line in layout.lines) == 1
    assert len(layout.lines) <= 5


def test_compound_is_hyphenated_where_that_makes_the_text_much_larger() -> None:
    style = Style(Font("Anton"), BLACK, 40, 216, case="upper", language="de")
    layout = set_text("Die Bibliotheksschließungsverordnung muss weg", style, 930, 560, LIBRARY)
    assert 3 <= len(layout.lines) <= 4
    assert layout.size > 100
    assert not layout.broken


@pytest.mark.parametrize("hyphen", ["", "\u00ad"])
def test_soft_hyphens_are_used_where_they_make_the_text_larger(hyphen: str) -> None:
    style = Style(Font("Anton"), BLACK, 20, 216, language="xx")
    layout = set_text(f"Haus{hyphen}ordnung gilt", style, 330, 500, LIBRARY)
    assert len(layout.lines) == (3 if hyphen else 2)


def test_forced_break_breaks_no_other_lines() -> None:
    style = Style(Font("Inter", 700), BLACK, 45, 45)
    layout = set_text("branches have nominated.\nFour to go.", style, 930, inf, LIBRARY)
    assert [line.text.rstrip() for line in layout.lines] == ["branches have nominated.", "Four to go."]


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("info@SaveEveryLibraryInTheCountryNow.example", "info@SaveEveryLibrary"),
        ("https://example.org/SaveEveryLibraryInTheCountry_now", "https://example."),
        ("#SaveEveryLibraryInTheCountryNow", "#SaveEveryLibrary"),
    ],
)
def test_address_is_broken_at_its_parts_without_a_hyphen(address: str, first: str) -> None:
    layout = set_text(address, Style(Font("Inter"), BLACK, 40, 40), 452, 352, LIBRARY)
    assert layout.lines[0].text == first
    assert "".join(line.text for line in layout.lines) == address
    assert layout.broken


def test_stack_as_wide_as_its_box_comes_before_a_higher_one() -> None:
    style = Style(Font("Playfair Display"), BLACK, 30, 600, leading=1, fit="lines")
    layout = set_text("#Save Our Libraries And Keep Them Open", style, 930, 700, LIBRARY)
    assert [line.text.strip() for line in layout.lines] == ["#Save Our Libraries", "And Keep", "Them Open"]
    assert layout.ink.w > 0.97 * 930
    # One line would be wide, too, but not half as high as the box.
    layout = set_text("#Keep It Open", style, 930, 1100, LIBRARY)
    assert len(layout.lines) == 3
