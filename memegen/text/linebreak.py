"""Breaking a text into a given number of lines with the least rag, at phrase boundaries.

Like Knuth and Plass's total-fit algorithm ("Breaking Paragraphs into Lines", 1981), dynamic programming minimizes a sum
of costs over all lines, but for ragged text and a fixed number of lines.
"""

from __future__ import annotations

from bisect import bisect_right
from math import inf

from memegen.core.frozen import frozen
from memegen.text.measure import TOLERANCE, SegmentMetrics

# Cost of a line that is shorter (or longer) than the target by the fraction r of the target: RAG·r² + HOLE·r⁴. A slight
# rag costs next to nothing; a line of half the width (1.6) costs more than two bad breaks. Chosen by eye.
RAG, HOLE = 4.0, 10.0
# Maximum cost of a last line of one short word, and of a short last line of several words.
ORPHAN, SHORT_LAST_LINE = 1.0, 0.8
# A last line that lacks less than this fraction of the target is not an orphan, or not short.
ORPHAN_LACK, SHORT_LACK = 0.45, 0.6
# Lines more than this fraction shorter than the target are tried only if no longer line fits.
MAX_LACK = 0.6
# First guesses of the narrowest width, as multiples of the mean line: the middle, then each side of it.
GUESSES = (1.06, 0.98, 1.14, 1.02, 1.1, 1.22)
# The states after some lines: next segment -> (cost so far, first segment of the last line).
_Layer = dict[int, tuple[float, int]]


@frozen
class LineBreaks:
    """Lines as (first segment, last segment), and their ``cost`` per line, by which layouts are compared."""

    lines: tuple[tuple[int, int], ...]
    cost: float


def fill_lines(metrics: SegmentMetrics, width: float, max_lines: float = inf) -> tuple[int, float]:
    """Fill each line up to *width* em (greedy line breaking).

    Returns:
        The number of lines, and the next larger width, em, that may change it. Counting stops beyond *max_lines*.
        With a segment wider than *width*, the number exceeds that of the segments.
    """
    left, right, last = metrics.left, metrics.right, metrics.last
    count, i, next_width, total = 0, 0, inf, len(metrics)
    while i < total and count <= max_lines:
        end = last[i]
        j = bisect_right(right, left[i] + width + TOLERANCE, i, end + 1) - 1
        if j < i:
            return total + 1, right[i] - left[i]
        if j < end:
            next_width = min(next_width, right[j + 1] - left[i])
        i = j + 1
        count += 1
    return count, next_width


def filled_lines(metrics: SegmentMetrics, width: float) -> tuple[int, float]:
    """Return the number of lines of *width* em when each is filled, and the width of the last, em.

    A segment wider than *width* has a line to itself.
    """
    left, right, last = metrics.left, metrics.right, metrics.last
    count, i, j = 0, 0, 0
    while i < len(metrics):
        j = max(i, bisect_right(right, left[i] + width + TOLERANCE, i, last[i] + 1) - 1)
        count, i, start = count + 1, j + 1, left[i]
    return count, right[j] - start


def segments_reached(metrics: SegmentMetrics, width: float, max_lines: float) -> int:
    """Return how many segments fit into *max_lines* lines of *width* em; a wider segment has a line to itself."""
    i, count = 0, 0
    while i < len(metrics) and count < max_lines:
        end = metrics.last[i] + 1
        i = max(i + 1, bisect_right(metrics.right, metrics.left[i] + width + TOLERANCE, i, end))
        count += 1
    return i


def narrowest_width(metrics: SegmentMetrics, n: int, min_width: float) -> float:
    """Return the narrowest width, em, and at least *min_width*, in which the text takes *n* lines or fewer.

    A few guesses approach it from below; then it is the first of the widths at which the lines change that suffices.
    """
    mean = (metrics.right[-1] - metrics.left[0]) / n
    width, high = min_width, inf
    # Each break removes at most a space, so that the narrowest width is close to the mean line.
    for guess in (min_width, *(mean * factor for factor in GUESSES)):
        if width <= guess < high:
            if fill_lines(metrics, guess, n)[0] <= n:
                high = guess
                if guess == min_width:
                    return min_width
            else:
                width = guess
    while True:
        count, next_width = fill_lines(metrics, width, n)
        if count <= n or next_width == inf:
            return width
        width = next_width


