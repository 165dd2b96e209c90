"""Choosing one of several faces; the head of a silhouette."""

from __future__ import annotations

import pytest

from memegen.scene.geometry import Box
from memegen.scene.subject import FACE_CHOICES, DetectedFace, Silhouette, choose_face

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


def silhouette(*widths: float) -> Silhouette:
    """Bands of these widths about the middle, over the whole height of a photo."""
    bands = tuple((0.5 - width / 2, 0.5 + width / 2) for width in widths)
    return Silhouette(Box(0, 0, 1, 1), bands)


def test_head_ends_at_the_neck() -> None:
    figure = silhouette(0.1, 0.3, 0.3, 0.3, 0.2, 0.15, 0.6, 0.8, 0.8, 0.8)
    assert figure.head() == pytest.approx(Box(0.35, 0, 0.3, 0.5))


def test_without_a_neck_the_upper_third_counts() -> None:
    assert silhouette(*[0.5] * 9).head() == pytest.approx(Box(0.25, 0, 0.5, 1 / 3))
    assert silhouette(*[0.1 * i for i in range(1, 10)]).head().h == pytest.approx(1 / 3)


def test_empty_bands_have_no_box() -> None:
    figure = silhouette(0.2, 0, 0.4)
    assert [box.w for box in figure.band_boxes()] == pytest.approx([0.2, 0.4])
