"""Where a crop starts so that faces are whole, heads too if they can be, and well placed."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from memegen.core.frozen import frozen
from memegen.scene.subject import DetectedFace

# Preferred margins beside and below a face, as fractions of its size.
MARGIN, BELOW = 0.25, 0.15
# Least and most room above a head, as fractions of the canvas's shorter side.
HEADROOM, MOST_HEADROOM = 0.03, 0.08
# A head at least this fraction of the crop is large: it has no more room above it than `MOST_HEADROOM`.
LARGE_HEAD = 0.3
# Penalty for cutting a face, as a fraction of the reward for showing it whole.
CUT_PENALTY = 0.6
# Cost of cutting a head at all, then of each part cut, and of each part of a face outside the target; parts are in
# faces. Covering a tenth of a chin is better than cutting the hair, covering a third is worse.
CUT_HEAD, HEAD_PART, OUTSIDE = 0.2, 1.0, 1.6
# Weight of room beyond `MOST_HEADROOM`.
AIRY = 2
# Target of the faces' centre, as a fraction of the height from the top, which puts the eyes near the upper third.
UPPER = 0.42
# Number of evenly spaced crop positions that are tried, less one.
STEPS = 60
# Tolerance of floating-point comparisons, as a fraction of the photo.
TOLERANCE = 1e-9


@frozen
class FaceInterval:
    """The extent of a face along the axis on which the crop can move, as fractions of the photo.

    Attributes:
        start: Start of the face.
        end: End of the face.
        head: Start and end of the head with its hair.
        first: Where the crop should start at the latest.
        last: Where it should end at the earliest.
        earliest: Where it should start at the earliest, so that a large head has not too much room above it.
        weight: Importance of the face.
    """

    start: float
    end: float
    head: tuple[float, float]
    first: float
    last: float
    earliest: float
    weight: float


@frozen
class Target:
    """Where the subject should be in the crop, along the axis on which the crop can move.

    Attributes:
        low: Start of the target area, as a fraction of the crop.
        high: End of the target area, as a fraction of the crop.
        center: Where the middle of the faces should be, as a fraction of the target area.
    """

    low: float
    high: float
    center: float

    @property
    def at(self) -> float:
        """Where the middle of the faces should be, as a fraction of the crop."""
        return self.low + (self.high - self.low) * self.center


def face_interval(face: DetectedFace, unit: float, *, horizontal: bool) -> FaceInterval:
    """Return the extent of a face.

    Args:
        face: The face.
        unit: Shorter side of the canvas, as a fraction of the photo.
        horizontal: Whether the crop moves sideways.
    """
    box, head = face.box, face.head
    x, y = box.center
    # Large and central faces are more likely to be the subject.
    weight = box.w * box.h * (1.5 - abs(x - 0.5) - abs(y - 0.5))
    if horizontal:
        margin = MARGIN * box.w
        return FaceInterval(box.x, box.right, (head.x, head.right), box.x - margin, box.right + margin, -inf, weight)
    last = box.bottom + BELOW * box.h
    first, earliest = head.y - HEADROOM * unit, head.y - MOST_HEADROOM * unit
    return FaceInterval(box.y, box.bottom, (head.y, head.bottom), first, last, earliest, weight)


def start_for_faces(faces: list[FaceInterval], length: float, slack: float, target: Target) -> float:
    """Return the start of the crop, 0 to *slack*, that shows most faces whole, with their heads and on target.

    Among starts that are equal in this the best composed counts.

    Args:
        faces: The faces; one at least.
        length: Length of the crop.
        slack: The last start that there is.
        target: Where the faces should be.
    """
    total = sum(face.weight for face in faces)

    def score(start: float) -> tuple[float, float, float]:
        rewards = [_reward(face, start, length) for face in faces]
        shown = [face for face, reward in zip(faces, rewards, strict=True) if reward > 0]
        costs = sum(face.weight * _cost(face, start, length, target) for face in shown)
        return round(sum(rewards) / total, 6), -round(costs / total, 6), -_misplacement(shown, start, length, target)

    starts = sorted({min(max(start, 0.0), slack) for start in _candidate_starts(faces, length, slack, target)})
    return max(starts, key=score)


def _reward(face: FaceInterval, start: float, length: float) -> float:
    """Return the value of a face for a crop: its weight if shown whole, negative if cut, 0 if outside."""
    end = start + length
    shown = min(end, face.end) - max(start, face.start)
    if shown <= TOLERANCE:
        return 0.0
    if face.end - face.start > length + TOLERANCE:
        # The face is longer than any crop, so showing more of it is better.
        return CUT_PENALTY * face.weight * shown / length
    inside = face.start >= start - TOLERANCE and face.end <= end + TOLERANCE
    return face.weight if inside else -CUT_PENALTY * face.weight


def _cost(face: FaceInterval, start: float, length: float, target: Target) -> float:
    """Return the cost of what is cut of the head, and of what of the face is outside the target."""
    size = max(face.end - face.start, TOLERANCE)
    first, last = face.head
    cut = max(0.0, start - first) + max(0.0, last - start - length)
    outside = max(0.0, start + target.low * length - face.start) + max(0.0, face.end - start - target.high * length)
    return (CUT_HEAD + HEAD_PART * cut / size if cut > TOLERANCE else 0.0) + OUTSIDE * min(1.0, outside / size)


def _candidate_starts(faces: list[FaceInterval], length: float, slack: float, target: Target) -> Iterator[float]:
    """Yield starts that may be best: flush with a face, with its margins, with faces on target, and evenly spaced."""
    for face in faces:
        yield from (face.start, face.first, face.end - length, face.last - length, max(0.0, face.earliest))
        yield from (
            face.head[0],
            face.head[1] - length,
            face.end - target.high * length,
            face.start - target.low * length,
        )
    for first in faces:
        for last in faces:
            yield (first.start + last.end) / 2 - target.at * length
    yield from (slack * step / STEPS for step in range(STEPS + 1))


def _misplacement(shown: list[FaceInterval], start: float, length: float, target: Target) -> float:
    """Return how far the faces in the crop are from the target, 0 for perfect composition."""
    weight = sum(face.weight for face in shown)
    if not weight:
        return 0.0
    low, end = start + target.low * length, start + length
    tight = 0.0
    for face in shown:
        size = max(face.end - face.start, TOLERANCE)
        tight += face.weight * (max(0, start - face.first) + max(0, face.last - end)) / size
    middle = (min(face.start for face in shown) + max(face.end for face in shown)) / 2
    off_center = abs(middle - start - target.at * length) / length
    airy = max(0.0, min(face.earliest for face in shown) - low) / length if _has_large_head(shown, length) else 0.0
    return tight / weight + off_center + AIRY * airy


def _has_large_head(shown: list[FaceInterval], length: float) -> bool:
    return any(face.head[1] - face.head[0] >= LARGE_HEAD * length for face in shown)
