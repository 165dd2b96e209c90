"""Reading lengths: a number and its unit, relative to the canvas, to the parent, or to paper, and sums of them."""

from __future__ import annotations

from collections.abc import Mapping

from memegen.core.diagnostics import HintedError
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.scene.geometry import Insets, Length, Size, SizeRange
from memegen.scene.length_sum import parse_sum

# A length: a number and its unit. `px` is a pixel of a canvas whose short side is 1080.
LENGTH = lazy_pattern(r"([+-]?(?:\d{1,6}(?:\.\d*)?|\.\d+))(vmin|vw|vh|px|%|mm|cm|in|pt)")
# Short side, in px, of the canvas to which the unit `px` refers.
REFERENCE_SIDE = 1080
# Units of paper, in inches. A point is the desktop publishing point, 1/72 inch, as in CSS.
INCHES: Mapping[str, float] = {"mm": 1 / 25.4, "cm": 1 / 2.54, "in": 1.0, "pt": 1 / 72}


class MissingDpiError(ValueError):
    """A length on paper, for a platform that does not say how many pixels an inch has."""

    hint = "set the dpi of the platform, e.g. dpi: 300, or use vmin, vw, vh, px or %"


@frozen
class Units:
    """What the units of lengths refer to.

    Attributes:
        canvas: size of the canvas, px.
        dpi: pixels an inch, for lengths in mm, cm, in and pt; 0 if unknown.
        safe: distances from the edges of the canvas to its safe area, px; None where ``safe`` has no meaning.
    """

    canvas: Size
    dpi: float = 0
    safe: Insets | None = None

    def mirrored(self) -> Units:
        """Return the units with the left and the right of the safe area swapped."""
        safe = self.safe and Insets(self.safe.top, self.safe.left, self.safe.bottom, self.safe.right)
        return Units(self.canvas, self.dpi, safe)


def parse_length(text: str, units: Units, side: str = "") -> Length:
    """Read ``7vmin``, ``62%``, ``40vw``, ``12px``, ``5mm``, ``0``, ``safe + 5vmin`` or ``max(safe.top, 6vmin)``.

    Args:
        text: the length as written.
        units: what its units refer to.
        side: the side of the canvas that a ``safe`` without a side means; "" if it must name one.

    Raises:
        ValueError: the text is not a length.
        MissingDpiError: it is a length on paper, and the units have no dpi.
    """
    text = text.strip()
    if text == "0":
        return Length()
    if match := LENGTH.fullmatch(text):
        return _number(float(match[1]), match[2], units)
    found = parse_sum(text, lambda number, unit: _number(number, unit, units), lambda name: _safe(name or side, units))
    if found is None:
        raise ValueError(f"expected a length such as 7vmin, 62%, 40vw or 12px, not {text!r}")
    return found


def _number(value: float, unit: str, units: Units) -> Length:
    """Return the length of that many units."""
    if unit == "%":
        return Length(0, value / 100)
    if unit in INCHES:
        if not units.dpi:
            raise MissingDpiError(f"{value:g}{unit} needs a platform with a dpi, and this one has none")
        return Length(value * INCHES[unit] * units.dpi)
    canvas = units.canvas
    base: Mapping[str, float] = {
        "vmin": canvas.short / 100,
        "vw": canvas.w / 100,
        "vh": canvas.h / 100,
        "px": canvas.short / REFERENCE_SIDE,
    }
    return Length(value * base[unit])


def _safe(side: str, units: Units) -> Length:
    """Return the distance of the safe area from that side of the canvas."""
    if units.safe is None:
        raise ValueError("safe can be used in lengths of a template only")
    if not side:
        raise ValueError("safe needs its side here: safe.top, safe.right, safe.bottom or safe.left")
    px: float = getattr(units.safe, side)
    return Length(px)


def parse_size_range(text: str, units: Units) -> SizeRange:
    """Read ``4.5..12vmin``, ``40px..12vmin`` or one length.

    If the minimum is larger than the maximum because of their units (``2vw..17vmin`` on 3000 × 200), both are the
    minimum.

    Raises:
        ValueError: the text is not a length or a range of lengths, or a range in one unit has the larger first.
    """
    low, dots, high = text.partition("..")
    if not dots:
        fixed = parse_length(text, units)
        return SizeRange(fixed, fixed)
    if not LENGTH.fullmatch(low.strip()) and (unit := LENGTH.fullmatch(high.strip())):
        low = low.strip() + unit[2]
    minimum, maximum = parse_length(low, units), parse_length(high, units)
    same_unit = _unit(low) == _unit(high) != ""
    if same_unit and (minimum.px > maximum.px or minimum.fraction > maximum.fraction):
        hint = f"write {high.strip()}..{low.strip()}"
        raise HintedError(f"expected the smaller size first in {text!r}", hint)
    if not minimum.fraction and not maximum.fraction and minimum.px > maximum.px:
        maximum = minimum
    return SizeRange(minimum, maximum)


def _unit(text: str) -> str:
    """Return the unit of one length; "" for a sum of lengths."""
    match = LENGTH.fullmatch(text.strip())
    return match[2] if match else ""
