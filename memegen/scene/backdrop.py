"""What a part of a card looks like from afar: a grid of colours, by which text, scrims and places are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor, fsum, sqrt

from memegen.core.frozen import frozen
from memegen.scene.color import RGB, luminance
from memegen.scene.geometry import Box


@frozen
class Backdrop:
    """*columns* × *rows* cells, each the mean colour of a square of *cell* pixels; ``pixels`` is RGB, row by row."""

    columns: int
    rows: int
    cell: float
    pixels: bytes

    def rows_in(self, box: Box) -> Iterator[tuple[float, list[RGB]]]:
        """The rows of cells that meet the box (pixels of the canvas): the middle of each, and its colours."""
        left, right = self._range(box.x, box.right, self.columns)
        top, bottom = self._range(box.y, box.bottom, self.rows)
        for row in range(top, bottom):
            start, end = 3 * (row * self.columns + left), 3 * (row * self.columns + right)
            part = self.pixels[start:end]
            yield (row + 0.5) * self.cell, list(zip(part[::3], part[1::3], part[2::3], strict=True))

    def columns_in(self, box: Box) -> Iterator[tuple[float, list[RGB]]]:
        """As :meth:`lines`, column by column."""
        rows = [colors for _, colors in self.rows_in(box)]
        left, _ = self._range(box.x, box.right, self.columns)
        for column, colors in enumerate(zip(*rows, strict=True)):
            yield (left + column + 0.5) * self.cell, list(colors)

    def luminances(self, box: Box) -> list[float]:
        """The relative luminance (0 to 1) of every cell that meets the box."""
        return [luminance(color) for _, colors in self.rows_in(box) for color in colors]

    def brightness(self, box: Box) -> float:
        """The mean luminance behind the box; 1 where it lies off the canvas."""
        found = self.luminances(box)
        return fsum(found) / len(found) if found else 1.0

    def busyness(self, box: Box) -> float:
        """How busy it is behind the box, from 0: how much cells differ, from all others and from their neighbours."""
        # It takes a while to import, and few cards ask for a calm place.
        from statistics import pstdev

        rows = [[sqrt(luminance(color)) for color in colors] for _, colors in self.rows_in(box)]
        flat = [value for row in rows for value in row]
        steps = [abs(b - a) for row in rows for a, b in pairwise(row)]
        steps += [abs(b - a) for one, other in pairwise(rows) for a, b in zip(one, other, strict=True)]
        return (pstdev(flat) if flat else 0.0) + (fsum(steps) / len(steps) if steps else 0.0)

    def _range(self, start: float, end: float, count: int) -> tuple[int, int]:
        first = min(count, max(0, floor(start / self.cell)))
        return first, min(count, max(first, ceil(end / self.cell)))
