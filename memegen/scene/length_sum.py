"""Sums of lengths: ``safe + 5vmin``, ``100vw - 74vmin``, ``max(safe.top, 6vmin)``; and splitting a list of them.

The grammar, in which spaces around a sign and inside parentheses do not count::

    sum    = [sign] term {sign term}
    term   = number unit | "0" | "safe" ["." side] | ("max" | "min") "(" sum {"," sum} ")"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from memegen.core.regex import lazy_pattern
from memegen.scene.geometry import Length

_TOKEN = lazy_pattern(
    r"\s*(?:(?P<number>\d{1,6}(?:\.\d*)?|\.\d+)(?P<unit>vmin|vw|vh|px|%|mm|cm|in|pt)|(?P<zero>0)(?![\d.a-z%])"
    r"|safe(?:\.(?P<side>top|right|bottom|left))?(?![\w.])|(?P<call>max|min)\(|(?P<mark>[-+,)]))\s*"
)
# A sign with space on both sides joins what is beside it; ` -5vmin` begins the next length of a list.
_JOINT = lazy_pattern(r"\s+([+-])\s+")
# Maximum depth of max() and min() in one another.
MAX_DEPTH = 8

# Return the length of a number of units, or of the safe area on a side ("" if none is named).
NumberReader = Callable[[float, str], Length]
SafeReader = Callable[[str], Length]


class _MalformedError(Exception):
    """The text is not a sum of lengths."""


def parse_sum(text: str, number: NumberReader, safe: SafeReader) -> Length | None:
    """Return the value of a sum of lengths, or None if *text* is not one.

    Raises:
        ValueError: a length in it is invalid, or ``%`` is compared with another length.
    """
    try:
        return _Parser(text, number, safe).whole()
    except _MalformedError:
        return None


def split_lengths(text: str) -> list[str]:
    """Return the lengths of a list between spaces: ``max(safe, 6vmin) safe + 2vmin 0`` has three."""
    parts, depth = [""], 0
    for character in _JOINT.sub(r"\1", text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character.isspace() and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part]


class _Parser:
    """Reads one sum by recursive descent."""

    def __init__(self, text: str, number: NumberReader, safe: SafeReader) -> None:
        self._tokens = list(_tokens(text))
        self._number = number
        self._safe = safe
        self._depth = 0

    def whole(self) -> Length:
        total = self._sum()
        if self._tokens:
            raise _MalformedError
        return total

    def _mark(self) -> str:
        """Return the mark that comes next, or ""."""
        return self._tokens[0]["mark"] or "" if self._tokens else ""

    def _sum(self) -> Length:
        px = fraction = 0.0
        first = True
        while first or self._mark() in ("+", "-"):
            sign = -1 if self._mark() == "-" else 1
            if self._mark() in ("+", "-"):
                self._tokens.pop(0)
            term = self._term()
            px, fraction, first = px + sign * term.px, fraction + sign * term.fraction, False
        return Length(px, fraction)

    def _term(self) -> Length:
        if not self._tokens or self._mark():
            raise _MalformedError
        token = self._tokens.pop(0)
        if token["call"]:
            return self._call(token["call"])
        if token["number"] and token["unit"]:
            return self._number(float(token["number"]), token["unit"])
        return Length() if token["zero"] else self._safe(token["side"] or "")

    def _call(self, name: str) -> Length:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ValueError(f"max() and min() are in one another more than {MAX_DEPTH} deep")
        lengths = [self._sum()]
        while self._mark() == ",":
            self._tokens.pop(0)
            lengths.append(self._sum())
        if self._mark() != ")":
            raise _MalformedError
        self._tokens.pop(0)
        self._depth -= 1
        if any(length.fraction for length in lengths):
            raise ValueError(f"{name}() cannot compare %, which is of the parent box; use vmin, vw or vh in it")
        pixels = [length.px for length in lengths]
        return Length(max(pixels) if name == "max" else min(pixels))


def _tokens(text: str) -> Iterator[dict[str, str | None]]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise _MalformedError
        yield match.groupdict()
        at = match.end()
