"""What choosing lines needs to know of a text: the widths of its pieces as prefix sums, in em, shaped once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import inf

from memegen.text.breaks import clusters, opportunities
from memegen.text.flow import Flow
from memegen.text.sense import alone, penalties

# The air between lines of which one is taller than the leading foresees, in em.
AIR = 0.06
# Sums of advances differ by less than this though they should be equal, in em.
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Measure:
    """The unbreakable pieces of a text, one entry each.

    ``starts`` and ``ends`` are offsets in the text; ``left`` and ``right`` the ends of the piece's ink on one endless
    line, so that a line of the pieces i to j is ``right[j] - left[i]`` wide; ``top`` and ``bottom`` its ink above
    and below the baseline; ``last`` the last piece of its paragraph; ``penalty`` what a break after it costs, ``lone``
    what a line of it alone. ``cap`` is the cap height and ``pitch`` the distance of baselines.
    """

    starts: list[int]
    ends: list[int]
    left: list[float]
    right: list[float]
    top: list[float]
    bottom: list[float]
    last: list[int]
    penalty: list[float]
    lone: list[float]
    cap: float
    pitch: float

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def paragraphs(self) -> int:
        return len(set(self.last))

    def width(self, i: int, j: int) -> float:
        return self.right[j] - self.left[i]

    def widest(self) -> float:
        """The width of the widest piece."""
        return max(map(float.__sub__, self.right, self.left))

    def height(self, n: int) -> float:
        """The height of *n* lines: from the top of the pieces likely in the first to the bottom of the last ones."""
        share = -(-len(self) // n)
        return max(self.cap, *self.top[:share]) + (n - 1) * self.pitch + max(self.bottom[-share:])

    def least_height(self, n: int) -> float:
        """The height that *n* lines have at least."""
        return max(self.cap, self.top[0]) + (n - 1) * self.pitch + self.bottom[-1]


def measure(flow: Flow, starts: list[int]) -> Measure:
    """Shape the whole text once and measure the pieces that begin at *starts*."""
    text, count = flow.copy.plain, len(starts)
    ends = [*starts[1:], len(text)]
    advance, right = [0.0] * count, [-inf] * count
    left, top, bottom = [inf] * count, [0.0] * count, [0.0] * count
    high, low = 0.0, 0.0
    piece, start, end = 0, starts[0], ends[0]
    for item, _, at, wide, dx, dy, ink in flow.glyphs(0, len(text)):
        if not start <= at < end:
            piece = bisect_right(starts, at) - 1
            start, end = starts[piece], ends[piece]
        if ink.w > 0 and ink.h > 0:
            x = advance[piece] + dx + ink.x
            above, below = -dy - ink.y, dy + ink.bottom
            if not flow.hangs(at, start):
                left[piece] = min(left[piece], x)
            right[piece] = max(right[piece], x + ink.w)
            top[piece], bottom[piece] = max(top[piece], above), max(bottom[piece], below)
            if flow.tall(item, at):
                high, low = max(high, above), max(low, below)
        advance[piece] += wide
    x = 0.0
    for i in range(count):
        inked = right[i] > left[i]
        left[i], right[i] = (x + left[i], x + right[i]) if inked else (x, max(x, x + right[i]))
        x += advance[i]
    pitch = max(flow.style.leading, high + max(bottom) + AIR, low + max(top) + AIR) if high else flow.style.leading
    last = _last(text, ends)
    costs = penalties(flow, starts, ends), alone(flow, starts, ends, last)
    return Measure(starts, ends, left, _rising(right), top, bottom, last, *costs, flow.cap, pitch)


def split_wide(flow: Flow, measured: Measure, limit: float) -> Measure:
    """The same, with every piece wider than *limit* em taken apart: where Unicode allows it, or between clusters."""
    text = flow.copy.plain
    allowed = opportunities(text, flow.style.language)
    for finer in (allowed, clusters(text, flow.style.language)):
        wide = [i for i in range(len(measured)) if measured.width(i, i) > limit + TOLERANCE]
        if not wide:
            break
        inside = {at for i in wide for at in finer if measured.starts[i] < at < measured.ends[i]}
        inside = {at for at in inside if not text[at].isspace()}
        measured = measure(flow, sorted(inside.union(measured.starts)))
    return measured


def _last(text: str, ends: list[int]) -> list[int]:
    last = [len(ends) - 1] * len(ends)
    for i in reversed(range(len(ends) - 1)):
        last[i] = i if text[ends[i] - 1] == "\n" else last[i + 1]
    return last


def _rising(values: list[float]) -> list[float]:
    """The values, none less than the one before; bisection needs that, and an overhang can break it."""
    high = -inf
    return [high := max(high, value) for value in values]