def break_lines(metrics: SegmentMetrics, n: int, max_width: float, target: float) -> LineBreaks | None:
    """Return the *n* lines of the least cost, or None if there are none.

    The cost of a line is its rag (see `RAG`) plus the penalties of its break and of a single segment (see
    `memegen.text.penalties`). Dynamic programming over (lines so far, next segment), limited to the states from which
    the rest still fits.

    Args:
        metrics: the measured segments.
        n: number of lines.
        max_width: maximum width of a line, em.
        target: width that lines should be close to, em.
    """
    total = len(metrics)
    needed = _lines_needed(metrics, max_width)
    if needed[0] > n:
        return None
    layers: list[_Layer] = [{0: (0.0, -1)}]
    for k in range(n):
        layers.append(_next_layer(metrics, layers[-1], needed, n - k - 1, max_width, target))
    if total not in layers[n]:
        return None
    return LineBreaks(_trace(layers, total), layers[n][total][0] / n)


def _next_layer(
    metrics: SegmentMetrics, previous: _Layer, needed: list[int], rest: int, max_width: float, target: float
) -> _Layer:
    """Return the states after one more line, with *rest* lines to follow."""
    left, right, last, total, scale = metrics.left, metrics.right, metrics.last, len(metrics), 1 / target
    penalty, lone_penalty = metrics.penalty, metrics.lone_penalty
    layer: _Layer = {}
    several = last[0] < total - 1
    for i, (cost_before, _) in previous.items():
        origin, end = left[i], last[i]
        begins = several and (i == 0 or last[i - 1] == i - 1)
        furthest = min(bisect_right(right, origin + max_width + TOLERANCE, i, end + 1) - 1, total - 1 - rest)
        j = furthest
        while j >= i and needed[j + 1] <= rest:
            excess = (right[j] - origin) * scale - 1
            if excess < -MAX_LACK and j < furthest:
                break
            # A paragraph on one line is as long as its author made it.
            square = 0.0 if begins and j == end else excess * excess
            cost = cost_before + square * (RAG + HOLE * square)
            cost += penalty[j] if j < end else _last_line_cost(-excess, i, j, metrics)
            if j == i:
                cost += lone_penalty[i]
            best = layer.get(j + 1)
            if best is None or cost < best[0]:
                layer[j + 1] = cost, i
            j -= 1
    return layer


def _last_line_cost(lack: float, i: int, j: int, metrics: SegmentMetrics) -> float:
    """Return the cost of a paragraph's last line, which lacks the fraction *lack* of the target width."""
    if i == 0 or metrics.last[i - 1] == i - 1:
        # The only line of its paragraph.
        return 0.0
    if i == j:
        return ORPHAN * max(0.0, lack - ORPHAN_LACK) / (1 - ORPHAN_LACK)
    return SHORT_LAST_LINE * max(0.0, lack - SHORT_LACK) / (1 - SHORT_LACK)


def _lines_needed(metrics: SegmentMetrics, width: float) -> list[int]:
    """Return for each segment the minimum number of lines of *width* em for the text from it on."""
    left, right, last, total = metrics.left, metrics.right, metrics.last, len(metrics)
    needed = [0] * (total + 1)
    for i in reversed(range(total)):
        j = bisect_right(right, left[i] + width + TOLERANCE, i, last[i] + 1) - 1
        needed[i] = 1 + needed[j + 1] if j >= i else total + 1
    return needed


def _trace(layers: list[_Layer], end: int) -> tuple[tuple[int, int], ...]:
    """Return the lines of the best path that ends before the segment *end*."""
    lines = []
    for layer in reversed(layers[1:]):
        start = layer[end][1]
        lines.append((start, end - 1))
        end = start
    return tuple(reversed(lines))
