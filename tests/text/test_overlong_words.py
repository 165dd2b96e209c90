"""Words too wide for their line, and words that stay together: addresses, numbers with units, names."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from memegen.scene.color import BLACK, Color
from memegen.scene.items import Font
from memegen.text.style import Style, TextLayout
from memegen.text.typeset import set_text
from tests.helpers.real import only, words
from tests.helpers.squares import Squares
from tests.helpers.stage import codes
from tests.helpers.traced import LIBRARY, Traced, inks, placed

SQUARES = Style(Font("squares"), BLACK, min_size=50, max_size=50)
INTER = Style(Font("Inter"), BLACK, min_size=40, max_size=40)
HYPHEN = "\u2010"
RED = Color(200, 0, 0)


def lines(layout: TextLayout) -> list[str]:
    return [line.text.rstrip() for line in layout.lines]


def drawn(text: str, style: Style, width: float) -> list[str]:
    """Return what each line draws, left to right, hyphens included."""
    fonts = Traced(LIBRARY)
    layout = set_text(text, style, width, inf, fonts)
    for line in layout.lines:
        assert all(ink.x >= -0.01 and ink.right <= width + 0.01 for ink in inks(line, fonts))
    return ["".join(call.visual() for call in fonts.drawn(line)) for line in layout.lines]


def test_compound_is_hyphenated_by_its_language() -> None:
    style = replace(INTER, language="de")
    layout = set_text("Donaudampfschifffahrt", style, 280, inf, LIBRARY)
    assert lines(layout) == ["Donaudampf", "schifffahrt"]
    assert "".join(line.text for line in layout.lines) == layout.plain == "Donaudampfschifffahrt"
    assert (layout.broken, layout.truncated, layout.size) == (False, False, 40)
    assert drawn("Donaudampfschifffahrt", style, 280) == [f"Donaudampf{HYPHEN}", "schifffahrt"]


def test_word_that_fits_at_a_smaller_size_is_not_hyphenated() -> None:
    layout = set_text("Donaudampfschifffahrt", replace(INTER, language="de", min_size=10), 320, inf, LIBRARY)
    assert lines(layout) == ["Donaudampfschifffahrt"]
    assert 27 < layout.size < 40


def test_only_the_wide_word_is_hyphenated() -> None:
    found = drawn("Die Gewerkschaften der Donaudampfschifffahrt", replace(INTER, language="de"), 330)
    assert [line.endswith(HYPHEN) for line in found].count(True) == 1
    assert any("Gewerkschaften" in line for line in found)


def test_only_a_broken_word_is_a_finding() -> None:
    found = words("Donaudampfschifffahrt", "de", "width: 400px")
    assert codes(found) == []
    assert [line.text for line in only(found).lines] == ["Donaudampf", "schifffahrt"]
    # Of a language without a dictionary.
    found = words("Llanfairpwllgwyngyllgogerychwyrndrobwll", "xx", "width: 400px")
    assert codes(found) == ["word-broken"]
    assert "Llanfairpwll" in found.findings[0].message
    assert "".join(line.text for line in only(found).lines) == "Llanfairpwllgwyngyllgogerychwyrndrobwll"


@pytest.mark.parametrize(
    ("text", "language", "width", "expected"),
    [
        ("Donau\u00addampf\u00adschiff\u00adfahrt", "de", 200, ["Donau‐", "dampf‐", "schifffahrt"]),
        # It decides alone, and for any language.
        ("inter\u00adnationalism", "xx", 220, ["inter‐", "nationalism"]),
        # A word that has room shows none.
        ("a soli\u00addarity", "en", 300, ["a solidarity"]),
        ("a soli\u00addarity", "en", 200, ["a", "solidarity"]),
        # It stands where the word goes on: on the left of a Hebrew part.
        ("שלום\u00adשלום", "he", 120, ["‐םולש", "םולש"]),
        ("प्रजा\u00adतन्त्र", "hi", 110, None),
    ],
)
def test_soft_hyphens(text: str, language: str, width: float, expected: list[str] | None) -> None:
    found = [line.replace("\u00ad", "").strip() for line in drawn(text, replace(INTER, language=language), width)]
    if expected is None:
        assert len(found) == 2
        assert found[0].endswith(HYPHEN)
    else:
        assert found == expected


def test_a_soft_hyphen_is_never_drawn_within_a_line() -> None:
    plain = set_text("solidarity", INTER, 500, inf, LIBRARY)
    soft = set_text("soli\u00addarity", INTER, 500, inf, LIBRARY)
    assert soft.ink == plain.ink
    assert len(inks(soft)) == len(inks(plain))


def test_hyphen_follows_its_word_in_bidirectional_lines() -> None:
    first, *_ = drawn("שלום Donaudampfschifffahrt", replace(INTER, language="de"), 300)
    # The line runs from right to left, and its Latin part stands left of the Hebrew word.
    assert first.startswith("Do")
    assert first.index(HYPHEN) < first.index("ם")


def test_hyphen_has_the_attributes_of_its_word() -> None:
    style = replace(INTER, language="de", palette={"red": RED}, hang=True)
    layout = set_text("„Donau[dampfschifffahrt](red)", style, 280, inf, LIBRARY)
    first = layout.lines[0]
    assert first.runs[-1].fill == RED
    # Though an opening mark hangs out, the hyphen keeps in.
    assert max(box.right for box in inks(first)) <= 280.01
    assert min(box.x for box in inks(first)) < 0


def test_text_that_does_not_fit_even_broken_is_truncated() -> None:
    layout = set_text("abcdefgh", SQUARES, 20, 35, Squares())
    assert layout.truncated
    assert layout.lines == ()


@pytest.mark.parametrize(
    "address", ["#KeepItOpen2024", "example.org/libraries", "@union@example.social", "a.b@example.org"]
)
def test_addresses_stay_whole_if_they_fit(address: str) -> None:
    room = len(address) * 25
    for width in range(room, room + 500, 70):
        found = lines(set_text(f"Come and sign it at {address} now", SQUARES, width, inf, Squares()))
        assert [line for line in found if address in line], found
    narrow = set_text(address, SQUARES, room / 2, inf, Squares())
    assert len(narrow.lines) > 1
    assert "".join(line.text for line in narrow.lines) == address
    assert not any(chr(one.glyph.id) == HYPHEN for one in placed(narrow, Squares()))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It is only 5 km to the old library", "5 km"),
        ("We owe £3 million for the repairs", "£3 million"),
        ("Ask for Dr Smith when you are there", "Dr Smith"),
        ("Bread we want – and roses we want too", "want –"),
        ("Come on 12 May to the town hall", "12 May"),
        ("We are [all of us](keep) in this", "all of us"),
        ("Read page 12 and do not skip it", "page 12"),
        ("The good J. B. Priestley said so once", "J. B. Priestley"),
    ],
)
def test_words_that_belong_together_stay_together(text: str, whole: str) -> None:
    for width in range(len(whole) * 25, 900, 25):
        layout = set_text(text, SQUARES, width, inf, Squares())
        if not layout.broken and layout.size == 50:
            assert any(whole in line for line in lines(layout)), (width, lines(layout))


@pytest.mark.parametrize("width", range(300, 900, 50))
def test_the_last_line_is_not_one_short_word(width: int) -> None:
    style = replace(SQUARES, min_size=20)
    found = lines(set_text("An injury to one is an injury to us", style, width, inf, Squares()))
    assert len(found) == 1 or " " in found[-1] or len(found[-1]) > 5


def test_kept_words_are_split_only_if_too_wide() -> None:
    layout = set_text("[one two three](keep)", SQUARES, 120, inf, Squares())
    assert lines(layout) == ["one", "two", "three"]
    assert not layout.broken
