"""The kinds of value that a layer's keys hold, and how each is read from what was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from math import inf
from typing import Any

from memegen.color import Color, parse_color
from memegen.errors import expected, nearest
from memegen.geometry import Length, Span, parse_length, parse_span
from memegen.keys import Context, Kind
from memegen.model import FontRole, Raw


def _text(raw: Raw) -> str:
    if not isinstance(raw, str):
        raise ValueError("expected one value, not a list")
    return raw.strip()


def parse_number(text: str) -> float:
    """Read ``0.4``, ``-3`` or ``40%``. Raises ValueError; there is no infinity here, and no ``nan``."""
    found = NUMERAL.fullmatch(text.strip())
    if not found:
        raise ValueError(f"expected a number, not {text!r}")
    return float(found[1]) / (100 if found[2] else 1)


def _number(raw: Raw, context: Context) -> float:
    return parse_number(_text(raw))


def _between(least: float, most: float, what: str) -> Callable[[Raw, Context], float]:
    def parse(raw: Raw, context: Context) -> float:
        value = _number(raw, context)
        if not least <= value <= most:
            raise ValueError(f"expected {what}, not {_text(raw)}")
        return value

    return parse


def _or_nothing(parse: Callable[[Raw, Context], float]) -> Callable[[Raw, Context], float | None]:
    return lambda raw, context: None if raw == "" else parse(raw, context)


def _size(raw: Raw, context: Context) -> Span:
    """A font size, which cannot be nothing."""
    span = parse_span(_text(raw), context.canvas)
    if min(span.least.px + span.least.part, span.most.px + span.most.part) <= 0:
        raise ValueError(f"expected a size above 0, not {raw!r}")
    return span


def _whole(raw: Raw, context: Context) -> int:
    text = _text(raw)
    if not re.fullmatch(r"\d{1,6}", text):
        raise ValueError(f"expected a whole number, not {text!r}")
    return int(text)


def _weight(raw: Raw, context: Context) -> int:
    text = _text(raw)
    if text in ("regular", "bold"):
        return BOLD if text == "bold" else REGULAR
    if re.fullmatch(r"[1-9]00", text):
        return int(text)
    raise ValueError(f"expected regular, bold or a weight from 100 to 900, not {text!r}")


def _angle(raw: Raw, context: Context) -> float:
    text = _text(raw).removesuffix("deg").removesuffix("°").strip()
    found = NUMERAL.fullmatch(text)
    if not found or found[2]:
        raise ValueError(f"expected an angle such as -6deg, not {text!r}")
    return float(found[1])


def _flag(raw: Raw, context: Context) -> bool:
    return parse_flag(_text(raw))


def parse_flag(text: str) -> bool:
    """Read yes/no, true/false, on/off, 1/0. Raises ValueError."""
    word = text.strip().lower()
    if word in ("yes", "true", "on", "1"):
        return True
    if word in ("no", "false", "off", "0", ""):
        return False
    raise ValueError(f"expected yes or no, not {text!r}")


def _maybe_length(raw: Raw, context: Context) -> Length | None:
    return None if raw in ("", "auto") else parse_length(_text(raw), context.canvas)


def _maybe_color(raw: Raw, context: Context) -> Color | None:
    return None if raw in ("", "none") else parse_color(_text(raw), context.palette)


def _list(raw: Raw) -> tuple[str, ...]:
    if isinstance(raw, tuple):
        return tuple(_text(entry) for entry in raw)
    return tuple(raw.split())


def _lengths(raw: Raw, context: Context) -> tuple[Length, ...]:
    """One to four lengths, as CSS reads them, to top, right, bottom, left."""
    found = [parse_length(part, context.canvas) for part in _list(raw)]
    if not 1 <= len(found) <= 4:
        raise ValueError(f"expected one to four lengths, not {len(found)}")
    top, right, bottom, left = (found * 4)[:4] if len(found) in (1, 2, 4) else (*found, found[1])
    return top, right, bottom, left


def _pair(raw: Raw, context: Context) -> tuple[Length, Length]:
    found = [parse_length(part, context.canvas) for part in _list(raw)]
    if len(found) != 2:
        raise ValueError(f"expected two lengths such as [2vmin, -1vmin], not {len(found)}")
    return found[0], found[1]


def _colors(raw: Raw, context: Context) -> tuple[Color, ...]:
    entries = [_text(entry) for entry in (raw if isinstance(raw, tuple) else (raw,))]
    found = tuple(parse_color(entry, context.palette) for entry in entries if entry)
    if not found:
        raise ValueError("expected at least one colour")
    return found


def _focus(raw: Raw, context: Context) -> tuple[float, float]:
    """A point of a picture: two numbers from 0 to 1, or words such as ``top right``."""
    parts = _list(raw)
    if len(parts) == 2 and all(map(NUMERAL.fullmatch, parts)):
        x, y = map(parse_number, parts)
        if 0 <= x <= 1 and 0 <= y <= 1:
            return x, y
    else:
        with suppress(ValueError):
            return parse_anchor(" ".join(parts))
    shown = " ".join(parts)
    raise ValueError(f"expected two numbers from 0 to 1, or a place such as top right, bottom or center, not {shown!r}")


def parse_anchor(text: str) -> tuple[float, float]:
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


def _anchor(raw: Raw, context: Context) -> tuple[float, float] | None:
    return None if raw == "" else parse_anchor(" ".join(_list(raw)))


def _axes(raw: Raw, context: Context) -> tuple[tuple[str, float], ...]:
    """``wdth 80, opsz 30``, or a list of such; by tag."""
    found = {}
    for part in _parts(raw):
        tag, _, value = part.partition(" ")
        if not re.fullmatch(r"[A-Za-z]{4}", tag):
            raise ValueError(f"expected an axis and its value, such as wdth 80, not {part!r}")
        found[tag] = parse_number(value)
    return tuple(sorted(found.items()))


def _parts(raw: Raw) -> tuple[str, ...]:
    """What stands between commas, or in a list."""
    entries = tuple(map(_text, raw)) if isinstance(raw, tuple) else tuple(part.strip() for part in raw.split(","))
    return tuple(entry for entry in entries if entry)


# A number as people write it: Python's own reading takes `nan`, `1e999` and `1_0` as well.
NUMERAL = re.compile(r"([+-]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12}))(%?)")
# What `auto` is where a number stands otherwise.
AUTO = -1.0
# What the words "regular" and "bold" are until the font role says what it means by them.
REGULAR, BOLD = 0, 1

ANY_TEXT: Mapping[str, Any] = {"type": ["string", "number", "boolean", "null"]}
LISTED: Mapping[str, Any] = {"type": ["string", "number", "array"]}
_NUMERAL = r"[+-]?(\d+(\.\d*)?|\.\d+)"
_LENGTH = rf"(0|{_NUMERAL}(vmin|vw|vh|px|%))"


def _written(pattern: str, *others: str) -> Mapping[str, Any]:
    """The JSON Schema of a text of that form, or with a variable in it; *others* are types that YAML may see in it."""
    text = {"type": "string", "pattern": rf"^\s*({pattern})\s*$|\{{"}
    return {"anyOf": [text, *({"type": other} for other in others)]}


NUMERIC = _written(rf"{_NUMERAL}%?", "number")
SIZED = {"anyOf": [*_written(_LENGTH)["anyOf"], {"const": 0}]}
# YAML 1.1 reads `yes` as true, and 1.2 leaves it a text.
YES_NO = _written("yes|no|true|false|on|off|1|0", "boolean", "integer")
COLORED: Mapping[str, Any] = {"type": "string", "minLength": 1}

TEXT = Kind("text", lambda raw, context: raw if isinstance(raw, str) else ", ".join(map(str, raw)), ANY_TEXT, False)
WHOLE = Kind("whole number", _whole, _written(r"\d+", "integer"))
WEIGHT = Kind("weight", _weight, _written("regular|bold|[1-9]00", "integer"))
PART = Kind("0% to 100%", _between(0, 1, "a part from 0% to 100%"), NUMERIC)
SHIFT = Kind("-100% to 100%", _between(-1, 1, "a part from -100% to 100%"), NUMERIC)
AUTO_PART = Kind(
    "0% to 100%, or auto",
    lambda raw, context: AUTO if raw == "auto" else PART.parse(raw, context) if raw else None,
    {"anyOf": [*NUMERIC["anyOf"], {"const": "auto"}]},
)
AMOUNT = Kind("number from 0", _between(0, inf, "a number from 0 on"), NUMERIC)
LEADING = Kind("number from 0.5 to 5", _or_nothing(_between(0.5, 5, "0.5 to 5 font sizes from line to line")), NUMERIC)
RATIO = Kind("number from 0 to 21", _or_nothing(_between(0, 21, "a contrast ratio from 0 to 21")), NUMERIC)
TRACKING = Kind(
    "number from -0.5 to 5", _or_nothing(_between(-0.5, 5, "-0.5 to 5 font sizes between letters")), NUMERIC
)
ANGLE = Kind("angle", _angle, _written(rf"{_NUMERAL}\s*(deg|°)?", "number"))
FLAG = Kind("yes or no", _flag, YES_NO)
LENGTH = Kind("length", lambda raw, context: parse_length(_text(raw), context.canvas), SIZED)
AUTO_LENGTH = Kind("length or auto", _maybe_length, {"anyOf": [*SIZED["anyOf"], {"const": "auto"}]})
SPAN = Kind("size or range", _size, _written(rf"({_NUMERAL}\.\.)?{_LENGTH}|{_LENGTH}\.\.{_LENGTH}"))
INSETS = Kind("one to four lengths", _lengths, LISTED)
PAIR = Kind("two lengths", _pair, LISTED)
COLOR = Kind("colour", lambda raw, context: parse_color(_text(raw), context.palette), COLORED)
OPTIONAL_COLOR = Kind("colour or none", _maybe_color, {"type": ["string", "null"]})
AUTO_COLOR = Kind(
    "colour or auto",
    lambda raw, context: None if raw == "auto" else COLOR.parse(raw, context),
    COLORED,
)
COLORS = Kind("list of colours", _colors, {"type": ["string", "array"]})
OPTIONAL_COLORS = Kind(
    "list of colours or none",
    lambda raw, context: () if raw in ("", "none") else _colors(raw, context),
    {"type": ["string", "array", "null"]},
)
FEATURES = Kind("list of features", lambda raw, context: _parts(raw), LISTED)
AXES = Kind("axes", _axes, LISTED)
ANCHOR = Kind("place", _anchor, LISTED)
ANCHORS = Kind(
    "list of places",
    lambda raw, context: tuple(map(parse_anchor, _parts(raw))),
    LISTED,
)
FOCUS = Kind("point", _focus, LISTED)
LAYERS = Kind("list of layers", lambda raw, context: raw, {"type": "array", "items": {"$ref": "#/$defs/layer"}})


def meant(word: str, known: Collection[str]) -> str:
    """A question after the right word, where one is near; "" where none is."""
    habits = {"left": "start", "right": "end", "middle": "center", "centre": "center"}
    near = habits[word] if habits.get(word) in known else nearest(word, known)
    return f"; did you mean {near}?" if near else ""


def choice(*words: str) -> Kind:
    """One of a few words."""

    def parse(raw: Raw, context: Context) -> str:
        word = _text(raw)
        if word not in words:
            raise ValueError(f"expected one of {', '.join(words)}, not {word!r}{meant(word, words)}")
        return word

    return Kind(", ".join(words), parse, {"anyOf": [{"enum": list(words)}, {"type": "string", "pattern": r"\{"}]})


def _font(raw: Raw, context: Context) -> FontRole:
    name = _text(raw)
    if name in context.roles:
        return context.roles[name]
    if name not in context.families:
        known = [*context.roles, *context.families]
        raise ValueError(f"{name!r} is neither a font role nor a family; {expected(name, known, 'fonts')}")
    return FontRole(name)


FONT = Kind("font role or family", _font, {"type": "string"})
