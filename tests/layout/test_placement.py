"""Where layers at the top level go: anchors, margins, and the least busy place."""

from __future__ import annotations

import pytest

from memegen.model.entities import Platform
from memegen.scene.backdrop import Backdrop
from memegen.scene.geometry import Box
from memegen.scene.scene import Scene
from memegen.scene.subject import DetectedFace, Subject
from tests.helpers.stage import SQUARE, codes, complaints, fills, over, scene, sized, template, texts, view


@pytest.mark.parametrize(
    ("keys", "corner"),
    [
        ("at: top left", (40, 270)),
        ("at: bottom right", (840, 1440)),
        ("at: center", (440, 855)),
        ("at: top left, margin: 60px", (60, 270)),
        ("at: top left, margin: 300px", (300, 300)),
        ("at: bottom right, margin: 500px 100px", (780, 1320)),
        ("at: top left, in: canvas", (0, 0)),
        ("at: bottom right, in: canvas, margin: 60px", (820, 1760)),
        ("at: top left, in: canvas, offset: [10px, -5px]", (10, -5)),
        ("at: top left, offset: [10%, 0]", (140, 270)),
    ],
)
def test_anchored_layer_keeps_the_larger_of_margin_and_safe_area(keys: str, corner: tuple[float, float]) -> None:
    # 1080 × 1920, of which 1000 × 1270 from (40, 270) are safe.
    platform = sized(1080, 1920, (270, 40, 380, 40))
    (found,) = fills(scene(f"layers: [{{rectangle: ink, width: 200px, height: 100px, {keys}}}]", platform))
    assert found == pytest.approx((*corner, 200, 100))


def test_background_layer_fills_the_canvas() -> None:
    platform = sized(1080, 1920, (270, 40, 380, 40))
    assert fills(scene("background: [{colour: ink}]", platform)) == [(0, 0, 1080, 1920)]
    assert fills(scene("layers: [{colour: ink}]", platform)) == [(40, 270, 1000, 1270)]
    assert fills(scene("background: [{colour: ink, margin: 10px}]", platform)) == [(10, 10, 1060, 1900)]


CALM = view(*["5" * 10] * 10)
# Busy on the left, calm on the right; and the other way about, below.
LEFT_BUSY = view(*["0909055555"] * 10)
BUSY_BELOW = view(*["5" * 10] * 5, *["0909090909", "9090909090"] * 2, "0909090909")
TEXT = "{text: Saturday, size: 10vmin, margin: 5vmin, %s}"


def text_box(found: Scene) -> Box:
    return texts(found)["text"].box


def corner_of(found: Scene, platform: Platform = SQUARE) -> str:
    x, y = text_box(found).center
    return f"{'bottom' if y > platform.height / 2 else 'top'} {'right' if x > platform.width / 2 else 'left'}"


@pytest.mark.parametrize(
    ("seen", "place"),
    [
        (CALM, "bottom left"),
        (LEFT_BUSY, "bottom right"),
        (BUSY_BELOW, "top left"),
    ],
)
def test_auto_is_the_least_busy_corner_or_else_the_first(seen: Backdrop, place: str) -> None:
    assert corner_of(over(seen, f"layers: [{TEXT % 'at: auto'}]")) == place


def test_places_restrict_the_choice() -> None:
    places = "places: [top right, top left]"
    assert corner_of(over(CALM, f"layers: [{TEXT % places}]")) == "top right"
    # `at: auto` may be given too, and changes nothing.
    assert corner_of(over(CALM, f"layers: [{TEXT % f'at: auto, {places}'}]")) == "top right"
    assert corner_of(over(LEFT_BUSY, f"layers: [{TEXT % 'places: [bottom left]'}]")) == "bottom left"


def test_invalid_place_is_reported() -> None:
    (found,) = complaints(template, f"layers: [{TEXT % 'places: [top lefft, bottom]'}]")
    assert "left" in found.message
    assert complaints(template, f"layers: [{TEXT % 'at: automatic'}]")


def test_auto_avoids_faces() -> None:
    low_left = Subject((DetectedFace(Box(0.05, 0.6, 0.3, 0.35)),))
    body = f"background: [{{photo: p-1000x1000.jpg, focus: auto}}]\nlayers: [{TEXT % 'at: auto'}]"
    assert corner_of(over(CALM, body)) == "bottom left"
    found = over(CALM, body, subject=low_left)
    assert corner_of(found) == "top left"
    assert codes(found) == []


def test_unavoidably_covered_face_is_reported() -> None:
    filling = Subject((DetectedFace(Box(0.02, 0.02, 0.96, 0.96)),))
    body = "background: [{photo: p-1000x1000.jpg, focus: auto}]\nlayers: [{text: Saturday, at: auto, size: 40vmin}]"
    assert codes(over(CALM, body, subject=filling)) == ["face-covered"]


def test_auto_stays_in_the_safe_area() -> None:
    story = sized(1000, 1800, safe=(250, 120, 320, 60))
    for seen in (CALM, LEFT_BUSY, BUSY_BELOW):
        found = over(seen, f"layers: [{TEXT % 'at: auto'}]", story)
        assert story.safe_box.contains(text_box(found))
        assert codes(found) == []


def test_first_place_is_on_the_right_from_right_to_left() -> None:
    hebrew = TEXT.replace("Saturday", "שבת") % "at: auto"
    assert corner_of(over(CALM, f"layers: [{hebrew}]")) == "bottom right"


def test_auto_layer_takes_the_size_of_its_content() -> None:
    found = over(CALM, f"layers: [{TEXT % 'at: auto'}]")
    assert text_box(found).w < 600
    assert text_box(found).x == pytest.approx(50 + 5, abs=6)
