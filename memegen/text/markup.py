"""The little markup there is: ``*emphasis*``, and ``\\*`` for a star that is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

BREAKS = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls have no shape, and a soft hyphen would be drawn as a hyphen in the middle of a line or not at all.
SHAPELESS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\ud800-\udfff\ufeff]")


@dataclass(frozen=True, slots=True)
class Copy:
    """Plain text, and the ranges of it that are emphasised (start and end, in order)."""

    plain: str
    spans: tuple[tuple[int, int], ...] = ()

    def cut(self, end: int, tail: str) -> Copy:
        """The first *end* characters and *tail*, which is emphasised where the text before it is."""
        plain = self.plain[:end] + tail
        spans = [
            (first, len(plain) if last >= end else last) for first, last in self.spans if first < end and first < last
        ]
        return Copy(plain, tuple(spans))


def clean(text: str) -> str:
    """Every kind of line break as "\\n", tabs as spaces, no characters without a shape, no blank ends."""
    return SHAPELESS.sub("", BREAKS.sub("\n", text).replace("\t", " ")).strip()


def parse(text: str) -> Copy:
    """Read the markup.

    A star opens emphasis when a non-space follows and no letter or digit stands before it, and closes it when a
    non-space stands before and no letter or digit follows; so ``2 * 3 * 4``, ``2*3*4`` and ``f*** off`` stay text.
    Emphasis ends within its paragraph; a star without a partner stays a star.
    """
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    opened = -1
    i = 0
    while i < len(text):
        char = text[i]
        if char == "\\" and text[i + 1 : i + 2] == "*":
            plain.append("*")
            i += 2
            continue
        if char == "\n":
            opened = -1
        elif char == "*" and opened >= 0 and len(plain) > opened + 1 and _closes(text, i):
            spans.append((opened, len(plain) - 1))
            del plain[opened]
            opened = -1
            i += 1
            continue
        elif char == "*" and opened < 0 and _opens(text, i):
            opened = len(plain)
        plain.append(char)
        i += 1
    return Copy("".join(plain), tuple(spans))


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and after != "*" and not _joins(before) and before != "*"


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return not before.isspace() and not _joins(after) and after != "*"


def _joins(char: str) -> bool:
    """Whether *char* makes one word with what it stands beside; scripts that set no spaces emphasise within a line."""
    return char.isalnum() and char < "\u0e00"
