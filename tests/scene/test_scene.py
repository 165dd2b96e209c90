"""The scene: its texts where groups have placed them, and its JSON form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.scene.color import BLACK, WHITE
from memegen.scene.effects import Adjust
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Font, Glyph, Group, Line, Linear, Picture, Radial, Run, Stop, Text
from memegen.scene.path import rectangle
from memegen.scene.scene import Scene, as_json, texts
from memegen.scene.translate import translate_item


def word(layer: str, box: Box) -> Text:
    run = Run(Font("Anton"), 20, BLACK, (Glyph(1, 0, 0), Glyph(2, 9.5, 0)))
    return Text(layer, "ab", 20, box, (Line("ab", box.x, box.bottom, (run,)),))


FILL = Fill(rectangle(Box(0, 0, 10, 10)), WHITE)
A, B = word("a", Box(0, 0, 20, 10)), word("b", Box(40, 40, 20, 10))
# A quarter turn inside a half turn.
NESTED = Group(
    (
        FILL,
        Group((B,), rotate=90, center=(50, 45)),
    ),
    rotate=180,
    center=(0, 0),
)
SCENE = Scene(100, 50, WHITE, (A, FILL, NESTED))


def test_texts_are_found_in_groups_in_painting_order() -> None:
    assert [text.layer for text in SCENE.texts()] == ["a", "b"]
    assert list(texts((NESTED,))) == [B]


def test_bounds_of_a_text_follow_the_rotation_of_all_its_groups() -> None:
    (_, first), (_, second) = SCENE.text_bounds()
    assert first == A.box
    assert second == pytest.approx(Box(-55, -55, 10, 20))


def test_bounds_of_a_text_are_what_a_clip_leaves_of_it() -> None:
    half = Group((A,), clip=rectangle(Box(5, 0, 100, 5)), rotate=180, center=(0, 0))
    ((_, found),) = Scene(100, 50, WHITE, (half,)).text_bounds()
    assert found == pytest.approx(Box(-20, -5, 15, 5))
    ((_, none),) = Scene(100, 50, WHITE, (Group((A,), clip=rectangle(Box(50, 50, 9, 9))),)).text_bounds()
    assert (none.w, none.h) == (0, 0)


def test_clip_of_a_group_is_in_its_json_and_moves_with_it() -> None:
    clip = rectangle(Box(1, 2, 3, 4))
    group = Group((FILL,), clip=clip)
    points = [[1, 2, True], [4, 2, True], [4, 6, True], [1, 6, True]]
    assert as_json(group) == {"kind": "group", "items": [as_json(FILL)], "clip": [points]}
    assert translate_item(group, 10, -2) == Group(
        (translate_item(FILL, 10, -2),), clip=rectangle(Box(11, 0, 3, 4)), center=(10, -2)
    )


def test_json_has_the_kind_and_leaves_out_defaults() -> None:
    finding = Diagnostic(WARNING, "text-small", Where("a.yaml", 3, 4), "small")
    shown = Scene(100, 50, BLACK, (A, Picture("a.jpg", Box(0, 0, 1, 1), Box(0, 0, 2, 2), (Adjust(0.25),))), (finding,))
    run = {
        "kind": "run",
        "font": {"kind": "font", "family": "Anton"},
        "size": 20,
        "fill": "#000000",
        "glyphs": [{"kind": "glyph", "id": 1, "x": 0, "y": 0}, {"kind": "glyph", "id": 2, "x": 9.5, "y": 0}],
    }
    box = {"kind": "box", "x": 0, "y": 0, "w": 20, "h": 10}
    assert shown.to_json() == {
        "kind": "scene",
        "width": 100,
        "height": 50,
        "ground": "#000000",
        "items": [
            {
                "kind": "text",
                "layer": "a",
                "text": "ab",
                "size": 20,
                "box": box,
                "lines": [{"kind": "line", "text": "ab", "x": 0, "y": 10, "runs": [run]}],
            },
            {
                "kind": "picture",
                "source": "a.jpg",
                "crop": {**box, "w": 1, "h": 1},
                "box": {**box, "w": 2, "h": 2},
                "effects": [{"kind": "adjust", "brightness": 0.25}],
            },
        ],
        "findings": [finding.to_json()],
    }


def test_json_rounds_to_a_thousandth_and_has_no_negative_zero() -> None:
    stop = as_json(Stop(1 / 3, WHITE.multiply_alpha(0.5)))
    assert stop == {"kind": "stop", "at": 0.333, "color": "#ffffff80"}
    assert str(as_json(Stop(-0.0001, WHITE))["at"]) == "0.0"


GRADIENTS = (Linear(0, 0, 10, 0, (Stop(0, WHITE),)), Radial(5, 5, 2, 3, (Stop(0, WHITE),)))


@pytest.mark.parametrize(
    "item",
    [
        FILL,
        *(Fill(rectangle(Box(0, 0, 10, 10)), gradient) for gradient in GRADIENTS),
        Picture("a.jpg", Box(1, 2, 3, 4), Box(0, 0, 10, 10), clip=rectangle(Box(0, 0, 5, 5))),
        A,
        Text("c", "c", 20, Box(0, 0, 5, 5), A.lines, paint=GRADIENTS[0]),
        NESTED,
    ],
)
def test_translated_item_comes_back(item: Fill | Picture | Text | Group) -> None:
    there = translate_item(item, 3, -4)
    assert there != item
    assert translate_item(there, -3, 4) == item


def test_translation_moves_all_that_is_in_absolute_pixels() -> None:
    fill = translate_item(Fill(rectangle(Box(0, 0, 10, 10)), GRADIENTS[1]), 3, -4)
    assert fill == Fill(rectangle(Box(3, -4, 10, 10)), Radial(8, 1, 2, 3, (Stop(0, WHITE),)))
    picture = translate_item(Picture("a.jpg", Box(1, 2, 3, 4), Box(0, 0, 10, 10)), 3, -4)
    assert picture == Picture("a.jpg", Box(1, 2, 3, 4), Box(3, -4, 10, 10))
    moved = translate_item(A, 3, -4)
    assert moved == replace(A, box=Box(3, -4, 20, 10), lines=(replace(A.lines[0], x=3, y=6),))
