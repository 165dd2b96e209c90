"""What a photo shows: its faces and its salient areas. Detected by :mod:`memegen.images`, used by layout."""

from __future__ import annotations

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box

# How a template names one of several faces.
FACE_CHOICES = ("left", "right", "top", "center", "largest")


@frozen
class DetectedFace:
    """A face: its box as fractions (0 to 1) of the photo's width and height, and the detector's confidence (0 to 1)."""

    box: Box
    confidence: float = 1


@frozen
class Subject:
    """The subject of a photo.

    Attributes:
        faces: the faces, largest first.
        interest: saliency on a coarse grid over the photo, row by row; weights of 0 and more.
    """

    faces: tuple[DetectedFace, ...] = ()
    interest: tuple[tuple[float, ...], ...] = ()


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
