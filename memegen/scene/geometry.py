"""Sizes, boxes, lengths, and the ways one box fits another. Pixels throughout, y downwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern


@frozen
class Size:
    """Width and height in pixels."""

    w: float
    h: float

    @property
    def short(self) -> float:
        return min(self.w, self.h)

    @property
    def ratio(self) -> float:
        return self.w / self.h


class Box(NamedTuple):
    """A rectangle: left, top, width and height in pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def size(self) -> Size:
        return Size(self.w, self.h)

    @property
    def center(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def translated(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def inset(self, by: Insets) -> Box:
        """The box less the insets; never narrower or lower than nothing."""
        return Box(
            self.x + by.left,
            self.y + by.top,
            max(0.0, self.w - by.left - by.right),
            max(0.0, self.h - by.top - by.bottom),
        )

    def union(self, other: Box) -> Box:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def intersects(self, other: Box) -> bool:
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, other: Box, slack: float = 0.5) -> bool:
        """Whether *other* lies inside, give or take *slack* pixels."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@frozen
class Insets:
    """What is taken from each side of a box, in pixels."""

    top: float = 0
    right: float = 0
    bottom: float = 0
    left: float = 0


@frozen
class Length:
    """A length on a known canvas: ``px`` pixels plus ``part`` of the parent (62 % is ``Length(0, 0.62)``)."""

    px: float = 0
    part: float = 0

    def of(self, parent: float) -> float:
        return self.px + self.part * parent


@frozen
class SizeRange:
    """A size between a minimum and a maximum; equal ends mean a fixed size."""

    minimum: Length
    maximum: Length


# A length: a number and its unit. `px` is a pixel of a canvas whose short side is 1080.
LENGTH = lazy_pattern(r"([+-]?(?:\d{1,6}(?:\.\d*)?|\.\d+))(vmin|vw|vh|px|%)")
UNITS = ("vmin", "vw", "vh", "px", "%")


def parse_length(text: str, canvas: Size) -> Length:
    """Read ``7vmin``, ``62%``, ``40vw``, ``12px`` or ``0``. Raises ValueError with what was expected."""
    text = text.strip()
    if text == "0":
        return Length()
    found = LENGTH.fullmatch(text)
    if not found:
        raise ValueError(f"expected a length such as 7vmin, 62%, 40vw or 12px, not {text!r}")
    value, unit = float(found[1]), found[2]
    if unit == "%":
        return Length(0, value / 100)
    base: Mapping[str, float] = {
        "vmin": canvas.short / 100,
        "vw": canvas.w / 100,
        "vh": canvas.h / 100,
        "px": canvas.short / 1080,
    }
    return Length(value * base[unit])


def parse_size_range(text: str, canvas: Size) -> SizeRange:
    """Read ``4.5..12vmin``, ``40px..12vmin`` or one length. Raises ValueError with what was expected.

    Where two units cross over on a canvas of an odd form (``2vw..17vmin`` on one 3000 × 200), the least holds.
    """
    low, dots, high = text.partition("..")
    if not dots:
        only = parse_length(text, canvas)
        return SizeRange(only, only)
    if not LENGTH.fullmatch(low.strip()) and (unit := LENGTH.fullmatch(high.strip())):
        low = low.strip() + unit[2]
    least, most = parse_length(low, canvas), parse_length(high, canvas)
    if _unit(low) == _unit(high) and (least.px > most.px or least.part > most.part):
        raise ValueError(f"expected the smaller size first in {text!r}")
    if not least.part and not most.part and least.px > most.px:
        most = least
    return SizeRange(least, most)


def _unit(text: str) -> str:
    found = LENGTH.fullmatch(text.strip())
    return found[2] if found else ""


def shape_class(size: Size) -> str:
    """``strip`` (ratio ≥ 2.4), ``wide`` (≥ 1.4), ``tall`` (≤ 0.7), ``square`` (0.9 to 1.1), ``portrait`` below it.

    Between square and wide (1.1 to 1.4) a canvas counts as square: it is laid out in the same way.
    """
    ratio = size.ratio
    if ratio >= 2.4:
        return "strip"
    if ratio >= 1.4:
        return "wide"
    if ratio <= 0.7:
        return "tall"
    return "square" if ratio > 0.9 else "portrait"


SHAPES = ("strip", "wide", "square", "portrait", "tall")


def cover(source: Size, target: Size, focus: tuple[float, float] = (0.5, 0.5)) -> Box:
    """The part of *source* (in its pixels) that fills *target*, as near to the *focus* point (0 to 1) as can be."""
    scale = min(source.w / target.w, source.h / target.h)
    w, h = min(target.w * scale, source.w), min(target.h * scale, source.h)
    x = min(max(focus[0] * source.w - w / 2, 0.0), source.w - w)
    y = min(max(focus[1] * source.h - h / 2, 0.0), source.h - h)
    return Box(x, y, w, h)


def contain(source: Size, target: Box, at: tuple[float, float] = (0.5, 0.5)) -> Box:
    """The box inside *target* that shows the whole of *source*, set at the point *at* (0 to 1) of the room left."""
    scale = min(target.w / source.w, target.h / source.h)
    w, h = source.w * scale, source.h * scale
    return Box(target.x + (target.w - w) * at[0], target.y + (target.h - h) * at[1], w, h)


def rotated_bounds(box: Box, degrees: float) -> Box:
    """The upright box around *box* turned about its centre."""
    from math import cos, radians, sin

    c, s = abs(cos(radians(degrees))), abs(sin(radians(degrees)))
    w, h = box.w * c + box.h * s, box.w * s + box.h * c
    cx, cy = box.center
    return Box(cx - w / 2, cy - h / 2, w, h)
