"""Splitting a long text into parts that fit on a page each: after a paragraph or a sentence if possible."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from memegen.core.regex import lazy_pattern

SPACE = lazy_pattern(r"\s+")
# The end of a sentence, with marks that close behind it, or of a paragraph, before the space at which it is split.
SENTENCE_END = lazy_pattern(r"[.!?…。！？؟۔।][\"'’”»)\]*=]*$")
# A part ends with a sentence if it is then at least this fraction of what would fit.
MIN_FRACTION = 0.6
# Marks that come in pairs; a part does not end between the two.
PAIRED = ("*", "==")


def split_where(text: str, fits: Callable[[str], bool]) -> tuple[str, str]:
    """Return the longest beginning of *text* that fits, and the rest; all of it and "" if not even a word fits.

    The beginning ends with a paragraph or a sentence unless much of the room would stay empty, and in no case between
    two marks that belong together, e.g. those of ``*emphasis*``.

    Args:
        text: the text, with markup.
        fits: whether a beginning of it fits.
    """
    spaces = [(found.start(), found.end()) for found in SPACE.finditer(text) if found.start()]
    places = [place for place in spaces if _is_balanced(text[: place[0]])]
    count = bisect_left(range(len(places)), True, key=lambda i: not fits(text[: places[i][0]]))
    if not count:
        return text, ""
    start, end = places[_best(text, places[:count])]
    return text[:start], text[end:]


def _best(text: str, places: Sequence[tuple[int, int]]) -> int:
    """Return the index of the best of the places that fit, the last one that ends a sentence or a paragraph."""
    least = MIN_FRACTION * places[-1][0]
    for index in reversed(range(len(places))):
        start, end = places[index]
        if start < least:
            break
        if "\n" in text[start:end] or SENTENCE_END.search(text[max(0, start - 8) : start]):
            return index
    return len(places) - 1


def _is_balanced(head: str) -> bool:
    return all(head.count(mark) % 2 == 0 for mark in PAIRED) and head.count("[") == head.count("]")
