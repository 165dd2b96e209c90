"""Values of CSS properties in SVG drawings, in the form that the drawer reads."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import tinycss2

from memegen.core.regex import lazy_pattern
from memegen.images.css_colors import srgb_color

PAINTS = ("fill", "stroke")
COLORS = ("color", "stop-color", "flood-color", "lighting-color")
# Properties whose value the drawer reads in an attribute only (SVG 2, geometry properties).
ATTRIBUTES = ("cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "d", "transform", "filter")
ALPHAS = ("opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "flood-opacity")
OTHERS = (
    *("clip-path", "clip-rule", "color-interpolation-filters", "display", "fill-rule", "image-rendering"),
    *(
        "isolation",
        "marker",
        "marker-end",
        "marker-mid",
        "marker-start",
        "mask",
        "mask-type",
        "mix-blend-mode",
        "overflow",
    ),
    *("paint-order", "shape-rendering", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"),
    *("stroke-miterlimit", "stroke-width", "transform-origin", "vector-effect", "visibility"),
)
# All that are drawn. Of the background that of the root element alone is.
BACKGROUND = ("background-color", "background")
DRAWN = frozenset((*PAINTS, *COLORS, *ATTRIBUTES, *ALPHAS, *OTHERS, *BACKGROUND))
# Properties that a browser draws, and the drawer does not, unless they have these values.
UNDRAWN = frozenset(("rotate", "scale", "translate", "offset-path", "mask-image", "-webkit-mask", "-webkit-mask-image"))
NOTHING = ("none", "auto", "initial", "unset", "revert", "normal")
SHAPES = ("circle", "ellipse", "inset", "path", "polygon", "rect", "shape", "xywh")
# Factors from angles to degrees, and from lengths to px.
ANGLES = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
LENGTHS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
# Words for the value that a property has without a declaration, and these values; "inherit" for what is inherited.
DEFAULTS = ("initial", "unset", "revert", "revert-layer")
INITIAL = {"fill": "black", "stroke": "none", "color": "black", "stop-color": "black", "flood-color": "black"}
INITIAL |= {"lighting-color": "white", "stroke-width": "1", "filter": "none", "mask": "none", "clip-path": "none"}
INITIAL |= {**dict.fromkeys(ALPHAS, "1"), "transform": "", "display": "inline", "visibility": "visible"}
INHERITED = ("fill", "stroke", "color", "stroke-width", "fill-opacity", "stroke-opacity", "visibility")
# Functions of transform, with the arguments that the drawer's have.
TRANSFORMS = {
    "matrix": "matrix({})",
    "rotate": "rotate({})",
    "scale": "scale({})",
    "scalex": "scale({} 1)",
    "scaley": "scale(1 {})",
    "skewx": "skewX({})",
    "skewy": "skewY({})",
    "translate": "translate({})",
    "translatex": "translate({} 0)",
    "translatey": "translate(0 {})",
}
# Values that a browser computes.
COMPUTED = lazy_pattern(r"\b(?:calc|min|max|clamp)\(")
URL = lazy_pattern(r"url\([^)]*\)", re.IGNORECASE)


def drawn_value(name: str, tokens: Sequence[Any]) -> str | None:
    """Return the value of a property as the drawer reads it; None if a browser ignores it.

    Args:
        name: the property, one of those in :data:`DRAWN` or :data:`UNDRAWN`.
        tokens: its value, without variables.

    Raises:
        ValueError: a browser draws it, and the drawer does not.
    """
    text = str(tinycss2.serialize(tokens)).strip()
    if name in UNDRAWN and text.lower() in NOTHING:
        return None
    if name in UNDRAWN or COMPUTED.search(text):
        raise undrawn(name, text)
    if text.lower() in ("inherit", "currentcolor", "none"):
        return text
    if text.lower() in DEFAULTS:
        return _default(name, text.lower())
    reader = READERS.get(name)
    return reader(name, tokens, text) if reader else text


def _default(name: str, word: str) -> str:
    if word != "initial" and name in INHERITED:
        return "inherit"
    if name not in INITIAL:
        raise undrawn(name, word)
    return INITIAL[name]


def undrawn(name: str, text: str) -> ValueError:
    """Return the error for a declaration that the drawer does not read."""
    return ValueError(
        f"its CSS has {name}: {text[:60]}, which cannot be drawn: export it with attributes at each element"
    )


def _color(name: str, tokens: Sequence[Any], text: str) -> str | None:
    reference = URL.match(text) if name in PAINTS else None
    if not reference:
        return text if text in ("context-fill", "context-stroke") else srgb_color(tokens)
    fallback = text[reference.end() :].strip()
    if fallback and fallback.lower() not in ("none", "currentcolor"):
        fallback = srgb_color(tinycss2.parse_component_value_list(fallback)) or ""
    return f"{reference[0]} {fallback}".strip()


def _background(name: str, tokens: Sequence[Any], text: str) -> str | None:
    if URL.search(text) or "gradient(" in text:
        raise undrawn(name, text)
    return next((color for token in tokens if (color := srgb_color([token]))), None)


def _alpha(name: str, tokens: Sequence[Any], text: str) -> str:
    percent = re.fullmatch(r"([\d.]+)%", text)
    return f"{float(percent[1]) / 100:g}" if percent else text


def _path(name: str, tokens: Sequence[Any], text: str) -> str | None:
    for token in tokens:
        if token.type == "function" and token.lower_name == "path" and token.arguments[:1]:
            return str(getattr(token.arguments[0], "value", "")) or None
    return None


def _clip(name: str, tokens: Sequence[Any], text: str) -> str:
    if any(token.type == "function" and token.lower_name in SHAPES for token in tokens):
        raise undrawn(name, text)
    return text


def _transform(name: str, tokens: Sequence[Any], text: str) -> str | None:
    parts = []
    for token in tokens:
        if token.type in ("whitespace", "comment"):
            continue
        if token.type != "function":
            return None
        arguments = [one for one in token.arguments if one.type not in ("whitespace", "comment") and one != ","]
        if token.lower_name not in TRANSFORMS or any(one.type == "percentage" for one in arguments):
            raise undrawn(name, text)
        numbers = list(map(_number, arguments))
        if not numbers or None in numbers:
            return None
        parts.append(
            TRANSFORMS[token.lower_name].format(" ".join(f"{number:g}" for number in numbers if number is not None))
        )
    return " ".join(parts)


def _number(token: Any) -> float | None:
    """Return an argument of a transform in degrees or px; None if it is none."""
    if token.type == "number":
        return float(token.value)
    if token.type == "dimension":
        factor = ANGLES.get(token.lower_unit) or LENGTHS.get(token.lower_unit)
        return token.value * factor if factor else None
    return None


# What reads the values of a property; those of others are as they are.
READERS: dict[str, Callable[[str, Sequence[Any], str], str | None]] = {
    **dict.fromkeys((*PAINTS, *COLORS), _color),
    **dict.fromkeys(BACKGROUND, _background),
    **dict.fromkeys(ALPHAS, _alpha),
    "transform": _transform,
    "d": _path,
    "clip-path": _clip,
}
