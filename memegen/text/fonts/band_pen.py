"""A pen that finds how wide an outline is between two heights, e.g. where descenders cross an underline."""

from __future__ import annotations

from math import inf

Point = tuple[float, float]
# Straight lines per curve; an error of a thousandth of an em does not show in a gap.
STEPS = 8


class BandPen:
    """Takes an outline as HarfBuzz draws it, in font units, y upwards.

    Attributes:
        left: smallest x of the outline within the band; infinite if it does not reach into it.
        right: largest x of it.
        crossings: where it crosses the middle of the band.
    """

    def __init__(self, low: float, high: float) -> None:
        """Look between the heights *low* and *high*."""
        self.left, self.right = inf, -inf
        self.crossings: list[float] = []
        self._low, self._high, self._middle = low, high, (low + high) / 2
        self._start: Point = (0.0, 0.0)
        self._at: Point = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:  # noqa: N802 - the names of a pen are given
        """Begin a contour."""
        self._start = self._at = point

    def lineTo(self, point: Point) -> None:  # noqa: N802
        """Draw a straight line."""
        (x0, y0), (x1, y1) = self._at, point
        self._at = point
        if max(y0, y1) < self._low or min(y0, y1) > self._high:
            return
        if min(y0, y1) <= self._middle < max(y0, y1):
            self.crossings.append(x0 + (x1 - x0) * (self._middle - y0) / (y1 - y0))
        for y in (min(max(y0, self._low), self._high), min(max(y1, self._low), self._high)):
            x = x0 + (x1 - x0) * (y - y0) / (y1 - y0) if y1 != y0 else x0
            self.left, self.right = min(self.left, x), max(self.right, x)
        if y0 == y1:
            self.left, self.right = min(self.left, x1), max(self.right, x1)

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802
        """Draw a quadratic curve."""
        (x0, y0), (x1, y1), (x2, y2) = self._at, control, end
        for step in range(1, STEPS + 1):
            t = step / STEPS
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            self.lineTo((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))

    def curveTo(self, one: Point, two: Point, end: Point) -> None:  # noqa: N802
        """Draw a cubic curve."""
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self._at, one, two, end
        for step in range(1, STEPS + 1):
            t = step / STEPS
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            self.lineTo((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))

    def closePath(self) -> None:  # noqa: N802
        """End a contour."""
        self.lineTo(self._start)
