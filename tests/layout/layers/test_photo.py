"""Photos: fit, focus, frame and slanted edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.layout.engine import layout
from memegen.model.direction import Direction, PhotoTreatment
from memegen.scene.effects import Tone
from memegen.scene.geometry import Box
from memegen.scene.items import Picture
from memegen.scene.motif import CLIPS, clip_outline
from memegen.scene.scene import Scene
from memegen.scene.subject import DetectedFace, Subject
from tests.helpers.squares import Squares
from tests.helpers.stage import (
    BRAND,
    CANVAS,
    PALETTE,
    SQUARE,
    BlankSampler,
    FakePhotos,
    box,
    card,
    codes,
    complaints,
    flat,
    scene,
    sized,
    template,
)

PHOTO = "background: [{photo: /shelf/photo-2000x1000.jpg, %s}]"


@pytest.mark.parametrize(
    ("keys", "crop", "where"),
    [
        ("fit: cover", (500, 0, 1000, 1000), (0, 0, 1080, 1080)),
        ("focus: left", (0, 0, 1000, 1000), (0, 0, 1080, 1080)),
        ("focus: [0.6, 0.5]", (700, 0, 1000, 1000), (0, 0, 1080, 1080)),
        ("fit: contain", (0, 0, 2000, 1000), (0, 270, 1080, 540)),
        ("width: 50%, at: right", (750, 0, 500, 1000), (540, 0, 540, 1080)),
        ("frame: circle, width: 300px", (500, 0, 1000, 1000), (0, 0, 300, 300)),
    ],
)
def test_photo_is_cropped_and_placed(keys: str, crop: tuple[float, ...], where: tuple[float, ...]) -> None:
    (found,) = scene(PHOTO % keys, CANVAS).items
    assert isinstance(found, Picture)
    assert (box(found.crop), box(found.box)) == (pytest.approx(crop), pytest.approx(where))


def test_fit_blur_adds_a_blurred_copy_behind_the_photo() -> None:
    backdrop, inside = scene(PHOTO % "fit: blur", CANVAS).items
    assert isinstance(backdrop, Picture)
    assert isinstance(inside, Picture)
    assert (backdrop.blur, inside.blur) == (45, 0)
    assert box(backdrop.box) == (0, 0, 1080, 1080)
    assert box(inside.box) == (0, 270, 1080, 540)


@pytest.mark.parametrize(
    ("cut", "corner"), [("left", (100, 0)), ("right", (980, 1080)), ("top", (0, 100)), ("bottom", (1080, 980))]
)
def test_cut_slants_an_edge(cut: str, corner: tuple[float, float]) -> None:
    (found,) = scene(PHOTO % f"cut: {cut}, slant: 100px", CANVAS).items
    assert isinstance(found, Picture)
    assert found.clip
    assert (*corner, True) in found.clip[0]


def test_missing_photo_is_an_error() -> None:
    (error,) = complaints(scene, "background: [{photo: /shelf/none.jpg}]", CANVAS)
    assert error.code == "photo-not-found"


TWO = Subject((DetectedFace(Box(0.05, 0.2, 0.1, 0.2)), DetectedFace(Box(0.8, 0.2, 0.1, 0.2))))


def seen(keys: str, subject: Subject) -> Scene:
    """Return the scene of a photo with that subject."""
    body = f"background: [{{photo: /shelf/group-2000x1000.jpg, {keys}}}]"
    return layout(card(body, sized(1000, 1000)), Squares(), FakePhotos(subject), BlankSampler())


def crop_of(scene: Scene) -> Box:
    return next(item.crop for item in flat(scene.items) if isinstance(item, Picture))


def test_named_face_is_kept_and_others_may_be_cut() -> None:
    left, right = seen("focus: face left", TWO), seen("focus: [face, right]", TWO)
    assert crop_of(left).x < 100
    assert crop_of(right).right > 1800
    assert codes(left) == codes(right) == []


def test_cut_face_is_reported() -> None:
    found = seen("focus: auto", TWO)
    assert codes(found) == ["face-cut"]
    assert "1 of 2 faces in group-2000x1000.jpg" in found.findings[0].message
    assert found.findings[0].hint
    assert codes(seen("focus: auto, fit: contain", TWO)) == []
    # A point is the designer's own word.
    assert codes(seen("focus: [0.5, 0.5]", TWO)) == []


def test_missing_named_face_is_reported() -> None:
    assert codes(seen("focus: face left", Subject())) == ["face-not-found"]
    assert codes(seen("focus: auto", Subject())) == []


def test_invalid_focus_and_subject_are_reported() -> None:
    for written, said in (
        ("focus: face middle", "did you mean center"),
        ("focus: faces", "expected auto, face left, "),
        ("subject: [0, 0, 1]", "such as [0, 0, 1, 0.6]"),
        ("subject: [0.5, 0, 0.5, 1]", "of a part, from 0 to 1"),
    ):
        (problem,) = complaints(template, f"background: [{{photo: a.jpg, {written}}}]")
        assert said in problem.message


@pytest.mark.parametrize(
    ("frame", "motif", "box"),
    [
        ("arch", "circle", (0, 0, 1000, 500)),
        ("leaf", "circle", (0, 0, 300, 500)),
        ("brand", "pear", (0, 0, 370, 500)),
        ("brand", "circle", (0, 0, 500, 500)),
        # A motif of many pieces cuts no photo.
        ("brand", "stripe", (0, 0, 1000, 500)),
    ],
)
def test_photo_is_cut_to_a_motif(frame: str, motif: str, box: tuple[float, ...]) -> None:
    brand = replace(BRAND, direction=Direction(motif=motif))
    body = f"layers: [{{photo: a-1600x900.jpg, frame: {frame}, height: 50%}}]"
    found = layout(card(body, SQUARE, brand=brand), Squares(), FakePhotos(), BlankSampler())
    (picture,) = found.items
    assert isinstance(picture, Picture)
    assert tuple(picture.box) == pytest.approx(box)
    name = motif if frame == "brand" else frame
    assert picture.clip == (clip_outline(name, Box(*box)) if name in CLIPS else None)


def test_photo_has_the_treatment_of_the_brand() -> None:
    photos = PhotoTreatment("duotone", ("ink", "sun"))
    brand = replace(BRAND, direction=Direction(photos, corners="round"))
    for keys, effects in (("", (Tone((PALETTE["ink"], PALETTE["sun"])),)), (", tone: none", ())):
        found = layout(
            card(f"layers: [{{photo: a-1600x900.jpg{keys}}}]", SQUARE, brand=brand),
            Squares(),
            FakePhotos(),
            BlankSampler(),
        )
        assert [item.effects for item in found.items if isinstance(item, Picture)] == [effects]
