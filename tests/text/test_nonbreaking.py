from __future__ import annotations

import pytest

from memegen.text.nonbreaking import no_break_offsets


def joined(text: str, language: str = "en") -> str:
    """Return *text* with "~" for each space after which no line may break."""
    offsets = no_break_offsets(text, language)
    return "".join("~" if char == " " and at + 1 in offsets else char for at, char in enumerate(text))


@pytest.mark.parametrize(
    "expected",
    [
        "run 5~km or 40~% of £~20",
        "5 people",
        "some 20~000 people, 20~000~000",
        "10~per cent and 3~million",
        "on 1~May, 12.~März, 1er~mai, 12~de marzo",
        "see No.~10, p.~12, section~4, §~5",
    ],
)
def test_numbers_stay_with_what_they_count(expected: str) -> None:
    assert joined(expected.replace("~", " ")) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "tell Mr~Smith and Dr.~King",
        "“Mme~Curie”, Herr~Marx",
        "MISS THE BUS",
        "by J.~S.~Mill and J.R.R.~Tolkien",
        "World War~II, Elizabeth~II",
        "when Mary I saw",
    ],
)
def test_titles_and_initials_stay_with_names(expected: str) -> None:
    assert joined(expected.replace("~", " ")) == expected


@pytest.mark.parametrize(
    "expected",
    ["many~— they", "many~– they", "—~Mary", "R~&~B and 7~/~10", "«~Quoi~?~» Oui~; non~: si~!", "one & another"],
)
def test_dashes_and_signs_stay_with_words(expected: str) -> None:
    assert joined(expected.replace("~", " ")) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("cs", "jdeme k~lidem a~s~lidmi"),
        ("sk", "„O~ľuďoch“ v~meste"),
        ("pl-PL", "W~mieście i~we wsi"),
        ("en", "a b o k"),
    ],
)
def test_words_of_one_letter_stay_with_the_next_in_some_languages(language: str, expected: str) -> None:
    assert joined(expected.replace("~", " "), language) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("at https://example.org/a-b?c=d now", 3, 30),
        ("at example.org/join-us now", 3, 22),
        ("to a-b@example.org now", 3, 18),
        ("us #Keep-It-Open now", 3, 16),
        ("ask @our-union@example.social now", 4, 29),
        ("call +44 20 7946 0000 now", 5, 21),
    ],
)
def test_addresses_and_telephone_numbers_stay_whole(text: str, start: int, end: int) -> None:
    assert set(range(start + 1, end)) <= no_break_offsets(text)
    assert not {start, end, end + 1} & no_break_offsets(text)


def test_short_numbers_are_not_telephone_numbers() -> None:
    assert no_break_offsets("in 020 12 of") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Before a dash; after one that opens; on both sides of one between numbers; after a letter's hyphen.
        ("many—they", {4}),
        ("pueblo —unido— vence", {8, 13}),
        ("9am–5pm", {3, 4}),
        ("10–12", {2, 3}),
        ("e-mail", {2}),
        ("well-known", set()),
    ],
)
def test_breaks_at_dashes_inside_words(text: str, expected: set[int]) -> None:
    assert no_break_offsets(text) == expected


def test_paragraphs_are_independent() -> None:
    assert no_break_offsets("5\nkm") == set()
    assert no_break_offsets("a\n\n5 km") == {5}
