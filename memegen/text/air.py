"""The spaces that French keeps within its quotation marks and before high punctuation: no line breaks there."""

from __future__ import annotations

import re

from memegen.text.marks import HELD, Marks

MARKS = "\"'“”‘’«»‹›"
OPENING = "([{«¿¡“‘"


def aired(text: str, marks: Marks, skip: bytes) -> list[str]:
    """What each character of *text* becomes; those marked in *skip* stay."""
    chars = list(text)
    high = dict(marks.high)
    opening, closing = (marks.outer[0], marks.outer[1]) if marks.air else ("", "")
    for match in re.finditer(f"[{opening}{closing}{''.join(high)}]", text):
        at, char = match.start(), match[0]
        if skip[at]:
            continue
        if char == opening:
            _after(chars, text, at, marks.air)
        elif char == closing or _parts(text, at):
            _before(chars, text, at, high.get(char, marks.air), opening)
    return chars


def _after(chars: list[str], text: str, at: int, air: str) -> None:
    end = at + 1
    while text[end : end + 1] == " ":
        end += 1
    if end > at + 1:
        chars[at + 1 : end] = air, *[""] * (end - at - 2)
    elif text[end : end + 1] not in ("", "\n", *HELD):
        chars[at] += air


def _before(chars: list[str], text: str, at: int, air: str, opening: str) -> None:
    start = at
    while text[start - 1 : start] == " ":
        start -= 1
    if (opening and text[:start].endswith(opening)) or not text[:start] or text[start - 1] == "\n":
        # The opening mark has seen to it, or there is nothing to keep a distance from.
        return
    if start < at:
        chars[start:at] = air, *[""] * (at - start - 1)
    elif text[at - 1] not in HELD:
        chars[at] = air + text[at]


def _parts(text: str, at: int) -> bool:
    """Whether the high punctuation at *at* ends something: no time, no face, not the second of two."""
    after = text[at + 1 : at + 2]
    if after.isalnum() or (text[at] in ":;" and after and not after.isspace() and after not in MARKS):
        return False
    before = text[:at].rstrip(" \u00a0\u202f")[-1:]
    return before not in (*OPENING, *";:!?", "", "\n")
