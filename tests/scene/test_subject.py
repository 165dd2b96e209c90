"""Choosing one of several faces."""

from __future__ import annotations

import pytest

from memegen.scene.geometry import Box
from memegen.scene.subject import FACE_CHOICES, DetectedFace, choose_face

# In the order of FACE_CHOICES.
FACES = (
    DetectedFace(Box(0.0, 0.4, 0.1, 0.1)),
    DetectedFace(Box(0.9, 0.4, 0.1, 0.1)),
    DetectedFace(Box(0.3, 0.0, 0.1, 0.1)),
    DetectedFace(Box(0.45, 0.45, 0.1, 0.1)),
    DetectedFace(Box(0.5, 0.7, 0.3, 0.3)),
)


@pytest.mark.parametrize(("which", "face"), [*zip(FACE_CHOICES, FACES, strict=True)])
def test_face_is_chosen_by_position_or_size(which: str, face: DetectedFace) -> None:
    assert choose_face(FACES, which) is face
    assert choose_face(FACES[::-1], which) is face


@pytest.mark.parametrize("which", FACE_CHOICES)
def test_no_face_is_chosen_of_none(which: str) -> None:
    assert choose_face((), which) is None
