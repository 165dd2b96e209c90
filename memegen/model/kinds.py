"""The kinds of value that a layer's keys hold: what each is called, how it is read, how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any, cast

from memegen.core.numbers import NUMERAL, parse_number
from memegen.model.entities import Raw
from memegen.model.keys import Kind, ValueContext
from memegen.model.values import (
    AUTO,
    Point,
    bounded,
    did_you_mean,
    optional,
    parse_anchor,
    read_anchor,
    read_angle,
    read_auto_length,
    read_axes,
    read_colors,
    read_flag,
    read_focus,
    read_font,
    read_lengths,
    read_optional_color,
    read_pair,
    read_size_range,
    read_weight,
    read_whole,
    single_value,
    split_commas,
)
from memegen.scene.color import parse_color
from memegen.scene.geometry import Box, parse_length
from memegen.scene.subject import FACE_CHOICES

ANY_TEXT: Mapping[str, Any] = {"type": ["string", "number", "boolean", "null"]}
LISTED: Mapping[str, Any] = {"type": ["string", "number", "array"]}
_NUMERAL = r"[+-]?(\d+(\.\d*)?|\.\d+)"
_LENGTH = rf"(0|{_NUMERAL}(vmin|vw|vh|px|%))"


def _form(pattern: str, *others: str) -> Mapping[str, Any]:
    """The JSON Schema of a text of that form, or with a variable in it; *others* are types that YAML may see in it."""
    text = {"type": "string", "pattern": rf"^\s*({pattern})\s*$|\{{"}
    return {"anyOf": [text, *({"type": other} for other in others)]}


NUMERIC = _form(rf"{_NUMERAL}%?", "number")
SIZED = {"anyOf": [*_form(_LENGTH)["anyOf"], {"const": 0}]}
# YAML 1.1 reads `yes` as true, and 1.2 leaves it a text.
YES_NO = _form("yes|no|true|false|on|off|1|0", "boolean", "integer")
COLORED: Mapping[str, Any] = {"type": "string", "minLength": 1}

TEXT = Kind("text", lambda raw, context: raw if isinstance(raw, str) else ", ".join(map(str, raw)), ANY_TEXT, False)
WHOLE = Kind("whole number", read_whole, _form(r"\d+", "integer"))
WEIGHT = Kind("weight", read_weight, _form("regular|bold|[1-9]00", "integer"))
FRACTION = Kind("0% to 100%", bounded(0, 1, "a part from 0% to 100%"), NUMERIC)
SIGNED_FRACTION = Kind("-100% to 100%", bounded(-1, 1, "a part from -100% to 100%"), NUMERIC)
AUTO_FRACTION = Kind(
    "0% to 100%, or auto",
    lambda raw, context: AUTO if raw == "auto" else FRACTION.parse(raw, context) if raw else None,
    {"anyOf": [*NUMERIC["anyOf"], {"const": "auto"}]},
)
AMOUNT = Kind("number from 0", bounded(0, inf, "a number from 0 on"), NUMERIC)
LEADING = Kind("number from 0.5 to 5", optional(bounded(0.5, 5, "0.5 to 5 font sizes from line to line")), NUMERIC)
RATIO = Kind("number from 0 to 21", optional(bounded(0, 21, "a contrast ratio from 0 to 21")), NUMERIC)
TRACKING = Kind("number from -0.5 to 5", optional(bounded(-0.5, 5, "-0.5 to 5 font sizes between letters")), NUMERIC)
ANGLE = Kind("angle", read_angle, _form(rf"{_NUMERAL}\s*(deg|°)?", "number"))
FLAG = Kind("yes or no", read_flag, YES_NO)
LENGTH = Kind("length", lambda raw, context: parse_length(single_value(raw), context.canvas), SIZED)
AUTO_LENGTH = Kind("length or auto", read_auto_length, {"anyOf": [*SIZED["anyOf"], {"const": "auto"}]})
SIZE_RANGE = Kind("size or range", read_size_range, _form(rf"({_NUMERAL}\.\.)?{_LENGTH}|{_LENGTH}\.\.{_LENGTH}"))
INSETS = Kind("one to four lengths", read_lengths, LISTED)
PAIR = Kind("two lengths", read_pair, LISTED)
COLOR = Kind("colour", lambda raw, context: parse_color(single_value(raw), context.palette), COLORED)
OPTIONAL_COLOR = Kind("colour or none", read_optional_color, {"type": ["string", "null"]})
AUTO_COLOR = Kind(
    "colour or auto",
    lambda raw, context: None if raw == "auto" else COLOR.parse(raw, context),
    COLORED,
)
COLORS = Kind("list of colours", read_colors, {"type": ["string", "array"]})
OPTIONAL_COLORS = Kind(
    "list of colours or none",
    lambda raw, context: () if raw in ("", "none") else read_colors(raw, context),
    {"type": ["string", "array", "null"]},
)
FEATURES = Kind("list of features", lambda raw, context: split_commas(raw), LISTED)
AXES = Kind("axes", read_axes, LISTED)
ANCHOR = Kind("place or auto", read_anchor, LISTED)
ANCHORS = Kind(
    "list of places",
    lambda raw, context: tuple(map(parse_anchor, split_commas(raw))),
    LISTED,
)
POINT = Kind("point", read_focus, LISTED)
LAYERS = Kind("list of layers", lambda raw, context: raw, {"type": "array", "items": {"$ref": "#/$defs/layer"}})


def choice(*words: str) -> Kind:
    """One of a few words."""

    def parse(raw: Raw, context: ValueContext) -> str:
        word = single_value(raw)
        if word not in words:
            raise ValueError(f"expected one of {', '.join(words)}, not {word!r}{did_you_mean(word, words)}")
        return word

    return Kind(", ".join(words), parse, {"anyOf": [{"enum": list(words)}, {"type": "string", "pattern": r"\{"}]})


FONT = Kind("font role or family", read_font, {"type": "string"})


def _words(raw: Raw) -> tuple[str, ...]:
    return tuple(raw.split()) if isinstance(raw, str) else tuple(str(entry).strip() for entry in raw)


def _focus(raw: Raw, context: ValueContext) -> Point | str:
    """A point of a picture: two numbers from 0 to 1, or words such as ``top right``; or what is to be found in it.

    That is ``auto``, or ``face`` with the word that tells one face from the others.
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
        return cast("Point", POINT.parse(raw, context))
    except ValueError as problem:
        raise ValueError(str(problem).replace("expected ", "expected auto, face left, ", 1)) from None


def _part(raw: Raw, context: ValueContext) -> Box:
    """A part of a room: its left, top, right and bottom, each from 0 to 1."""
    words = _words(raw)
    if len(words) == 4 and all(map(NUMERAL.fullmatch, words)):
        left, top, right, bottom = map(parse_number, words)
        if 0 <= left < right <= 1 and 0 <= top < bottom <= 1:
            return Box(left, top, right - left, bottom - top)
    wanted = "the left, top, right and bottom of a part, from 0 to 1, such as [0, 0, 1, 0.6]"
    raise ValueError(f"expected {wanted}, not {' '.join(words)!r}")


FOCUS_OR_FACE = Kind("point, auto or face", _focus, LISTED)
REGION = Kind("part of the room", _part, LISTED)
