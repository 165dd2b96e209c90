"""Where lines may break, and where characters begin: Unicode's rules by ICU, less what is glued."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from memegen.late import late
from memegen.text.glue import glued

if TYPE_CHECKING:
    from budoux import Parser

# Vowels of Thai and Lao that are one character with whatever is before them, even a mark after which a line may break.
CLINGING = "\u0e33\u0eb3"
# Languages written without spaces, or whose small signs may not begin a line.
STRICT = ("ja", "zh", "ko")
# The tags of Chinese in traditional characters; a Chinese character: elsewhere phrases have no say.
TRADITIONAL = late(r"-(?:hant|tw|hk|mo)\b")
HAN = late("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# A capital that begins a word, or the last one of several ("NHSPay"), or a first digit.
CAPITAL = late(r"(?<=[^\W_])(?=\d)(?<!\d)|(?<=[a-zà-þ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-þ])")


def clusters(text: str, language: str) -> list[int]:
    """The offsets at which each user-perceived character of *text* begins."""
    if text.isascii() and "\r" not in text:
        return list(range(len(text)))
    from icu4py.breakers import CharacterBreaker

    return _starts(CharacterBreaker(text, _locale(language)))


def opportunities(text: str, language: str) -> list[int]:
    """The offsets (0 and the end left out) at which a line may break by Unicode's rules, or must (after "\\n")."""
    from icu4py.breakers import LineBreaker

    return _starts(LineBreaker(text, _locale(language)))[1:]


def pieces(text: str, language: str) -> list[int]:
    """The offsets at which the unbreakable pieces of *text* begin: Unicode's opportunities less the glued ones.

    Japanese, Korean and Chinese break between phrases; a phrase too wide for its line is for `opportunities`.
    """
    held = glued(text, language)
    found = (at for at in _phrases(text, language) if text[at] not in CLINGING)
    return [0, *(at for at in found if at not in held or text[at - 1] == "\n")]


def _phrases(text: str, language: str) -> list[int]:
    base = language[:2].lower()
    if base not in STRICT or text.isascii():
        return opportunities(text, language)
    if base != "zh":
        from icu4py.breakers import LineBreaker

        return _starts(LineBreaker(text, f"{base}@lb=strict;lw=phrase"))[1:]
    allowed = opportunities(text, language)
    parser = _chinese("zh-hant" if TRADITIONAL.search(language.lower()) else "zh-hans")
    if parser is None:
        return allowed
    phrases = set(_starts(parser.parse(text)))
    return [at for at in allowed if at in phrases or not HAN.match(text, at - 1) or not HAN.match(text, at)]


@cache
def _chinese(model: str) -> Parser | None:
    """The parser of phrases for "zh-hans" or "zh-hant"; None without the package, which is an extra."""
    try:
        import budoux
    except ImportError:
        return None
    if model == "zh-hant":
        return budoux.load_default_traditional_chinese_parser()
    return budoux.load_default_simplified_chinese_parser()


def apart(text: str) -> str:
    """The words of a hashtag apart: "#KeepItOpen" is "#Keep It Open", "#save_our_forms" is "#save our forms"."""
    return CAPITAL.sub(" ", text.replace("_", " "))


def _starts(parts: Iterable[str]) -> list[int]:
    # ICU counts in UTF-16; the pieces themselves are measured instead.
    return [0, *accumulate(map(len, parts))][:-1]


def _locale(language: str) -> str:
    return f"{language}@lb=strict" if language.partition("-")[0] in STRICT else language
