"""Boxes and colours of the letters of texts that were laid out."""

from __future__ import annotations

import pytest

from memegen.scene.color import Color
from memegen.scene.letter_boxes import letter_boxes, separating_outline
from tests.helpers.stage import PALETTE, scene, texts

INK, PAPER = PALETTE["ink"], PALETTE["paper"]


def test_every_colour_of_a_text_has_its_box() -> None:
    found = list(letter_boxes(texts(scene("layers: [{text: 'one *two*', emphasis: sun, size: 50px}]"))["text"]))
    assert [patch.colors for patch in found] == [(PAPER,), (PALETTE["sun"],)]
    assert all(patch.size == pytest.approx(50 / 1.08) for patch in found)
    one, two = (patch.box for patch in found)
    assert one.right <= two.x + found[0].size


def test_gradient_text_has_the_colours_of_all_stops() -> None:
    text = texts(scene("layers: [{text: one, gradient: [sun, accent]}]"))["text"]
    (patch,) = letter_boxes(text)
    assert {patch.colors[0], patch.colors[-1]} == {PALETTE["sun"], PALETTE["accent"]}
    assert len(patch.colors) > 2


def test_text_on_an_arc_has_a_box_for_every_letter() -> None:
    text = texts(scene("layers: [{text: around, arc: top, width: 50%, height: 50%}]"))["text"]
    found = list(letter_boxes(text))
    assert len(found) == 6
    assert all(patch.box.w == pytest.approx(patch.size) for patch in found)


def test_only_a_wide_and_opaque_outline_separates() -> None:
    def line(keys: str) -> Color | None:
        return separating_outline(texts(scene(f"layers: [{{text: one, {keys}}}]"))["text"])

    assert line("outline: ink") == INK
    assert line("outline: ink, outline-width: 1%") is None
    assert line("outline: ink 80%") is None
    assert line("size: 5vmin") is None
