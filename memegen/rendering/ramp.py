"""The colours along a gradient, as samples and as lookup tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf, isfinite
from operator import mul
from typing import NamedTuple

from memegen.scene.color import Color
from memegen.scene.items import Stop

# Maximum position along a gradient, as an integer; lookup tables have one entry for each position.
MAX_POSITION = 65535
# Maximum number of cached table layouts.
CACHED_WIDTHS = 32
# One byte for each level, to be repeated.
BYTES = [bytes([value]) for value in range(256)]


class Levels(NamedTuple):
    """Levels of one channel with more than 8 bits.

    Attributes:
        whole: The integer parts, one byte each.
        fraction: The fractions, in 256ths, one byte each.
    """

    whole: bytes
    fraction: bytes


def composite_stops(stops: Sequence[Stop], background: Color) -> tuple[Stop, ...]:
    """Return the opaque stops that the stops give on a uniform background."""
    return tuple(Stop(stop.at, _opaque(background.mix(stop.color, stop.color.a))) for stop in stops)


def single_color(stops: Sequence[Stop]) -> Color | None:
    """Return the opaque colour of a gradient in which only the opacity changes; None for any other."""
    colors = {_opaque(stop.color) for stop in stops if stop.color.a > 0}
    return colors.pop() if len(colors) == 1 else None


def _opaque(color: Color) -> Color:
    return Color(color.r, color.g, color.b)


def is_opaque(stops: Sequence[Stop]) -> bool:
    """Return whether no stop is translucent."""
    return all(stop.color.a >= 1 for stop in stops)


def sample_stops(stops: Sequence[Stop], positions: Sequence[float]) -> tuple[list[float], ...]:
    """Return red, green, blue and alpha at each position.

    Colours are interpolated premultiplied, so that a transparent end neither darkens nor greys the gradient.

    Args:
        stops: The stops of the gradient, in any order.
        positions: Positions in ascending order; 0 is the start of the gradient, 1 its end.

    Returns:
        Four lists of levels, 0-255.
    """
    ordered = sorted(stops, key=lambda stop: stop.at)
    bounds = [Stop(-inf, ordered[0].color), *ordered, Stop(inf, ordered[-1].color)]
    channels: tuple[list[float], ...] = ([], [], [], [])
    done = 0
    for start, end in pairwise(bounds):
        until = bisect_left(positions, end.at, done)
        width = end.at - start.at
        # Before the first stop and after the last both colours are the same.
        fractions = [(at - start.at) / width if isfinite(width) else 0.0 for at in positions[done:until]]
        for channel, levels in zip(channels, _interpolate(start.color, end.color, fractions), strict=True):
            channel += levels
        done = until
    return channels


def _interpolate(start: Color, end: Color, fractions: Sequence[float]) -> Iterator[list[float]]:
    """Yield the four channels (0-255) of mixtures of two colours; *fractions* (0-1) are those of *end*."""
    alphas = [start.a + (end.a - start.a) * fraction for fraction in fractions]
    weights = fractions
    if start.a != end.a:
        # Where the alpha is 0 the colour does not matter.
        weights = [
            end.a * fraction / alpha if alpha else fraction for fraction, alpha in zip(fractions, alphas, strict=True)
        ]
    for first, second in zip(start.rgb, end.rgb, strict=True):
        yield [first + (second - first) * weight for weight in weights]
    yield [255 * alpha for alpha in alphas]


def lookup_table(values: Sequence[float], squared: bool) -> Levels:
    """Return the levels of one channel at each position, 0 to :data:`MAX_POSITION`.

    Args:
        values: Levels, 0-255, at equal distances from the start to the end of the gradient.
        squared: Whether the table is indexed by the square of the position, as radial gradients need.
    """
    widths = _widths(len(values), squared)
    whole, fraction = split_levels(values)
    return Levels(
        b"".join(map(mul, [BYTES[level] for level in whole], widths)),
        b"".join(map(mul, [BYTES[level] for level in fraction], widths)),
    )


def split_levels(values: Sequence[float]) -> Levels:
    """Split levels, 0-255, into integers and 256ths."""
    steps = [round(value * 256) for value in values]
    return Levels(bytes([step >> 8 for step in steps]), bytes([step & 255 for step in steps]))


@lru_cache(CACHED_WIDTHS)
def _widths(count: int, squared: bool) -> list[int]:
    """Return how many entries of a lookup table each of *count* values has."""
    last = count - 1
    edges = [min((step + 0.5) / last, 1.0) for step in range(count)]
    ends = [0, *(round((edge * edge if squared else edge) * MAX_POSITION) for edge in edges)]
    ends[-1] = MAX_POSITION + 1
    return [end - start for start, end in pairwise(ends)]
