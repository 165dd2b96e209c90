"""Where a crop starts so that heads are whole and well placed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from memegen.layout.layers.crop import crop_to_subject
from memegen.layout.layers.face_crop import Target, face_interval, start_for_faces
from memegen.scene.geometry import Box, Size
from memegen.scene.subject import DetectedFace, Subject

WHOLE = Target(0, 1, 0.42)


def face(x: float, y: float, w: float, h: float) -> DetectedFace:
    return DetectedFace(Box(x, y, w, h))


def headroom(one: DetectedFace, length: float, target: Target = WHOLE) -> float:
    """Return the room above the head in a crop as wide as the canvas, as a fraction of the crop's height."""
    start = start_for_faces([face_interval(one, length, horizontal=False)], length, 1 - length, target)
    return (one.head.y - start) / length


@given(st.floats(0.02, 0.9), st.floats(0.02, 0.5), st.floats(0.2, 0.9))
def test_head_is_whole_where_the_photo_and_the_crop_have_room(y: float, h: float, length: float) -> None:
    one = face(0.4, y, 0.2, h)
    assume(y + h <= 1)
    assume(one.head.h < length)
    start = start_for_faces([face_interval(one, length, horizontal=False)], length, 1 - length, WHOLE)
    assert start <= one.head.y + 1e-6
    assert one.head.bottom <= start + length + 1e-6


def test_room_above_a_large_head_is_three_to_eight_hundredths_of_the_canvas() -> None:
    for h in (0.12, 0.15, 0.18, 0.22):
        assert 0.0299 < headroom(face(0.4, 0.45, 0.2, h), 0.4) < 0.0801, h


def test_small_head_keeps_its_place_near_the_upper_third() -> None:
    assert headroom(face(0.4, 0.45, 0.1, 0.05), 0.4) > 0.2


def test_hair_that_the_photo_lacks_is_no_reason_to_move() -> None:
    one = face(0.4, 0.02, 0.2, 0.2)
    assert one.head.y == 0
    assert headroom(one, 0.6) == 0


def test_hair_is_cut_rather_than_a_large_part_of_the_face_covered() -> None:
    one = face(0.4, 0.4, 0.2, 0.2)
    start = start_for_faces([face_interval(one, 0.5, horizontal=False)], 0.5, 0.5, Target(0, 0.4, 0.42))
    assert one.head.y < start <= one.box.y
    assert one.box.bottom - start < 0.4 * 0.5 + 0.01


def test_hair_is_whole_in_a_wide_photo_at_the_side() -> None:
    source, one = Size(3000, 1000), face(0.5, 0.3, 0.1, 0.4)
    crop = crop_to_subject(source, Size(450, 1000), Subject((one,)))
    assert crop.x <= one.head.x * 3000
    assert one.head.right * 3000 <= crop.right


def test_head_reaches_beyond_the_face_as_far_as_the_photo_does() -> None:
    head = face(0.4, 0.5, 0.2, 0.2).head
    assert (head.x, head.y, head.right, head.bottom) == pytest.approx((0.36, 0.39, 0.64, 0.7))
    assert face(0, 0, 1, 1).head == Box(0, 0, 1, 1)
