"""Kinds of value that only shapes take: tails, corners, counts, parts of a turn, and path data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from memegen.core.numbers import NUMERAL, parse_number, parse_whole
from memegen.model.entities import Raw
from memegen.model.keys import Kind, ValueContext
from memegen.model.kinds import LISTED
from memegen.model.values import did_you_mean, read_extent, single_value, split_commas, split_words
from memegen.scene.bubble import SIDES
from memegen.scene.geometry import Box, Length

if TYPE_CHECKING:
    from memegen.scene.path import Outline

# Places along an upright and along a level side, from its start to its end.
ALONG_UPRIGHT = {"top": 0.0, "center": 0.5, "bottom": 1.0}
ALONG_LEVEL = {"left": 0.0, "center": 0.5, "right": 1.0}
# Maximum number of corners of a polygon, points of a star, and rays.
MAX_CORNERS = 360


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


def read_corners(raw: Raw, context: ValueContext) -> tuple[tuple[Length, Length], ...]:
    """Return the corners of a polygon, each as its distance from the left and the top; none for an empty value."""
    parts = split_commas(raw)
    if not parts:
        return ()
    if not 3 <= len(parts) <= MAX_CORNERS:
        raise ValueError(f"expected 3 to {MAX_CORNERS} points, not {len(parts):,}")
    return tuple(_corner(part, context) for part in parts)


def _corner(text: str, context: ValueContext) -> tuple[Length, Length]:
    words = text.split()
    if len(words) != 2:
        raise ValueError(f"expected points such as 0% 100%, from the left and the top, not {text!r}")
    x, y = (read_extent(word, context) for word in words)
    if max(x.fraction, y.fraction) > 1:
        raise ValueError(f"expected points from 0% to 100%, not {text!r}")
    return x, y


def whole_from(minimum: int) -> Callable[[Raw, ValueContext], int]:
    """Return a reader of whole numbers from *minimum* to MAX_CORNERS."""

    def read(raw: Raw, context: ValueContext) -> int:
        try:
            return parse_whole(single_value(raw), minimum, MAX_CORNERS)
        except ValueError:
            raise ValueError(f"expected a whole number from {minimum} to {MAX_CORNERS}, not {raw!r}") from None

    return read


def read_turn(raw: Raw, context: ValueContext) -> float:
    """Return a part of a whole turn, 0 to 1: a fraction of it, or an angle from 0 to 360 degrees."""
    text = single_value(raw)
    number = text.removesuffix("deg").removesuffix("°").strip()
    turn = -1.0
    if NUMERAL.fullmatch(number) and (number == text or "%" not in number):
        turn = parse_number(number) / (1 if number == text else 360)
    if not 0 <= turn <= 1:
        raise ValueError(f"expected a part of a turn such as 65%, or an angle such as 234deg, not {text!r}")
    return turn


def read_path(raw: Raw, context: ValueContext) -> Outline:
    """Return the outline of path data, in its own units."""
    # Imported here, for few templates have a path.
    from memegen.scene.path_data import parse_path

    return parse_path(single_value(raw))


def read_viewbox(raw: Raw, context: ValueContext) -> Box | None:
    """Return left, top, width and height in the units of a path; None for an empty value."""
    words = [word for part in split_commas(raw) for word in part.split()]
    if not words:
        return None
    if len(words) == 4 and all(map(NUMERAL.fullmatch, words)):
        x, y, w, h = map(parse_number, words)
        if w > 0 and h > 0:
            return Box(x, y, w, h)
    shown = " ".join(words)
    raise ValueError(f"expected left, top, width and height, such as 0 0 100 100, not {shown!r}")


CORNERS = Kind("list of points", read_corners, LISTED)
SIDES_COUNT = Kind(f"3 to {MAX_CORNERS}", whole_from(3), {"type": ["integer", "string"]})
COUNT = Kind(f"1 to {MAX_CORNERS}", whole_from(1), {"type": ["integer", "string"]})
TURN = Kind("part of a turn", read_turn, {"type": ["number", "string"]})
PATH = Kind("path data", read_path, {"type": "string", "minLength": 1})
VIEWBOX = Kind("four numbers", read_viewbox, LISTED)
TAIL = Kind("side and place, or none", read_tail, LISTED)
