from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.text.hyphenation import hyphens


def parted(word: str, language: str) -> str:
    at = hyphens(word, language)
    return "-".join(word[a:b] for a, b in zip([0, *at], [*at, len(word)], strict=True))


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("internationalism", "en", "inter-na-tion-al-ism"),
        ("INTERNATIONALISM", "en-GB", "INTER-NA-TION-AL-ISM"),
        ("“solidarity,”", "en", "“solid-ar-ity,”"),
        ("Gewerkschaften", "de", "Ge-werk-schaf-ten"),
        # The dictionary would leave a syllable of one letter.
        ("Krankenhausfinanzierung", "de", "Kran-ken-haus-fi-nan-zie-rung"),
        ("solidarité", "fr-BE", "soli-da-rité"),
        ("democracia", "es-MX", "demo-cra-cia"),
        ("организация", "ru", "ор-га-ни-за-ция"),
        ("δημοκρατία", "el", "δημο-κρα-τία"),
        ("organisasjon", "no", "or-ga-ni-sa-sjon"),
        # "össze" parts as "ösz-sze", which changes the spelling.
        ("összecsap", "hu", "össze-csap"),
        ("geïnspireerd", "nl", "geïn-spi-reerd"),
        ("well-organised", "en", "well-organ-ised"),
    ],
)
def test_words_are_hyphenated_by_dictionary(word: str, language: str, expected: str) -> None:
    assert parted(word, language) == expected


@pytest.mark.parametrize(
    "word",
    ["#Solidarity", "@solidarity", "solidarity.org", "https://solidarity", "solidarity2025", "UNISO", "union", ""],
)
def test_only_words_are_hyphenated(word: str) -> None:
    assert hyphens(word, "en") == []


@pytest.mark.parametrize(
    ("word", "language"), [("図書館図書館", "ja"), ("llywodraeth", "cy"), ("ภาษาไทยภาษา", "th"), ("abcdefgh", "xx")]
)
def test_without_a_dictionary_there_are_no_hyphens(word: str, language: str) -> None:
    assert hyphens(word, language) == []


def test_soft_hyphens_decide_alone() -> None:
    assert hyphens("inter\u00adnationalism", "en") == [6]
    assert hyphens("#Keep\u00adItOpen", "xx") == [6]


@given(
    st.text(alphabet="abeinorstuäéßИïI’'-.\u00ad", max_size=24), st.sampled_from(["en", "de", "fr", "hu", "ru", "nl"])
)
def test_hyphens_are_inside_words(word: str, language: str) -> None:
    found = hyphens(word, language)
    assert found == sorted(set(found))
    assert all(0 < at < len(word) for at in found)


def test_segments_load_no_dictionary() -> None:
    code = (
        "import sys, memegen.text.hyphenation, memegen.text.smart; from memegen.text.breaks import segments; "
        "segments('one two', 'en'); segments('図書館', 'ja'); assert not {'pyphen', 'budoux'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
