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
from memegen.model.keys import Context
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


def one(raw: Raw) -> str:
    """What was written, where one value is expected. Raises ValueError for a list, as all here do for what is wrong."""
    if not isinstance(raw, str):
        raise ValueError("expected one value, not a list")
    return raw.strip()


def _number(raw: Raw, context: Context) -> float:
    return parse_number(one(raw))


def between(least: float, most: float, what: str) -> Callable[[Raw, Context], float]:
    """How a number within bounds is read; *what* is that in words."""

    def parse(raw: Raw, context: Context) -> float:
        value = _number(raw, context)
        if not least <= value <= most:
            raise ValueError(f"expected {what}, not {one(raw)}")
        return value

    return parse


def or_nothing(parse: Callable[[Raw, Context], float]) -> Callable[[Raw, Context], float | None]:
    """How a number that may be left out is read."""
    return lambda raw, context: None if raw == "" else parse(raw, context)


def read_size_range(raw: Raw, context: Context) -> SizeRange:
    """A font size, which cannot be nothing."""
    size = parse_size_range(one(raw), context.canvas)
    if min(size.minimum.px + size.minimum.part, size.maximum.px + size.maximum.part) <= 0:
        raise ValueError(f"expected a size above 0, not {raw!r}")
    return size


def read_whole(raw: Raw, context: Context) -> int:
    """A whole number from 0 on."""
    return parse_whole(one(raw), maximum=999_999)


def read_weight(raw: Raw, context: Context) -> Weight:
    """A weight, by number or by name."""
    text = one(raw)
    if text in ("regular", "bold"):
        return NamedWeight(text)
    if re.fullmatch(r"[1-9]00", text):
        return int(text)
    raise ValueError(f"expected regular, bold or a weight from 100 to 900, not {text!r}")


def read_angle(raw: Raw, context: Context) -> float:
    """An angle in degrees."""
    text = one(raw).removesuffix("deg").removesuffix("°").strip()
    found = NUMERAL.fullmatch(text)
    if not found or found[2]:
        raise ValueError(f"expected an angle such as -6deg, not {text!r}")
    return float(found[1])


def read_flag(raw: Raw, context: Context) -> bool:
    """Yes or no."""
    return parse_flag(one(raw))


def parse_flag(text: str) -> bool:
    """Read yes/no, true/false, on/off, 1/0. Raises ValueError."""
    word = text.strip().lower()
    if word in ("yes", "true", "on", "1"):
        return True
    if word in ("no", "false", "off", "0", ""):
        return False
    raise ValueError(f"expected yes or no, not {text!r}")


def maybe_length(raw: Raw, context: Context) -> Length | None:
    """A length; None for ``auto``."""
    return None if raw in ("", "auto") else parse_length(one(raw), context.canvas)


def maybe_color(raw: Raw, context: Context) -> Color | None:
    """A colour; None for ``none``."""
    return None if raw in ("", "none") else parse_color(one(raw), context.palette)


def listed(raw: Raw) -> tuple[str, ...]:
    """What stands in a list, or between spaces."""
    if isinstance(raw, tuple):
        return tuple(one(entry) for entry in raw)
    return tuple(raw.split())


def read_lengths(raw: Raw, context: Context) -> tuple[Length, ...]:
    """One to four lengths, as CSS reads them, to top, right, bottom, left."""
    found = [parse_length(part, context.canvas) for part in listed(raw)]
    if not 1 <= len(found) <= 4:
        raise ValueError(f"expected one to four lengths, not {len(found)}")
    top, right, bottom, left = (found * 4)[:4] if len(found) in (1, 2, 4) else (*found, found[1])
    return top, right, bottom, left


def read_pair(raw: Raw, context: Context) -> tuple[Length, Length]:
    """Two lengths."""
    found = [parse_length(part, context.canvas) for part in listed(raw)]
    if len(found) != 2:
        raise ValueError(f"expected two lengths such as [2vmin, -1vmin], not {len(found)}")
    return found[0], found[1]


def read_colors(raw: Raw, context: Context) -> tuple[Color, ...]:
    """One or more colours."""
    entries = [one(entry) for entry in (raw if isinstance(raw, tuple) else (raw,))]
    found = tuple(parse_color(entry, context.palette) for entry in entries if entry)
    if not found:
        raise ValueError("expected at least one colour")
    return found


def read_focus(raw: Raw, context: Context) -> Point:
    """A point of a picture: two numbers from 0 to 1, or words such as ``top right``."""
    parts = listed(raw)
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
            near = meant(word, ("left", "right", "top", "bottom", "center"))
            raise ValueError(f"expected a place such as top right, bottom or center, not {text!r}{near}")
    if not words:
        raise ValueError("expected a place such as top right, bottom or center")
    return x, y


def read_anchor(raw: Raw, context: Context) -> Point | Auto | None:
    """A place; None where there is none."""
    if raw == "auto":
        return AUTO
    return None if raw == "" else parse_anchor(" ".join(listed(raw)))


def read_axes(raw: Raw, context: Context) -> tuple[tuple[str, float], ...]:
    """``wdth 80, opsz 30``, or a list of such; by tag."""
    found = {}
    for part in parts_of(raw):
        tag, _, value = part.partition(" ")
        if not re.fullmatch(r"[A-Za-z]{4}", tag):
            raise ValueError(f"expected an axis and its value, such as wdth 80, not {part!r}")
        found[tag] = parse_number(value)
    return tuple(sorted(found.items()))


def parts_of(raw: Raw) -> tuple[str, ...]:
    """What stands between commas, or in a list."""
    entries = tuple(map(one, raw)) if isinstance(raw, tuple) else tuple(part.strip() for part in raw.split(","))
    return tuple(entry for entry in entries if entry)


def meant(word: str, known: Collection[str]) -> str:
    """A question after the right word, where one is near; "" where none is."""
    habits = {"left": "start", "right": "end", "middle": "center", "centre": "center"}
    near = habits[word] if habits.get(word) in known else nearest(word, known)
    return f"; did you mean {near}?" if near else ""


def read_font(raw: Raw, context: Context) -> FontRole:
    """A font role of the brand, or a family."""
    name = one(raw)
    if name in context.roles:
        return context.roles[name]
    if name not in context.families:
        known = [*context.roles, *context.families]
        raise ValueError(f"{name!r} is neither a font role nor a family; {expected(name, known, 'fonts')}")
    return FontRole(name)
