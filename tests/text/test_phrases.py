"""Phrases that are kept on one line: marked words, names, dates."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.scene.color import BLACK
from memegen.scene.items import Font
from memegen.text.phrases import MAX_LOSS, names_in
from memegen.text.style import Style, TextLayout
from memegen.text.typeset import set_text
from tests.helpers.traced import LIBRARY

FAMILIES = [Font("Anton"), Font("Playfair Display", 700), Font("Inter")]


def fitted(text: str, font: Font, width: float, height: float, **style: str) -> TextLayout:
    set_in = Style(font, BLACK, 20, 0.2 * max(width, height), leading=1.05, case=style.get("case", "none"))
    return set_text(text, set_in, width, height, LIBRARY)


def lines_of(layout: TextLayout) -> list[str]:
    return [line.text.strip() for line in layout.lines]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hyde Park Corner, Saturday", ["Hyde Park Corner"]),
        ("by Percy Bysshe Shelley in 1819", ["Percy Bysshe Shelley"]),
        ("at Keep It Open”.", ["Keep It Open"]),
        ("from Saturday 12 March 2026, 11 am", ["Saturday 12 March 2026"]),
        ("12 March, Town Hall", ["12 March", "Town Hall"]),
        ("at the University of Leeds today", ["University of Leeds"]),
        ("Freedom means more than 7 words", []),
        ("ALL OF IT IS IN CAPITALS", []),
        ("#Keep It Open", []),
        ("Die Bibliotheksschliessung Verordnung", []),
        ("Promised in 2026 and 2027", []),
        ("", []),
        ("of 12", []),
    ],
)
def test_names_and_dates_end_at_commas(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in names_in(text)] == names


def test_emphasised_phrase_stays_on_one_line() -> None:
    quote = "I do not wish them to have *power over men*; but over themselves."
    plain = quote.replace("*", "")
    assert not any("power over men" in line for line in lines_of(fitted(plain, FAMILIES[1], 930, 400)))
    kept = fitted(quote, FAMILIES[1], 930, 400)
    assert any("power over men" in line for line in lines_of(kept))
    assert kept.size >= (1 - MAX_LOSS) * fitted(plain, FAMILIES[1], 930, 400).size


def test_phrase_that_costs_too_much_is_torn() -> None:
    quote = "Slavery and *brutality and war* are one."
    assert not any("brutality and war" in line for line in lines_of(fitted(quote, FAMILIES[1], 560, 900)))


def test_name_in_capitals_stays_on_one_line() -> None:
    layout = fitted("Hyde Park Corner, Saturday", FAMILIES[0], 930, 400, case="upper")
    assert lines_of(layout) == ["HYDE PARK CORNER,", "SATURDAY"]


def test_one_phrase_is_kept_where_two_cost_too_much() -> None:
    found = fitted("We want *bread and roses* and *the whole of the earth too* now.", FAMILIES[1], 700, 500)
    assert any("bread and roses" in line for line in lines_of(found))


VOCABULARY = ["bread", "Rose", "of", "the", "Hyde", "Park", "12", "March", "ocean,", "roar."]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=14)


@given(WORDS, st.data(), st.sampled_from(FAMILIES), st.sampled_from([300, 600, 1000]), st.floats(0.3, 2))
@settings(max_examples=100, deadline=None)
def test_keeping_a_phrase_costs_at_most_an_eighth_of_the_size(
    words: list[str], data: st.DataObject, font: Font, width: float, ratio: float
) -> None:
    """Check that all words are still there, too, in their order."""
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first + 1, min(first + 3, len(words) - 1)))
    marked = [*words[:first], "*" + " ".join(words[first : last + 1]) + "*", *words[last + 1 :]]
    plain, kept = " ".join(words).lower(), " ".join(marked).lower()
    free, found = fitted(plain, font, width, width * ratio), fitted(kept, font, width, width * ratio)
    assert found.plain == free.plain
    if not free.truncated:
        assert not found.truncated
        assert "".join(line.text for line in found.lines) == found.plain
        assert found.size >= (1 - MAX_LOSS) * 0.9 * free.size
