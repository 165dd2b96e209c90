"""Quotation marks that a text brings along where others are set around it."""

from __future__ import annotations

from memegen.core.regex import lazy_pattern

# The marks that close each opening double mark.
CLOSERS = {
    '"': '"',
    "“": "”",
    "”": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
}
# The inner marks of a quotation, by the mark that opens the outer one.
INNER = {
    '"': ("'", "'"),
    "“": ("‘", "’"),
    "”": ("’", "’"),
    "„": ("‚", "‘"),
    "‟": ("‘", "’"),
    "«": ("“", "”"),
    "»": ("›", "‹"),
    "「": ("『", "』"),
    "『": ("「", "」"),
}
# A quotation in double marks within a text: each pair of marks, with the text between them.
QUOTATION = lazy_pattern(r'(?<!\w)"(?!\s)([^"\n]*)"(?!\w)|[“‟]([^“”\n]*)”|„([^„“”\n]*)[“”]|«([^«»\n]*)»')
SINGLE = lazy_pattern(r"‘([^‘’\n]*(?:\w’\w[^‘’\n]*)*)’(?!\w)")


def is_enclosed(before: str, after: str) -> bool:
    """Return whether the text between *before* and *after* is enclosed in double quotation marks."""
    return before[-1:] in CLOSERS and after[:1] != "" and after[:1] in CLOSERS[before[-1:]]


def without_own_marks(text: str) -> str:
    """Return a text without double quotation marks around the whole of it; those within it stay."""
    bare = text.strip()
    if len(bare) < 3 or not is_enclosed(bare[:1], bare[-1:]):
        return text
    opening, inner, closing = bare[0], bare[1:-1], bare[-1]
    depth = 0
    for mark in inner:
        if mark == closing:
            depth -= 1
        elif mark == opening:
            depth += 1
        if depth < 0:
            return text
    # With straight marks, a pair within may as well be two quotations side by side.
    return text if depth or (opening == closing and opening in inner) else inner.strip()


def inner_marks(text: str, opening: str) -> str:
    """Return a text as it stands within quotation marks: without its own around it, and with alternate ones in it.

    Args:
        text: the text.
        opening: the mark that opens the quotation around it.
    """
    if text.isalnum():
        return text
    first, last = INNER[opening]
    return QUOTATION.sub(
        lambda found: f"{first}{_alternated(found[found.lastindex or 0])}{last}", without_own_marks(text)
    )


def quoted(text: str) -> str:
    """Return a text in “ ”, for a message; its own marks around it are not doubled."""
    return f"“{inner_marks(text, '“')}”"


def _alternated(text: str) -> str:
    """Return the text of an inner quotation with double marks for the single ones in it."""
    return SINGLE.sub(lambda found: f"“{found[1]}”", text)
