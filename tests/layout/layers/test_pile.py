"""Piles, as positions and sizes."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.layout.engine import layout
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Linear, Picture
from memegen.scene.subject import DetectedFace, Subject
from tests.helpers.squares import Squares
from tests.helpers.stage import (
    CANVAS,
    BlankSampler,
    FakePhotos,
    FixedSampler,
    card,
    codes,
    fills,
    flat,
    over,
    scene,
    sized,
    texts,
    view,
)

DISC = "{circle: sun, width: 300px}"


def pile(keys: str, *items: str) -> str:
    return f"layers: [{{pile: [{', '.join(items)}], {keys}}}]"


@pytest.mark.parametrize(
    ("keys", "items", "expected"),
    [
        # As large as the largest, each at its place in it.
        ("at: top left", ["{rectangle: ink, width: 40px, height: 20px, at: bottom right}"], [(260, 280, 40, 20)]),
        ("at: top left", ["{rectangle: ink, width: 40px, height: 20px, at: center}"], [(130, 140, 40, 20)]),
        ("at: top left", ["{rectangle: ink, width: 40px, height: 20px}"], [(0, 0, 40, 20)]),
        ("at: top left", ["{rectangle: ink, width: 400px, height: 20px, at: top}"], [(0, 0, 400, 20)]),
        # In percent of the pile, which it does not enlarge; a layer without a size fills it.
        ("at: top left", ["{rectangle: ink, width: 100%, height: 10%, at: center}"], [(0, 135, 300, 30)]),
        ("width: 500px, height: 400px, at: top left", ["{rectangle: ink}"], [(0, 0, 500, 400)]),
        # Margins and offsets are from the pile's edges.
        (
            "at: top left",
            ["{rectangle: ink, width: 9px, height: 9px, at: bottom left, margin: 10px}"],
            [(10, 281, 9, 9)],
        ),
        (
            "at: top left",
            ["{rectangle: ink, width: 9px, height: 9px, at: top, offset: [10%, 5px]}"],
            [(175.5, 5, 9, 9)],
        ),
        ("at: top left", ["{rectangle: ink, width: 290px, height: 9px, at: top, margin: 10px}"], [(10, 10, 290, 9)]),
        ("at: bottom right", ["{rectangle: ink, width: 9px, height: 9px, at: top right}"], [(1071, 780, 9, 9)]),
        (
            "padding: 20px, at: top left",
            ["{rectangle: ink, width: 9px, height: 9px, at: bottom}"],
            [(165.5, 311, 9, 9)],
        ),
    ],
)
def test_items_lie_over_one_another_at_their_places(
    keys: str, items: list[str], expected: list[tuple[float, ...]]
) -> None:
    assert fills(scene(pile(keys, DISC, *items), CANVAS))[1:] == [pytest.approx(each) for each in expected]


def test_pile_in_a_stack_takes_the_room_of_its_largest() -> None:
    band = "{rectangle: ink, width: 100%, height: 40px, at: center}"
    body = f"layers: [{{column: [{{pile: [{DISC}, {band}]}}, {{rectangle: cool, width: 10px, height: 10px}}]}}]"
    assert fills(scene(body, CANVAS)) == [(0, 0, 300, 300), (0, 130, 300, 40), (0, 300, 10, 10)]


def test_photo_in_a_pile_takes_all_room_and_captions_lie_on_it() -> None:
    cell = "{pile: [{rectangle: cool}, {text: a caption, size: 50px, at: bottom left, margin: 20px}]}"
    found = scene(f"layers: [{{grid: [{cell}, {cell}], columns: 2}}]", CANVAS)
    assert fills(found) == [(0, 0, 540, 1080), (540, 0, 540, 1080)]
    assert [round(text.box.x) for text in found.texts()] == [20, 560]
    assert codes(found) == []


def test_pile_runs_from_right_to_left_where_the_card_does() -> None:
    arabic = "{text: شعب, size: 20px, at: center}"
    mark = "{rectangle: ink, width: 10px, height: 10px, at: top left, margin: 0 0 0 7px}"
    found = fills(scene(pile("at: top left", DISC, arabic, mark), CANVAS))
    assert found == [(780, 0, 300, 300), (1063, 0, 10, 10)]


def test_auto_in_a_pile_is_off_the_faces_in_it() -> None:
    face = Subject((DetectedFace(Box(0, 0.5, 0.5, 0.5)),))
    items = "{photo: /shelf/face-500x500.jpg, focus: auto}", "{text: word, size: 60px, at: auto}"
    found = over(view("55", "55", cell=500), pile("width: 500px, height: 500px, at: top left", *items), subject=face)
    assert texts(found)["text"].box.y < 100


@pytest.mark.parametrize(("grey", "strength"), [("9", 0.6), ("0", 0.0)])
def test_scrim_in_a_pile_is_as_strong_as_the_text_over_it_needs(grey: str, strength: float) -> None:
    items = "{rectangle: paper}", "{scrim: auto}", "{text: caption, size: 90px, at: bottom left}"
    found = over(view(*[grey * 10] * 10), pile("at: center, width: 800px, height: 800px", *items))
    shade = list(flat(found.items))[1]
    assert isinstance(shade, Fill) and isinstance(shade.paint, Linear)
    # It comes from the bottom, where the text is.
    assert shade.paint.y1 > shade.paint.y2
    assert shade.paint.stops[0].color.a == pytest.approx(strength, abs=0.15)


@pytest.mark.parametrize(("grey", "file"), [("0", "dark-200x100.png"), ("9", "light-200x100.png")])
def test_logo_in_a_pile_looks_what_is_behind_it_there(grey: str, file: str) -> None:
    body = pile("at: center, width: 500px, height: 500px", "{logo: brand, ground: auto, at: top right, height: 50px}")
    found = layout(card(body), Squares(), FakePhotos(), FixedSampler(view(*[grey * 10] * 10)))
    (logo,) = found.items
    assert isinstance(logo, Picture) and Path(logo.source).name == file


def test_confetti_in_a_pile_keeps_clear_of_its_texts() -> None:
    items = "{confetti: seed, count: 40, piece: 30px}", "{text: a line, size: 100px, at: center}"
    found = layout(
        card(pile("width: 800px, height: 800px, at: center", *items)), Squares(), FakePhotos(), BlankSampler()
    )
    (text,) = found.texts()
    assert len(fills(found)) > 10
    assert not any(Box(*each).intersects(text.box) for each in fills(found))


def test_percentages_alone_take_all_that_is_available() -> None:
    assert fills(scene(pile("at: center", "{rectangle: ink, width: 50%, height: 50%}"), sized(200, 100))) == [
        (0, 0, 100, 50)
    ]
    assert fills(scene(pile("at: top left, ground: sun"), CANVAS)) == [(0, 0, 1080, 1080)]
