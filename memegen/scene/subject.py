"""What a photo shows: its faces and its salient areas. Detected by :mod:`memegen.images`, used by layout."""

from __future__ import annotations

from functools import reduce

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box

# How a template names one of several faces.
FACE_CHOICES = ("left", "right", "top", "center", "largest")
# Share of what is sharp that is in a quarter of a photo whose background is blurred.
CONCENTRATED = 0.88
# Share of it in some half of the photo's height, and of its width.
IN_HALF = 0.7
# Height of a head whose neck is not seen, and the lowest place of a neck, as fractions of the silhouette's height.
HEAD, LOWEST_NECK = 1 / 3, 2 / 3
# How far a head reaches above its face and beyond each side of it, in heights and widths of the face.
HAIR, TEMPLE = 0.55, 0.2
# Width of a neck as a fraction of that of the head, at most.
NARROWER = 0.85


@frozen
class DetectedFace:
    """A face: its box as fractions (0 to 1) of the photo's width and height, and the detector's confidence (0 to 1)."""

    box: Box
    confidence: float = 1

    @property
    def head(self) -> Box:
        """The box of the head with its hair, as far as the photo has it; a detector's box ends at the forehead."""
        box = self.box
        x, y = max(0.0, box.x - TEMPLE * box.w), max(0.0, box.y - HAIR * box.h)
        return Box(x, y, min(1.0, box.right + TEMPLE * box.w) - x, box.bottom - y)


@frozen
class Silhouette:
    """The visible part of a photo with transparency; fractions (0 to 1) are of the photo's width and height.

    Attributes:
        box: the box around all that is visible.
        bands: where each of equally high bands of that box begins and ends, from the top; equal ends if it is empty.
    """

    box: Box
    bands: tuple[tuple[float, float], ...]

    def band_boxes(self) -> list[Box]:
        """Return the box of each band that is not empty."""
        h = self.box.h / len(self.bands)
        return [
            Box(start, self.box.y + i * h, end - start, h) for i, (start, end) in enumerate(self.bands) if end > start
        ]

    def head(self) -> Box:
        """Return the box of the head, if the silhouette is that of a person: from the top down to the neck.

        The neck is where the silhouette is narrowest between the widest part of the head and the shoulders. Without a
        neck the upper third counts.
        """
        widths = [end - start for start, end in self.bands]
        count = len(self.bands)
        lowest = round(count * LOWEST_NECK)
        neck = next((i for i in range(2, lowest) if _is_neck(widths, i)), round(count * HEAD))
        boxes = self.band_boxes()
        h = self.box.h / count
        inside = [box for box in boxes if box.y + h / 2 < self.box.y + neck * h]
        return reduce(Box.union, inside) if inside else self.box


def _is_neck(widths: list[float], i: int) -> bool:
    """Return whether a band is a neck: narrower than the head above it, and far narrower than the shoulders below."""
    above, below = max(widths[:i]), max(widths[i + 1 :], default=0.0)
    return widths[i] < NARROWER * above and widths[i] <= min(widths[i:][: len(widths) // 4]) and below > above


@frozen
class Subject:
    """The subject of a photo.

    Attributes:
        faces: the faces, largest first.
        interest: saliency on a coarse grid over the photo, row by row; weights of 0 and more.
        silhouette: what is visible of a photo with transparency.
        sharpness: share of each cell of that grid in what is sharp in the photo; their sum is 1, or 0.
    """

    faces: tuple[DetectedFace, ...] = ()
    interest: tuple[tuple[float, ...], ...] = ()
    silhouette: Silhouette | None = None
    sharpness: tuple[tuple[float, ...], ...] = ()

    @property
    def stands_out(self) -> bool:
        """Whether the sharp area is so small that it is what the photo is about, before a blurred background.

        A band of it from one edge to the other, like a horizon, is not.
        """
        shares = sorted((share for row in self.sharpness for share in row), reverse=True)
        if sum(shares[: len(shares) // 4]) < CONCENTRATED:
            return False
        sums = [sum(row) for row in self.sharpness], [sum(column) for column in zip(*self.sharpness, strict=True)]
        return all(_largest_half(profile) >= IN_HALF for profile in sums)


def _largest_half(profile: list[float]) -> float:
    """Return the largest sum of half of the values, next to one another."""
    half = max(1, len(profile) // 2)
    return max(sum(profile[i : i + half]) for i in range(len(profile) - half + 1))


def choose_face(faces: tuple[DetectedFace, ...], which: str) -> DetectedFace | None:
    """Return the face that *which*, one of FACE_CHOICES, names; None if there are no faces."""

    def rank(face: DetectedFace) -> float:
        x, y = face.box.center
        return {
            "left": -x,
            "right": x,
            "top": -y,
            "center": -abs(x - 0.5) - abs(y - 0.5),
            "largest": face.box.w * face.box.h,
        }[which]

    return max(faces, key=rank, default=None)
