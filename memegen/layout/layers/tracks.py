"""The columns and cells of a grid as numbers: widths of columns, and the largest squares in a room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil, inf

from memegen.model.tracks import Track
from memegen.scene.geometry import Length, Size

# Maximum fraction of a side that gaps take; beyond that they shrink, so that cells do not vanish.
MAX_GAPS = 0.5
# Tolerance of comparisons of lengths, px.
TOLERANCE = 1e-6


def limited_gap(gap: float, side: float, count: int) -> float:
    """Return the gap between *count* cells, px, reduced so that all of them leave room for cells in *side* px."""
    return min(max(gap, 0.0), side * MAX_GAPS / (count - 1)) if count > 1 else 0.0


def fitting_count(side: float, least: float, gap: float) -> int:
    """Return how many cells at least *least* px wide fit side by side in *side* px; at least 1."""
    return max(1, int((side + gap + TOLERANCE) // max(1.0, least + gap)))


def track_widths(
    tracks: Sequence[Track], available: float, percent_base: float, natural: Callable[[int], float]
) -> list[float]:
    """Return the width of each column, px; together they are at most as wide as what is available.

    Lengths come first, then columns as wide as their content, then shares of what is left. Content leaves columns with
    a share as much as it takes itself.

    Args:
        tracks: The columns.
        available: Width for all columns without gaps, px.
        percent_base: Width that percentages are relative to, px.
        natural: Returns the width of the widest item of a column, px.
    """
    widths = [track.length.of(percent_base) if track.length else 0.0 for track in tracks]
    left = max(0.0, available - sum(widths))
    content = [i for i, track in enumerate(tracks) if not track.length and not track.share]
    shares = sum(track.share for track in tracks)
    wanted = {i: natural(i) for i in content}
    shared = sum(track.share > 0 for track in tracks)
    room = left * len(content) / (len(content) + shared) if content else 0.0
    scale = min(1.0, room / sum(wanted.values())) if sum(wanted.values()) > 0 else 0.0
    for i in content:
        widths[i] = wanted[i] * scale
        left -= widths[i]
    for i, track in enumerate(tracks):
        if track.share:
            widths[i] = left * track.share / shares
    total = sum(widths)
    return [width * min(1.0, available / total) if total else available / len(tracks) for width in widths]


def square_cells(
    count: int, columns: int, room: Size, gaps: tuple[Length, Length]
) -> tuple[int, float, tuple[float, float]]:
    """Return the grid of squares that fills a room best: its columns, the side of a square and the gaps, px.

    Where two numbers of columns give equal squares, the one with fewer empty cells is taken.

    Args:
        count: Number of cells that are needed.
        columns: Number of columns; 0 for the one with the largest squares.
        room: Available width and height, px.
        gaps: Gaps between columns and between rows; percentages are relative to the side of a square.
    """
    best, least = (1, 0.0), inf
    for across in (columns,) if columns else range(1, count + 1):
        down = ceil(count / across)
        side = min(_side(room.w, across, gaps[0]), _side(room.h, down, gaps[1]))
        empty = across * down - count
        if side > best[1] + TOLERANCE or (side > best[1] - TOLERANCE and empty < least):
            best, least = (across, side), empty
    across, side = best
    return across, side, (gaps[0].of(side), gaps[1].of(side))


def _side(length: float, count: int, gap: Length) -> float:
    """Return the side of *count* squares in a row of *length* px; gaps that would leave none are halved."""
    fixed = limited_gap(gap.px, length, count) * (count - 1)
    return (length - fixed) / (count + max(0.0, gap.fraction) * (count - 1))
