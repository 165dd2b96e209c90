"""The contrast that texts need on what is below them."""

from __future__ import annotations

import pytest

from memegen.layout.layers.legibility import ContrastNeed, contrast_needs
from memegen.scene.color import BLACK, Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Font, Glyph, Line, Run, Text
from memegen.scene.path import rectangle
from tests.helpers.stage import CANVAS, PALETTE, scene

INK, PAPER = PALETTE["ink"], PALETTE["paper"]


def wanted(text: str) -> list[ContrastNeed]:
    return contrast_needs(scene(text, CANVAS).items)


def test_needed_contrast_depends_on_size_and_weight() -> None:
    (large,) = wanted("layers: [{text: Hello, size: 80px, case: none}]")
    assert (large.ratio, large.color, large.box.h) == (3, PAPER, pytest.approx(0.72 * 80))
    assert [need.ratio for need in wanted("layers: [{text: Hello, size: 40px}]")] == [4.5]
    assert [need.ratio for need in wanted("layers: [{text: Hello, size: 60px}]")] == [4.5]
    assert [need.ratio for need in wanted("layers: [{text: Hello, size: 60px, weight: bold}]")] == [3]
    assert [need.ratio for need in wanted("layers: [{text: Hello, contrast: 7}]")] == [7]
    assert wanted("layers: [{text: Hello, contrast: 0}]") == []


@pytest.mark.parametrize(
    "layers",
    [
        "[{hashtag: '#open'}]",
        "[{column: {ground: cool, padding: 4vmin, items: [{text: Hello}]}}]",
        "[{text: Hello, strips: cool}]",
        "[{rectangle: cool, width: 100%, height: 100%}, {text: Hello, at: center}]",
        "[{circle: cool}, {text: Hello, at: center}]",
        "[{text: Hello, outline: ink, outline-width: 6%}]",
    ],
)
def test_text_on_an_opaque_fill_needs_nothing(layers: str) -> None:
    assert wanted(f"layers: {layers}") == []


@pytest.mark.parametrize(
    "layers",
    [
        "[{rectangle: cool 80%, width: 100%, height: 100%}, {text: Hello, at: center}]",
        "[{text: Hello, at: center}, {rectangle: cool, at: left, width: 10%, height: 100%}]",
        "[{rectangle: cool, at: left, width: 10%, height: 100%}, {text: Hello, at: center}]",
        "[{text: Hello, outline: ink, outline-width: 1%}]",
        "[{hashtag: '#open', style: plain}]",
        # In the bounds of a shape, but not on it.
        "[{star: cool, at: center}, {text: Hello, at: top left}]",
        "[{ring: cool, at: center}, {text: Hello, at: center}]",
        "[{circle: cool}, {text: Hello, at: top left}]",
    ],
)
def test_text_on_less_than_an_opaque_fill_has_needs(layers: str) -> None:
    assert len(wanted(f"layers: {layers}")) == 1


def test_marker_may_end_beside_a_narrow_last_letter() -> None:
    narrow = Run(Font("Anton"), 100, BLACK, tuple(Glyph(1, x, 0) for x in (0, 25, 50)))
    text = Text("", "ill", 100, Box(0, 0, 75, 100), (Line("ill", 0, 80, (narrow,)),), needs=4.5)
    needs = {
        right: contrast_needs([Fill(rectangle(Box(-9, -9, right + 9, 118)), Color(255, 197, 51)), text])
        for right in (60, 85)
    }
    assert [len(found) for found in needs.values()] == [1, 0]


def test_strips_cover_needs_only_where_they_are() -> None:
    # The marks on the first and the last line leave the words between them on the photo.
    marked = wanted("layers: [{text: '==Once== upon a time ==there==', width: 40%, size: 60px}]")
    plain = wanted("layers: [{text: 'Once upon a time there', width: 40%, size: 60px}]")
    assert marked
    assert len({need.box.y for need in marked}) == len({need.box.y for need in plain})
    assert not wanted("layers: [{text: '==Once==', size: 60px}]")


def test_need_has_the_faded_colour_of_the_text() -> None:
    (need,) = wanted("layers: [{text: Hello, opacity: 50%}]")
    assert need.color == PAPER.multiply_alpha(0.5)


def test_need_has_the_rotated_box_of_the_text() -> None:
    (flat,), (turned,) = wanted("layers: [{text: Hello}]"), wanted("layers: [{text: Hello, rotate: 90, at: center}]")
    assert turned.box.w == pytest.approx(flat.box.h)
    assert turned.box.h == pytest.approx(flat.box.w)
