"""Ranges that keep their own direction: hashtags, mentions, web and e-mail addresses, telephone numbers."""

from __future__ import annotations

from unicodedata import category

from memegen.core.regex import lazy_pattern
from memegen.text.bidi.order import TextRange, base_level, needs_bidi
from memegen.text.nonbreaking import addresses, phones

# What ends a sentence is none of the address before it.
TRAILING = ".,;:!?'\"’”»…،؛؟۔"


def isolate_ranges(text: str) -> list[TextRange]:
    """The ranges [start, end) of hashtags, mentions, addresses, telephone numbers, in order and apart.

    Between texts of the other direction each of them keeps its signs on its own side, and its groups of figures in
    their order, if `levels` is told.
    """
    found: list[TextRange] = []
    for start, end in sorted([*addresses(text), *phones(text)]):
        end = _trimmed(text, start, end)
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def direction(text: str) -> str:
    """The direction of a paragraph, "ltr" or "rtl", by its first strong character outside hashtags and addresses."""
    return "rtl" if needs_bidi(text) and base_level(text, isolate_ranges(text)) else "ltr"


def _trimmed(text: str, start: int, end: int) -> int:
    """Where a hashtag or an address that was found at text[start:end] ends for a reader."""
    if control := CONTROL.search(text, start, end):
        end = control.start()
    while text[end - 1] in TRAILING or (
        text[end - 1] == ")" and text.count("(", start, end) < text.count(")", start, end)
    ):
        end -= 1
    # Vowel signs and joiners are in the word, which patterns do not see.
    while end < len(text) and (text[end].isalnum() or text[end] in "_\u200c\u200d" or category(text[end])[0] == "M"):
        end += 1
    return end


CONTROL = lazy_pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
