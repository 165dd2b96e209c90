"""Hyphens as typed into dashes and ranges, three full stops into an ellipsis."""

from __future__ import annotations

import re

from memegen.core.regex import lazy_pattern
from memegen.text.punctuation import PunctuationStyle

# Two or three hyphens that are not part of an arrow or a rule.
DASH = lazy_pattern(r"(?<![-<–—])(?<![<–—]-)(?P<before> *)(?P<dash>---?)(?![->])(?P<after> *)")
# A hyphen between spaces that is not a minus between numbers or a bullet.
HYPHEN = lazy_pattern(r"(?<=[^\s\d] )-(?= [^\s>])|(?<=\d )-(?= [^\s\d>])")
ELLIPSIS = lazy_pattern(r"(?<!\.)\.\.\.(?!\.)")
NUMBER = r"\d{1,4}(?:[.:]\d\d)?"
# "10-12", "7.30-9.00", "9am-5pm", standing alone: not in dates, telephone numbers or names, e.g. COVID-19.
RANGE = lazy_pattern(
    rf"(?<![\w.,:/+–…])(?<!(?<!-)-)(?P<first>{NUMBER})(?:am|pm)?-(?P<last>{NUMBER})(?:am|pm|k|m|bn|th|st|nd|rd|s)?"
    r"(?![\w/–]|-(?!-)|[.,:]\d)"
)
# Ranges of days in German, Czech and others: "10.-12. März".
DAYS = lazy_pattern(r"(?<![\w.,:/+–…-])\d{1,2}\.(-)\d{1,2}\.(?= [^\W\d_])")
# A dash next to an opening bracket or a quotation mark is spaced as if next to the word beyond it.
OPENING, QUOTES = "([{¿¡", "\"'“”‘’„‚»«›‹「」『』"
DASHES = "-–—"
# Marks after a sentence or clause that a dash breaks off, and after which an author may follow.
BROKEN_OFF, ENDED = ",.!?…", ".!?…"
# Dashes around a parenthesis, each next to a word on its inner side only.
PAIR = lazy_pattern(r"(?<!\S)(?P<first>--)(?=\w)[^-\n]*(?<=\w)(?P<second>--)(?![^\s,.;:!?])")


def set_dashes(text: str, style: PunctuationStyle, skip: bytes) -> list[str]:
    """Return what each character of *text* becomes.

    Args:
        text: the text as typed.
        style: the punctuation of the language.
        skip: a flag for each character that stays as it is.
    """
    chars = list(text)
    if "-" in text:
        _set_hyphens(chars, text, style, skip)
    if "..." in text:
        for match in ELLIPSIS.finditer(text):
            if not skip[match.start()]:
                chars[match.start() : match.end()] = style.ellipsis, "", ""
    return chars


def _set_hyphens(chars: list[str], text: str, style: PunctuationStyle, skip: bytes) -> None:
    paired = {match.start(group) for match in PAIR.finditer(text) for group in ("first", "second")}
    for match in DASH.finditer(text):
        start, end = match.span("dash")
        if not any(skip[start:end]) and (start in paired or _is_dash(text, start, end)):
            _set_dash(chars, match, style)
    for match in HYPHEN.finditer(text):
        if not skip[match.start()]:
            chars[match.start()] = style.dash
    for match in RANGE.finditer(text):
        if not skip[match.start()] and _is_range(match["first"], match["last"]):
            chars[text.index("-", match.start())] = "–"
    for match in DAYS.finditer(text):
        if not skip[match.start()]:
            chars[match.start(1)] = "–"


def _is_dash(text: str, start: int, end: int) -> bool:
    """Return whether the hyphens from *start* to *end* are a dash.

    Those that touch a word on one side only belong to it: "kill --9", "i--". A dash breaks off at the end of a line or
    quotation ("I never--"), or is before a name ("--Mary Smith").
    """
    left = text[:start].rstrip(QUOTES + OPENING)[-1:]
    right = text[end:].lstrip(OPENING + QUOTES + BROKEN_OFF + ")]};:")[:1]
    after_word, before_word = (bool(char) and not char.isspace() and char not in DASHES for char in (left, right))
    if after_word == before_word:
        return True
    if after_word:
        return text[end : end + 1] in ("", "\n", *QUOTES, *BROKEN_OFF) or text[end:].isspace()
    before = text[:start].rstrip(" ")[-1:]
    return right.isupper() and before in ("", "\n", *QUOTES, *ENDED)


def _set_dash(chars: list[str], match: re.Match[str], style: PunctuationStyle) -> None:
    """Set the dash of *match*, spaced as the language requires."""
    text, at = match.string, match.start("dash")
    long = len(match["dash"]) == 3
    dash = "—" if long and len(style.dash) == 1 else style.dash
    before, after = text[: match.start()].rstrip(QUOTES)[-1:], text[match.end() :].lstrip(QUOTES)[:1]
    between_words = bool(before and after) and not (before.isspace() or after.isspace())
    if style.spaced_dash is False and between_words:
        for i in (*range(*match.span("before")), *range(*match.span("after"))):
            chars[i] = ""
    elif style.spaced_dash and not long:
        left = before and not before.isspace() and before not in OPENING and not match["before"]
        right = (after.isalnum() or after in OPENING) and after and not match["after"]
        dash = f"{' ' if left else ''}{dash}{' ' if right else ''}"
    chars[at : at + len(match["dash"])] = dash, *[""] * (len(match["dash"]) - 1)


def _is_range(first: str, last: str) -> bool:
    """Return whether "first-last" is a range, not a telephone number, a number with a leading zero, or a name."""
    if ":" in first + last or "." in first + last:
        return True
    if len(first) == 4 and len(last) == 2:
        # "2004-05" is a year and the next; otherwise a number with a leading zero is a month.
        return int(last) == (int(first) + 1) % 100 if last[0] == "0" else int(last) > int(first) % 100
    if (first[0] == "0" or last[0] == "0") and (len(first) > 1 or len(last) > 1):
        return False
    if len(first) < 3 and len(last) < 3:
        return first != last
    return int(first) < int(last) and not (len(first) == 3 and len(last) == 4)
