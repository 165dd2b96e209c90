"""Dashes, ranges and ellipses for what a keyboard has: hyphens and full stops."""

from __future__ import annotations

import re

from memegen.late import late
from memegen.text.marks import Marks

# Two hyphens or three, no arrow and no rule; or one between spaces, which is no minus between numbers and no bullet.
DASH = late(r"(?<![-<–—])(?<![<–—]-)(?P<before> *)(?P<dash>---?)(?![->])(?P<after> *)")
HYPHEN = late(r"(?<=[^\s\d] )-(?= [^\s>])|(?<=\d )-(?= [^\s\d>])")
ELLIPSIS = late(r"(?<!\.)\.\.\.(?!\.)")
# "10-12", "7.30-9.00", "9am-5pm": alone, so that dates, telephone numbers and names such as COVID-19 are left out.
NUMBER = r"\d{1,4}(?:[.:]\d\d)?"
RANGE = late(
    rf"(?<![\w.,:/+–…])(?<!(?<!-)-)(?P<first>{NUMBER})(?:am|pm)?-(?P<last>{NUMBER})(?:am|pm|k|m|bn|th|st|nd|rd|s)?"
    r"(?![\w/–]|-(?!-)|[.,:]\d)"
)
# Days as German, Czech and others write them: "10.-12. März".
DAYS = late(r"(?<![\w.,:/+–…-])\d{1,2}\.(-)\d{1,2}\.(?= [^\W\d_])")
# Between a dash and a mark there is a space when a word stands beyond the mark.
OPENING, BESIDE = "([{¿¡", "\"'“”‘’„‚»«›‹「」『』"


def dashed(text: str, marks: Marks, skip: bytes) -> list[str]:
    """What each character of *text* becomes; those marked in *skip* stay."""
    chars = list(text)
    if "-" in text:
        _hyphens(chars, text, marks, skip)
    if "..." in text:
        for match in ELLIPSIS.finditer(text):
            if not skip[match.start()]:
                chars[match.start() : match.end()] = marks.ellipsis, "", ""
    return chars


def _hyphens(chars: list[str], text: str, marks: Marks, skip: bytes) -> None:
    for match in DASH.finditer(text):
        if not any(skip[match.start("dash") : match.end("dash")]):
            _dash(chars, match, marks)
    for match in HYPHEN.finditer(text):
        if not skip[match.start()]:
            chars[match.start()] = marks.dash
    for match in RANGE.finditer(text):
        if not skip[match.start()] and _ascends(match["first"], match["last"]):
            chars[text.index("-", match.start())] = "–"
    for match in DAYS.finditer(text):
        if not skip[match.start()]:
            chars[match.start(1)] = "–"


def _dash(chars: list[str], match: re.Match[str], marks: Marks) -> None:
    """Set the dash of *match*, and the spaces about it as the language has them."""
    text, at = match.string, match.start("dash")
    long = len(match["dash"]) == 3
    dash = "—" if long and len(marks.dash) == 1 else marks.dash
    before, after = text[: match.start()].rstrip(BESIDE)[-1:], text[match.end() :].lstrip(BESIDE)[:1]
    parts = bool(before and after) and not (before.isspace() or after.isspace())
    if marks.room is False and parts:
        for i in (*range(*match.span("before")), *range(*match.span("after"))):
            chars[i] = ""
    elif marks.room and not long:
        left = before and not before.isspace() and before not in OPENING and not match["before"]
        right = (after.isalnum() or after in OPENING) and after and not match["after"]
        dash = f"{' ' if left else ''}{dash}{' ' if right else ''}"
    chars[at : at + len(match["dash"])] = dash, *[""] * (len(match["dash"]) - 1)


def _ascends(first: str, last: str) -> bool:
    """Whether "first-last" is a range: no number with a leading nought, no telephone number, no name of a thing."""
    if ":" in first + last or "." in first + last:
        return True
    if len(first) == 4 and len(last) == 2:
        # "2004-05" is a year and the next; with another number it is a month.
        return int(last) == (int(first) + 1) % 100 if last[0] == "0" else int(last) > int(first) % 100
    if (first[0] == "0" or last[0] == "0") and (len(first) > 1 or len(last) > 1):
        return False
    if len(first) < 3 and len(last) < 3:
        return first != last
    return int(first) < int(last) and not (len(first) == 3 and len(last) == 4)
