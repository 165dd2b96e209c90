"""Sizes, boxes and lengths, and fitting one box into another. Coordinates are in pixels, y downwards."""

from __future__ import annotations

from typing import NamedTuple

from memegen.core.frozen import frozen

SHAPES = ("strip", "wide", "square", "portrait", "tall")


@frozen
class Size:
    """Width and height in pixels."""

    w: float
    h: float

    @property
    def short(self) -> float:
        """Length of the shorter side, in pixels."""
        return min(self.w, self.h)

    @property
    def ratio(self) -> float:
        """Aspect ratio, width to height."""
        return self.w / self.h


class Box(NamedTuple):
    """A rectangle: left, top, width and height in pixels."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Right edge, in pixels."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Bottom edge, in pixels."""
        return self.y + self.h

    @property
    def size(self) -> Size:
        """Width and height."""
        return Size(self.w, self.h)

    @property
    def center(self) -> tuple[float, float]:
        """Centre (x, y), in pixels."""
        return self.x + self.w / 2, self.y + self.h / 2

    def translated(self, dx: float, dy: float) -> Box:
        """Return the box moved by (dx, dy) pixels."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def inset(self, by: Insets) -> Box:
        """Return the box less the insets; width and height are at least 0."""
        return Box(
            self.x + by.left,
            self.y + by.top,
            max(0.0, self.w - by.left - by.right),
            max(0.0, self.h - by.top - by.bottom),
        )

    def union(self, other: Box) -> Box:
        """Return the bounding box of both boxes."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def intersection(self, other: Box) -> Box:
        """Return the area that both boxes have in common; its width or height is 0 if there is none."""
        x, y = min(max(self.x, other.x), self.right), min(max(self.y, other.y), self.bottom)
        return Box(x, y, max(0.0, min(self.right, other.right) - x), max(0.0, min(self.bottom, other.bottom) - y))

    def intersects(self, other: Box) -> bool:
        """Return whether the boxes have an area in common; a common edge is none."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def contains(self, other: Box, slack: float = 0.5) -> bool:
        """Return whether *other* is inside this box; it may protrude by *slack* pixels."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@frozen
class Insets:
    """Distances from the sides of a box inwards, in pixels."""

    top: float = 0
    right: float = 0
    bottom: float = 0
    left: float = 0


@frozen
class Length:
    """A length: ``px`` pixels plus ``fraction`` of the parent's length; 62 % is ``Length(0, 0.62)``."""

    px: float = 0
    fraction: float = 0

    def of(self, parent: float) -> float:
        """Return the length in pixels, given that of the parent."""
        return self.px + self.fraction * parent


@frozen
class Extent(Length):
    """A length that is 0 where its sum would be below 0, such as ``safe.right - 6vmin`` on a canvas without insets."""

    def of(self, parent: float) -> float:
        """Return the length in pixels, from 0, given that of the parent."""
        return max(0.0, self.px + self.fraction * parent)


@frozen
class SizeRange:
    """A font size between a minimum and a maximum; equal ends mean a fixed size."""

    minimum: Length
    maximum: Length


def shape_class(size: Size) -> str:
    """Return the shape class of a canvas by its aspect ratio.

    ``strip`` (2.4 and more), ``wide`` (1.4 and more), ``tall`` (0.7 and less), ``portrait`` (up to 0.9), else
    ``square``: a canvas of 1.1 to 1.4 is laid out in the same way as a square.
    """
    ratio = size.ratio
    if ratio >= 2.4:
        return "strip"
    if ratio >= 1.4:
        return "wide"
    if ratio <= 0.7:
        return "tall"
    return "square" if ratio > 0.9 else "portrait"


def cover(source: Size, target: Size, focus: tuple[float, float] = (0.5, 0.5)) -> Box:
    """Return the crop of *source* that fills *target* (CSS ``object-fit: cover``).

    Args:
        source: size of the picture, in pixels.
        target: size of the box to fill; only its aspect ratio counts.
        focus: point of the picture, as fractions (0 to 1), that is kept as near to the middle as possible.

    Returns:
        The crop in pixels of the source.
    """
    scale = min(source.w / target.w, source.h / target.h)
    w, h = min(target.w * scale, source.w), min(target.h * scale, source.h)
    x = min(max(focus[0] * source.w - w / 2, 0.0), source.w - w)
    y = min(max(focus[1] * source.h - h / 2, 0.0), source.h - h)
    return Box(x, y, w, h)


def contain(source: Size, target: Box, at: tuple[float, float] = (0.5, 0.5)) -> Box:
    """Return the largest box in *target* with the aspect ratio of *source* (CSS ``object-fit: contain``).

    Args:
        source: size of the picture; only its aspect ratio counts.
        target: box to place it in, in pixels.
        at: position in the free space, as fractions (0 to 1), as CSS ``object-position``.
    """
    scale = min(target.w / source.w, target.h / source.h)
    w, h = source.w * scale, source.h * scale
    return Box(target.x + (target.w - w) * at[0], target.y + (target.h - h) * at[1], w, h)


def rotated_bounds(box: Box, degrees: float) -> Box:
    """Return the upright bounding box of *box* rotated about its centre."""
    from math import cos, radians, sin

    c, s = abs(cos(radians(degrees))), abs(sin(radians(degrees)))
    w, h = box.w * c + box.h * s, box.w * s + box.h * c
    cx, cy = box.center
    return Box(cx - w / 2, cy - h / 2, w, h)
