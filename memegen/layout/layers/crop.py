"""Where a photo is cropped: every face whole if possible, else the best of them; or what the eye goes to."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box, Size, cover
from memegen.scene.subject import Face, Subject

WHOLE = Box(0, 0, 1, 1)
# Room that a face likes around it, in parts of its size; above it for the hair, which the detector leaves out.
AIR, HAIR = 0.25, 0.4
# A face cut takes away so much of what a face kept gives.
CUT = 0.6
# Where the middle of the faces comes to stand down the part that is meant for them: eyes near the upper third.
UPPER = 0.42
# How finely a crop is placed where no face says where.
STEPS = 60
# How much a crop prefers the middle, against keeping all that the eye goes to.
MIDDLE = 0.12
SLACK = 1e-9


@frozen
class Span:
    """A face along the axis on which the crop can move, in parts of the picture; how much the face counts for."""

    start: float
    end: float
    before: float
    after: float
    weight: float


def frame(source: Size, room: Size, subject: Subject, part: Box = WHOLE) -> Box:
    """The crop of *source*, in its pixels, that fills *room* and shows its *subject*.

    *part* is where in the room, in fractions of it, the subject should come to stand, as far as the picture reaches.
    """
    crop = cover(source, room)
    sideways = source.w - crop.w > source.h - crop.h
    length = crop.w / source.w if sideways else crop.h / source.h
    slack = 1 - length
    if slack <= SLACK:
        return crop
    low, high = (part.x, part.right) if sideways else (part.y, part.bottom)
    spans = [_span(face, sideways) for face in subject.faces]
    if spans:
        start = _around(spans, length, slack, (low, high), 0.5 if sideways else UPPER)
    else:
        start = _drawn(_profile(subject, sideways), length, slack, (low, high))
    if sideways:
        return Box(start * source.w, crop.y, crop.w, crop.h)
    return Box(crop.x, start * source.h, crop.w, crop.h)


def kept(source: Size, crop: Box, faces: tuple[Face, ...]) -> int:
    """How many of the faces the crop shows whole."""
    return sum(crop.contains(placed(face, source), 0.01 * source.short) for face in faces)


def placed(face: Face, source: Size) -> Box:
    """The face's box in pixels of the picture."""
    return Box(face.box.x * source.w, face.box.y * source.h, face.box.w * source.w, face.box.h * source.h)


def _span(face: Face, sideways: bool) -> Span:
    box = face.box
    x, y = box.center
    # The larger and the more central, the more likely it is whom the picture is of.
    weight = box.w * box.h * (1.5 - abs(x - 0.5) - abs(y - 0.5))
    if sideways:
        return Span(box.x, box.right, AIR * box.w, AIR * box.w, weight)
    return Span(box.y, box.bottom, HAIR * box.h, AIR * box.h, weight)


def _around(spans: list[Span], length: float, slack: float, part: tuple[float, float], at: float) -> float:
    """Where the crop begins, 0 to *slack*: the most faces whole, the fewest cut, air about them, each in its part."""
    whole = sum(span.weight for span in spans)

    def score(start: float) -> tuple[float, float]:
        gains = [_gain(span, start, length) for span in spans]
        shown = [span for span, gain in zip(spans, gains, strict=True) if gain > 0]
        return round(sum(gains) / whole, 6), -_unease(shown, start, length, part, at)

    starts = sorted({min(max(start, 0.0), slack) for start in _starts(spans, length, slack, part, at)})
    return max(starts, key=score)


def _gain(span: Span, start: float, length: float) -> float:
    """What a face gives to a crop that begins at *start*: shown whole the most, cut less than nothing."""
    end = start + length
    seen = min(end, span.end) - max(start, span.start)
    if seen <= SLACK:
        return 0.0
    if span.end - span.start > length + SLACK:
        # No crop can show it whole, so the crop shows what it can of it.
        return CUT * span.weight * seen / length
    inside = span.start >= start - SLACK and span.end <= end + SLACK
    return span.weight if inside else -CUT * span.weight


def _starts(spans: list[Span], length: float, slack: float, part: tuple[float, float], at: float) -> Iterator[float]:
    """Where it may be best to begin: right by a face, with air and without, or with faces in their place."""
    for span in spans:
        yield from (span.start, span.start - span.before, span.end - length, span.end + span.after - length)
    for first in spans:
        for last in spans:
            yield (first.start + last.end) / 2 - _aim(part, at) * length
    yield from (slack * step / STEPS for step in range(STEPS + 1))


def _aim(part: tuple[float, float], at: float) -> float:
    return part[0] + (part[1] - part[0]) * at


def _unease(shown: list[Span], start: float, length: float, part: tuple[float, float], at: float) -> float:
    """How far the faces that are shown stand from where they would like to be."""
    weight = sum(span.weight for span in shown)
    if not weight:
        return 0.0
    low, high = start + part[0] * length, start + part[1] * length
    end = start + length
    tight = outside = 0.0
    for span in shown:
        size = max(span.end - span.start, SLACK)
        tight += span.weight * (max(0, start - span.start + span.before) + max(0, span.end + span.after - end)) / size
        outside += span.weight * min(1, (max(0, low - span.start) + max(0, span.end - high)) / size)
    middle = (min(span.start for span in shown) + max(span.end for span in shown)) / 2
    away = abs(middle - start - _aim(part, at) * length) / length
    return (2 * outside + tight) / weight + away


def _profile(subject: Subject, sideways: bool) -> list[float]:
    """The weights summed across the axis on which the crop can move."""
    rows = subject.interest
    return [sum(column) for column in zip(*rows, strict=True)] if sideways else [sum(row) for row in rows]


def _drawn(profile: list[float], length: float, slack: float, part: tuple[float, float]) -> float:
    """Where the crop begins that holds most of what the eye goes to, in its part of the room twice as gladly."""

    def score(start: float) -> float:
        seen = _within(profile, start, start + length)
        best = _within(profile, start + part[0] * length, start + part[1] * length)
        return seen + best - MIDDLE * abs(2 * start / slack - 1)

    starts = [slack * step / STEPS for step in range(STEPS + 1)]
    # Of equals the one nearest to the middle.
    return max(starts, key=lambda start: (round(score(start), 6), -abs(start - slack / 2)))


def _within(profile: list[float], low: float, high: float) -> float:
    """The part of the profile's weights that lies between two places, 0 to 1."""
    cells = len(profile)
    total = sum(profile)
    if not total:
        return 0.0
    shares = (
        weight * max(0.0, min(high * cells, cell + 1) - max(low * cells, cell)) for cell, weight in enumerate(profile)
    )
    return sum(shares) / total
