"""Which face of several is meant."""

from __future__ import annotations

from memegen.scene.geometry import Box
from memegen.scene.subject import Face, choose_face


def face(x: float, y: float, w: float, h: float) -> Face:
    return Face(Box(x, y, w, h))


def test_face_is_chosen_by_position_or_size() -> None:
    faces = (face(0.4, 0.5, 0.2, 0.2), face(0.05, 0.3, 0.1, 0.1), face(0.85, 0.1, 0.1, 0.1))
    named = {which: choose_face(faces, which) for which in ("left", "right", "top", "center", "largest")}
    assert named == {"left": faces[1], "right": faces[2], "top": faces[2], "center": faces[0], "largest": faces[0]}
    assert choose_face((), "left") is None
