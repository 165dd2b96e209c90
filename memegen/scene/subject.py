"""What a picture is of: the faces in it, and where the eye goes, in fractions of the picture."""

from __future__ import annotations

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box


@frozen
class Face:
    """A face: its box in fractions of the picture (0 to 1 each way), and how sure the detector is (0 to 1)."""

    box: Box
    confidence: float = 1


@frozen
class Subject:
    """The faces of a picture, largest first, and a grid of weights, row by row, of what else draws the eye."""

    faces: tuple[Face, ...] = ()
    interest: tuple[tuple[float, ...], ...] = ()


# The ways to name one face of several.
FACE_CHOICES = ("left", "right", "top", "center", "largest")


def choose_face(faces: tuple[Face, ...], which: str) -> Face | None:
    """The face meant by one of CHOICES; None where there is no face."""

    def rank(face: Face) -> float:
        x, y = face.box.center
        return {
            "left": -x,
            "right": x,
            "top": -y,
            "center": -abs(x - 0.5) - abs(y - 0.5),
            "largest": face.box.w * face.box.h,
        }[which]

    return max(faces, key=rank, default=None)
