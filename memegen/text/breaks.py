"""Where lines may break, and where characters begin: Unicode's rules by ICU, less what is glued."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from memegen.core.regex import lazy_pattern
from memegen.text.nonbreaking import no_break_offsets

if TYPE_CHECKING:
    from budoux import Parser
    from pyphen import Pyphen

# Vowels of Thai and Lao that are one character with whatever is before them, even a mark after which a line may break.
CLINGING = "\u0e33\u0eb3"
# Languages written without spaces, or whose small signs may not begin a line.
STRICT = ("ja", "zh", "ko")
# The tags of Chinese in traditional characters; a Chinese character: elsewhere phrases have no say.
TRADITIONAL = lazy_pattern(r"-(?:hant|tw|hk|mo)\b")
HAN = lazy_pattern("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# A capital that begins a word, or the last one of several ("NHSPay"), or a first digit.
CAPITAL = lazy_pattern(r"(?<=[^\W_])(?=\d)(?<!\d)|(?<=[a-zà-þ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-þ])")


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


def segments(text: str, language: str) -> list[int]:
    """The offsets at which the unbreakable pieces of *text* begin: Unicode's opportunities less the glued ones.

    Japanese, Korean and Chinese break between phrases; a phrase too wide for its line is for `opportunities`.
    """
    held = no_break_offsets(text, language)
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


def split_hashtag_words(text: str) -> str:
    """The words of a hashtag apart: "#KeepItOpen" is "#Keep It Open", "#save_our_forms" is "#save our forms"."""
    return CAPITAL.sub(" ", text.replace("_", " "))


def _starts(parts: Iterable[str]) -> list[int]:
    # ICU counts in UTF-16; the pieces themselves are measured instead.
    return [0, *accumulate(map(len, parts))][:-1]


def _locale(language: str) -> str:
    return f"{language}@lb=strict" if language.partition("-")[0] in STRICT else language


SOFT = "\u00ad"
# The letters and marks of one word: what stands about it (quotation marks, full stops) is no part of it.
LETTERS = lazy_pattern(r"[^\W\d_](?:[^\W\d_]|[’'\u0300-\u036f])*")
# What is no word: an address, a hashtag, a mention, something with figures or signs; scripts without hyphens.
NO_WORD = lazy_pattern(r"[\d#@/\\_&]|\w\.\w|[\u0590-\u1dff\u2c80-\uffff]")
# An acronym has fewer capitals than this. A word of capitals is looked up in small letters.
ACRONYM = 6
# Letters that stay before and after a hyphen; in the languages of the second line two are enough in long words.
LEAST, LONG = 3, 9
SHORT_ENDS = frozenset(("de", "nl", "sv", "da", "nb", "nn", "no", "fi", "hu", "et", "is", "cs", "sk", "pl", "ru", "uk"))
# Where a tag has no dictionary of its own, and its base language has more than one.
DEFAULTS = {"en": "en_GB", "de": "de_DE", "pt": "pt_PT", "no": "nb_NO", "at": "de_AT"}


def hyphens(word: str, language: str) -> list[int]:
    """The offsets in *word* at which it may be hyphenated, in order; none without a dictionary of *language*.

    Marks may stand about the word; of what is no word, none. Soft hyphens in the word, if any, decide alone: the
    offsets are those after them.
    """
    if SOFT in word:
        return [at + 1 for at, char in enumerate(word) if char == SOFT and 0 < at < len(word) - 1]
    if len(word) < 2 * LEAST or NO_WORD.search(word):
        return []
    dictionary = _dictionary(language.lower().replace("_", "-"))
    if dictionary is None:
        return []
    least = 2 if language[:2].lower() in SHORT_ENDS else LEAST
    found: list[int] = []
    for match in LETTERS.finditer(word):
        part = match[0].rstrip("’'")
        if not (part.isupper() and len(part) < ACRONYM) and len(part.lower()) == len(part):
            ends = least if len(part) >= LONG else LEAST
            found.extend(match.start() + at for at in _positions(part.lower(), dictionary, ends, language))
    return found


def _positions(word: str, dictionary: Pyphen, ends: int, language: str) -> Iterator[int]:
    """Where a word in small letters may be hyphenated, *ends* letters from its ends at least."""
    previous = 0
    for at in dictionary.positions(word):
        # A hyphen that changes the spelling, or would take away a Dutch diaeresis, is none for us.
        changes = at.data is not None or (language[:2].lower() == "nl" and word[at] in "ëïöü")
        letters = word[at - 1].isalnum() and word[at : at + 1].isalnum()
        if ends <= at <= len(word) - ends and at - previous > 1 and letters and not changes:
            yield int(at)
            previous = at


@cache
def _dictionary(language: str) -> Pyphen | None:
    """The dictionary of *language*, as a tag in small letters, or of its base language."""
    import pyphen

    name = language.replace("-", "_")
    exact = "_" in name and name in pyphen.LANGUAGES_LOWERCASE
    known = pyphen.language_fallback(name if exact else DEFAULTS.get(language.partition("-")[0], name))
    return pyphen.Pyphen(lang=known) if known else None
