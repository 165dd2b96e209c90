"""CSS colours as sRGB: what CSS Color 4 and 5 have beyond #rrggbb, in the form that the drawer reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tinycss2.color4 import Color
from tinycss2.color5 import parse_color

from memegen.images.primaries import (
    BT709,
    BY_NUMBER,
    Matrix,
    Primaries,
    inverse,
    times,
    to_profile_space,
    to_srgb_matrix,
    to_xyz,
)

Channels = tuple[float, ...]
# Functions of colours; those that this module does not compute are an error, not a colour that a browser would drop.
FUNCTIONS = (
    *("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"),
    *("color-mix", "light-dark", "device-cmyk", "contrast-color"),
)
# Spaces of color() that have primaries (CSS Color 4, section 10), with the exponents of their tone curves.
PROPHOTO = Primaries((0.734699, 0.265301), (0.159597, 0.840403), (0.036598, 0.000105), (0.3457, 0.3585))
SPACES: dict[str, tuple[Primaries, float]] = {
    "srgb-linear": (BT709, 1),
    "display-p3": (BY_NUMBER[12], 0),
    "a98-rgb": (Primaries((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)), 563 / 256),
    "prophoto-rgb": (PROPHOTO, 1.8),
    "rec2020": (BY_NUMBER[9], 2.4),
}
# Linear sRGB to the cone responses of Oklab, and their cube roots to Oklab (CSS Color 4, section 18).
CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def srgb_color(tokens: Sequence[Any]) -> str | None:
    """Return the colour in *tokens* of CSS as ``#rrggbb`` or ``rgba(…)``; None if they are none.

    Raises:
        ValueError: a browser may know the colour, but it cannot be computed here.
    """
    tokens = [token for token in tokens if token.type not in ("whitespace", "comment")]
    if len(tokens) != 1:
        return None
    channels = _channels(tokens[0])
    if channels is None:
        return None
    *colors, alpha = channels
    red, green, blue = (round(255 * min(max(color, 0), 1)) for color in colors)
    return f"#{red:02x}{green:02x}{blue:02x}" if alpha >= 1 else f"rgba({red},{green},{blue},{alpha:.4g})"


def _channels(token: Any) -> Channels | None:
    """Return red, green, blue, which may be outside 0–1, and alpha."""
    name = token.lower_name if token.type == "function" else ""
    color = _mixed(token.arguments) if name == "color-mix" else parse_color(token, "light")
    if isinstance(color, Color):
        return (*_to_srgb(color), color.alpha)
    if color is None and name in FUNCTIONS:
        raise ValueError(f"its colour {token.serialize()[:60]} cannot be computed: write it as #rrggbb")
    return color if isinstance(color, tuple) else None


def _to_srgb(color: Color) -> Channels:
    values = tuple(value or 0.0 for value in color.coordinates)
    space = color.space
    if space == "srgb":
        return values
    if space in ("hsl", "hwb"):
        return tuple(color.to("srgb").coordinates)
    if space in SPACES:
        primaries, gamma = SPACES[space]
        decode: Callable[[float], float] = (lambda value: _power(value, gamma)) if gamma else _linear
        return _encoded(times(to_srgb_matrix(primaries), tuple(map(decode, values))))
    if space in ("lab", "lch", "xyz-d50"):
        xyz = values if space == "xyz-d50" else tuple(color.to("xyz-d50").coordinates)
        return _encoded(times(inverse(to_profile_space(BT709)), xyz))
    if space in ("oklab", "oklch", "xyz", "xyz-d65"):
        xyz = values if space.startswith("xyz") else tuple(color.to("xyz-d65").coordinates)
        return _encoded(times(inverse(to_xyz(BT709)), xyz))
    raise ValueError(f"its colour {color!r} cannot be computed: write it as #rrggbb")


def _mixed(arguments: Sequence[Any]) -> Channels | None:
    """Return the colour of color-mix(), with alpha; None if it cannot be computed (CSS Color 5, section 3)."""
    parts: list[list[Any]] = [[]]
    for token in arguments:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type not in ("whitespace", "comment"):
            parts[-1].append(token)
    if len(parts) != 3 or [getattr(token, "lower_value", "") for token in parts[0]][:-1] != ["in"]:
        return None
    to_space, from_space = MIXING.get(parts[0][-1].lower_value, (None, None))
    colors = [_channels(token) for part in parts[1:] for token in part if token.type != "percentage"]
    if not to_space or not from_space or len(colors) != 2 or None in colors:
        return None
    given = [next((token.value / 100 for token in part if token.type == "percentage"), None) for part in parts[1:]]
    one, two = (color for color in colors if color)
    first = given[0] if given[0] is not None else 0.5 if given[1] is None else 1 - given[1]
    second = given[1] if given[1] is not None else 1 - first
    total = first + second
    if total <= 0:
        return None
    weights = first / total * one[3], second / total * two[3]
    alpha = sum(weights)
    if not alpha:
        return 0, 0, 0, 0
    pairs = zip(to_space(one[:3]), to_space(two[:3]), strict=True)
    mixed = tuple((weights[0] * a + weights[1] * b) / alpha for a, b in pairs)
    return (*from_space(mixed), alpha * min(1.0, total))


def _same(color: Channels) -> Channels:
    return color


def _decoded(color: Channels) -> Channels:
    return tuple(map(_linear, color))


def _encoded(color: Channels) -> Channels:
    return tuple(
        12.92 * v if abs(v) <= 0.0031308 else _power(v, 1 / 2.4) * 1.055 - (0.055 if v > 0 else -0.055) for v in color
    )


def _to_oklab(color: Channels) -> Channels:
    return times(OKLAB, tuple(_power(value, 1 / 3) for value in times(CONES, _decoded(color))))


def _from_oklab(color: Channels) -> Channels:
    cones = tuple(value**3 for value in times(inverse(OKLAB), color))
    return _encoded(times(inverse(CONES), cones))


def _linear(value: float) -> float:
    if abs(value) <= 0.04045:
        return value / 12.92
    return _power((abs(value) + 0.055) / 1.055, 2.4) * (1 if value > 0 else -1)


def _power(value: float, exponent: float) -> float:
    return float(abs(value) ** exponent) * (1 if value >= 0 else -1)


# Spaces in which colours are mixed: from sRGB and back. Those with a hue are not among them.
MIXING: dict[str, tuple[Callable[[Channels], Channels], Callable[[Channels], Channels]]] = {
    "srgb": (_same, _same),
    "srgb-linear": (_decoded, _encoded),
    "oklab": (_to_oklab, _from_oklab),
}
