"""The kinds of value that a layer's keys take: the name in the reference, the reader, and the JSON Schema of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import inf
from typing import Any

from memegen.core.diagnostics import HintedError, expected
from memegen.model.entities import Raw, as_text
from memegen.model.keys import Kind, ValueContext
from memegen.model.positions import parse_anchor, read_anchor, read_focus, read_point, read_region
from memegen.model.values import (
    AUTO,
    bounded,
    optional,
    read_angle,
    read_auto_length,
    read_axes,
    read_colors,
    read_extent,
    read_flag,
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
from memegen.scene.lengths import parse_length

_NUMERAL = r"[+-]?(\d+(\.\d*)?|\.\d+)"
_UNIT = r"(vmin|vw|vh|px|%|mm|cm|in|pt)"
# Lengths and sums of them; whether their parentheses match is beyond a pattern.
_OPEN, _SAFE = r"[+-]?((max|min)\(\s*[+-]?)*", r"safe(\.(top|right|bottom|left))?"
_TERM = rf"{_OPEN}((\d+(\.\d*)?|\.\d+){_UNIT}|0|{_SAFE})(\s*\))*"
_LENGTH = rf"{_TERM}(\s*[-+,]\s*{_TERM})*"
# A single length is not below 0.
_EXTENT = rf"(?!-[^\s(+-]*\s*$){_LENGTH}"


def _pattern_schema(pattern: str, *others: str) -> Mapping[str, Any]:
    """Return the JSON Schema of texts that match *pattern* or contain a variable.

    Args:
        pattern: regular expression for the whole text.
        others: JSON types that YAML may read such a value as.
    """
    text = {"type": "string", "pattern": rf"^\s*({pattern})\s*$|\{{"}
    return {"anyOf": [text, *({"type": other} for other in others)]}


ANY_TEXT: Mapping[str, Any] = {"type": ["string", "number", "boolean", "null"]}
LISTED: Mapping[str, Any] = {"type": ["string", "number", "array"]}
NUMERIC = _pattern_schema(rf"{_NUMERAL}%?", "number")
SIZED = {"anyOf": [*_pattern_schema(_LENGTH)["anyOf"], {"const": 0}]}
SIZED_FROM_0 = {"anyOf": [*_pattern_schema(_EXTENT)["anyOf"], {"const": 0}]}
# YAML 1.1 reads `yes` as true; YAML 1.2 reads it as a text.
YES_NO = _pattern_schema("yes|no|true|false|on|off|1|0", "boolean", "integer")
COLORED: Mapping[str, Any] = {"type": "string", "minLength": 1}

# Not cached, because every row has its own text.
TEXT = Kind("text", lambda raw, context: as_text(raw), ANY_TEXT, cached=False)
# A text that is not drawn, so that numbers in it are as keys take them.
PLAIN = replace(TEXT)
# The path of an image file. Code that resolves, hashes or copies the files of a card finds them by this kind, which is
# why it is not TEXT; it is read and documented like one.
FILE = replace(TEXT)
WHOLE = Kind("whole number", read_whole, _pattern_schema(r"\d+", "integer"))
WEIGHT = Kind("weight", read_weight, _pattern_schema("regular|bold|[1-9]00", "integer"))
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
ANGLE = Kind("angle", read_angle, _pattern_schema(rf"{_NUMERAL}\s*(deg|°)?", "number"))
FLAG = Kind("yes or no", read_flag, YES_NO)
LENGTH = Kind(
    "length",
    lambda raw, context: parse_length(single_value(raw), context.units),
    SIZED,
    takes_fraction=True,
)
EXTENT = Kind("length from 0", read_extent, SIZED_FROM_0)
RADIUS = Kind(
    "length from 0, or brand",
    lambda raw, context: EXTENT.parse(context.corners if raw == "brand" else raw, context),
    {"anyOf": [*SIZED_FROM_0["anyOf"], {"const": "brand"}]},
)
AUTO_LENGTH = Kind(
    "length or auto", read_auto_length, {"anyOf": [*SIZED_FROM_0["anyOf"], {"const": "auto"}]}, takes_fraction=True
)
SIZE_RANGE = Kind(
    "size or range", read_size_range, _pattern_schema(rf"({_NUMERAL}\.\.)?{_LENGTH}|{_LENGTH}\.\.{_LENGTH}")
)
INSETS = Kind("one to four lengths", read_lengths, LISTED)
PAIR = Kind("two lengths", read_pair, LISTED)
COLOR = Kind("colour", lambda raw, context: parse_color(single_value(raw), context.palette), COLORED, colored=True)
OPTIONAL_COLOR = Kind("colour or none", read_optional_color, {"type": ["string", "null"]}, colored=True)
# An empty value is an error, unlike with OPTIONAL_COLOR: it is seldom meant where the colour must be given.
FILL = Kind(
    "colour, or none", lambda raw, context: None if raw == "none" else COLOR.parse(raw, context), COLORED, colored=True
)
AUTO_COLOR = Kind(
    "colour or auto", lambda raw, context: None if raw == "auto" else COLOR.parse(raw, context), COLORED, colored=True
)
COLORS = Kind("list of colours", read_colors, {"type": ["string", "array"]}, colored=True)
OPTIONAL_COLORS = Kind(
    "list of colours or none",
    lambda raw, context: () if raw in ("", "none") else read_colors(raw, context),
    {"type": ["string", "array", "null"]},
    colored=True,
)
FONT = Kind("font role or family", read_font, {"type": "string"})
FEATURES = Kind("list of features", lambda raw, context: split_commas(raw), LISTED)
AXES = Kind("axes", read_axes, LISTED)
ANCHOR = Kind("place or auto", read_anchor, LISTED)
ANCHORS = Kind("list of places", lambda raw, context: tuple(map(parse_anchor, split_commas(raw))), LISTED)
POINT = Kind("point", read_point, LISTED)
FOCUS_OR_FACE = Kind("point, auto or face", read_focus, LISTED)
REGION = Kind("part of the room", read_region, LISTED)
LAYERS = Kind("list of layers", lambda raw, context: raw, {"type": "array", "items": {"$ref": "#/$defs/layer"}})


def choice(*words: str) -> Kind:
    """Return the kind of a value that is one of *words*."""

    def parse(raw: Raw, context: ValueContext) -> str:
        word = single_value(raw)
        if word not in words:
            raise HintedError(f"{word!r} is not one of its values", expected(word, words))
        return word

    schema = {"anyOf": [{"enum": list(words)}, {"type": "string", "pattern": r"\{"}]}
    return Kind(", ".join(words), parse, schema)
