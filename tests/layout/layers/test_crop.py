"""Crops around faces and salient areas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.layout.layers.crop import crop_problems, crop_to_subject, cut_problem, face_box, whole_faces
from memegen.scene.geometry import Box, Size, cover
from memegen.scene.subject import DetectedFace, Subject

SIDES = st.floats(50, 4000)
SIZES = st.builds(Size, SIDES, SIDES)
HEADER, STORY = Size(1500, 500), Size(1080, 1920)


def face(x: float, y: float, w: float, h: float) -> DetectedFace:
    return DetectedFace(Box(x, y, w, h))


@st.composite
def some_faces(draw: st.DrawFn) -> tuple[DetectedFace, ...]:
    found = []
    for _ in range(draw(st.integers(1, 5))):
        w, h = draw(st.floats(0.01, 0.5)), draw(st.floats(0.01, 0.5))
        found.append(face(draw(st.floats(0, 1 - w)), draw(st.floats(0, 1 - h)), w, h))
    return tuple(found)


@st.composite
def parts(draw: st.DrawFn) -> Box:
    x, y = draw(st.floats(0, 0.8)), draw(st.floats(0, 0.8))
    return Box(x, y, draw(st.floats(0.1, 1 - x)), draw(st.floats(0.1, 1 - y)))


@given(SIZES, SIZES, some_faces(), parts())
def test_crop_is_inside_the_photo_and_has_the_ratio_of_the_box(
    source: Size, room: Size, faces: tuple[DetectedFace, ...], part: Box
) -> None:
    crop = crop_to_subject(source, room, Subject(faces), part)
    assert Box(0, 0, source.w, source.h).contains(crop, 1e-6 * max(source.w, source.h))
    assert crop.size == cover(source, room).size


@given(SIZES, SIZES, some_faces(), parts())
def test_all_faces_are_whole_if_any_crop_can_show_them(
    source: Size, room: Size, faces: tuple[DetectedFace, ...], part: Box
) -> None:
    widest = cover(source, room).size
    around = face_box(faces[0], source)
    for other in faces[1:]:
        around = around.union(face_box(other, source))
    if around.w <= widest.w and around.h <= widest.h:
        crop = crop_to_subject(source, room, Subject(faces), part)
        assert all(crop.contains(face_box(one, source), 1e-6 * max(source.w, source.h)) for one in faces)


def test_faces_are_whole_in_a_header_and_in_a_story() -> None:
    source, faces = Size(3000, 2000), (face(0.1, 0.2, 0.08, 0.12), face(0.25, 0.25, 0.08, 0.12))
    for room in (HEADER, STORY):
        crop = crop_to_subject(source, room, Subject(faces))
        assert whole_faces(source, crop, faces) == 2


def test_face_that_does_not_fit_is_left_out_and_the_larger_stays() -> None:
    source = Size(3000, 1000)
    faces = (face(0.05, 0.3, 0.12, 0.4), face(0.3, 0.3, 0.06, 0.2))
    crop = crop_to_subject(source, Size(1000, 1600), Subject(faces))
    assert crop.contains(face_box(faces[0], source))
    assert not crop.intersects(face_box(faces[1], source))


def test_face_larger_than_the_box_is_centred() -> None:
    source, faces = Size(1000, 1000), (face(0.5, 0.2, 0.4, 0.5),)
    crop = crop_to_subject(source, Size(300, 1000), Subject(faces))
    assert crop.center[0] == pytest.approx(700, abs=20)
    assert whole_faces(source, crop, faces) == 0


def test_eyes_are_near_the_upper_third_with_space_for_the_hair() -> None:
    source = Size(1000, 3000)
    (one,) = faces = (face(0.4, 0.45, 0.2, 0.08),)
    crop = crop_to_subject(source, Size(1000, 1000), Subject(faces))
    eyes = (face_box(one, source).y + 0.4 * face_box(one, source).h - crop.y) / crop.h
    assert 0.3 < eyes < 0.45
    assert face_box(one, source).y - crop.y > 0.3 * face_box(one, source).h


def test_subject_is_placed_in_its_target_area() -> None:
    source, faces = Size(3000, 1000), (face(0.48, 0.3, 0.05, 0.2),)
    for part, at in ((Box(0.58, 0, 0.42, 1), 0.79), (Box(0, 0, 0.5, 1), 0.25)):
        crop = crop_to_subject(source, Size(1000, 1000), Subject(faces), part)
        assert (face_box(faces[0], source).center[0] - crop.x) / crop.w == pytest.approx(at, abs=0.02)


def test_heads_fill_a_circle() -> None:
    source, faces = Size(2400, 1600), (face(0.4, 0.3, 0.1, 0.15),)
    crop = crop_to_subject(source, Size(300, 300), Subject(faces), circle=True)
    head = faces[0].head
    assert head.h * source.h / crop.h == pytest.approx(0.62)
    assert crop.w == pytest.approx(crop.h)
    assert crop.center == pytest.approx((head.center[0] * source.w, head.center[1] * source.h))


def test_head_in_a_circle_is_not_enlarged_until_it_blurs() -> None:
    source, faces = Size(600, 400), (face(0.4, 0.3, 0.1, 0.15),)
    crop = crop_to_subject(source, Size(300, 300), Subject(faces), circle=True)
    assert crop.w == pytest.approx(200)


def test_crowd_in_a_circle_is_shown_as_widely_as_anywhere() -> None:
    source, faces = Size(2400, 1600), (face(0.1, 0.3, 0.1, 0.15), face(0.6, 0.3, 0.1, 0.15))
    square = Size(300, 300)
    assert crop_to_subject(source, square, Subject(faces), circle=True).size == cover(source, square).size


@given(SIZES, SIZES, some_faces())
def test_circle_shows_a_part_of_the_photo_with_the_ratio_of_the_box(
    source: Size, room: Size, faces: tuple[DetectedFace, ...]
) -> None:
    crop = crop_to_subject(source, room, Subject(faces), circle=True)
    assert Box(0, 0, source.w, source.h).contains(crop, 1e-6 * max(source.w, source.h))
    assert crop.w / crop.h == pytest.approx(room.w / room.h)


def test_crop_without_faces_follows_saliency() -> None:
    grid = ((0.0, 0.0, 0.0, 0.0, 1.0, 0.0),)
    crop = crop_to_subject(Size(600, 100), Size(100, 100), Subject((), grid))
    assert crop.x <= 400
    assert crop.right >= 500
    # With nothing to see, the middle it is.
    assert crop_to_subject(Size(600, 100), Size(100, 100), Subject()).x == pytest.approx(250)
    assert crop_to_subject(Size(600, 100), Size(100, 100), Subject((), ((1.0,) * 6,))).x == pytest.approx(250)


def sharp_in(columns: int, *cells: int) -> Subject:
    """Return a photo of one row of cells that draws the eye to the first, and is sharp in *cells* alone."""
    eye = (1.0,) + (0.0,) * (columns - 1)
    sharp = tuple(1 / len(cells) if i in cells else 0.0 for i in range(columns))
    return Subject((), (eye,), None, (sharp,))


def test_crop_keeps_what_is_sharp_before_a_blurred_background() -> None:
    source, square, subject = Size(800, 100), Size(100, 100), sharp_in(8, 6)
    crop = crop_to_subject(source, square, subject)
    assert crop.x <= 630
    assert crop.right >= 670
    assert cut_problem(source, "bee.jpg", crop, subject) is None


def test_crop_that_cuts_what_is_sharp_is_told() -> None:
    source, subject = Size(800, 100), sharp_in(8, 6)
    assert cut_problem(source, "bee.jpg", Box(0, 0, 100, 100), subject) is not None
    assert cut_problem(source, "bee.jpg", Box(560, 0, 100, 100), subject) is not None
    assert cut_problem(source, "bee.jpg", Box(575, 0, 100, 100), subject) is None
    # All is sharp, or faces count more.
    assert cut_problem(source, "bee.jpg", Box(0, 0, 100, 100), sharp_in(8, *range(8))) is None
    faces = Subject((face(0.4, 0.4, 0.1, 0.1),), subject.interest, None, subject.sharpness)
    assert cut_problem(source, "bee.jpg", Box(0, 0, 100, 100), faces) is None


@pytest.mark.parametrize(
    ("faces", "of_face", "codes"),
    [
        ((), False, []),
        ((), True, ["face-not-found"]),
        (((0.2, 0.4),), True, []),
        (((0.2, 0.4), (0.7, 0.4)), False, ["face-cut"]),
    ],
)
def test_problems_of_a_crop_are_what_it_loses(
    faces: tuple[tuple[float, float], ...], of_face: bool, codes: list[str]
) -> None:
    subject = Subject(tuple(DetectedFace(Box(x, y, 0.1, 0.1)) for x, y in faces), ())
    found = crop_problems(Size(1000, 1000), "a/b.jpg", Box(0, 0, 500, 1000), subject, of_face=of_face)
    assert [code for code, _, _ in found] == codes
