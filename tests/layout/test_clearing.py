"""Photos that make way for texts: where their faces come to stand."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.layout.clearing import free_parts
from memegen.scene.geometry import Box
from memegen.scene.items import Picture
from memegen.scene.scene import Scene
from memegen.scene.subject import DetectedFace, Subject
from tests.helpers.stage import CANVAS, codes, flat, over, texts, view

# A photo twice as wide as high, with a face left of its middle.
LEFT = Subject((DetectedFace(Box(0.35, 0.3, 0.1, 0.2)),), ())
# A face that fills most of a photo.
LARGE = Subject((DetectedFace(Box(0.2, 0.06, 0.6, 0.84)),), ())
PHOTO = "{photo: /shelf/face-SIZE.jpg, focus: auto, SUBJECTclear-faces: yes}"
TITLE = "{text: a title, id: title, size: 150px, PLACE}"


def seen(place: str, subject: Subject, size: str = "2000x1000", area: str = "", photo: str = PHOTO) -> Scene:
    layer = photo.replace("SIZE", size).replace("SUBJECT", f"subject: {area}, " if area else "")
    body = f"background: [{{colour: paper}}, {layer}]\nlayers: [{TITLE.replace('PLACE', place)}]"
    return over(view(*["5" * 10] * 10, cell=108), body, CANVAS, subject)


def picture(scene: Scene) -> Picture:
    (found,) = (item for item in flat(scene.items) if isinstance(item, Picture))
    return found


def face(scene: Scene, subject: Subject, width: float, height: float) -> Box:
    shown, box = picture(scene), subject.faces[0].box
    k = shown.box.w / shown.crop.w
    x, y = shown.box.x + (box.x * width - shown.crop.x) * k, shown.box.y + (box.y * height - shown.crop.y) * k
    return Box(x, y, box.w * width * k, box.h * height * k)


def test_crop_moves_the_face_off_a_text_beside_it() -> None:
    # Asked for at the left, where the title is, it goes to the right of it; the photo still fills the canvas.
    place = "at: left, width: 40%, max-lines: 3"
    found = seen(place, LEFT, area="[0, 0, 0.3, 1]")
    assert picture(found).box == Box(0, 0, 1080, 1080)
    assert not face(found, LEFT, 2000, 1000).intersects(texts(found)["title"].box)
    assert codes(found) == []


@pytest.mark.parametrize(("at", "edge"), [("bottom", "bottom"), ("top", "y")])
def test_photo_shrinks_to_what_a_text_leaves_free(at: str, edge: str) -> None:
    found = seen(f"at: {at}, width: 100%", LARGE, "1000x1000")
    box, title = picture(found).box, texts(found)["title"].box
    assert not box.intersects(title)
    assert box.w == 1080
    # Letters keep 2 vmin from a face.
    assert abs(getattr(box, edge) - (title.y if at == "bottom" else title.bottom)) == pytest.approx(21.6, abs=0.1)
    assert codes(found) == []


def test_photo_whose_faces_are_clear_stays_as_it_is() -> None:
    found = seen("at: bottom, width: 100%", LEFT)
    assert picture(found) == picture(seen("at: bottom, width: 100%", LEFT, photo=PHOTO.replace("clear-faces: yes", "")))


def test_photo_stays_where_no_part_is_free() -> None:
    words = '{text: "a title of a great many words", id: title, size: 260px, at: center, width: 100%}'
    photo = PHOTO.replace("SIZE", "1000x1000").replace("SUBJECT", "")
    found = over(view(*["5" * 10] * 10, cell=108), f"background: [{photo}]\nlayers: [{words}]", CANVAS, LARGE)
    assert picture(found).box == Box(0, 0, 1080, 1080)
    assert "face-covered" in codes(found)


sides = st.integers(0, 90)
boxes = st.builds(Box, sides, sides, st.integers(1, 60), st.integers(1, 60))


@given(st.lists(boxes, max_size=5))
def test_free_parts_are_free_and_inside(obstacles: list[Box]) -> None:
    room = Box(0, 0, 100, 100)
    parts = free_parts(room, obstacles, 10)
    for part in parts:
        assert room.contains(part, 0)
        assert part.size.short >= 10
        assert not any(part.intersects(each) for each in obstacles)
        assert not any(other.contains(part, 0) for other in parts if other != part)


@given(st.lists(boxes, max_size=3))
def test_free_parts_are_all_that_none_is_larger_than(obstacles: list[Box]) -> None:
    room = Box(0, 0, 100, 100)
    inside = (room, *(each.intersection(room) for each in obstacles))
    xs, ys = (
        {*starts, *ends}
        for starts, ends in (
            ([b.x for b in inside], [b.right for b in inside]),
            ([b.y for b in inside], [b.bottom for b in inside]),
        )
    )
    every = (Box(x, y, x1 - x, y1 - y) for x, x1, y, y1 in product(xs, xs, ys, ys) if x1 - x >= 10 and y1 - y >= 10)
    free = [part for part in every if not any(part.intersects(each) for each in obstacles)]
    largest = {part for part in free if not any(other.contains(part, 0) for other in free if other != part)}
    assert {*free_parts(room, obstacles, 10)} == largest


def test_many_obstacles_leave_what_is_beside_them() -> None:
    obstacles = [Box(10 * column, 10 * row, 4, 4) for row in range(10) for column in range(10)]
    assert free_parts(Box(0, 0, 200, 100), obstacles, 50) == [Box(94, 0, 106, 100)]


def test_room_without_obstacles_is_one_part() -> None:
    assert free_parts(Box(0, 0, 100, 50), [], 10) == [Box(0, 0, 100, 50)]
    assert free_parts(Box(0, 0, 100, 50), [], 60) == []
