"""Positions in a box, as a template writes them: anchors, focus points and regions. All are fractions of the box."""

from __future__ import annotations

from contextlib import suppress

from memegen.core.numbers import NUMERAL, parse_number
from memegen.model.entities import Raw
from memegen.model.keys import ValueContext
from memegen.model.values import AUTO, Auto, did_you_mean, split_words
from memegen.scene.geometry import Box
from memegen.scene.subject import FACE_CHOICES

# A point of a box, as fractions (0 to 1) of its width and height.
Anchor = tuple[float, float]
WORDS = ("left", "right", "top", "bottom", "center")


def parse_anchor(text: str) -> Anchor:
    """Read a place in words, e.g. ``top right``, ``bottom`` or ``center``; an axis that is not named is centred.

    Raises:
        ValueError: a word is not one of ``WORDS``, or there is none.
    """
    x, y = 0.5, 0.5
    words = text.split()
    for word in words:
        if word in ("left", "right"):
            x = float(word == "right")
        elif word in ("top", "bottom"):
            y = float(word == "bottom")
        elif word != "center":
            near = did_you_mean(word, WORDS)
            raise ValueError(f"expected a place such as top right, bottom or center, not {text!r}{near}")
    if not words:
        raise ValueError("expected a place such as top right, bottom or center")
    return x, y


def read_anchor(raw: Raw, context: ValueContext) -> Anchor | Auto | None:
    """Return a place in words; None if the value is empty."""
    if raw == "auto":
        return AUTO
    return None if raw == "" else parse_anchor(" ".join(split_words(raw)))


def read_point(raw: Raw, context: ValueContext) -> Anchor:
    """Return a point: two numbers from 0 to 1, or a place in words."""
    parts = split_words(raw)
    if len(parts) == 2 and all(map(NUMERAL.fullmatch, parts)):
        x, y = map(parse_number, parts)
        if 0 <= x <= 1 and 0 <= y <= 1:
            return x, y
    else:
        with suppress(ValueError):
            return parse_anchor(" ".join(parts))
    shown = " ".join(parts)
    raise ValueError(f"expected two numbers from 0 to 1, or a place such as top right, bottom or center, not {shown!r}")


def read_focus(raw: Raw, context: ValueContext) -> Anchor | str:
    """Return a point of a photo, or what to find in it.

    That is ``auto``, or ``face`` and one of FACE_CHOICES, ``largest`` by default.
    """
    words = _words(raw)
    if words == ("auto",):
        return "auto"
    if words[:1] == ("face",) and len(words) <= 2:
        which = words[1] if len(words) == 2 else "largest"
        if which in FACE_CHOICES:
            return f"face {which}"
        known = f"face {', '.join(FACE_CHOICES[:-1])} or {FACE_CHOICES[-1]}"
        raise ValueError(f"expected {known}, not {' '.join(words)!r}{did_you_mean(which, FACE_CHOICES)}")
    try:
        return read_point(raw, context)
    except ValueError as problem:
        raise ValueError(str(problem).replace("expected ", "expected auto, face left, ", 1)) from None


def read_region(raw: Raw, context: ValueContext) -> Box:
    """Return a region of a box, written as its left, top, right and bottom edges, each from 0 to 1."""
    words = _words(raw)
    if len(words) == 4 and all(map(NUMERAL.fullmatch, words)):
        left, top, right, bottom = map(parse_number, words)
        if 0 <= left < right <= 1 and 0 <= top < bottom <= 1:
            return Box(left, top, right - left, bottom - top)
    wanted = "the left, top, right and bottom of a part, from 0 to 1, such as [0, 0, 1, 0.6]"
    raise ValueError(f"expected {wanted}, not {' '.join(words)!r}")


def _words(raw: Raw) -> tuple[str, ...]:
    """Return the words of a text or the entries of a list, which may be lists themselves."""
    return tuple(str(entry).strip() for entry in raw) if isinstance(raw, tuple) else tuple(str(raw).split())
