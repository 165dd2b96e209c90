from __future__ import annotations

import sys

import pytest

from memegen.text import breaks
from memegen.text.breaks import clusters, opportunities, segments, split_hashtag_words
from tests.helpers.conformance import breaks as expected_breaks

# Since Unicode 17 a hyphen that opens a word holds a Hebrew letter too (LB20a), and ICU is that far.
CHANGED = {"-א", "-\u0308א", "‐א", "‐\u0308א"}


def split(text: str, language: str = "en") -> list[str]:
    starts = segments(text, language)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two", ["one", "two"]),
        ("run 5 km today", ["run", "5 km", "today"]),
        ("only 40 % came", ["only", "40 %", "came"]),
        ("5 people", ["5", "people"]),
        ("£5 million", ["£5 million"]),
        ("£ 20 or 20 €", ["£ 20", "or", "20 €"]),
        ("some 20 000 people", ["some", "20 000", "people"]),
        ("10 per cent", ["10 per", "cent"]),
        ("tell Mr Smith", ["tell", "Mr Smith"]),
        ("with Dr. King", ["with", "Dr. King"]),
        ("at St Mary", ["at", "St Mary"]),
        ("with Mme Curie, Herr Marx, Sra. Luz", ["with", "Mme Curie,", "Herr Marx,", "Sra. Luz"]),
        ("la Dott.ssa Rossi", ["la", "Dott.ssa Rossi"]),
        ("г-н Иванов", ["г-н Иванов"]),
        ("MISS THE BUS", ["MISS", "THE", "BUS"]),
        ("by J. S. Mill", ["by", "J. S. Mill"]),
        ("W. E. B. Du Bois", ["W. E. B. Du", "Bois"]),
        ("by J.R.R. Tolkien", ["by", "J.R.R. Tolkien"]),
        ("World War II ended", ["World", "War II", "ended"]),
        ("Elizabeth II, Part 4", ["Elizabeth II,", "Part 4"]),
        ("when Mary I saw", ["when", "Mary", "I", "saw"]),
        ("by § 5 on p. 12", ["by", "§ 5", "on", "p. 12"]),
        ("at 5 p.m. today", ["at", "5 p.m.", "today"]),
        ("on 1 May", ["on", "1 May"]),
        ("1st May, 12. März, 1er mai", ["1st May,", "12. März,", "1er mai"]),
        ("am 12 de marzo", ["am", "12 de", "marzo"]),
        ("see No. 10", ["see", "No. 10"]),
        ("10 000 of us", ["10 000", "of", "us"]),
        ("many — they", ["many —", "they"]),
        ("many – they", ["many –", "they"]),
        ("many—they", ["many—", "they"]),
        ("pueblo —unido— vence", ["pueblo", "—unido—", "vence"]),
        ("from 9am–5pm or 10–12", ["from", "9am–5pm", "or", "10–12"]),
        ("« Quoi ? » Oui ; non : si !", ["« Quoi ? »", "Oui ;", "non :", "si !"]),
        ("R & B and 7 / 10", ["R & B", "and", "7 / 10"]),
        ("— Mary Smith", ["— Mary", "Smith"]),
        ("us at #Keep-It-Open now", ["us", "at", "#Keep-It-Open", "now"]),
        ("ask @our_union now", ["ask", "@our_union", "now"]),
        ("ask @our-union@example.social now", ["ask", "@our-union@example.social", "now"]),
        ("at https://example.org/a-b?c=d now", ["at", "https://example.org/a-b?c=d", "now"]),
        ("at example.org/join-us now", ["at", "example.org/join-us", "now"]),
        ("to a-b@example.org now", ["to", "a-b@example.org", "now"]),
        ("well-known e-mail", ["well-", "known", "e-mail"]),
        ("a\n— b", ["a", "— b"]),
        ("a\u00a0b", ["a\u00a0b"]),
        ("a \n \n\nb", ["a", "", "", "b"]),
    ],
)
def test_segments_follow_typographic_rules(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("cs", "jdeme k lidem a s lidmi", ["jdeme", "k lidem", "a s lidmi"]),
        ("sk", "„O ľuďoch“ v meste", ["„O ľuďoch“", "v meste"]),
        ("pl", "W mieście i we wsi", ["W mieście", "i we", "wsi"]),
        ("en", "a b", ["a", "b"]),
        ("pl-PL", "Za wolność z\nmiasta", ["Za", "wolność", "z", "miasta"]),
    ],
)
def test_segments_keep_words_of_one_letter_with_the_next(language: str, text: str, expected: list[str]) -> None:
    assert split(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "これは図書館を守るための言葉です。", ["これは", "図書館を", "守る", "ための", "言葉です。"]),
        ("ja-JP", "「守る」と\n言った。", ["「守る」", "と", "言った。"]),
        ("ko", "우리는 도서관을 지킨다", ["우리는", "도서관을", "지킨다"]),
        (
            "zh-Hans",
            "我们要保护，因为知识。\n加入 Trade Union 吧！",
            ["我们", "要", "保护，", "因为", "知识。", "加入", "Trade", "Union", "吧！"],
        ),
        ("zh-TW", "因為知識，我們加入", ["因為", "知識，", "我們", "加入"]),
    ],
)
def test_segments_of_east_asian_languages_are_phrases(language: str, text: str, expected: list[str]) -> None:
    assert split(text, language) == expected
    assert set(segments(text, language)) <= {0, *opportunities(text, language)}


def test_chinese_without_budoux_breaks_at_opportunities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "budoux", None)
    breaks._chinese_parser.cache_clear()
    assert split("因为知识。", "zh") == ["因", "为", "知", "识。"]
    breaks._chinese_parser.cache_clear()


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
def test_split_hashtag_words(text: str, expected: str) -> None:
    assert split_hashtag_words(text) == expected


def test_clusters_count_in_characters() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    assert clusters(f"a{family}e\u0301!", "en") == [0, 1, 6, 8]


def test_every_case_of_line_break_test() -> None:
    cases = list(expected_breaks("LineBreakTest"))
    wrong = {text for text, offsets in cases if [*opportunities(text, "en"), len(text)] != offsets}
    assert wrong == CHANGED
    assert len(cases) == 16_672


def test_every_case_of_grapheme_break_test() -> None:
    cases = list(expected_breaks("GraphemeBreakTest"))
    assert not [text for text, offsets in cases if [*clusters(text, "en"), len(text)] != offsets]
    assert len(cases) == 766
