"""Bidirectional isolates: hashtags, mentions, addresses and telephone numbers keep a direction of their own."""

from __future__ import annotations

from unicodedata import category

from memegen.core.regex import lazy_pattern
from memegen.text.addresses import addresses, phones
from memegen.text.bidi.order import TextRange, base_level, is_rtl_isolate, needs_bidi

# Punctuation that ends the sentence and is not part of the address before it.
TRAILING = ".,;:!?'\"’”»…،؛؟۔"
# Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm.
CONTROL = lazy_pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def isolate_ranges(text: str) -> list[TextRange]:
    """Return the ranges [start, end) of addresses and telephone numbers, ordered and disjoint.

    Those of one direction that touch are one: ``#bread#roses``.

    Passed to `levels` as isolates, each keeps its sign on its own side and its groups of digits in their order between
    text of the other direction.
    """
    ranges: list[TextRange] = []
    for start, end in sorted([*addresses(text), *phones(text)]):
        end = _visible_end(text, start, end)
        if ranges and (start < ranges[-1][1] or _continues(text, ranges[-1], (start, end))):
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return ranges


def direction(text: str) -> str:
    """Return "ltr" or "rtl", by the first strong character of a paragraph outside hashtags and addresses."""
    return "rtl" if needs_bidi(text) and base_level(text, isolate_ranges(text)) else "ltr"


def _continues(text: str, first: TextRange, second: TextRange) -> bool:
    directions = {is_rtl_isolate(text[start:end]) for start, end in (first, second)}
    return first[1] == second[0] and len(directions) == 1


def _visible_end(text: str, start: int, end: int) -> int:
    """Return where the address matched at text[start:end] ends for a reader."""
    if control := CONTROL.search(text, start, end):
        end = control.start()
    while text[end - 1] in TRAILING or (
        text[end - 1] == ")" and text.count("(", start, end) < text.count(")", start, end)
    ):
        end -= 1
    # The patterns' \w does not include vowel signs and joiners, which are part of the word.
    while end < len(text) and (text[end].isalnum() or text[end] in "_\u200c\u200d" or category(text[end])[0] == "M"):
        end += 1
    return end
