"""The colours along a gradient, as tables that the painter looks pixels up in."""

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

# A place along a gradient is a number from 0 to this one.
PLACES = 65535
BYTES = [bytes([value]) for value in range(256)]


class Table(NamedTuple):
    """Values of one channel along a gradient: whole parts, and what is over in 256ths."""

    whole: bytes
    rest: bytes


def over(stops: Sequence[Stop], ground: Color) -> tuple[Stop, ...]:
    """The opaque colours that the stops show on a flat ground."""
    return tuple(Stop(stop.at, _solid(ground.mix(stop.color, stop.color.a))) for stop in stops)


def _solid(color: Color) -> Color:
    return Color(color.r, color.g, color.b)


def flat(stops: Sequence[Stop]) -> Color | None:
    """The one colour of a gradient in which only the opacity changes, opaque; None where there are several."""
    colors = {_solid(stop.color) for stop in stops if stop.color.a > 0}
    return colors.pop() if len(colors) == 1 else None


def opaque(stops: Sequence[Stop]) -> bool:
    """Whether nothing shows through."""
    return all(stop.color.a >= 1 for stop in stops)


def sampled(stops: Sequence[Stop], places: Sequence[float]) -> tuple[list[float], ...]:
    """Red, green, blue and opacity (0 to 255 each) at *places*, which rise from one to the next.

    Colours are mixed by their opacity, so that a transparent end neither darkens nor greys.
    """
    ordered = sorted(stops, key=lambda stop: stop.at)
    ends = [Stop(-inf, ordered[0].color), *ordered, Stop(inf, ordered[-1].color)]
    channels: tuple[list[float], ...] = ([], [], [], [])
    done = 0
    for one, other in pairwise(ends):
        end = bisect_left(places, other.at, done)
        width = other.at - one.at
        parts = [(place - one.at) / width if isfinite(width) else 0.0 for place in places[done:end]]
        # Before the first stop and after the last the two colours are the same.
        for channel, values in zip(channels, _between(one.color, other.color, parts), strict=True):
            channel += values
        done = end
    return channels


def _between(one: Color, other: Color, parts: Sequence[float]) -> Iterator[list[float]]:
    """The four channels of the mixtures with so many *parts* (0 to 1) of *other*."""
    alphas = [one.a + (other.a - one.a) * part for part in parts]
    shares = parts
    if one.a != other.a:
        # Where nothing shows, any colour will do.
        shares = [other.a * part / alpha if alpha else part for part, alpha in zip(parts, alphas, strict=True)]
    for first, second in zip(one.rgb, other.rgb, strict=True):
        yield [first + (second - first) * share for share in shares]
    yield [255 * alpha for alpha in alphas]


def table(values: Sequence[float], squared: bool) -> Table:
    """The table of one channel, from its *values* (0 to 255) at even places from end to end.

    With *squared* it is looked up by the square of the place, as the distance from the centre of a radial gradient is.
    """
    widths = _widths(len(values), squared)
    whole, rest = split(values)
    return Table(
        b"".join(map(mul, [BYTES[level] for level in whole], widths)),
        b"".join(map(mul, [BYTES[level] for level in rest], widths)),
    )


def split(values: Sequence[float]) -> Table:
    """Values (0 to 255) as whole parts and 256ths."""
    steps = [round(value * 256) for value in values]
    return Table(bytes([step >> 8 for step in steps]), bytes([step & 255 for step in steps]))


@lru_cache(32)
def _widths(count: int, squared: bool) -> list[int]:
    """How many places of a table each of *count* values takes."""
    last = count - 1
    edges = [min((step + 0.5) / last, 1.0) for step in range(count)]
    ends = [0, *(round((edge * edge if squared else edge) * PLACES) for edge in edges)]
    ends[-1] = PLACES + 1
    return [end - start for start, end in pairwise(ends)]
