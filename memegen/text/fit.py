"""The size of a text and its lines, by arithmetic on one measure: nothing is set twice to find out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import inf, isinf

from memegen.core.frozen import frozen
from memegen.text.compose import block
from memegen.text.linebreak import Lines, fill, narrowest, wrap
from memegen.text.measure import Measure, measure, unbroken
from memegen.text.shape import ShapedLine, ShapedParagraph
from memegen.text.style import TextLayout

# Sizes below this part of the largest are not looked at.
WORTH = 0.7
# What a line more costs that makes the text no larger.
NEEDLESS = 0.5
# For long texts the breaks matter less one by one, and time more.
LONG = 45


@frozen
class Frame:
    """The room for a text: pixels, sizes in pixels, the greatest number of lines (inf for any)."""

    width: float
    height: float
    min_size: float
    max_size: float
    max_lines: float = inf

    def size(self, width: float, height: float) -> float:
        """The greatest size at which a block of *width* × *height* em fits."""
        wide = self.width / width if width > 0 else inf
        high = self.height / height if height > 0 else inf
        return min(self.max_size, wide, high)


def fits(measure: Measure, frame: Frame) -> bool:
    """Whether the text fits at the least size."""
    allowed = min(frame.max_lines, len(measure))
    count, _ = fill(measure, frame.width / frame.min_size, allowed)
    return count <= allowed and measure.least_height(count) * frame.min_size <= frame.height + 1e-6


def fit(measure: Measure, frame: Frame) -> Lines | None:
    """The lines to set, or None when the text does not fit at the least size.

    The largest size is found first: for n lines it is bound by the narrowest width that n lines need, and by the height
    of n lines; the first falls behind and the second takes over as n grows. Then the numbers of lines about that point
    are broken, each also in a little more width than it needs, and compared by the cost of their lines (rag, orphan,
    breaks against the sense: see ``wrap``) and the cost of being smaller (see ``_smaller``). So a text is given up to
    about a tenth less size for clearly better lines, and more only to save it from a short word alone on its last line.
    """
    if not fits(measure, frame):
        return None
    best: tuple[float, Lines] | None = None
    sizes = _sizes(measure, frame)
    largest = max(size for size, _ in sizes.values())
    fewest = min(n for n, (size, _) in sizes.items() if size >= largest * 0.995)
    cheapest = sorted(measure.penalty)
    for n, (size, narrow) in sorted(sizes.items(), key=lambda entry: -entry[1][0]):
        # No lines cost less than where all breaks are at the best places there are.
        least = sum(cheapest[: n - 1]) / n + NEEDLESS * max(0, n - fewest)
        if size < WORTH * largest or (best and least + _smaller(size / largest) >= best[0]):
            continue
        for limit in _limits(size, narrow, largest, frame, len(measure)):
            if best and least + _smaller(min(frame.max_size, frame.width / limit) / largest) >= best[0]:
                break
            lines = wrap(measure, n, limit, narrow)
            if lines is None:
                continue
            widest = max(measure.width(i, j) for i, j in lines.lines)
            score = lines.cost + _smaller(frame.size(widest, measure.height(n)) / largest)
            score += NEEDLESS * max(0, n - fewest)
            if best is None or score < best[0] - 1e-9:
                best = score, lines
    return best[1] if best else None


def _smaller(part: float) -> float:
    """The cost of being set at *part* of the largest size: gentle for the first tenth, steep after it."""
    loss = max(0.0, 1 - part)
    beyond = max(0.0, loss - 0.1)
    return 3.6 * loss + 60 * beyond * beyond


def _sizes(measure: Measure, frame: Frame) -> dict[int, tuple[float, float]]:
    """For each number of lines worth a look, the greatest size and the narrowest width in em."""
    low, high = measure.paragraphs, int(min(len(measure), frame.max_lines))
    if isinf(frame.width):
        return {low: (frame.size(0, measure.height(low)), max(measure.widest(), 1e-6))}

    def bound(n: int) -> float:
        return max(frame.min_size, frame.size(0, measure.height(n)))

    # The least n that fits by width at the size that its height allows.
    first, last = low, high
    while first < last:
        middle = (first + last) // 2
        if fill(measure, frame.width / bound(middle), middle)[0] <= middle:
            last = middle
        else:
            first = middle + 1
    sizes: dict[int, tuple[float, float]] = {}
    largest, total = 0.0, measure.right[-1] - measure.left[0]
    for n in sorted(range(max(low, first - 3), min(high, first + 2) + 1), key=lambda n: (abs(n - first), n)):
        # A line gives up a space at most, so its width is no less than nearly the mean.
        if frame.size(total / n * 0.9, measure.height(n)) < WORTH * largest:
            continue
        narrow = narrowest(measure, n, measure.widest())
        size = frame.size(narrow, measure.height(n))
        if size >= frame.min_size * (1 - 1e-9) or n == first:
            sizes[n] = size, max(narrow, 1e-6)
            largest = max(largest, size)
    return sizes


def _limits(size: float, narrow: float, largest: float, frame: Frame, segments: int) -> Iterator[float]:
    """The widths in em to break *n* lines in: what its size leaves, and if that is tight, a little more."""
    parts = (1, 0.93, 0.86, 0.75) if segments < LONG else (1, 0.93)
    for part in parts:
        smaller = max(frame.min_size, size * part)
        if part < 1 and (smaller < WORTH * largest or narrow < frame.width / size * 0.97):
            break
        yield max(frame.width / smaller, narrow) if frame.width < inf else inf
        if smaller == frame.min_size:
            break


# The gap between lines, in mean cap heights at a leading of 1.
GAP = 0.12
# Line sizes may differ by so much before it looks like an accident.
SPREAD = 2.2
# Up to so many pieces every grouping is tried; with more, the most even one for each number of lines.
TRIED = 10

Grouping = tuple[tuple[int, int], ...]


def set_stack(flow: ShapedParagraph, frame: Frame) -> TextLayout | None:
    """The stack that fills the frame best, or None when no grouping keeps every line at the least size.

    The lines fill the width unless that makes the stack too high; then all of it is scaled down alike.
    """
    if isinf(frame.width):
        return None
    measured = measure(flow, unbroken(flow))
    best: tuple[float, Grouping] | None = None
    for grouping in _groupings(measured, frame):
        score = _score(measured, grouping, flow, frame)
        if score < (best[0] if best else inf):
            best = score, grouping
    if best is None:
        return None
    strips = [flow.strip(measured.starts[i], measured.ends[j]) for i, j in best[1]]
    sizes, baselines = _stacked(strips, flow, frame)
    if min(sizes) < frame.min_size * (1 - 1e-9):
        return None
    return block(flow, strips, sizes, baselines, frame.width)


def _groupings(measured: Measure, frame: Frame) -> Iterator[Grouping]:
    count = len(measured)
    forced = {i + 1 for i in measured.last if i + 1 < count}
    most = min(count, frame.max_lines)
    if count <= TRIED:
        for n in range(count):
            for cuts in combinations(range(1, count), n):
                if n + 1 <= most and forced.issubset(cuts):
                    edges = (0, *cuts, count)
                    yield tuple((a, b - 1) for a, b in pairwise(edges))
        return
    for n in range(measured.paragraphs, int(min(most, 24)) + 1):
        # Characters that no font has may draw nothing at all.
        narrow = max(narrowest(measured, n, measured.widest()), 1e-6)
        lines = wrap(measured, n, narrow * 1.15, narrow)
        if lines:
            yield lines.lines


def _score(measured: Measure, grouping: Grouping, flow: ShapedParagraph, frame: Frame) -> float:
    """How far the grouping is from filling the frame with lines of like size; inf when a line falls below the least."""
    widths = [max(measured.width(i, j), 1e-6) for i, j in grouping]
    sizes = [min(frame.max_size, frame.width / width) for width in widths]
    high = sum(
        size * (max(measured.top[i : j + 1]) + max(measured.bottom[i : j + 1]))
        for size, (i, j) in zip(sizes, grouping, strict=True)
    )
    high += _gap(sizes, flow) * (len(sizes) - 1)
    # With no height to fill, a square is aimed at.
    height = frame.width if isinf(frame.height) else frame.height
    part = min(1.0, height / high) if high > 0 and not isinf(frame.height) else 1.0
    if min(sizes) * part < frame.min_size:
        return inf
    room = 1 - high / height if high < height else 3 * (1 - height / high)
    spread = max(0.0, max(sizes) / min(sizes) / SPREAD - 1)
    narrow = sum(1 - width * size / frame.width for width, size in zip(widths, sizes, strict=True)) / len(sizes)
    sense = sum(measured.penalty[j] for _, j in grouping[:-1]) / len(grouping)
    return room + 1.5 * spread + narrow + 0.25 * sense


def _gap(sizes: Sequence[float], flow: ShapedParagraph) -> float:
    return GAP * flow.style.leading * flow.cap * sum(sizes) / len(sizes)


def _stacked(strips: Sequence[ShapedLine], flow: ShapedParagraph, frame: Frame) -> tuple[list[float], list[float]]:
    """The exact sizes and baselines, in pixels."""
    sizes = [min(frame.max_size, frame.width / strip.width if strip.width > 0 else frame.max_size) for strip in strips]
    y, baselines, bottom = 0.0, [], 0.0
    gap = _gap(sizes, flow)
    for n, (strip, size) in enumerate(zip(strips, sizes, strict=True)):
        y = max(flow.cap, strip.top) * size if n == 0 else bottom + gap + strip.top * size
        baselines.append(y)
        bottom = y + strip.bottom * size
    part = min(1.0, frame.height / bottom) if bottom > 0 else 1.0
    return [size * part for size in sizes], [y * part for y in baselines]
