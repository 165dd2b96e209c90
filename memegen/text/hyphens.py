"""Where words may be hyphenated: by the dictionaries of pyphen, or by the soft hyphens that a text brings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from memegen.late import late

if TYPE_CHECKING:
    from pyphen import Pyphen

SOFT = "\u00ad"
# The letters and marks of one word: what stands about it (quotation marks, full stops) is no part of it.
LETTERS = late(r"[^\W\d_](?:[^\W\d_]|[’'\u0300-\u036f])*")
# What is no word: an address, a hashtag, a mention, something with figures or signs; scripts without hyphens.
NO_WORD = late(r"[\d#@/\\_&]|\w\.\w|[\u0590-\u1dff\u2c80-\uffff]")
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
