"""Stacked lines: each is set in the size at which it fills the width (``fit: lines``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import inf, isinf

from memegen.text.compose import compose
from memegen.text.fit import MIN_WIDTH, FitConstraints
from memegen.text.linebreak import break_lines, narrowest_width
from memegen.text.measure import SegmentMetrics, measure_segments, segment_starts
from memegen.text.shape import ShapedParagraph
from memegen.text.shaped_line import ShapedLine
from memegen.text.style import TextLayout

# Gap between lines at a leading of 1, in mean cap heights.
GAP = 0.12
# Maximum ratio of line sizes before it looks accidental.
MAX_RATIO = 2.2
# Maximum number of segments of which every grouping is tried; with more, the most even one for each number of lines.
MAX_EXHAUSTIVE = 10
# Maximum number of lines with more segments.
MAX_LINES = 24
# The width in which the most even lines are broken, as a multiple of the narrowest.
SLACK = 1.15
# Weights of a stack's cost: excess height, ratio of sizes, penalties of breaks (unused space and width count 1).
TOO_HIGH, RATIO, BREAKS = 3, 1.5, 0.25

# Fraction of the width that the lines of a full stack take, and of the height that it takes at least.
FULL, FULL_HEIGHT = 0.97, 0.6

# Lines as (first segment, last segment).
Grouping = tuple[tuple[int, int], ...]


def fit_stack(paragraph: ShapedParagraph, constraints: FitConstraints) -> TextLayout | None:
    """Return the stack that fills the box best, or None if no grouping keeps every line at the minimum size.

    A stack as wide as the box comes before one that is higher. The lines fill the width unless the stack is then too
    high; in that case all are scaled down by the same factor.
    """
    if isinf(constraints.width):
        return None
    metrics = measure_segments(paragraph, segment_starts(paragraph))
    best: tuple[bool, float, Grouping] | None = None
    for grouping in _groupings(metrics, constraints):
        full, cost = _rank(metrics, grouping, paragraph, constraints)
        if cost < inf and (best is None or (not full, cost) < (not best[0], best[1])):
            best = full, cost, grouping
    if best is None:
        return None
    lines = [paragraph.shape_line(metrics.starts[i], metrics.ends[j]) for i, j in best[2]]
    sizes, baselines = _sizes_and_baselines(lines, paragraph, constraints)
    if min(sizes) < constraints.min_size * (1 - 1e-9):
        return None
    return compose(paragraph, lines, sizes, baselines, constraints.width)


def _groupings(metrics: SegmentMetrics, constraints: FitConstraints) -> Iterator[Grouping]:
    """Yield the ways to group the segments into lines that are to be compared."""
    count = len(metrics)
    forced = {i + 1 for i in metrics.last if i + 1 < count}
    max_lines = min(count, constraints.max_lines)
    if count <= MAX_EXHAUSTIVE:
        for n in range(count):
            for cuts in combinations(range(1, count), n):
                if n + 1 <= max_lines and forced.issubset(cuts):
                    edges = (0, *cuts, count)
                    yield tuple((a, b - 1) for a, b in pairwise(edges))
        return
    for n in range(metrics.paragraphs, int(min(max_lines, MAX_LINES)) + 1):
        narrow = max(narrowest_width(metrics, n, metrics.widest()), MIN_WIDTH)
        breaks = break_lines(metrics, n, narrow * SLACK, narrow)
        if breaks:
            yield breaks.lines


def _rank(
    metrics: SegmentMetrics, grouping: Grouping, paragraph: ShapedParagraph, constraints: FitConstraints
) -> tuple[bool, float]:
    """Return whether a grouping is as wide as the box, and how far it is from filling it with lines of similar size.

    It counts as wide only if its lines are of similar size, and it is `FULL_HEIGHT` of the box high at least.

    The cost is a weighted sum of the fraction of the height that is unused (or exceeded), the ratio of the largest to
    the smallest line beyond `MAX_RATIO`, the mean fraction of the width that is unused, and the mean penalty of the
    breaks; it is infinite if a line falls below the minimum size.
    """
    width = constraints.width
    widths = [max(metrics.width(i, j), MIN_WIDTH) for i, j in grouping]
    sizes = [min(constraints.max_size, width / line) for line in widths]
    total = sum(
        size * (max(metrics.top[i : j + 1]) + max(metrics.bottom[i : j + 1]))
        for size, (i, j) in zip(sizes, grouping, strict=True)
    )
    total += _gap(sizes, paragraph) * (len(sizes) - 1)
    # Without a height to fill, aim at a square.
    height = width if isinf(constraints.height) else constraints.height
    scale = min(1.0, height / total) if total > 0 and not isinf(constraints.height) else 1.0
    if min(sizes) * scale < constraints.min_size:
        return False, inf
    unfilled = 1 - total / height if total < height else TOO_HIGH * (1 - height / total)
    ratio = max(0.0, max(sizes) / min(sizes) / MAX_RATIO - 1)
    narrow = sum(1 - line * size / width for line, size in zip(widths, sizes, strict=True)) / len(sizes)
    breaks = sum(metrics.penalty[j] for _, j in grouping[:-1]) / len(grouping)
    widest = min(line * size for line, size in zip(widths, sizes, strict=True)) * scale
    full = widest >= FULL * width and not ratio and total >= FULL_HEIGHT * height
    return full, unfilled + RATIO * ratio + narrow + BREAKS * breaks


def _gap(sizes: Sequence[float], paragraph: ShapedParagraph) -> float:
    """Return the gap between lines, px."""
    return GAP * paragraph.style.leading * paragraph.cap * sum(sizes) / len(sizes)


def _sizes_and_baselines(
    lines: Sequence[ShapedLine], paragraph: ShapedParagraph, constraints: FitConstraints
) -> tuple[list[float], list[float]]:
    """Return the exact sizes and baselines of shaped lines, px."""
    width, max_size = constraints.width, constraints.max_size
    sizes = [min(max_size, width / line.width if line.width > 0 else max_size) for line in lines]
    y, baselines, bottom = 0.0, [], 0.0
    gap = _gap(sizes, paragraph)
    for n, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        y = max(paragraph.cap, line.top) * size if n == 0 else bottom + gap + line.top * size
        baselines.append(y)
        bottom = y + line.bottom * size
    scale = min(1.0, constraints.height / bottom) if bottom > 0 else 1.0
    return [size * scale for size in sizes], [y * scale for y in baselines]
