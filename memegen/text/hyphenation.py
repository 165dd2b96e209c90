"""Where words may be hyphenated: Pyphen's dictionaries, Hunspell's patterns, with the rules of typesetters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from pyphen import Pyphen

SOFT_HYPHEN = "\u00ad"
# The letters and marks of a word, without quotation marks and full stops around it.
LETTERS = lazy_pattern(r"[^\W\d_](?:[^\W\d_]|[’'\u0300-\u036f])*")
# Not a word: an address, a hashtag, a mention, digits or signs, and scripts that are not hyphenated.
NOT_A_WORD = lazy_pattern(r"[\d#@/\\_&]|\w\.\w|[\u0590-\u1dff\u2c80-\uffff]")
# A word of capitals with fewer letters than this is an acronym; a longer one is looked up in lower case.
MIN_CAPITALS = 6
# Minimum letters before and after a hyphen.
MIN_LETTERS = 3
# Words of at least LONG letters may keep as few as two letters there in these languages.
LONG, MIN_LETTERS_LONG = 9, 2
TWO_LETTER_LANGUAGES = frozenset(
    ("de", "nl", "sv", "da", "nb", "nn", "no", "fi", "hu", "et", "is", "cs", "sk", "pl", "ru", "uk")
)
# Dictionary of a tag that has none of its own and whose base language has more than one.
DEFAULTS = {"en": "en_GB", "de": "de_DE", "pt": "pt_PT", "no": "nb_NO", "at": "de_AT"}


def hyphens(word: str, language: str) -> list[int]:
    """Return the offsets in *word* at which it may be hyphenated, in order.

    Quotation marks and the like may surround the word. If it contains soft hyphens, only the offsets after those count.
    Without a dictionary of *language* (a BCP 47 tag), and in anything that is not a word, there are none.
    """
    if SOFT_HYPHEN in word:
        return [at + 1 for at, char in enumerate(word) if char == SOFT_HYPHEN and 0 < at < len(word) - 1]
    if len(word) < 2 * MIN_LETTERS or NOT_A_WORD.search(word):
        return []
    dictionary = _dictionary(language.lower().replace("_", "-"))
    if dictionary is None:
        return []
    long_minimum = MIN_LETTERS_LONG if language[:2].lower() in TWO_LETTER_LANGUAGES else MIN_LETTERS
    offsets: list[int] = []
    for match in LETTERS.finditer(word):
        part = match[0].rstrip("’'")
        # Lower case may have another length ("İ"), and then its offsets are not those of the word.
        if not (part.isupper() and len(part) < MIN_CAPITALS) and len(part.lower()) == len(part):
            minimum = long_minimum if len(part) >= LONG else MIN_LETTERS
            offsets.extend(match.start() + at for at in _positions(part.lower(), dictionary, minimum, language))
    return offsets


def _positions(word: str, dictionary: Pyphen, minimum: int, language: str) -> Iterator[int]:
    """Yield where a word in lower case may be hyphenated, at least *minimum* letters from either end."""
    previous = 0
    for at in dictionary.positions(word):
        # A hyphen that changes the spelling, or that removes a Dutch diaeresis, cannot be set between the same letters.
        respells = at.data is not None or (language[:2].lower() == "nl" and word[at] in "ëïöü")
        between_letters = word[at - 1].isalnum() and word[at : at + 1].isalnum()
        if minimum <= at <= len(word) - minimum and at - previous > 1 and between_letters and not respells:
            yield int(at)
            previous = at


@cache
def _dictionary(language: str) -> Pyphen | None:
    """Return the dictionary of *language*, a tag in lower case, or else of its base language."""
    import pyphen

    name = language.replace("-", "_")
    exact = "_" in name and name in pyphen.LANGUAGES_LOWERCASE
    fallback = pyphen.language_fallback(name if exact else DEFAULTS.get(language.partition("-")[0], name))
    return pyphen.Pyphen(lang=fallback) if fallback else None
