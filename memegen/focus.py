"""The kinds of value that say what of a picture to keep in sight, and where."""

from __future__ import annotations

from typing import cast

from memegen.geometry import Box
from memegen.keys import Context, Kind
from memegen.kinds import FOCUS, LISTED
from memegen.model import Raw
from memegen.subject import CHOICES
from memegen.written import NUMERAL, meant, parse_number


def _words(raw: Raw) -> tuple[str, ...]:
    return tuple(raw.split()) if isinstance(raw, str) else tuple(str(entry).strip() for entry in raw)


def _focus(raw: Raw, context: Context) -> tuple[float, float] | str:
    """A point of a picture: two numbers from 0 to 1, or words such as ``top right``; or what is to be found in it.

    That is ``auto``, or ``face`` with the word that tells one face from the others.
    """
    words = _words(raw)
    if words == ("auto",):
        return "auto"
    if words[:1] == ("face",) and len(words) <= 2:
        which = words[1] if len(words) == 2 else "largest"
        if which in CHOICES:
            return f"face {which}"
        known = f"face {', '.join(CHOICES[:-1])} or {CHOICES[-1]}"
        raise ValueError(f"expected {known}, not {' '.join(words)!r}{meant(which, CHOICES)}")
    try:
        return cast("tuple[float, float]", FOCUS.parse(raw, context))
    except ValueError as problem:
        raise ValueError(str(problem).replace("expected ", "expected auto, face left, ", 1)) from None


def _part(raw: Raw, context: Context) -> Box:
    """A part of a room: its left, top, right and bottom, each from 0 to 1."""
    words = _words(raw)
    if len(words) == 4 and all(map(NUMERAL.fullmatch, words)):
        left, top, right, bottom = map(parse_number, words)
        if 0 <= left < right <= 1 and 0 <= top < bottom <= 1:
            return Box(left, top, right - left, bottom - top)
    wanted = "the left, top, right and bottom of a part, from 0 to 1, such as [0, 0, 1, 0.6]"
    raise ValueError(f"expected {wanted}, not {' '.join(words)!r}")


SIGHT = Kind("point, auto or face", _focus, LISTED)
WITHIN = Kind("part of the room", _part, LISTED)
