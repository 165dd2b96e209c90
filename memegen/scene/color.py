"""Colours: reading them, mixing them, and how well one reads on another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from memegen.core.diagnostics import nearest
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

HEX = lazy_pattern(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
CALL = lazy_pattern(r"(mix|on|pick|readable)\((.*)\)")
ALPHA = lazy_pattern(r"(.+?)\s+(\d+(?:\.\d+)?)%")
PERCENT = lazy_pattern(r"(\d+(?:\.\d+)?)%")
RATIO = lazy_pattern(r"\d+(?:\.\d+)?")
# Calls may stand in calls; nobody writes as many as this by hand.
LONGEST = 300
FORMS = {
    "mix": "mix(accent, ink, 20%)",
    "on": "on(accent)",
    "pick": "pick(sun, accent, paper)",
    "readable": "readable(accent, paper)",
}
# The few names that need no brand.
NAMES = {"black": "#000", "white": "#fff", "transparent": "#0000"}


def _linear(channel: int) -> float:
    """The sRGB transfer function (WCAG 2.2, "relative luminance")."""
    c = channel / 255
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


# What each level of each channel adds to the relative luminance.
RED, GREEN, BLUE = (tuple(part * _linear(level) for level in range(256)) for part in (0.2126, 0.7152, 0.0722))
RGB = tuple[int, int, int]


def luminance(rgb: RGB) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    return RED[rgb[0]] + GREEN[rgb[1]] + BLUE[rgb[2]]


@frozen
class Color:
    """An sRGB colour, 0 to 255 a channel; ``a`` is its opacity, 0 to 1."""

    r: int
    g: int
    b: int
    a: float = 1.0

    @property
    def rgb(self) -> tuple[int, int, int]:
        return self.r, self.g, self.b

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1; opacity is left out."""
        return luminance(self.rgb)

    def multiply_alpha(self, opacity: float) -> Color:
        return self if opacity == 1 else replace(self, a=self.a * opacity)

    def mix(self, other: Color, part: float) -> Color:
        """This colour with *part* (0 to 1) of *other* in it, mixed in sRGB as design tools do."""

        def blend(x: float, y: float) -> float:
            return x + (y - x) * part

        return Color(
            round(blend(self.r, other.r)),
            round(blend(self.g, other.g)),
            round(blend(self.b, other.b)),
            blend(self.a, other.a),
        )

    def hex(self) -> str:
        tail = "" if self.a >= 1 else f"{round(self.a * 255):02x}"
        return f"#{self.r:02x}{self.g:02x}{self.b:02x}{tail}"


BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    return contrast_ratio(one.luminance, other.luminance)


def composite(color: Color, ground: RGB) -> RGB:
    """The colour that *color* has where it is laid on *ground*."""
    return color.rgb if color.a >= 1 else mix_rgb(ground, color.rgb, color.a)


def mix_rgb(ground: RGB, over: RGB, part: float) -> RGB:
    """*ground* under *over* at an opacity of *part*."""
    (r, g, b), (x, y, z) = ground, over
    return round(r + (x - r) * part), round(g + (y - g) * part), round(b + (z - b) * part)


def contrast_ratio(one: float, other: float) -> float:
    """The contrast ratio of two relative luminances (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def readable(ground: Color, text: Color, ratio: float = 4.5) -> Color:
    """*ground* moved away from *text*, towards black or white, no further than *text* needs to reach *ratio* on it."""
    away = BLACK if text.luminance > ground.luminance else WHITE
    for step in range(0, 101, 2):
        candidate = ground.mix(away, step / 100)
        if contrast(candidate, text) >= ratio:
            return candidate
    return away


def parse_hex(text: str) -> Color:
    """Read ``#rgb``, ``#rgba``, ``#rrggbb`` or ``#rrggbbaa``. Raises ValueError."""
    if not HEX.fullmatch(text):
        raise ValueError(f"expected a colour such as #e4322b, not {text!r}")
    digits = text[1:]
    if len(digits) < 6:
        digits = "".join(d * 2 for d in digits)
    r, g, b, *alpha = (int(digits[i : i + 2], 16) for i in range(0, len(digits), 2))
    return Color(r, g, b, alpha[0] / 255 if alpha else 1.0)


def parse_color(text: str, palette: Mapping[str, Color]) -> Color:
    """Read a colour of a template.

    A palette role (``accent``), ``#rrggbb``, ``black``, ``white`` or ``transparent``; any of them with an opacity
    (``ink 60%``); ``mix(accent, ink, 20%)``; ``pick(sun, accent, paper)``, the first of the colours that reads, as
    large text, on the last; ``on(accent)``, short for ``pick(paper, ink, accent)``; ``readable(accent, paper)``, the
    accent moved just far enough for paper to read on it, or to a ratio such as ``readable(accent, sun, 3)``.

    Raises ValueError.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise ValueError(f"expected a colour, not {len(text)} characters")
    if call := CALL.fullmatch(text):
        return _call(call[1], _arguments(call[2]), palette)
    if text in palette:
        return palette[text]
    if text in NAMES:
        return parse_hex(NAMES[text])
    if alpha := ALPHA.fullmatch(text):
        return parse_color(alpha[1], palette).multiply_alpha(min(float(alpha[2]), 100) / 100)
    if text.startswith("#"):
        return parse_hex(text)
    near = nearest(text, [*palette, *NAMES])
    known = ", ".join([*palette, *NAMES])
    raise ValueError(
        f"{text!r} is no colour; " + (f"did you mean {near}? " if near else "") + f"known: {known}, or #rrggbb"
    )


def _arguments(text: str) -> list[str]:
    """Split at the commas that stand outside parentheses."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            parts.append(text[start:i].strip())
            start = i + 1
    return [*parts, text[start:].strip()]


def _call(name: str, arguments: list[str], palette: Mapping[str, Color]) -> Color:
    def read(argument: str) -> Color:
        return parse_color(argument, palette)

    match name, arguments:
        case "mix", [one, other, amount] if part := PERCENT.fullmatch(amount):
            return read(one).mix(read(other), min(float(part[1]), 100) / 100)
        case "on", [ground] if ground:
            return _first([palette.get("paper", WHITE), palette.get("ink", BLACK)], read(ground))
        case "pick", [*choices, ground] if len(choices) > 1:
            return _first([read(choice) for choice in choices], read(ground))
        case "readable", [ground, color]:
            return readable(read(ground), read(color))
        case "readable", [ground, color, ratio] if RATIO.fullmatch(ratio):
            return readable(read(ground), read(color), float(ratio))
    raise ValueError(f"expected {FORMS[name]}")


def _first(choices: list[Color], ground: Color, ratio: float = 3) -> Color:
    """The first that reaches the ratio on the ground, or the one that comes nearest."""
    good = [color for color in choices if contrast(color, ground) >= ratio]
    return good[0] if good else max(choices, key=lambda color: contrast(color, ground))
