"""Kinds of value that only shapes take: tails, corners, points and parts of a turn."""

from __future__ import annotations

from memegen.model.entities import Raw
from memegen.model.keys import Kind, ValueContext
from memegen.model.kinds import LISTED
from memegen.model.values import did_you_mean, split_words
from memegen.scene.bubble import SIDES

# Places along an upright and along a level side, from its start to its end.
ALONG_UPRIGHT = {"top": 0.0, "center": 0.5, "bottom": 1.0}
ALONG_LEVEL = {"left": 0.0, "center": 0.5, "right": 1.0}


def read_tail(raw: Raw, context: ValueContext) -> tuple[str, float] | None:
    """Return a side and a place along it, from 0 to 1; None for ``none`` or an empty value."""
    words = split_words(raw)
    if words in ((), ("none",)):
        return None
    side, along = words[0], words[1] if len(words) > 1 else "center"
    places = ALONG_LEVEL if side in ("top", "bottom") else ALONG_UPRIGHT
    if side not in SIDES or along not in places or len(words) > 2:
        wrong = side if side not in SIDES else along
        near = did_you_mean(wrong, SIDES if wrong is side else tuple(places))
        shown = " ".join(words)
        raise ValueError(f"expected a side and a place along it, such as bottom left or left top, not {shown!r}{near}")
    return side, places[along]


TAIL = Kind("side and place, or none", read_tail, LISTED)
