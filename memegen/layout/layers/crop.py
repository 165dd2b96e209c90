"""Where a photo is cropped: around its faces, or else around its salient area."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from math import ceil
from pathlib import PurePath

from memegen.layout.layers.face_crop import STEPS, TOLERANCE, UPPER, Target, face_interval, start_for_faces
from memegen.scene.geometry import Box, Size, cover
from memegen.scene.items import Picture
from memegen.scene.subject import DetectedFace, Subject

# The whole of a photo or region, as fractions.
WHOLE = Box(0, 0, 1, 1)
# Weight of a centred crop relative to keeping the whole salient area.
CENTERING = 0.12
# Share of what is sharp before a blurred background that a crop keeps, and the weight of that.
KEPT, KEEPING = 0.7, 3.0
# Size of heads in a round picture, as a fraction of its diameter.
HEAD_SHARE = 0.62
# Maximum enlargement that still looks sharp.
MAX_ENLARGEMENT = 1.5
# Tolerance within which a face counts as whole, as a fraction of the photo's shorter side.
FACE_TOLERANCE = 0.01


def crop_to_subject(
    source: Size, size: Size, subject: Subject, part: Box = WHOLE, short: float = 0, *, circle: bool = False
) -> Box:
    """Return the crop of *source* that fills *size* and keeps *subject* in view, px of the source.

    Args:
        source: Size of the photo, px.
        size: Size of the box to fill, px; only its ratio counts.
        subject: Faces and salient area, as fractions of the photo.
        part: Target area of the subject, as fractions of the box.
        short: Shorter side of the canvas, px, by which the room above a head is measured; 0 for that of the box.
        circle: Whether a circle is cut out of it, which heads are to fill.
    """
    if circle and subject.faces and (closer := _crop_to_heads(source, size, subject.faces)):
        return closer
    crop = cover(source, size)
    horizontal = source.w - crop.w > source.h - crop.h
    length = crop.w / source.w if horizontal else crop.h / source.h
    slack = 1 - length
    if slack <= TOLERANCE:
        return crop
    target = Target(part.x, part.right, 0.5) if horizontal else Target(part.y, part.bottom, UPPER)
    unit = 0.0 if horizontal else (short or size.short) / size.h * length
    faces = [face_interval(face, unit, horizontal=horizontal) for face in subject.faces]
    if faces:
        start = start_for_faces(faces, length, slack, target)
    else:
        start = _start_for_saliency(subject, length, slack, target, horizontal=horizontal)
    if horizontal:
        return Box(start * source.w, crop.y, crop.w, crop.h)
    return Box(crop.x, start * source.h, crop.w, crop.h)


def whole_faces(source: Size, crop: Box, faces: tuple[DetectedFace, ...]) -> int:
    """Return the number of faces that are completely inside the crop (px of the source)."""
    return sum(crop.contains(face_box(face, source), FACE_TOLERANCE * source.short) for face in faces)


def crop_problems(
    source: Size, picture: str, crop: Box, subject: Subject, *, of_face: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield the code, the message and the hint of each problem of a crop, px of the source; *of_face*: a face's."""
    name, count, whole = PurePath(picture).name, len(subject.faces), whole_faces(source, crop, subject.faces)
    if of_face and not count:
        yield "face-not-found", f"no face was found in {name}", "set the place of the face, e.g. `focus: [0.6, 0.3]`"
    if whole < count:
        cut = f"{count - whole} of {count} faces" if count > 1 else "the face"
        hint = "show the whole photo with `fit: contain`, or choose a photo with another aspect ratio"
        yield "face-cut", f"the crop cuts {cut} in {name}", hint
    if problem := cut_problem(source, picture, crop, subject):
        yield "subject-cut", *problem


def cut_problem(source: Size, picture: str, crop: Box, subject: Subject) -> tuple[str, str] | None:
    """Return a message and a hint if a crop, px of the source, cuts away too much of what a photo is about.

    That is known where there are no faces, and the background is blurred.
    """
    if subject.faces or not subject.stands_out:
        return None
    rows = subject.sharpness
    h, w = source.h / len(rows), source.w / len(rows[0])
    cells = (
        (share, crop.intersection(Box(x * w, y * h, w, h))) for y, row in enumerate(rows) for x, share in enumerate(row)
    )
    kept = sum(share * max(0.0, part.w) * max(0.0, part.h) for share, part in cells) / (w * h)
    if kept >= KEPT:
        return None
    message = f"the crop shows only {kept:.0%} of the sharp area of {PurePath(picture).name}"
    return message, "choose a photo with another aspect ratio, or set the subject, e.g. `focus: [0.6, 0.3]`"


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
    message = f"{name} is enlarged {scale:.1f} times: it is {source.w:,.0f} px wide"
    return message, f"use a photo at least {minimum:,} px wide, best {best:,} px"


def face_box(face: DetectedFace, source: Size) -> Box:
    """Return the box of a face, px of the source."""
    return Box(face.box.x * source.w, face.box.y * source.h, face.box.w * source.w, face.box.h * source.h)


def _crop_to_heads(source: Size, size: Size, faces: tuple[DetectedFace, ...]) -> Box | None:
    """Return the crop, px of the source, in which the heads take `HEAD_SHARE` of a round picture of *size* px.

    None where they do without enlarging the photo; it is never enlarged beyond what looks sharp.
    """
    whole = cover(source, size)
    heads = reduce(Box.union, [face.head for face in faces])
    heads = Box(heads.x * source.w, heads.y * source.h, heads.w * source.w, heads.h * source.h)
    scale = max(heads.w / whole.w, heads.h / whole.h) / HEAD_SHARE
    scale = max(scale, size.w / MAX_ENLARGEMENT / whole.w)
    if scale >= 1:
        return None
    w, h = whole.w * scale, whole.h * scale
    x, y = heads.center
    return Box(min(max(0.0, x - w / 2), source.w - w), min(max(0.0, y - h / 2), source.h - h), w, h)


def _profile(grid: tuple[tuple[float, ...], ...], *, horizontal: bool) -> list[float]:
    """Return a grid summed across the axis on which the crop can move."""
    return [sum(column) for column in zip(*grid, strict=True)] if horizontal else [sum(row) for row in grid]


def _start_for_saliency(subject: Subject, length: float, slack: float, target: Target, *, horizontal: bool) -> float:
    """Return the start of the crop that contains most of the saliency; within the target area it counts twice.

    If the photo has a blurred background the crop contains `KEPT` of what is sharp, if it can.
    """
    profile = _profile(subject.interest, horizontal=horizontal)
    sharp = _profile(subject.sharpness, horizontal=horizontal) if subject.stands_out else []

    def score(start: float) -> float:
        in_crop = _share(profile, start, start + length)
        on_target = _share(profile, start + target.low * length, start + target.high * length)
        kept = KEEPING * min(KEPT, _share(sharp, start, start + length))
        return in_crop + on_target + kept - CENTERING * abs(2 * start / slack - 1)

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
