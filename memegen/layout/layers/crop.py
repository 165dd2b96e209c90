"""Where a photo is cropped: around its faces, or else around its salient area."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from pathlib import PurePath

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box, Size, cover
from memegen.scene.items import Picture
from memegen.scene.subject import DetectedFace, Subject

# The whole of a photo or region, as fractions.
WHOLE = Box(0, 0, 1, 1)
# Preferred margins of a face, as fractions of its size; HAIR is above the face, for the detector excludes the hair.
MARGIN, HAIR = 0.25, 0.4
# Penalty for cutting a face, as a fraction of the reward for showing it whole.
CUT_PENALTY = 0.6
# Target of the faces' centre, as a fraction of the height from the top, which puts the eyes near the upper third.
UPPER = 0.42
# Number of evenly spaced crop positions that are tried, less one.
STEPS = 60
# Weight of a centred crop relative to keeping the whole salient area.
CENTERING = 0.12
# Maximum enlargement that still looks sharp.
MAX_ENLARGEMENT = 1.5
# Tolerance of floating-point comparisons, as a fraction of the photo.
TOLERANCE = 1e-9
# Tolerance within which a face counts as whole, as a fraction of the photo's shorter side.
FACE_TOLERANCE = 0.01


@frozen
class FaceInterval:
    """The extent of a face along the axis on which the crop can move, as fractions of the photo.

    Attributes:
        start: Start of the face.
        end: End of the face.
        before: Preferred margin before the start.
        after: Preferred margin after the end.
        weight: Importance of the face.
    """

    start: float
    end: float
    before: float
    after: float
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


def crop_to_subject(source: Size, size: Size, subject: Subject, part: Box = WHOLE) -> Box:
    """Return the crop of *source* that fills *size* and keeps *subject* in view, px of the source.

    Args:
        source: Size of the photo, px.
        size: Size of the box to fill, px; only its ratio counts.
        subject: Faces and salient area, as fractions of the photo.
        part: Target area of the subject, as fractions of the box.
    """
    crop = cover(source, size)
    horizontal = source.w - crop.w > source.h - crop.h
    length = crop.w / source.w if horizontal else crop.h / source.h
    slack = 1 - length
    if slack <= TOLERANCE:
        return crop
    target = Target(part.x, part.right, 0.5) if horizontal else Target(part.y, part.bottom, UPPER)
    faces = [_interval(face, horizontal) for face in subject.faces]
    if faces:
        start = _start_for_faces(faces, length, slack, target)
    else:
        start = _start_for_saliency(_profile(subject, horizontal), length, slack, target)
    if horizontal:
        return Box(start * source.w, crop.y, crop.w, crop.h)
    return Box(crop.x, start * source.h, crop.w, crop.h)


def whole_faces(source: Size, crop: Box, faces: tuple[DetectedFace, ...]) -> int:
    """Return the number of faces that are completely inside the crop (px of the source)."""
    return sum(crop.contains(face_box(face, source), FACE_TOLERANCE * source.short) for face in faces)


def enlargement_problem(source: Size, picture: Picture) -> tuple[str, str] | None:
    """Return a message and a hint if a photo has too few pixels for its box, unless its blur hides that.

    Args:
        source: Size of the photo, px.
        picture: What is drawn of it.
    """
    scale = picture.box.w / picture.crop.w
    if scale <= MAX_ENLARGEMENT or picture.blur >= scale:
        return None
    name = PurePath(picture.source).name
    minimum, best = ceil(source.w * scale / MAX_ENLARGEMENT), ceil(source.w * scale)
    message = f"{name} is enlarged {scale:.1f} times: it is {source.w:,.0f} pixels wide"
    return message, f"take one {minimum:,} pixels wide at least, at best {best:,}"


def face_box(face: DetectedFace, source: Size) -> Box:
    """Return the box of a face, px of the source."""
    return Box(face.box.x * source.w, face.box.y * source.h, face.box.w * source.w, face.box.h * source.h)


def _interval(face: DetectedFace, horizontal: bool) -> FaceInterval:
    box = face.box
    x, y = box.center
    # Large and central faces are more likely to be the subject.
    weight = box.w * box.h * (1.5 - abs(x - 0.5) - abs(y - 0.5))
    if horizontal:
        return FaceInterval(box.x, box.right, MARGIN * box.w, MARGIN * box.w, weight)
    return FaceInterval(box.y, box.bottom, HAIR * box.h, MARGIN * box.h, weight)


def _start_for_faces(faces: list[FaceInterval], length: float, slack: float, target: Target) -> float:
    """Return the start of the crop, 0 to *slack*, that shows most faces whole, then the best composed one."""
    total = sum(face.weight for face in faces)

    def score(start: float) -> tuple[float, float]:
        rewards = [_reward(face, start, length) for face in faces]
        shown = [face for face, reward in zip(faces, rewards, strict=True) if reward > 0]
        return round(sum(rewards) / total, 6), -_misplacement(shown, start, length, target)

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


def _candidate_starts(faces: list[FaceInterval], length: float, slack: float, target: Target) -> Iterator[float]:
    """Yield starts that may be best: flush with a face, with its margins, with faces on target, and evenly spaced."""
    for face in faces:
        yield from (face.start, face.start - face.before, face.end - length, face.end + face.after - length)
    for first in faces:
        for last in faces:
            yield (first.start + last.end) / 2 - target.at * length
    yield from (slack * step / STEPS for step in range(STEPS + 1))


def _misplacement(shown: list[FaceInterval], start: float, length: float, target: Target) -> float:
    """Return how far the faces in the crop are from the target, 0 for perfect composition."""
    weight = sum(face.weight for face in shown)
    if not weight:
        return 0.0
    low, high = start + target.low * length, start + target.high * length
    end = start + length
    tight = outside = 0.0
    for face in shown:
        size = max(face.end - face.start, TOLERANCE)
        tight += face.weight * (max(0, start - face.start + face.before) + max(0, face.end + face.after - end)) / size
        outside += face.weight * min(1, (max(0, low - face.start) + max(0, face.end - high)) / size)
    middle = (min(face.start for face in shown) + max(face.end for face in shown)) / 2
    off_center = abs(middle - start - target.at * length) / length
    return (2 * outside + tight) / weight + off_center


def _profile(subject: Subject, horizontal: bool) -> list[float]:
    """Return the saliency summed across the axis on which the crop can move."""
    rows = subject.interest
    return [sum(column) for column in zip(*rows, strict=True)] if horizontal else [sum(row) for row in rows]


def _start_for_saliency(profile: list[float], length: float, slack: float, target: Target) -> float:
    """Return the start of the crop that contains most of the saliency; within the target area it counts twice."""

    def score(start: float) -> float:
        in_crop = _share(profile, start, start + length)
        on_target = _share(profile, start + target.low * length, start + target.high * length)
        return in_crop + on_target - CENTERING * abs(2 * start / slack - 1)

    starts = [slack * step / STEPS for step in range(STEPS + 1)]
    # Ties go to the crop nearest to the centre.
    return max(starts, key=lambda start: (round(score(start), 6), -abs(start - slack / 2)))


def _share(profile: list[float], low: float, high: float) -> float:
    """Return the fraction (0-1) of the profile's total between two positions, as fractions of its length."""
    cells = len(profile)
    total = sum(profile)
    if not total:
        return 0.0
    shares = (
        weight * max(0.0, min(high * cells, cell + 1) - max(low * cells, cell)) for cell, weight in enumerate(profile)
    )
    return sum(shares) / total
