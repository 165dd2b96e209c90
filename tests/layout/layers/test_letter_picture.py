"""Letters that a picture fills: its crop, and the runs that show it."""

from __future__ import annotations

from memegen.scene.geometry import Box
from memegen.scene.items import Text
from memegen.scene.scene import as_json
from memegen.scene.subject import DetectedFace, Subject
from memegen.scene.translate import translate_item
from tests.helpers.stage import CANVAS, PALETTE, check_problems, complaints, over, scene, template, texts, view

WORD = "{text: 'ab *c*', size: 200px, picture: /shelf/a-1000x1000.jpg, emphasis: accent, at: center, KEYS}"


def test_picture_is_cropped_to_the_ink_and_shown_by_runs_without_a_colour() -> None:
    found = texts(scene(f"layers: [{WORD.replace(', KEYS', '')}]", CANVAS))["text"]
    assert found.picture and found.picture.box == found.box
    assert found.picture.crop.w == 1000
    assert found.picture.crop.h == 1000 * found.box.h / found.box.w
    assert found.picture.crop.center == (500, 500)
    assert {run.fill for run in found.lines[0].runs} == {None, PALETTE["accent"]}


def test_focus_moves_the_crop() -> None:
    top = texts(scene(f"layers: [{WORD.replace('KEYS', 'picture-focus: top')}]", CANVAS))["text"]
    assert top.picture and top.picture.crop.y == 0
    face = Subject((DetectedFace(Box(0.4, 0.8, 0.2, 0.15)), DetectedFace(Box(0.4, 0, 0.1, 0.1))))
    for focus, low in (("auto", True), ("face largest", True), ("face top", False)):
        body = f"layers: [{WORD.replace('KEYS', f'picture-focus: {focus}')}]"
        found = texts(over(view("5"), body, CANVAS, face))["text"]
        assert found.picture and (found.picture.crop.y > 400) is low


def test_picture_moves_with_its_text_and_is_in_its_json() -> None:
    found = texts(scene(f"layers: [{WORD.replace(', KEYS', '')}]", CANVAS))["text"]
    moved = translate_item(found, 5, 7)
    assert moved.picture and found.picture  # type: ignore[union-attr]
    assert moved.picture.box == found.picture.box.translated(5, 7)  # type: ignore[union-attr]
    assert as_json(found)["picture"]["kind"] == "picture"


def test_empty_picture_leaves_the_colour() -> None:
    found = texts(scene("fields: {photo: {}}\nlayers: [{text: ab, picture: '{photo}', fill: sun, size: 90px}]", CANVAS))
    assert found["text"].picture is None
    assert found["text"].lines[0].runs[0].fill == PALETTE["sun"]


def test_missing_file_and_bad_focus_are_told() -> None:
    assert [each.code for each in complaints(scene, "layers: [{text: ab, picture: a.jpg}]")] == ["photo-not-found"]
    body = "layers:\n  - {text: ab, picture: a.jpg, picture-focus: nose}\n"
    check_problems(
        complaints(template, body), [("template-invalid", 2, 47, "expected auto, face left", "picture-focus")]
    )


def test_picture_fills_a_word_that_is_an_ornament() -> None:
    word = "{ornament: ab, height: 200px, at: center, picture: /shelf/a-1000x1000.jpg, picture-focus: top}"
    (found,) = scene(f"background: [{word}]", CANVAS).items
    assert isinstance(found, Text)
    assert found.picture and found.picture.box == found.box
    assert (found.picture.crop.w, found.picture.crop.y) == (1000, 0)
    assert [run.fill for run in found.lines[0].runs] == [None]
