"""Where lines may break and where characters begin: ICU's answers, less the offsets of `nonbreaking`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from memegen.core.regex import lazy_pattern
from memegen.text.nonbreaking import no_break_offsets

if TYPE_CHECKING:
    from budoux import Parser

# Vowels of Thai and Lao that form one character with what precedes them, even after a mark that allows a break.
NO_LINE_START = "\u0e33\u0eb3"
# Languages that ICU breaks by lb=strict: small kana and the like do not begin a line.
STRICT = ("ja", "zh", "ko")
# Tags of Chinese in traditional characters.
TRADITIONAL = lazy_pattern(r"-(?:hant|tw|hk|mo)\b")
# A Chinese character; phrases decide only between two of these.
HAN = lazy_pattern("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Before a capital that begins a word, the last capital of several ("NHSPay"), or a first digit.
WORD_START = lazy_pattern(r"(?<=[^\W_])(?=\d)(?<!\d)|(?<=[a-zà-þ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-þ])")


def clusters(text: str, language: str) -> list[int]:
    """Return the offsets at which each grapheme cluster of *text* begins (UAX #29)."""
    if text.isascii() and "\r" not in text:
        return list(range(len(text)))
    from icu4py.breakers import CharacterBreaker

    return _starts(CharacterBreaker(text, _locale(language)))


def opportunities(text: str, language: str) -> list[int]:
    """Return the offsets at which a line may break by UAX #14, or must (after a newline); without 0 and the end."""
    from icu4py.breakers import LineBreaker

    return _starts(LineBreaker(text, _locale(language)))[1:]


def segments(text: str, language: str) -> list[int]:
    """Return the offsets at which the unbreakable segments of *text* begin.

    These are Unicode's break opportunities less `no_break_offsets`. Japanese, Korean and Chinese break between phrases;
    a phrase too wide for its line is broken at `opportunities`.
    """
    forbidden = no_break_offsets(text, language)
    allowed = (at for at in _phrases(text, language) if text[at] not in NO_LINE_START)
    return [0, *(at for at in allowed if at not in forbidden or text[at - 1] == "\n")]


def split_hashtag_words(text: str) -> str:
    """Return a hashtag with its words spaced: "#Keep It Open" for "#KeepItOpen" or "#Keep_It_Open"."""
    return WORD_START.sub(" ", text.replace("_", " "))


def _phrases(text: str, language: str) -> list[int]:
    """Return the break opportunities; those between phrases for Japanese, Korean and Chinese."""
    base = language[:2].lower()
    if base not in STRICT or text.isascii():
        return opportunities(text, language)
    if base != "zh":
        from icu4py.breakers import LineBreaker

        return _starts(LineBreaker(text, f"{base}@lb=strict;lw=phrase"))[1:]
    allowed = opportunities(text, language)
    parser = _chinese_parser("zh-hant" if TRADITIONAL.search(language.lower()) else "zh-hans")
    if parser is None:
        return allowed
    phrases = set(_starts(parser.parse(text)))
    return [at for at in allowed if at in phrases or not HAN.match(text, at - 1) or not HAN.match(text, at)]


@cache
def _chinese_parser(model: str) -> Parser | None:
    """Return BudouX's phrase parser for "zh-hans" or "zh-hant"; None if the package, an extra, is not installed."""
    try:
        import budoux
    except ImportError:
        return None
    if model == "zh-hant":
        return budoux.load_default_traditional_chinese_parser()
    return budoux.load_default_simplified_chinese_parser()


def _starts(parts: Iterable[str]) -> list[int]:
    # ICU's own offsets count UTF-16 units, so that the parts are measured instead.
    return [0, *accumulate(map(len, parts))][:-1]


def _locale(language: str) -> str:
    return f"{language}@lb=strict" if language.partition("-")[0] in STRICT else language
