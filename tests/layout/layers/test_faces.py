"""Faces of photos on the canvas, and the record of subjects that were detected."""

from __future__ import annotations

import pytest

from memegen.layout.layers.faces import CardPhotos, face_boxes, overlap_area
from memegen.scene.geometry import Box
from memegen.scene.items import Group, Picture
from memegen.scene.subject import DetectedFace, Subject
from tests.helpers.stage import FakePhotos

# A face in the middle of the left half of a photo, a quarter of it wide and high.
SUBJECT = Subject((DetectedFace(Box(0.125, 0.375, 0.25, 0.25)),))
SOURCE = "photo-1000x1000.jpg"


class CountingPhotos(FakePhotos):
    """Counts how often subjects are looked up."""

    def __init__(self) -> None:
        super().__init__(SUBJECT)
        self.lookups = 0

    def subject(self, source: str) -> Subject:
        self.lookups += 1
        return super().subject(source)


def test_subject_is_looked_up_once_and_recorded() -> None:
    source = CountingPhotos()
    photos = CardPhotos(source)
    assert photos.facts(SOURCE).width == 1000
    assert photos.detected == {}
    assert photos.subject(SOURCE) == photos.subject(SOURCE) == SUBJECT
    assert photos.detected == {SOURCE: SUBJECT}
    assert source.lookups == 1


def test_face_boxes_are_scaled_and_rotated_with_their_picture() -> None:
    picture = Picture(SOURCE, Box(0, 0, 1000, 1000), Box(100, 0, 200, 200))
    assert face_boxes([picture], FakePhotos(SUBJECT)) == [Box(125, 75, 50, 50)]
    group = Group((picture,), rotate=90, center=(200, 100))
    (found,) = face_boxes([group], FakePhotos(SUBJECT))
    assert tuple(found) == pytest.approx((175, 25, 50, 50))


def test_face_counts_only_if_more_than_half_of_it_is_shown() -> None:
    for start, shown in ((200, 1), (300, 0)):
        picture = Picture(SOURCE, Box(start, 0, 500, 1000), Box(0, 0, 500, 1000))
        assert len(face_boxes([picture], FakePhotos(SUBJECT))) == shown


def test_overlap_area_of_boxes() -> None:
    assert overlap_area(Box(0, 0, 10, 10), Box(5, 6, 10, 10)) == 20
    assert overlap_area(Box(0, 0, 10, 10), Box(10, 0, 10, 10)) == 0
    assert overlap_area(Box(0, 0, 10, 10), Box(20, 20, 10, 10)) == 0
