from __future__ import annotations

from itertools import pairwise

import pytest
from fontTools.unicodedata import script
from hypothesis import given
from hypothesis import strategies as st

from memegen.text import scripts
from memegen.text.scripts import LATIN, language_for, script_runs


def split(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], tag) for start, end, tag in script_runs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("plain — “quoted” 5 €", [("plain — “quoted” 5 €", "Latn")]),
        ("2025 👍🏽", [("2025 👍🏽", "Latn")]),
        ("“سلام” 2025", [("“سلام” 2025", "Arab")]),
        ("abc привет", [("abc ", "Latn"), ("привет", "Cyrl")]),
        # A bracket closes in the script in which it was opened.
        ("see (سلام), yes", [("see (", "Latn"), ("سلام", "Arab"), ("), yes", "Latn")]),
        ("(سلام) yes", [("(سلام) ", "Arab"), ("yes", "Latn")]),
        (
            "see «привет [ok]» yes",
            [("see «", "Latn"), ("привет [", "Cyrl"), ("ok", "Latn"), ("]", "Cyrl"), ("» yes", "Latn")],
        ),
        ("a) привет)", [("a) ", "Latn"), ("привет)", "Cyrl")]),
        # Signs of some scripts only go with those, and with what stands before them if there are none of those.
        ("ok「日本」", [("ok", "Latn"), ("「日本」", "Hani")]),
        ("「ok」", [("「ok」", "Latn")]),
        ("привет · мир", [("привет · мир", "Cyrl")]),
        ("日本ー。", [("日本ー。", "Hani")]),
        ("カー", [("カー", "Kana")]),
        ("नमस्ते। ok", [("नमस्ते। ", "Deva"), ("ok", "Latn")]),
        ("।", [("।", "Deva")]),
        # Marks stay with their letter.
        ("e\u0951x\u064b", [("e\u0951x\u064b", "Latn")]),
        ("ἀγάπη", [("ἀγάπη", "Grek")]),
        ("東京へ行く", [("東京", "Hani"), ("へ", "Hira"), ("行", "Hani"), ("く", "Hira")]),
    ],
)
def test_script_runs_of_mixed_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert split(text) == expected


def test_latin_shortcut_contains_no_other_script() -> None:
    for point in range(0x110000):
        if LATIN.fullmatch(chr(point)):
            assert script(chr(point)) in ("Latn", "Zyyy", "Zinh", "Zzzz"), hex(point)


@given(st.text(alphabet=st.sampled_from("ab (1)“”«»[]·。「」ー।\u0301\u064b\u0951دоא日カひक한👍"), max_size=12))
def test_script_runs_are_adjacent(text: str) -> None:
    runs = script_runs(text)
    assert [start for start, _, _ in runs] + [len(text)] == [0, *(end for _, end, _ in runs)]
    assert all(left[2] != right[2] for left, right in pairwise(runs))
    for start, end, tag in runs:
        assert {script(char) for char in text[start:end]} <= {tag, "Zyyy", "Zinh"}


@given(st.text(alphabet=st.sampled_from("ab (1)“”«»[]·\u0301’é👍"), min_size=1, max_size=12))
def test_latin_shortcut_equals_the_full_analysis(text: str) -> None:
    assert {run.script for run in scripts._runs(text)} <= {"Latn", ""}
    assert script_runs(text) == [(0, len(text), "Latn")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It is time", "en", "en"),
        ("It is time", "cy", "cy"),
        ("2025", "ar", "ar"),
        ("It is time", "ar", "en"),
        ("سلام", "en", "ar"),
        ("سلام", "ur", "ur"),
        ("سلام", "fa-IR", "fa-IR"),
        ("שלום", "en", "he"),
        ("שלום", "yi", "yi"),
        ("नमस्ते", "en-GB", "hi"),
        ("नमस्ते", "mr", "mr"),
        ("বাংলা", "en", "bn"),
        ("தமிழ்", "en", "ta"),
        ("ภาษาไทย", "en", "th"),
        ("ἀγάπη", "en", "el"),
        ("Привет", "en", "ru"),
        ("Привіт", "en", "uk"),
        ("Привет", "bg", "bg"),
        ("Привет", "sr-Latn", "ru"),
        ("Zdravo", "sr", "sr"),
        ("東京へ行く", "en", "ja"),
        ("東京へ行く", "zh", "ja"),
        ("東京", "en", "zh"),
        ("東京", "ja", "ja"),
        ("東京", "zh-Hant", "zh-Hant"),
        ("한국어", "en", "ko"),
        ("한국어", "ja", "ko"),
        ("Հայերեն", "en", "hy"),
        ("ქართული", "en", "ka"),
        # One foreign word in a text, one Latin name in a text of another script.
        ("They call it ἀγάπη", "en", "en"),
        ("iPhone最高", "ja", "ja"),
        ("NHS مهم", "ar", "ar"),
        ("ᏣᎳᎩ", "en", "chr"),
        ("𐌰𐌱", "en", "en"),
    ],
)
def test_language_for_follows_the_main_script(text: str, language: str, expected: str) -> None:
    assert language_for(text, language) == expected
