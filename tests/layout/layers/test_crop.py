"""Where a photo is cropped: by its faces, or by what the eye goes to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.layout.engine import layout
from memegen.layout.layers.crop import crop_to_subject, face_box, whole_faces
from memegen.model.entities import Platform
from memegen.scene.geometry import Box, Size, cover
from memegen.scene.items import Picture
from memegen.scene.scene import Scene
from memegen.scene.subject import Face, Subject, choose_face
from tests.helpers.squares import Squares
from tests.helpers.stage import BRAND, BlankSampler, Shelf, card, codes, complaints, flat, sized, template

SIDES = st.floats(50, 4000)
SIZES = st.builds(Size, SIDES, SIDES)
HEADER, STORY = Size(1500, 500), Size(1080, 1920)


def face(x: float, y: float, w: float, h: float) -> Face:
    return Face(Box(x, y, w, h))


@st.composite
def some_faces(draw: st.DrawFn) -> tuple[Face, ...]:
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
def test_a_crop_lies_in_the_picture_and_has_the_form_of_its_room(
    source: Size, room: Size, faces: tuple[Face, ...], part: Box
) -> None:
    crop = crop_to_subject(source, room, Subject(faces), part)
    assert Box(0, 0, source.w, source.h).contains(crop, 1e-6 * max(source.w, source.h))
    assert crop.size == cover(source, room).size


@given(SIZES, SIZES, some_faces(), parts())
def test_every_face_is_kept_whenever_some_crop_can(
    source: Size, room: Size, faces: tuple[Face, ...], part: Box
) -> None:
    widest = cover(source, room).size
    around = face_box(faces[0], source)
    for other in faces[1:]:
        around = around.union(face_box(other, source))
    if around.w <= widest.w and around.h <= widest.h:
        crop = crop_to_subject(source, room, Subject(faces), part)
        assert all(crop.contains(face_box(one, source), 1e-6 * max(source.w, source.h)) for one in faces)


def test_one_photo_serves_a_header_and_a_story() -> None:
    source, faces = Size(3000, 2000), (face(0.1, 0.2, 0.08, 0.12), face(0.25, 0.25, 0.08, 0.12))
    for room in (HEADER, STORY):
        crop = crop_to_subject(source, room, Subject(faces))
        assert whole_faces(source, crop, faces) == 2


def test_a_face_that_cannot_stay_is_left_out_whole_and_the_larger_stays() -> None:
    source = Size(3000, 1000)
    faces = (face(0.05, 0.3, 0.12, 0.4), face(0.3, 0.3, 0.06, 0.2))
    crop = crop_to_subject(source, Size(1000, 1600), Subject(faces))
    assert crop.contains(face_box(faces[0], source))
    assert not crop.intersects(face_box(faces[1], source))


def test_a_face_larger_than_the_room_is_shown_by_its_middle() -> None:
    source, faces = Size(1000, 1000), (face(0.5, 0.2, 0.4, 0.5),)
    crop = crop_to_subject(source, Size(300, 1000), Subject(faces))
    assert crop.center[0] == pytest.approx(700, abs=20)
    assert whole_faces(source, crop, faces) == 0


def test_eyes_stand_near_the_upper_third_with_room_for_the_hair() -> None:
    source = Size(1000, 3000)
    (one,) = faces = (face(0.4, 0.45, 0.2, 0.08),)
    crop = crop_to_subject(source, Size(1000, 1000), Subject(faces))
    eyes = (face_box(one, source).y + 0.4 * face_box(one, source).h - crop.y) / crop.h
    assert 0.3 < eyes < 0.45
    assert face_box(one, source).y - crop.y > 0.3 * face_box(one, source).h


def test_the_subject_comes_to_stand_in_its_part_of_the_room() -> None:
    source, faces = Size(3000, 1000), (face(0.48, 0.3, 0.05, 0.2),)
    for part, at in ((Box(0.58, 0, 0.42, 1), 0.79), (Box(0, 0, 0.5, 1), 0.25)):
        crop = crop_to_subject(source, Size(1000, 1000), Subject(faces), part)
        assert (face_box(faces[0], source).center[0] - crop.x) / crop.w == pytest.approx(at, abs=0.02)


def test_without_a_face_the_crop_goes_where_the_eye_goes() -> None:
    grid = ((0.0, 0.0, 0.0, 0.0, 1.0, 0.0),)
    crop = crop_to_subject(Size(600, 100), Size(100, 100), Subject((), grid))
    assert crop.x <= 400
    assert crop.right >= 500
    # With nothing to see, the middle it is.
    assert crop_to_subject(Size(600, 100), Size(100, 100), Subject()).x == pytest.approx(250)
    assert crop_to_subject(Size(600, 100), Size(100, 100), Subject((), ((1.0,) * 6,))).x == pytest.approx(250)


def test_one_face_is_named_by_its_place_or_size() -> None:
    faces = (face(0.4, 0.5, 0.2, 0.2), face(0.05, 0.3, 0.1, 0.1), face(0.85, 0.1, 0.1, 0.1))
    named = {which: choose_face(faces, which) for which in ("left", "right", "top", "center", "largest")}
    assert named == {"left": faces[1], "right": faces[2], "top": faces[2], "center": faces[0], "largest": faces[0]}
    assert choose_face((), "left") is None


# In a scene

TWO = Subject((face(0.05, 0.2, 0.1, 0.2), face(0.8, 0.2, 0.1, 0.2)))


def seen(layer: str, subject: Subject, platform: Platform | None = None, layers: str = "") -> Scene:
    body = f"background: [{{photo: /shelf/group-2000x1000.jpg, {layer}}}]\n{layers}"
    return layout(
        card(template(body), platform or sized(1000, 1000), {}, BRAND), Squares(), Shelf(subject), BlankSampler()
    )


def crop_of(scene: Scene) -> Box:
    return next(item.crop for item in flat(scene.items) if isinstance(item, Picture))


def test_a_named_face_is_kept_and_the_others_do_not_matter() -> None:
    left, right = seen("focus: face left", TWO), seen("focus: [face, right]", TWO)
    assert crop_of(left).x < 100
    assert crop_of(right).right > 1800
    assert codes(left) == codes(right) == []


def test_a_face_that_cannot_be_kept_is_a_finding() -> None:
    found = seen("focus: auto", TWO)
    assert codes(found) == ["face-cut"]
    assert "1 of 2 faces in group-2000x1000.jpg" in found.findings[0].message
    assert found.findings[0].hint
    assert codes(seen("focus: auto, fit: contain", TWO)) == []
    # A point is the designer's own word.
    assert codes(seen("focus: [0.5, 0.5]", TWO)) == []


def test_a_face_that_is_named_and_not_there_is_a_finding() -> None:
    assert codes(seen("focus: face left", Subject())) == ["face-missing"]
    assert codes(seen("focus: auto", Subject())) == []


def test_a_face_under_the_interface_is_a_finding() -> None:
    one = Subject((face(0.45, 0.1, 0.1, 0.2),))
    assert codes(seen("focus: auto", one)) == []
    found = seen("focus: auto", one, sized(1000, 1000, (250, 0, 0, 0)))
    assert codes(found) == ["face-covered"]
    assert "covers or crops" in found.findings[0].message


def test_a_face_under_a_text_is_a_finding() -> None:
    one = Subject((face(0.45, 0, 0.1, 0.2),))
    text = "layers: [{text: MMMM MMMM, id: quote, at: top, width: 100%, size: 12vmin}]"
    found = seen("focus: auto", one, layers=text)
    assert codes(found) == ["face-covered"]
    assert "'quote'" in found.findings[0].message
    assert codes(seen("focus: auto", one, layers=text.replace("at: top", "at: bottom"))) == []


def test_a_face_under_another_picture_is_a_finding() -> None:
    one = Subject((face(0.45, 0, 0.1, 0.2),))
    logo = "layers: [{logo: brand, at: top, height: 12vmin}]"
    found = seen("focus: auto", one, layers=logo)
    assert codes(found) == ["face-covered"]
    assert "under the picture" in found.findings[0].message
    assert codes(seen("focus: auto", one, layers=logo.replace("at: top", "at: top left"))) == []


def test_words_that_name_no_face_are_said() -> None:
    for written, said in (
        ("focus: face middle", "did you mean center"),
        ("focus: faces", "expected auto, face left, "),
        ("subject: [0, 0, 1]", "such as [0, 0, 1, 0.6]"),
        ("subject: [0.5, 0, 0.5, 1]", "of a part, from 0 to 1"),
    ):
        (problem,) = complaints(template, f"background: [{{photo: a.jpg, {written}}}]")
        assert said in problem.message
