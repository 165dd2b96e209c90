"""The font size of a text and its lines, computed from the metrics of its segments without setting it."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isinf

from memegen.core.frozen import frozen, slotted
from memegen.text.linebreak import LineBreaks, break_lines, fill_lines, filled_lines, narrowest_width
from memegen.text.measure import SegmentMetrics

# Minimum size of a number of lines to consider, as a fraction of the largest that fits.
MIN_FRACTION = 0.7
# Cost of each line beyond the number of lines that the largest size takes.
EXTRA_LINE = 0.5
# Sizes within this fraction of the largest count as large as it.
EQUALLY_LARGE = 0.995
# Cost of setting the text smaller than the largest size by the fraction l: LOSS·l + STEEP·max(0, l − FREE)². Gentle up
# to FREE, then steep. Chosen by eye.
LOSS, STEEP, FREE = 3.6, 60, 0.1
# Fractions of the size that are tried for better lines; texts of at least LONG segments, where single breaks matter
# less and take longer, get only the first two.
SIZE_FRACTIONS, LONG = (1, 0.93, 0.86, 0.75), 45
# A text gives up no more of its size than one that is longer by this fraction has to. A fifth more letters take up at
# least so much more room.
LONGER = 0.14
# A maximum size less than this factor above the minimum is of small print, whose number of lines matters more.
NARROW = 1.25
# A text of at most SHORT segments may give up the fraction SHORT_LOSS of that size, to be broken at phrase boundaries.
SHORT, SHORT_LOSS = 9, 0.08
# Maximum fraction by which a size may be smaller than that, so that sums of advances may differ.
FLOOR_TOLERANCE = 1e-6
# Steps of the search for that size: it is found to a thousandth.
STEPS = 10
# Narrower lines than this fraction of the box leave enough space for other breaks at the same size.
TIGHT = 0.97
# Numbers of lines to consider below and above the one at which the height takes over from the width.
FEWER, MORE = 3, 2
# Lower bound of a line's width, as a fraction of the mean line: each break removes at most a space.
MIN_MEAN = 0.9
# Lower bound of widths, em: characters that no font has may have none.
MIN_WIDTH = 1e-6


@frozen
class FitConstraints:
    """The box that a text has to fit into.

    Attributes:
        width: px.
        height: px.
        min_size: minimum font size, px.
        max_size: maximum font size, px.
        max_lines: maximum number of lines; infinite for any.
    """

    width: float
    height: float
    min_size: float
    max_size: float
    max_lines: float = inf

    def size(self, width: float, height: float) -> float:
        """Return the largest font size, px, at which a layout of *width* × *height* em fits.

        size = min(max_size, W / w, H / h) with the box W × H px and the layout w × h em: unhinted text scales linearly.
        """
        by_width = self.width / width if width > 0 else inf
        by_height = self.height / height if height > 0 else inf
        return min(self.max_size, by_width, by_height)


def fits(metrics: SegmentMetrics, constraints: FitConstraints) -> bool:
    """Return whether the text fits at the minimum size."""
    min_size, allowed = constraints.min_size, min(constraints.max_lines, len(metrics))
    count, _ = fill_lines(metrics, constraints.width / min_size, allowed)
    return count <= allowed and metrics.min_height(count) * min_size <= constraints.height + 1e-6


def fit(metrics: SegmentMetrics, constraints: FitConstraints) -> LineBreaks | None:
    """Return the lines to set, or None if the text does not fit at the minimum size.

    First the largest size is computed. With n lines it is bounded by the narrowest width that n lines need, w(n), and
    by their height, h(n): min(W / w(n), H / h(n)). The first bound grows with n, the second falls. Then the text is
    broken into each number of lines about the n where they meet, also in slightly more width than it needs, and the
    results are compared by the cost of their lines (see `break_lines`) plus that of the smaller size (see `LOSS`). So
    a text gives up some of its size for clearly better lines, but never so much that a longer text could be set larger
    (see `_size_if_longer`).
    """
    if not fits(metrics, constraints):
        return None
    sizes = _sizes(metrics, constraints)
    largest = max(size for size, _ in sizes.values())
    choice = _Choice(_size_if_longer(metrics, constraints, largest))
    fewest = min(n for n, (size, _) in sizes.items() if size >= largest * EQUALLY_LARGE)
    cheapest = sorted(metrics.penalty)
    for n, (size, narrow) in sorted(sizes.items(), key=lambda entry: -entry[1][0]):
        extra = EXTRA_LINE * max(0, n - fewest)
        # Lower bound: no lines cost less than those with all breaks at the cheapest places.
        bound = sum(cheapest[: n - 1]) / n + extra
        if choice.is_better(size, bound + _size_cost(size / largest)):
            continue
        for width in _widths(size, narrow, choice.floor, constraints, len(metrics)):
            upper = min(constraints.max_size, constraints.width / width)
            if choice.is_better(upper, bound + _size_cost(upper / largest)):
                break
            if breaks := break_lines(metrics, n, width, narrow):
                widest = max(metrics.width(i, j) for i, j in breaks.lines)
                actual = constraints.size(widest, metrics.height(breaks.lines))
                choice.add(breaks, actual, breaks.cost + _size_cost(actual / largest) + extra)
    return choice.lines


@slotted
class _Choice:
    """The lines chosen so far: the cheapest that are at least *floor* px large, or else the largest."""

    floor: float
    lines: LineBreaks | None = None
    size: float = 0.0
    cost: float = inf

    def is_better(self, size: float, cost: float) -> bool:
        """Return whether the choice cannot become lines of at most *size* px that cost at least *cost*."""
        if self.cost < inf:
            return size < self.floor * (1 - FLOOR_TOLERANCE) or cost >= self.cost
        return size < self.size

    def add(self, lines: LineBreaks, size: float, cost: float) -> None:
        """Choose lines if they are better."""
        if size < self.floor * (1 - FLOOR_TOLERANCE):
            if self.cost == inf and size > self.size:
                self.lines, self.size = lines, size
        elif cost < self.cost - 1e-9:
            self.lines, self.size, self.cost = lines, size, cost


def largest_size(metrics: SegmentMetrics, constraints: FitConstraints) -> float:
    """Return the largest size, px, at which the text fits; 0 if it does not fit at the minimum size."""
    if not fits(metrics, constraints):
        return 0.0
    return max(size for size, _ in _sizes(metrics, constraints).values())


def _size_if_longer(metrics: SegmentMetrics, constraints: FitConstraints, largest: float) -> float:
    """Return the largest size, px, at which the text would fit if it went on for the fraction `LONGER` of its width.

    It is at least the minimum size and at most *largest*, the largest at which the text fits as it is. No text that
    begins with this one, and is that much longer, can be set larger. For small print it is the minimum size.
    """
    more = LONGER * (metrics.right[-1] - metrics.left[0])

    def has_room(size: float) -> bool:
        width, allowed = constraints.width / size, constraints.max_lines
        if constraints.height < inf:
            allowed = min(allowed, 1 + (constraints.height / size - metrics.cap) // metrics.pitch)
        count, last = filled_lines(metrics, width)
        return (allowed - count) * width + width - last >= more

    low, high = constraints.min_size, largest
    if constraints.max_size < NARROW * low:
        return low
    if isinf(constraints.width) or low >= high or has_room(high):
        low = high
    for _ in range(STEPS if low < high else 0):
        middle = (low + high) / 2
        low, high = (middle, high) if has_room(middle) else (low, middle)
    return max(constraints.min_size, min(high, largest * (1 - SHORT_LOSS))) if len(metrics) <= SHORT else high


def _size_cost(fraction: float) -> float:
    """Return the cost of being set at *fraction* of the largest size, see `LOSS`."""
    loss = max(0.0, 1 - fraction)
    steep = max(0.0, loss - FREE)
    return LOSS * loss + STEEP * steep * steep


def _sizes(metrics: SegmentMetrics, constraints: FitConstraints) -> dict[int, tuple[float, float]]:
    """Return the largest size, px, and the narrowest width, em, for each number of lines to consider."""
    low, high = metrics.paragraphs, int(min(len(metrics), constraints.max_lines))
    if isinf(constraints.width):
        return {low: (constraints.size(0, metrics.min_height(low)), max(metrics.widest(), MIN_WIDTH))}
    crossing = _crossing(metrics, constraints, low, high)
    sizes: dict[int, tuple[float, float]] = {}
    largest, total = 0.0, metrics.right[-1] - metrics.left[0]
    candidates = range(max(low, crossing - FEWER), min(high, crossing + MORE) + 1)
    for n in sorted(candidates, key=lambda n: (abs(n - crossing), n)):
        if constraints.size(total / n * MIN_MEAN, metrics.min_height(n)) < MIN_FRACTION * largest:
            continue
        narrow = narrowest_width(metrics, n, metrics.widest())
        size = constraints.size(narrow, metrics.min_height(n))
        if size >= constraints.min_size * (1 - 1e-9) or n == crossing:
            sizes[n] = size, max(narrow, MIN_WIDTH)
            largest = max(largest, size)
    # Where a wide word bounds the size, fewer lines than the height allows are as large, and fuller.
    count = fill_lines(metrics, constraints.width / largest)[0] if largest > 0 else low
    for n in range(max(low, count), min(count + MORE + 1, candidates.start)):
        narrow = max(narrowest_width(metrics, n, metrics.widest()), MIN_WIDTH)
        sizes[n] = constraints.size(narrow, metrics.min_height(n)), narrow
    return sizes


def _crossing(metrics: SegmentMetrics, constraints: FitConstraints, low: int, high: int) -> int:
    """Return the smallest number of lines that fit by width at the size that their height allows."""
    while low < high:
        n = (low + high) // 2
        size = max(constraints.min_size, constraints.size(0, metrics.min_height(n)))
        if fill_lines(metrics, constraints.width / size, n)[0] <= n:
            high = n
        else:
            low = n + 1
    return low


def _widths(size: float, narrow: float, floor: float, constraints: FitConstraints, count: int) -> Iterator[float]:
    """Yield the widths, em, to break lines in: what *size* leaves and, if that is tight, slightly more.

    The more is bounded by *floor*, the minimum size in px.
    """
    for fraction in SIZE_FRACTIONS if count < LONG else SIZE_FRACTIONS[:2]:
        smaller = max(floor, size * fraction)
        if fraction < 1 and narrow < constraints.width / size * TIGHT:
            break
        yield max(constraints.width / smaller, narrow) if constraints.width < inf else inf
        if smaller == floor:
            break
