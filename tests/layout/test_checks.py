"""Findings about a finished scene: hidden texts and covered faces."""

from __future__ import annotations

from memegen.layout.engine import layout
from memegen.model.entities import Platform
from memegen.scene.geometry import Box
from memegen.scene.scene import Scene
from memegen.scene.subject import DetectedFace, Subject
from tests.helpers.squares import Squares
from tests.helpers.stage import CANVAS, SQUARE, BlankSampler, FakePhotos, card, codes, scene, sized


def test_text_off_canvas_is_reported_at_its_layer() -> None:
    body = "layers: [{column: [{text: abcdef, id: deep, size: 100px}], at: top right, offset: [80px, 0]}]"
    (finding,) = scene(body, CANVAS).findings
    assert finding.code == "text-off-canvas"
    assert "text 'deep': “abcdef” leaves the canvas" in finding.message
    assert finding.where.column == 20
    turned_out = "layers: [{hashtag: '#wide', style: ribbon, rotate: 90, size: 60px, at: top, offset: [60vw, 0]}]"
    assert codes(scene(turned_out, CANVAS)) == ["text-off-canvas"]


def test_text_under_the_interface_is_reported() -> None:
    story = sized(1000, 1800, safe=(250, 0, 320, 0))
    under = scene("layers: [{text: Saturday, in: canvas, at: bottom, size: 5vmin}]", story)
    assert codes(under) == ["text-covered"]
    assert "covers or crops" in under.findings[0].message
    assert codes(scene("layers: [{text: Saturday, at: bottom, size: 5vmin}]", story)) == []
    assert codes(scene("layers: [{text: Saturday, in: canvas, at: center, size: 5vmin}]", story)) == []


def seen(keys: str, subject: Subject, platform: Platform = SQUARE, layers: str = "") -> Scene:
    """Return the scene of a photo with that subject, and layers over it."""
    body = f"background: [{{photo: /shelf/group-2000x1000.jpg, {keys}}}]\n{layers}"
    return layout(card(body, platform), Squares(), FakePhotos(subject), BlankSampler())


def test_face_under_the_interface_is_reported() -> None:
    one = Subject((DetectedFace(Box(0.45, 0.1, 0.1, 0.2)),))
    assert codes(seen("focus: auto", one)) == []
    found = seen("focus: auto", one, sized(1000, 1000, (250, 0, 0, 0)))
    assert codes(found) == ["face-covered"]
    assert "covers or crops" in found.findings[0].message


def test_face_under_a_text_is_reported() -> None:
    one = Subject((DetectedFace(Box(0.45, 0, 0.1, 0.2)),))
    text = "layers: [{text: MMMM MMMM, id: quote, at: top, width: 100%, size: 12vmin}]"
    found = seen("focus: auto", one, layers=text)
    assert codes(found) == ["face-covered"]
    assert "'quote'" in found.findings[0].message
    assert codes(seen("focus: auto", one, layers=text.replace("at: top", "at: bottom"))) == []


def test_face_under_another_picture_is_reported() -> None:
    one = Subject((DetectedFace(Box(0.45, 0, 0.1, 0.2)),))
    logo = "layers: [{logo: brand, at: top, height: 12vmin}]"
    found = seen("focus: auto", one, layers=logo)
    assert codes(found) == ["face-covered"]
    assert "under the image" in found.findings[0].message
    assert codes(seen("focus: auto", one, layers=logo.replace("at: top", "at: top left"))) == []


def test_faces_of_a_backdrop_of_the_same_photo_do_not_count() -> None:
    one = Subject((DetectedFace(Box(0.45, 0, 0.1, 0.2)),))
    again = "layers: [{photo: /shelf/%s-2000x1000.jpg, focus: auto, at: top, width: 100%%, height: 50%%}%s]"
    assert codes(seen("focus: auto", one, layers=again % ("group-2", ""))) == ["face-covered"]
    assert codes(seen("focus: auto", one, layers=again % ("group", ""))) == []
    # What covers the face in front is still told.
    text = ", {text: MMMM MMMM, at: top, width: 100%, size: 12vmin}"
    assert codes(seen("focus: auto", one, layers=again % ("group", text))) == ["face-covered"]
