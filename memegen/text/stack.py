"""A stack: every line fills the width, each at its own size, as on a placard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import inf, isinf

from memegen.text.compose import block
from memegen.text.fit import Frame
from memegen.text.flow import Flow, Strip
from memegen.text.measure import Measure, measure, unbroken
from memegen.text.style import Block
from memegen.text.wrap import narrowest, wrap

# The gap between lines, in mean cap heights at a leading of 1.
GAP = 0.12
# Line sizes may differ by so much before it looks like an accident.
SPREAD = 2.2
# Up to so many pieces every grouping is tried; with more, the most even one for each number of lines.
TRIED = 10

Grouping = tuple[tuple[int, int], ...]


def set_stack(flow: Flow, frame: Frame) -> Block | None:
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
    if min(sizes) < frame.least * (1 - 1e-9):
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


def _score(measured: Measure, grouping: Grouping, flow: Flow, frame: Frame) -> float:
    """How far the grouping is from filling the frame with lines of like size; inf when a line falls below the least."""
    widths = [max(measured.width(i, j), 1e-6) for i, j in grouping]
    sizes = [min(frame.most, frame.width / width) for width in widths]
    high = sum(
        size * (max(measured.top[i : j + 1]) + max(measured.bottom[i : j + 1]))
        for size, (i, j) in zip(sizes, grouping, strict=True)
    )
    high += _gap(sizes, flow) * (len(sizes) - 1)
    # With no height to fill, a square is aimed at.
    height = frame.width if isinf(frame.height) else frame.height
    part = min(1.0, height / high) if high > 0 and not isinf(frame.height) else 1.0
    if min(sizes) * part < frame.least:
        return inf
    room = 1 - high / height if high < height else 3 * (1 - height / high)
    spread = max(0.0, max(sizes) / min(sizes) / SPREAD - 1)
    narrow = sum(1 - width * size / frame.width for width, size in zip(widths, sizes, strict=True)) / len(sizes)
    sense = sum(measured.penalty[j] for _, j in grouping[:-1]) / len(grouping)
    return room + 1.5 * spread + narrow + 0.25 * sense


def _gap(sizes: Sequence[float], flow: Flow) -> float:
    return GAP * flow.style.leading * flow.cap * sum(sizes) / len(sizes)


def _stacked(strips: Sequence[Strip], flow: Flow, frame: Frame) -> tuple[list[float], list[float]]:
    """The exact sizes and baselines, in pixels."""
    sizes = [min(frame.most, frame.width / strip.width if strip.width > 0 else frame.most) for strip in strips]
    y, baselines, bottom = 0.0, [], 0.0
    gap = _gap(sizes, flow)
    for n, (strip, size) in enumerate(zip(strips, sizes, strict=True)):
        y = max(flow.cap, strip.top) * size if n == 0 else bottom + gap + strip.top * size
        baselines.append(y)
        bottom = y + strip.bottom * size
    part = min(1.0, frame.height / bottom) if bottom > 0 else 1.0
    return [size * part for size in sizes], [y * part for y in baselines]
