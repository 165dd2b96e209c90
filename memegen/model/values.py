"""What is written under a layer's keys, read to values."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from contextlib import suppress
from enum import Enum
from typing import Final

from memegen.core.diagnostics import expected, nearest
from memegen.core.numbers import NUMERAL, parse_number, parse_whole
from memegen.model.entities import FontRole, Raw
from memegen.model.keys import ValueContext
from memegen.scene.color import Color, parse_color
from memegen.scene.geometry import Length, SizeRange, parse_length, parse_size_range


class Auto(Enum):
    """The value of ``auto``, where layout chooses."""

    AUTO = "auto"


class NamedWeight(Enum):
    """A font weight by name; the font role says which number it is."""

    REGULAR = "regular"
    BOLD = "bold"


AUTO: Final = Auto.AUTO
# A font weight, 100 to 900, or its name.
Weight = int | NamedWeight
# A point of a box, as fractions (0 to 1) of its width and height.
Point = tuple[float, float]


def single_value(raw: Raw) -> str:
    """What was written, where one value is expected. Raises ValueError for a list, as all here do for what is wrong."""
    if not isinstance(raw, str):
        raise ValueError("expected one value, not a list")
    return raw.strip()


def _number(raw: Raw, context: ValueContext) -> float:
    return parse_number(single_value(raw))


def bounded(least: float, most: float, what: str) -> Callable[[Raw, ValueContext], float]:
    """How a number within bounds is read; *what* is that in words."""

    def parse(raw: Raw, context: ValueContext) -> float:
        value = _number(raw, context)
        if not least <= value <= most:
            raise ValueError(f"expected {what}, not {single_value(raw)}")
        return value

    return parse


def optional(parse: Callable[[Raw, ValueContext], float]) -> Callable[[Raw, ValueContext], float | None]:
    """How a number that may be left out is read."""
    return lambda raw, context: None if raw == "" else parse(raw, context)


def read_size_range(raw: Raw, context: ValueContext) -> SizeRange:
    """A font size, which cannot be nothing."""
    size = parse_size_range(single_value(raw), context.canvas)
    if min(size.minimum.px + size.minimum.fraction, size.maximum.px + size.maximum.fraction) <= 0:
        raise ValueError(f"expected a size above 0, not {raw!r}")
    return size


def read_whole(raw: Raw, context: ValueContext) -> int:
    """A whole number from 0 on."""
    return parse_whole(single_value(raw), maximum=999_999)


def read_weight(raw: Raw, context: ValueContext) -> Weight:
    """A weight, by number or by name."""
    text = single_value(raw)
    if text in ("regular", "bold"):
        return NamedWeight(text)
    if re.fullmatch(r"[1-9]00", text):
        return int(text)
    raise ValueError(f"expected regular, bold or a weight from 100 to 900, not {text!r}")


def read_angle(raw: Raw, context: ValueContext) -> float:
    """An angle in degrees."""
    text = single_value(raw).removesuffix("deg").removesuffix("°").strip()
    found = NUMERAL.fullmatch(text)
    if not found or found[2]:
        raise ValueError(f"expected an angle such as -6deg, not {text!r}")
    return float(found[1])


def read_flag(raw: Raw, context: ValueContext) -> bool:
    """Yes or no."""
    return parse_flag(single_value(raw))


def parse_flag(text: str) -> bool:
    """Read yes/no, true/false, on/off, 1/0. Raises ValueError."""
    word = text.strip().lower()
    if word in ("yes", "true", "on", "1"):
        return True
    if word in ("no", "false", "off", "0", ""):
        return False
    raise ValueError(f"expected yes or no, not {text!r}")


def read_auto_length(raw: Raw, context: ValueContext) -> Length | None:
    """A length; None for ``auto``."""
    return None if raw in ("", "auto") else parse_length(single_value(raw), context.canvas)


def read_optional_color(raw: Raw, context: ValueContext) -> Color | None:
    """A colour; None for ``none``."""
    return None if raw in ("", "none") else parse_color(single_value(raw), context.palette)


def split_words(raw: Raw) -> tuple[str, ...]:
    """What stands in a list, or between spaces."""
    if isinstance(raw, tuple):
        return tuple(single_value(entry) for entry in raw)
    return tuple(raw.split())


def read_lengths(raw: Raw, context: ValueContext) -> tuple[Length, ...]:
    """One to four lengths, as CSS reads them, to top, right, bottom, left."""
    found = [parse_length(part, context.canvas) for part in split_words(raw)]
    if not 1 <= len(found) <= 4:
        raise ValueError(f"expected one to four lengths, not {len(found)}")
    top, right, bottom, left = (found * 4)[:4] if len(found) in (1, 2, 4) else (*found, found[1])
    return top, right, bottom, left


def read_pair(raw: Raw, context: ValueContext) -> tuple[Length, Length]:
    """Two lengths."""
    found = [parse_length(part, context.canvas) for part in split_words(raw)]
    if len(found) != 2:
        raise ValueError(f"expected two lengths such as [2vmin, -1vmin], not {len(found)}")
    return found[0], found[1]


def read_colors(raw: Raw, context: ValueContext) -> tuple[Color, ...]:
    """One or more colours."""
    entries = [single_value(entry) for entry in (raw if isinstance(raw, tuple) else (raw,))]
    found = tuple(parse_color(entry, context.palette) for entry in entries if entry)
    if not found:
        raise ValueError("expected at least one colour")
    return found


def read_focus(raw: Raw, context: ValueContext) -> Point:
    """A point of a picture: two numbers from 0 to 1, or words such as ``top right``."""
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


def parse_anchor(text: str) -> Point:
    """Read ``top right``, ``bottom``, ``center`` and the like to a point (0 to 1 each way). Raises ValueError."""
    x, y = 0.5, 0.5
    words = text.split()
    for word in words:
        if word in ("left", "right"):
            x = float(word == "right")
        elif word in ("top", "bottom"):
            y = float(word == "bottom")
        elif word != "center":
            near = did_you_mean(word, ("left", "right", "top", "bottom", "center"))
            raise ValueError(f"expected a place such as top right, bottom or center, not {text!r}{near}")
    if not words:
        raise ValueError("expected a place such as top right, bottom or center")
    return x, y


def read_anchor(raw: Raw, context: ValueContext) -> Point | Auto | None:
    """A place; None where there is none."""
    if raw == "auto":
        return AUTO
    return None if raw == "" else parse_anchor(" ".join(split_words(raw)))


def read_axes(raw: Raw, context: ValueContext) -> tuple[tuple[str, float], ...]:
    """``wdth 80, opsz 30``, or a list of such; by tag."""
    found = {}
    for part in split_commas(raw):
        tag, _, value = part.partition(" ")
        if not re.fullmatch(r"[A-Za-z]{4}", tag):
            raise ValueError(f"expected an axis and its value, such as wdth 80, not {part!r}")
        found[tag] = parse_number(value)
    return tuple(sorted(found.items()))


def split_commas(raw: Raw) -> tuple[str, ...]:
    """What stands between commas, or in a list."""
    entries = (
        tuple(map(single_value, raw)) if isinstance(raw, tuple) else tuple(part.strip() for part in raw.split(","))
    )
    return tuple(entry for entry in entries if entry)


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A question after the right word, where one is near; "" where none is."""
    habits = {"left": "start", "right": "end", "middle": "center", "centre": "center"}
    near = habits[word] if habits.get(word) in known else nearest(word, known)
    return f"; did you mean {near}?" if near else ""


def read_font(raw: Raw, context: ValueContext) -> FontRole:
    """A font role of the brand, or a family."""
    name = single_value(raw)
    if name in context.roles:
        return context.roles[name]
    if name not in context.families:
        known = [*context.roles, *context.families]
        raise ValueError(f"{name!r} is neither a font role nor a family; {expected(name, known, 'fonts')}")
    return FontRole(name)
