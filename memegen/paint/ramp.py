"""The colours along a gradient, as tables that the painter looks pixels up in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from memegen.color import Color
from memegen.scene import Stop

# A place along a gradient is a number from 0 to this one.
PLACES = 65535


class Table(NamedTuple):
    """What each place along a gradient is in one channel: a whole part, and the rest in 256ths."""

    whole: bytes
    rest: bytes


def over(stops: Sequence[Stop], ground: Color) -> tuple[Stop, ...]:
    """The opaque colours that the stops show on a flat ground."""
    return tuple(Stop(stop.at, _solid(ground.mixed(stop.color, stop.color.a))) for stop in stops)


def _solid(color: Color) -> Color:
    return Color(color.r, color.g, color.b)


def flat(stops: Sequence[Stop]) -> Color | None:
    """The one colour of a gradient in which only the opacity changes, opaque; None where there are several."""
    colors = {_solid(stop.color) for stop in stops if stop.color.a > 0}
    return colors.pop() if len(colors) == 1 else None


def opaque(stops: Sequence[Stop]) -> bool:
    return all(stop.color.a >= 1 for stop in stops)


def sampled(stops: Sequence[Stop], count: int) -> list[tuple[float, float, float, float]]:
    """Red, green, blue and opacity (0 to 255 each) at *count* even places from end to end.

    Colours are mixed by their opacity, so that a transparent end neither darkens nor greys.
    """
    ordered = sorted(stops, key=lambda stop: stop.at)
    samples, index = [], 0
    for step in range(count):
        at = step / (count - 1)
        while index < len(ordered) and ordered[index].at <= at:
            index += 1
        before, after = ordered[max(0, index - 1)], ordered[min(index, len(ordered) - 1)]
        width = after.at - before.at
        samples.append(_between(before.color, after.color, (at - before.at) / width if width > 0 else 0))
    return samples


def _between(one: Color, other: Color, part: float) -> tuple[float, float, float, float]:
    mine, its = one.a * (1 - part), other.a * part
    alpha = mine + its
    # Where nothing shows, any colour will do.
    share = its / alpha if alpha else part
    return (
        one.r + (other.r - one.r) * share,
        one.g + (other.g - one.g) * share,
        one.b + (other.b - one.b) * share,
        alpha * 255,
    )


def table(values: Sequence[float], squared: bool) -> Table:
    """The table of one channel, from its *values* (0 to 255) at even places from end to end.

    With *squared* it is looked up by the square of the place, as the distance from the centre of a radial gradient is.
    """
    last = len(values) - 1
    whole, rest, done = [], [], 0
    for step, value in enumerate(values):
        edge = min((step + 0.5) / last, 1.0)
        end = round((edge * edge if squared else edge) * PLACES) + (step == last)
        steps = round(value * 256)
        whole.append(bytes([steps >> 8]) * (end - done))
        rest.append(bytes([steps & 255]) * (end - done))
        done = end
    return Table(b"".join(whole), b"".join(rest))
