"""What a card draws in vain."""

from __future__ import annotations

import pytest

from tests.helpers.stage import codes, scene


@pytest.mark.parametrize(
    ("layer", "alike"),
    [
        ("{photo: p-1600x900.jpg, tone: duotone, tones: [ink, sun, ink]}", True),
        ("{photo: p-1600x900.jpg, tone: duotone, tones: [ink, ink, sun]}", False),
        ("{photo: p-1600x900.jpg, tone: tritone, tones: [ink, ink, sun]}", True),
        ("{photo: p-1600x900.jpg, tone: poster, tones: [ink, sun, sun]}", True),
        ("{photo: p-1600x900.jpg, tone: mono, tones: [ink, ink]}", False),
        ("{gradient: [ink, ink]}", True),
        ("{gradient: ['#e4322b', '#e4332b']}", True),
        ("{gradient: [ink, ink 50%]}", False),
        ("{gradient: [ink, sun, ink]}", False),
        ("{text: hello, gradient: [sun, sun]}", True),
        ("{text: hello, fill: sun, or-fill: sun}", True),
        ("{text: hello, fill: sun, or-fill: ink}", False),
        ("{column: [{text: hello, fill: sun, or-fill: sun}]}", True),
    ],
)
def test_colours_that_look_alike_are_told(layer: str, alike: bool) -> None:
    assert ("colours-alike" in codes(scene(f"background: [{layer}]"))) is alike


def test_finding_names_key_and_colours() -> None:
    [finding] = scene("background: [{gradient: [ink, ink], id: sky}]").findings
    assert finding.message == "gradient 'sky': two colours of `gradient` look alike: #15151e and #15151e"
    assert (finding.severity, finding.where.line, finding.where.column) == ("warning", 1, 14)


@pytest.mark.parametrize(
    ("layer", "outside"),
    [
        ("{circle: sun, width: 100px, at: top left, offset: [-100px, 0px], in: canvas}", True),
        ("{circle: sun, width: 100px, at: top left, offset: [-99px, 0px], in: canvas}", False),
        ("{image: p-100x100.png, at: bottom, width: 100px, offset: [0px, 200px]}", True),
        ("{row: [{circle: sun, width: 9px}, {circle: ink, width: 9px}], at: top, offset: [0px, -50vh]}", True),
        ("{text: '', at: top, offset: [0px, -50vh]}", False),
    ],
)
def test_layer_outside_the_canvas_is_told(layer: str, outside: bool) -> None:
    assert ("layer-off-canvas" in codes(scene(f"layers: [{layer}]"))) is outside


def test_text_outside_the_canvas_is_told_once() -> None:
    assert codes(scene("layers: [{text: hello, at: top, offset: [0px, -50vh]}]")) == ["text-off-canvas"]
