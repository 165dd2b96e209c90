from __future__ import annotations

import pytest

from memegen.text.breaks import apart, clusters, pieces


def split(text: str, language: str = "en") -> list[str]:
    starts = pieces(text, language)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two", ["one", "two"]),
        ("run 5 km today", ["run", "5 km", "today"]),
        ("only 40 % came", ["only", "40 %", "came"]),
        ("5 people", ["5", "people"]),
        ("£5 million", ["£5", "million"]),
        ("tell Mr Smith", ["tell", "Mr Smith"]),
        ("with Dr. King", ["with", "Dr. King"]),
        ("at St Mary", ["at", "St Mary"]),
        ("by J. S. Mill", ["by", "J. S. Mill"]),
        ("on 1 May", ["on", "1 May"]),
        ("see No. 10", ["see", "No. 10"]),
        ("10 000 of us", ["10 000", "of", "us"]),
        ("many — they", ["many —", "they"]),
        ("many – they", ["many –", "they"]),
        ("many—they", ["many—", "they"]),
        ("— Mary Smith", ["— Mary", "Smith"]),
        ("us at #Keep-It-Open now", ["us", "at", "#Keep-It-Open", "now"]),
        ("ask @our_union now", ["ask", "@our_union", "now"]),
        ("at https://example.org/a-b?c=d now", ["at", "https://example.org/a-b?c=d", "now"]),
        ("at example.org/join-us now", ["at", "example.org/join-us", "now"]),
        ("to a-b@example.org now", ["to", "a-b@example.org", "now"]),
        ("well-known", ["well-", "known"]),
        ("a\n— b", ["a", "— b"]),
        ("a\u00a0b", ["a\u00a0b"]),
    ],
)
def test_where_lines_may_break(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_thai_breaks_between_words() -> None:
    assert split("ภาษาไทย", "th") == ["ภาษา", "ไทย"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#KeepItOpen", "#Keep It Open"),
        ("#SaveOur6Forms", "#Save Our 6 Forms"),
        ("#NHSPay2025", "#NHS Pay 2025"),
        ("#now", "#now"),
    ],
)
def test_the_words_of_a_hashtag_apart(text: str, expected: str) -> None:
    assert apart(text) == expected


def test_clusters_count_in_characters() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    assert clusters(f"a{family}e\u0301!", "en") == [0, 1, 6, 8]
