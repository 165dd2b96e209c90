"""The keys that unknown ones are meant for: misspelt, or another word for the same."""

from __future__ import annotations

from collections.abc import Collection

from memegen.core.diagnostics import closest_match, expected

# Words that people expect of a layer and of a brand, by the key that has this meaning.
KEY_SYNONYMS = {"colour": "fill", "color": "fill", "colours": "palette", "colors": "palette"}


def expected_key(word: str, keys: Collection[str]) -> str:
    """Return the hint for an unknown key: the key that is meant, and the list of those known."""
    meant = meant_key(word, keys)
    return expected(word, keys) if not meant or meant == closest_match(word, keys) else f"did you mean {meant}?"


def meant_key(word: str, keys: Collection[str]) -> str | None:
    """Return the key that an unknown one is meant for; None if none is similar or has its meaning."""
    synonyms = {each: key for each, key in KEY_SYNONYMS.items() if key in keys and KEY_SYNONYMS.keys().isdisjoint(keys)}
    found = closest_match(word, [*keys, *synonyms])
    return synonyms.get(found, found) if found else None
