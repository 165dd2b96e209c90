"""Breaking a text into a given number of lines: the least rag, and breaks by sense."""

from __future__ import annotations

from bisect import bisect_right
from math import inf

from memegen.core.frozen import frozen
from memegen.text.measure import TOLERANCE, Measure

# How much an uneven line counts, by the square and the fourth power of the part that it lacks: a little is nothing, a
# line of half the width is worse than two bad breaks.
RAG, HOLE = 4.0, 10.0
# A last line of one short word, and a last line that is short though it has several.
ORPHAN, SHORT = 1.0, 0.8
# A line that lacks more than this part of its width is tried only where no fuller one can be.
LACKS = 0.6
# Where the narrowest width is looked for, in parts of a mean line: first the middle, then each side of it.
GUESSES = (1.06, 0.98, 1.14, 1.02, 1.1, 1.22)


@frozen
class Lines:
    """Lines as (first piece, last piece), and their ``cost`` a line, by which layouts are compared."""

    lines: tuple[tuple[int, int], ...]
    cost: float


def fill(measure: Measure, limit: float, most: float = inf) -> tuple[int, float]:
    """How many lines the text takes when each is filled to *limit* em, and the next limit that changes that.

    Stops beyond *most* lines. A piece wider than the limit counts as infinitely many lines.
    """
    left, right, last = measure.left, measure.right, measure.last
    count, i, following, total = 0, 0, inf, len(measure)
    while i < total and count <= most:
        end = last[i]
        j = bisect_right(right, left[i] + limit + TOLERANCE, i, end + 1) - 1
        if j < i:
            return total + 1, right[i] - left[i]
        if j < end:
            following = min(following, right[j + 1] - left[i])
        i = j + 1
        count += 1
    return count, following


def reach(measure: Measure, limit: float, rows: float) -> int:
    """The piece that comes after *rows* lines, each filled to *limit* em; a wider piece has a line to itself."""
    i, count = 0, 0
    while i < len(measure) and count < rows:
        end = measure.last[i] + 1
        i = max(i + 1, bisect_right(measure.right, measure.left[i] + limit + TOLERANCE, i, end))
        count += 1
    return i


def narrowest(measure: Measure, n: int, start: float) -> float:
    """The least width in em, and no less than *start*, in which the text takes *n* lines or fewer.

    A few guesses come near it from below; from there it is the next width at which the lines change, and so on.
    """
    mean = (measure.right[-1] - measure.left[0]) / n
    limit, high = start, inf
    # A line gives up a space at most, so that none of these is likely to be too wide for a first guess.
    for guess in (start, *(mean * part for part in GUESSES)):
        if limit <= guess < high:
            if fill(measure, guess, n)[0] <= n:
                high = guess
                if guess == start:
                    return start
            else:
                limit = guess
    while True:
        count, following = fill(measure, limit, n)
        if count <= n or following == inf:
            return limit
        limit = following


def wrap(measure: Measure, n: int, limit: float, target: float) -> Lines | None:
    """The best *n* lines no wider than *limit* em, each as near to *target* em as can be; None if there are none.

    Dynamic programming over (lines so far, next piece), held to the states from which the rest can still be set.
    """
    total, aim = len(measure), 1 / target
    left, right, last, penalty, lone = measure.left, measure.right, measure.last, measure.penalty, measure.lone
    far = bisect_right
    needed = _needed(measure, limit)
    if needed[0] > n:
        return None
    layers: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
    for k in range(n):
        room = n - k - 1
        layer: dict[int, tuple[float, int]] = {}
        for i, (sofar, _) in layers[-1].items():
            origin, end = left[i], last[i]
            j = furthest = min(far(right, origin + limit + TOLERANCE, i, end + 1) - 1, total - 1 - room)
            while j >= i and needed[j + 1] <= room:
                over = (right[j] - origin) * aim - 1
                if over < -LACKS and j < furthest:
                    break
                rag = over * over
                cost = sofar + rag * (RAG + HOLE * rag) + (penalty[j] if j < end else _ending(-over, i, j, measure))
                if j == i:
                    cost += lone[i]
                known = layer.get(j + 1)
                if known is None or cost < known[0]:
                    layer[j + 1] = cost, i
                j -= 1
        layers.append(layer)
    if total not in layers[n]:
        return None
    return Lines(_trace(layers, total), layers[n][total][0] / n)


def _ending(missing: float, i: int, j: int, measure: Measure) -> float:
    """The cost of a paragraph's last line, which lacks the part *missing* of the target's width."""
    alone = i == 0 or measure.last[i - 1] == i - 1
    if alone:
        return 0.0
    if i == j:
        return ORPHAN * max(0.0, missing - 0.45) / 0.55
    return SHORT * max(0.0, missing - 0.6) / 0.4


def _needed(measure: Measure, limit: float) -> list[int]:
    """For each piece, how many lines of *limit* em the text from it on takes at least."""
    left, right, last, total = measure.left, measure.right, measure.last, len(measure)
    needed = [0] * (total + 1)
    for i in reversed(range(total)):
        j = bisect_right(right, left[i] + limit + TOLERANCE, i, last[i] + 1) - 1
        needed[i] = 1 + needed[j + 1] if j >= i else total + 1
    return needed


def _trace(layers: list[dict[int, tuple[float, int]]], end: int) -> tuple[tuple[int, int], ...]:
    lines = []
    for layer in reversed(layers[1:]):
        start = layer[end][1]
        lines.append((start, end - 1))
        end = start
    return tuple(reversed(lines))
