"""Colours: parsing, mixing and compositing them, and the contrast between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from memegen.core.diagnostics import HintedError, closest_match
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

RGB = tuple[int, int, int]
HEX = lazy_pattern(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
CALL = lazy_pattern(r"(mix|on|pick|readable)\((.*)\)")
ALPHA = lazy_pattern(r"(.+?)\s+(\d+(?:\.\d+)?)%")
PERCENT = lazy_pattern(r"(\d+(?:\.\d+)?)%")
RATIO = lazy_pattern(r"\d+(?:\.\d+)?")
# Maximum length of a colour expression, in characters; bounds the recursion, because calls may be nested.
MAX_LENGTH = 300
# The syntax of each function, for error messages.
SYNTAX = {
    "mix": "mix(accent, ink, 20%)",
    "on": "on(accent)",
    "pick": "pick(sun, accent, paper)",
    "readable": "readable(accent, paper)",
}
# Names that are defined without a brand.
NAMES = {"black": "#000", "white": "#fff", "transparent": "#0000"}
# Minimum contrast ratio of normal and of large text (WCAG 2.2, success criterion 1.4.3).
NORMAL_TEXT, LARGE_TEXT = 4.5, 3.0


def _linear(channel: int) -> float:
    """Return the linear value (0 to 1) of an sRGB channel (WCAG 2.2, "relative luminance")."""
    c = channel / 255
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


# The contribution of each level of each channel to the relative luminance.
RED, GREEN, BLUE = (tuple(weight * _linear(level) for level in range(256)) for weight in (0.2126, 0.7152, 0.0722))


def luminance(rgb: RGB) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    return RED[rgb[0]] + GREEN[rgb[1]] + BLUE[rgb[2]]


@frozen
class Color:
    """An sRGB colour: channels from 0 to 255, and alpha ``a`` from 0 to 1."""

    r: int
    g: int
    b: int
    a: float = 1.0

    @property
    def rgb(self) -> RGB:
        """The channels without alpha."""
        return self.r, self.g, self.b

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1; alpha is ignored."""
        return luminance(self.rgb)

    def multiply_alpha(self, opacity: float) -> Color:
        """Return the colour with its alpha multiplied by *opacity* (0 to 1)."""
        return self if opacity == 1 else replace(self, a=self.a * opacity)

    def mix(self, other: Color, fraction: float) -> Color:
        """Return the mixture with a *fraction* (0 to 1) of *other*, interpolated in sRGB as design tools do."""

        def blend(x: float, y: float) -> float:
            return x + (y - x) * fraction

        return Color(
            round(blend(self.r, other.r)),
            round(blend(self.g, other.g)),
            round(blend(self.b, other.b)),
            blend(self.a, other.a),
        )

    def hex(self) -> str:
        """Return ``#rrggbb``, or ``#rrggbbaa`` if the colour is not opaque."""
        alpha = "" if self.a >= 1 else f"{round(self.a * 255):02x}"
        return f"#{self.r:02x}{self.g:02x}{self.b:02x}{alpha}"


BLACK, WHITE, TRANSPARENT = Color(0, 0, 0), Color(255, 255, 255), Color(0, 0, 0, 0)


def drawing_contrast(tones: Sequence[float], ground: float) -> float:
    """Return the contrast ratio that a fifth of a drawing has at least with what it is on.

    Args:
        tones: Luminances (0-1) of the drawing, each of an equal part of it.
        ground: Luminance of what it is on, 0-1.

    Returns:
        The contrast ratio, 1-21; 1 if nothing of the drawing is visible.
    """
    ratios = sorted(contrast_ratio(tone, ground) for tone in tones)
    return ratios[len(ratios) * 4 // 5] if ratios else 1.0


def contrast_ratio(one: float, other: float) -> float:
    """Return the contrast ratio of two relative luminances, 1 to 21 (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2)."""
    return contrast_ratio(one.luminance, other.luminance)


def mix_rgb(ground: RGB, over: RGB, alpha: float) -> RGB:
    """Return the result of compositing *over* at *alpha* (0 to 1) over *ground*."""
    (r, g, b), (x, y, z) = ground, over
    return round(r + (x - r) * alpha), round(g + (y - g) * alpha), round(b + (z - b) * alpha)


def composite(color: Color, ground: RGB) -> RGB:
    """Return the result of compositing *color* over *ground*."""
    return color.rgb if color.a >= 1 else mix_rgb(ground, color.rgb, color.a)


def readable(ground: Color, text: Color, ratio: float = NORMAL_TEXT) -> Color:
    """Return *ground* moved towards black or white, as little as *text* needs to reach the contrast *ratio* on it."""
    away = BLACK if text.luminance > ground.luminance else WHITE
    for percent in range(0, 101, 2):
        candidate = ground.mix(away, percent / 100)
        if contrast(candidate, text) >= ratio:
            return candidate
    return away


def parse_hex(text: str) -> Color:
    """Read ``#rgb``, ``#rgba``, ``#rrggbb`` or ``#rrggbbaa``.

    Raises:
        ValueError: the text is not in one of these forms.
    """
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
    (``ink 60%``); ``mix(accent, ink, 20%)``; ``pick(sun, accent, paper)``, the first of the colours that is legible, as
    large text, on the last; ``on(accent)``, short for ``pick(paper, ink, accent)``; ``readable(accent, paper)``, the
    accent moved just far enough for paper to be legible on it, or to a ratio, e.g. ``readable(accent, sun, 3)``.

    Args:
        text: the colour.
        palette: the brand's colours by role.

    Raises:
        ValueError: the text is not a colour.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
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
    near = closest_match(text, [*palette, *NAMES])
    known = ", ".join([*palette, *NAMES])
    hint = f"did you mean {near}? Or write #rrggbb" if near else f"use one of {known}, or #rrggbb"
    raise HintedError(f"{text!r} is not a colour", hint)


def _arguments(text: str) -> list[str]:
    """Split a text at its commas that are not inside parentheses."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            parts.append(text[start:i].strip())
            start = i + 1
    return [*parts, text[start:].strip()]


def _call(name: str, arguments: list[str], palette: Mapping[str, Color]) -> Color:
    """Return the value of a function."""

    def read(argument: str) -> Color:
        return parse_color(argument, palette)

    match name, arguments:
        case "mix", [one, other, amount] if percent := PERCENT.fullmatch(amount):
            return read(one).mix(read(other), min(float(percent[1]), 100) / 100)
        case "on", [ground] if ground:
            return _first_legible([palette.get("paper", WHITE), palette.get("ink", BLACK)], read(ground))
        case "pick", [*choices, ground] if len(choices) > 1:
            return _first_legible([read(choice) for choice in choices], read(ground))
        case "readable", [ground, color]:
            return readable(read(ground), read(color))
        case "readable", [ground, color, ratio] if RATIO.fullmatch(ratio):
            return readable(read(ground), read(color), float(ratio))
    raise ValueError(f"expected {SYNTAX[name]}")


def _first_legible(choices: list[Color], ground: Color) -> Color:
    """Return the first colour that is legible on *ground* as large text, or else the one with the most contrast."""
    legible = [color for color in choices if contrast(color, ground) >= LARGE_TEXT]
    return legible[0] if legible else max(choices, key=lambda color: contrast(color, ground))
