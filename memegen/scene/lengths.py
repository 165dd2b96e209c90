"""Reading lengths: a number and its unit, relative to the canvas, to the parent, or to paper."""

from __future__ import annotations

from collections.abc import Mapping

from memegen.core.regex import lazy_pattern
from memegen.scene.geometry import Length, Size, SizeRange

# A length: a number and its unit. `px` is a pixel of a canvas whose short side is 1080.
LENGTH = lazy_pattern(r"([+-]?(?:\d{1,6}(?:\.\d*)?|\.\d+))(vmin|vw|vh|px|%|mm|cm|in|pt)")
# Short side, in px, of the canvas to which the unit `px` refers.
REFERENCE_SIDE = 1080
# Units of paper, in inches. A point is the desktop publishing point, 1/72 inch, as in CSS.
INCHES: Mapping[str, float] = {"mm": 1 / 25.4, "cm": 1 / 2.54, "in": 1.0, "pt": 1 / 72}


class MissingDpiError(ValueError):
    """A length on paper, for a platform that does not say how many pixels an inch has."""

    hint = "give the platform its pixels an inch, such as dpi: 300, or use vmin, vw, vh, px or %"


def parse_length(text: str, canvas: Size, dpi: float = 0) -> Length:
    """Read ``7vmin``, ``62%``, ``40vw``, ``12px``, ``5mm`` or ``0``.

    Args:
        text: the length as written.
        canvas: size of the canvas, px.
        dpi: pixels an inch, for lengths in mm, cm, in and pt; 0 if unknown.

    Raises:
        ValueError: the text is not a length.
        MissingDpiError: it is a length on paper, and *dpi* is 0.
    """
    text = text.strip()
    if text == "0":
        return Length()
    match = LENGTH.fullmatch(text)
    if not match:
        raise ValueError(f"expected a length such as 7vmin, 62%, 40vw or 12px, not {text!r}")
    value, unit = float(match[1]), match[2]
    if unit == "%":
        return Length(0, value / 100)
    if unit in INCHES:
        if not dpi:
            raise MissingDpiError(f"{text} needs a platform with a dpi, and this one has none")
        return Length(value * INCHES[unit] * dpi)
    base: Mapping[str, float] = {
        "vmin": canvas.short / 100,
        "vw": canvas.w / 100,
        "vh": canvas.h / 100,
        "px": canvas.short / REFERENCE_SIDE,
    }
    return Length(value * base[unit])


def parse_size_range(text: str, canvas: Size, dpi: float = 0) -> SizeRange:
    """Read ``4.5..12vmin``, ``40px..12vmin`` or one length.

    If the minimum is larger than the maximum because of their units (``2vw..17vmin`` on 3000 × 200), both are the
    minimum.

    Raises:
        ValueError: the text is not a length or a range of lengths, or a range in one unit has the larger first.
    """
    low, dots, high = text.partition("..")
    if not dots:
        fixed = parse_length(text, canvas, dpi)
        return SizeRange(fixed, fixed)
    if not LENGTH.fullmatch(low.strip()) and (unit := LENGTH.fullmatch(high.strip())):
        low = low.strip() + unit[2]
    minimum, maximum = parse_length(low, canvas, dpi), parse_length(high, canvas, dpi)
    if _unit(low) == _unit(high) and (minimum.px > maximum.px or minimum.fraction > maximum.fraction):
        raise ValueError(f"expected the smaller size first in {text!r}")
    if not minimum.fraction and not maximum.fraction and minimum.px > maximum.px:
        maximum = minimum
    return SizeRange(minimum, maximum)


def _unit(text: str) -> str:
    match = LENGTH.fullmatch(text.strip())
    return match[2] if match else ""
