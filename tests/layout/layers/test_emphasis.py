"""The devices that show emphasised words: what is painted, where, in which colour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.layout.layers.emphasis import (
    CLEARANCE,
    STEPS,
    UNDERLINE_GAP,
    UNDERLINE_THICKNESS,
    Device,
)
from memegen.model.direction import Direction
from memegen.scene.color import Color
from memegen.scene.items import Fill, Text
from memegen.scene.path import bounds
from memegen.scene.scene import Scene
from memegen.text.style import STEP
from tests.helpers.stage import BRAND, CANVAS, PALETTE, check_problems, complaints, flat, scene, template, texts

# Letters are 50 px wide and 70 high; their ink leaves 5 px free on each side.
SIZE = 100


def setting(words: str, keys: str) -> Scene:
    return scene(f"layers: [{{text: '{words}', id: t, size: {SIZE}px, fill: ink, smart: no, {keys}}}]", CANVAS)


def painted(found: Scene) -> list[Fill]:
    return [item for item in flat(found.items) if isinstance(item, Fill)]


def colors(found: Scene) -> list[Color | None]:
    return [run.fill for line in texts(found)["t"].lines for run in line.runs]


def test_device_is_that_of_the_brand_where_the_layer_says_so() -> None:
    brand = replace(BRAND, direction=Direction(emphasis="underline"))
    ink, sun = PALETTE["ink"], PALETTE["sun"]
    devices = [Device.of(word, brand, ink, None, sun) for word in ("brand", "colour", "size", "marker")]
    assert [device.name for device in devices] == ["underline", "colour", "size", "marker"]
    assert [device.color for device in devices] == [ink, ink, ink, sun]


def test_brand_marks_words_whose_colour_does_not_stand_out() -> None:
    paper, red = PALETTE["paper"], PALETTE["accent"]
    alike = Color(255, 248, 231)
    assert Device.of("brand", BRAND, paper, alike, red) == Device("marker", paper, alike)
    assert Device.of("brand", BRAND, paper, red, red).name == "colour"
    # A layer that says colour means it.
    assert Device.of("colour", BRAND, paper, alike, red).name == "colour"
    found = setting("aa *bb*", "emphasis: ink, emphasis-style: brand")
    (marker,) = painted(found)
    assert (marker.paint, colors(found)[1]) == (PALETTE["ink"], PALETTE["paper"])
    assert found.findings == ()


def test_colour_is_the_default_and_paints_nothing() -> None:
    found = setting("aa *bb*", "emphasis: accent")
    assert painted(found) == []
    assert colors(found) == [PALETTE["ink"], PALETTE["accent"]]
    assert setting("aa *bb*", "emphasis: accent, emphasis-style: brand").items == found.items


def test_marker_is_painted_behind_the_words_in_the_colour_of_the_emphasis() -> None:
    found = setting("aa *bb*", "emphasis: accent, emphasis-style: marker, strip-padding: [15px, 10px]")
    (marker,) = painted(found)
    assert marker.paint == PALETTE["accent"]
    box = bounds(marker.outline)
    # The two words are 150 px apart; a third of the padding of strips is beside them.
    assert (box.x, box.w) == pytest.approx((150 - 5 - 5, 100 + 10))
    # Ink is not legible on red, paper is a little better.
    assert colors(found)[1] in (PALETTE["paper"], PALETTE["ink"])
    assert found.items.index(marker) < next(i for i, item in enumerate(found.items) if isinstance(item, Text))


def test_marker_without_a_colour_of_the_emphasis_is_that_of_the_marker() -> None:
    (marker,) = painted(setting("aa *bb*", "marker: sun, emphasis-style: marker"))
    assert marker.paint == PALETTE["sun"]


def test_underline_is_below_the_words_with_gaps_at_descenders() -> None:
    found = setting("aa *bgb*", "emphasis: accent, emphasis-style: underline")
    (line,) = painted(found)
    assert line.paint == PALETTE["accent"]
    assert set(colors(found)) == {PALETTE["ink"]}
    baseline = texts(found)["t"].lines[0].y
    pieces = [bounds((contour,)) for contour in line.outline]
    assert [piece.y - baseline for piece in pieces] == pytest.approx([UNDERLINE_GAP * SIZE] * 2)
    assert [piece.h for piece in pieces] == pytest.approx([UNDERLINE_THICKNESS * SIZE] * 2)
    # The text's ink begins at 0, so that its first letter begins at -5 px, and the g at 195 with 5 px beside its ink.
    clearance = CLEARANCE * SIZE
    assert [(piece.x, piece.right) for piece in pieces] == [
        pytest.approx((145, 200 - clearance)),
        pytest.approx((240 + clearance, 295)),
    ]


def test_underline_without_a_colour_is_that_of_the_text() -> None:
    (line,) = painted(setting("*bb*", "emphasis-style: underline"))
    assert line.paint == PALETTE["ink"]


def test_underline_keeps_off_the_line_below() -> None:
    plain = texts(setting("*bb* bb", "width: 20%, leading: 0.8"))["t"].lines
    underlined = setting("*bb* bb", "width: 20%, leading: 0.8, emphasis-style: underline")
    first, second = texts(underlined)["t"].lines
    assert plain[1].y - plain[0].y == pytest.approx(80)
    (line,) = painted(underlined)
    assert bounds(line.outline).bottom < second.y - 70
    assert second.y - first.y > 80


def test_emphasised_words_are_larger_by_size() -> None:
    found = setting("aa *bb*", "emphasis: accent, emphasis-style: size")
    runs = texts(found)["t"].lines[0].runs
    assert [run.size for run in runs] == pytest.approx([SIZE, SIZE * STEP**STEPS])
    assert colors(found) == [PALETTE["ink"], PALETTE["accent"]]


@pytest.mark.parametrize("device", ["marker", "underline", "size"])
def test_text_without_stars_is_as_ever(device: str) -> None:
    assert setting("aa bb", f"emphasis-style: {device}").items == setting("aa bb", "").items


def test_words_on_two_lines_are_marked_on_both() -> None:
    (marker,) = painted(setting("*aa bb*", "width: 20%, emphasis-style: marker"))
    assert len(marker.outline) == 2


@pytest.mark.parametrize("device", ["marker", "underline"])
def test_bent_words_are_shown_by_their_colour(device: str) -> None:
    found = setting("aa *bb*", f"emphasis: accent, arc: top, emphasis-style: {device}")
    assert painted(found) == []
    assert colors(found) == [PALETTE["ink"], PALETTE["accent"]]


def test_unknown_device_is_reported() -> None:
    found = complaints(template, "layers: [{text: a, emphasis-style: bold}]")
    check_problems(found, [("template-invalid", 1, 36, "emphasis-style: expected one of brand, colour", "the device")])
