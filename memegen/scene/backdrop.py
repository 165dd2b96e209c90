"""A coarse view of what has been placed so far, by which layout chooses text colours, scrims and positions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor, fsum, sqrt

from memegen.core.frozen import frozen
from memegen.scene.color import RGB, luminance
from memegen.scene.geometry import Box


@frozen
class Backdrop:
    """A grid of colours over the canvas; boxes are in pixels of the canvas.

    Attributes:
        columns: number of cells in a row.
        rows: number of cells in a column.
        cell: width and height of a cell, in pixels.
        pixels: mean colours of the cells, 3 bytes each (RGB), row by row.
    """

    columns: int
    rows: int
    cell: float
    pixels: bytes

    def rows_in(self, box: Box) -> Iterator[tuple[float, list[RGB]]]:
        """Yield each row of cells that intersects the box: the y of its middle, in pixels, and its colours."""
        left, right = self._cells(box.x, box.right, self.columns)
        top, bottom = self._cells(box.y, box.bottom, self.rows)
        for row in range(top, bottom):
            start, end = 3 * (row * self.columns + left), 3 * (row * self.columns + right)
            part = self.pixels[start:end]
            yield (row + 0.5) * self.cell, list(zip(part[::3], part[1::3], part[2::3], strict=True))

    def columns_in(self, box: Box) -> Iterator[tuple[float, list[RGB]]]:
        """Yield each column of cells that intersects the box: the x of its middle, in pixels, and its colours."""
        rows = [colors for _, colors in self.rows_in(box)]
        left, _ = self._cells(box.x, box.right, self.columns)
        for column, colors in enumerate(zip(*rows, strict=True)):
            yield (left + column + 0.5) * self.cell, list(colors)

    def luminances(self, box: Box) -> list[float]:
        """Return the relative luminance (0 to 1) of every cell that intersects the box."""
        return [luminance(color) for _, colors in self.rows_in(box) for color in colors]

    def brightness(self, box: Box) -> float:
        """Return the mean relative luminance (0 to 1) in the box; 1 if the box is outside the canvas."""
        values = self.luminances(box)
        return fsum(values) / len(values) if values else 1.0

    def busyness(self, box: Box) -> float:
        """Return how busy the box is; 0 if it is uniform, at most 1.5.

        The standard deviation of the cells' lightness plus the mean difference between adjacent cells; lightness is the
        square root of the relative luminance.
        """
        # Imported here because it takes long, and few cards choose a position.
        from statistics import pstdev

        rows = [[sqrt(luminance(color)) for color in colors] for _, colors in self.rows_in(box)]
        values = [value for row in rows for value in row]
        steps = [abs(b - a) for row in rows for a, b in pairwise(row)]
        steps += [abs(b - a) for one, other in pairwise(rows) for a, b in zip(one, other, strict=True)]
        return (pstdev(values) if values else 0.0) + (fsum(steps) / len(steps) if steps else 0.0)

    def _cells(self, start: float, end: float, count: int) -> tuple[int, int]:
        """Return the first of *count* cells that intersects start–end (pixels), and the one after the last."""
        first = min(count, max(0, floor(start / self.cell)))
        return first, min(count, max(first, ceil(end / self.cell)))
