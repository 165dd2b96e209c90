"""Grids: items in columns, row after row, each in a cell of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, inf
from typing import ClassVar, NamedTuple

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.container import Container
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region, alignment_offset, logical_to_physical, merge_frames
from memegen.layout.layers.tracks import fitting_count, limited_gap, square_cells, track_widths
from memegen.model.keys import key
from memegen.model.kinds import FLAG, LENGTH, WHOLE, choice
from memegen.model.tracks import COLUMNS, GAPS, Columns
from memegen.scene.geometry import Length, Size

ALIGN = choice("start", "center", "end", "stretch", "baseline")
# Difference of two heights that are taken for equal, px.
SAME = 0.5


class Row(NamedTuple):
    """A row of a grid.

    Attributes:
        items: Its layers.
        frames: These as they are laid out.
        height: Height of their cells, px.
        squeezed: Whether they would be higher if there were room.
    """

    items: tuple[Layer, ...]
    frames: tuple[Frame, ...]
    height: float
    squeezed: bool = False


class Cells(NamedTuple):
    """The cells of a grid.

    Attributes:
        widths: Width of each column, px.
        gap_x: Room between two columns, px.
        gap_y: Room between two rows, px.
        base: Height that percentages of items are relative to, px: that of a row if all are equal and fill the grid.
    """

    widths: Sequence[float]
    gap_x: float
    gap_y: float
    base: float

    @property
    def width(self) -> float:
        """Width of all columns together, px."""
        return sum(self.widths) + self.gap_x * (len(self.widths) - 1)


@frozen(kw_only=True, eq=False)
class Grid(Container):
    """Layers in columns, row after row."""

    kind: ClassVar[str] = "grid"

    columns: Columns = key(
        COLUMNS, "auto", "how many, or the width of each: `27% auto 1`, where a number is a share of what is left"
    )
    rows: int = key(WHOLE, "0", "the least number of rows, between which the height is divided; 0 for what is needed")
    cell: Length = key(
        LENGTH,
        "24vmin",
        "minimum width of a cell, with which `columns: auto` takes as many as fit; `%` is of the grid's width",
        needs="columns=auto & !rows & !square // with `columns: auto` and without `rows` and `square`",
    )
    square: bool = key(FLAG, "no", "cells are squares, as large as the room allows for all items")
    gap: tuple[Length, Length] = key(
        GAPS,
        "0",
        "space between columns, and between rows if it differs; `%` is of the grid's shorter side, or of a square",
        needs="several",
    )
    equal: bool = key(FLAG, "no", "all rows are as high as the highest", needs="!square")
    align: str = key(ALIGN, "stretch", "where items stand in the height of their cell")
    justify: str = key(choice("start", "center", "end", "stretch"), "stretch", "where items stand in its width")
    last_row: str = key(
        choice("start", "center", "end"),
        "start",
        "where the items of a last row go that is not full",
        needs="several",
    )

    def max_content(self, direction: str) -> float:
        if (self.height if direction == "column" else self.width) is not None:
            return 0.0
        if self.square or direction == "row":
            return inf
        return max((item.max_content(direction) for item in self.items), default=0.0)

    def arrange(self, context: LayoutContext, inner: Region, outer: Size) -> Frame:
        if not self.items:
            return Frame(Size(inner.w * inner.fill_w, inner.h * inner.fill_h))
        if self.square:
            return self._squares(context, inner)
        cells = self._cells(context, inner, outer)
        rows = self._rows(context, inner, cells)
        if self.equal:
            highest = max(row.height for row in rows)
            rows = [row._replace(height=highest) for row in rows]
        free = inner.h - sum(row.height for row in rows) - cells.gap_y * (len(rows) - 1)
        if inner.fill_h and free > 0:
            rows = [row._replace(height=row.height + free / len(rows)) for row in rows]
        if self.align == "stretch":
            rows = [self._stretched(context, inner, cells, row) for row in rows]
        frame = self._placed(context, rows, cells, inner.w if inner.fill_w else 0)
        if not any(row.squeezed for row in rows):
            return frame
        hint = "enlarge it, or make its items or gaps smaller"
        finding = self.finding("items-squeezed", f"its rows are taller than the available {inner.h:.0f} px", hint)
        return replace(frame, findings=(*frame.findings, finding))

    def _cells(self, context: LayoutContext, inner: Region, outer: Size) -> Cells:
        """Return the widths of the columns, and the gaps as far as there is room for them."""
        gap_x, gap_y = (gap.of(outer.short) for gap in self.gap)
        columns = self._column_count(inner.w, gap_x)
        gap_x = limited_gap(gap_x, inner.w, columns)
        rows = self._row_count(columns)
        gap_y = limited_gap(gap_y, inner.h, rows)
        base = max(1.0, (inner.h - gap_y * (rows - 1)) / rows)
        available = inner.w - gap_x * (columns - 1)
        if not isinstance(self.columns, tuple):
            return Cells([available / columns] * columns, gap_x, gap_y, base)

        def natural(column: int) -> float:
            region = Region(available, inner.h, percent_base=Size(available, base))
            return max((item.layout(context, region).size.w for item in self.items[column::columns]), default=0.0)

        return Cells(track_widths(self.columns, available, inner.w, natural), gap_x, gap_y, base)

    def _column_count(self, width: float, gap: float) -> int:
        """Return the number of columns in *width* px with a gap of *gap* px."""
        if isinstance(self.columns, tuple):
            return len(self.columns)
        if isinstance(self.columns, int):
            return self.columns
        if self.rows:
            return ceil(len(self.items) / self.rows)
        return min(len(self.items), fitting_count(width, self.cell.of(width), gap))

    def _row_count(self, columns: int) -> int:
        return max(self.rows, ceil(len(self.items) / columns))

    def _chunks(self, columns: int) -> list[tuple[Layer, ...]]:
        return [self.items[i : i + columns] for i in range(0, len(self.items), columns)]

    def _rows(self, context: LayoutContext, inner: Region, cells: Cells) -> list[Row]:
        """Return the rows, each as high as its items.

        Rows of a fixed height come first; photos and fitted texts divide between them what those leave. Where the rows
        are to be equal, none is higher than its share; where fixed ones are too high together, all give way alike.
        """
        chunks = self._chunks(len(cells.widths))
        content = [max(item.max_content("column") for item in chunk) for chunk in chunks]
        rest = self._row_count(len(cells.widths))
        left = inner.h - cells.gap_y * (rest - 1)
        rows: dict[int, Row] = {}
        for i in sorted(range(len(chunks)), key=lambda i: content[i]):
            room = cells.base if self.equal else left / rest if content[i] else inner.h
            frames = self._frames(context, inner, cells, chunks[i], max(1.0, room))
            rows[i] = Row(chunks[i], frames, max(frame.size.h for frame in frames))
            left, rest = max(0.0, left - rows[i].height), rest - 1
        return self._fitting(context, inner, cells, [rows[i] for i in range(len(chunks))])

    def _fitting(self, context: LayoutContext, inner: Region, cells: Cells, rows: list[Row]) -> list[Row]:
        """Return the rows, all lower by the same factor where together they are too high."""
        available = inner.h - cells.gap_y * (self._row_count(len(cells.widths)) - 1)
        total = sum(row.height for row in rows)
        if total <= available + len(rows) * SAME:
            return rows
        squeezed = []
        for row in rows:
            frames = self._frames(context, inner, cells, row.items, max(1.0, row.height * available / total))
            squeezed.append(Row(row.items, frames, max(frame.size.h for frame in frames), squeezed=True))
        return squeezed

    def _stretched(self, context: LayoutContext, inner: Region, cells: Cells, row: Row) -> Row:
        """Return the row laid out again in its higher cells; a text at their top looks the same there."""
        stays = [getattr(item, "valign", "") == "start" for item in row.items]
        if all(stay or row.height - frame.size.h < SAME for stay, frame in zip(stays, row.frames, strict=True)):
            return row
        return row._replace(frames=self._frames(context, inner, cells, row.items, row.height, fill=True))

    def _frames(
        self,
        context: LayoutContext,
        inner: Region,
        cells: Cells,
        items: Sequence[Layer],
        height: float,
        *,
        fill: bool = False,
    ) -> tuple[Frame, ...]:
        """Return the items of a row laid out in *height* px, which they fill if *fill*."""
        stretch = self.justify == "stretch"
        align = "start" if stretch else self.justify
        return tuple(
            item.layout(context, Region(w, height, stretch, fill, align, 0 if i else inner.hang, Size(w, cells.base)))
            for i, (item, w) in enumerate(zip(items, cells.widths, strict=False))
        )

    def _squares(self, context: LayoutContext, inner: Region) -> Frame:
        """Return the items in squares, all of which together make up the grid."""
        columns = len(self.columns) if isinstance(self.columns, tuple) else self.columns
        columns = columns if isinstance(columns, int) else ceil(len(self.items) / self.rows) if self.rows else 0
        count = max(len(self.items), self.rows * columns)
        columns, side, (gap_x, gap_y) = square_cells(count, columns, inner.size, self.gap)
        cells = Cells([side] * columns, gap_x, gap_y, side)
        fill = self.align == "stretch"
        rows = [
            Row(chunk, self._frames(context, inner, cells, chunk, side, fill=fill), side)
            for chunk in self._chunks(columns)
        ]
        return self._placed(context, rows, cells)

    def _placed(self, context: LayoutContext, rows: Sequence[Row], cells: Cells, least: float = 0) -> Frame:
        """Return one frame of all rows, each item at its place in its cell; it is at least *least* px wide."""
        positioned: list[tuple[Frame, float, float]] = []
        justify = logical_to_physical(self.justify, context.rtl)
        y, w = 0.0, max(cells.width, least)
        for row in rows:
            # A row that is not full begins later.
            used = sum(cells.widths[: len(row.frames)]) + cells.gap_x * (len(row.frames) - 1)
            x = alignment_offset(self.last_row, cells.width, used)
            shifts = self._shifts(row)
            for frame, width, shift in zip(row.frames, cells.widths, shifts, strict=False):
                left = w - x - width if context.rtl else x
                positioned.append((frame, left + alignment_offset(justify, width, frame.size.w), y + shift))
                x += width + cells.gap_x
            y += row.height + cells.gap_y
        return merge_frames(Size(w, y - cells.gap_y), positioned)

    def _shifts(self, row: Row) -> list[float]:
        """Return how far each item of a row lies below the top of its cell, px."""
        if self.align != "baseline":
            return [alignment_offset(self.align, row.height, frame.size.h) for frame in row.frames]
        baselines = [frame.size.h if frame.baseline is None else frame.baseline for frame in row.frames]
        return [max(baselines) - baseline for baseline in baselines]
