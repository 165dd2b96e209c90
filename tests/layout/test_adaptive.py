"""Scrims and text colours that adapt to what is below a text."""

from __future__ import annotations

import pytest

from memegen.scene.color import Color
from memegen.scene.items import Fill, Linear
from memegen.scene.scene import Scene
from tests.helpers.stage import PALETTE, over, scene, texts, view

INK, PAPER = PALETTE["ink"], PALETTE["paper"]
BRIGHT, DARK = view(*["9" * 10] * 10), view(*["0" * 10] * 10)


def maximum_opacity(found: Scene) -> float:
    """Return the maximum opacity of the first fill."""
    fill = next(item for item in found.items if isinstance(item, Fill))
    return max(stop.color.a for stop in fill.paint.stops) if isinstance(fill.paint, Linear) else fill.paint.a  # type: ignore[union-attr]


QUOTE = "layers: [{text: Saturday, at: bottom left, size: 14vmin}]"


def test_scrim_strength_follows_text_and_backdrop() -> None:
    body = f"background: [{{scrim: auto}}]\n{QUOTE}"
    assert maximum_opacity(over(DARK, body)) == 0
    assert 0.3 < maximum_opacity(over(view(*["8" * 10] * 10), body)) < maximum_opacity(over(BRIGHT, body)) < 0.8
    assert maximum_opacity(scene(f"background: [{{scrim: bottom}}]\n{QUOTE}")) == pytest.approx(0.9)


def test_panel_strength_follows_the_text_on_it() -> None:
    panel = "{scrim: panel, at: bottom left, width: 60%, height: 30%, strength: auto}"
    aside = "{text: A whole long line of letters, at: top right, size: 3vmin}"
    on = over(BRIGHT, f"layers: [{panel}, {{text: Saturday, at: bottom left, size: 14vmin}}]")
    assert 0.3 < maximum_opacity(on) < 0.8
    # A text next to the panel does not count.
    assert maximum_opacity(over(BRIGHT, f"layers: [{panel}, {aside}]")) == 0


def color_of(found: Scene, name: str = "text") -> Color | None:
    return texts(found)[name].lines[0].runs[0].fill


OTHER = "{text: Hello, fill: ink, or-fill: paper, at: center, size: 9vmin}"


def test_text_takes_its_alternative_colour_only_if_not_legible() -> None:
    assert color_of(over(BRIGHT, f"layers: [{OTHER}]")) == INK
    assert color_of(over(DARK, f"layers: [{OTHER}]")) == PAPER
    # Its own colour is kept if legible, even if the other one has more contrast.
    assert (
        color_of(over(view(*["6" * 10] * 10), "layers: [{text: Hello, fill: paper, or-fill: ink, contrast: 1.5}]"))
        == PAPER
    )


def test_recoloured_text_keeps_its_emphasis() -> None:
    found = over(DARK, "layers: [{text: 'one *two*', fill: ink, or-fill: paper, emphasis: sun}]")
    assert [run.fill for run in texts(found)["text"].lines[0].runs] == [PAPER, PALETTE["sun"]]


def test_rotated_text_takes_the_colour_for_its_position() -> None:
    # A horizontal text would extend into the dark; the rotated one is on the light columns.
    columns = view(*["0000000099"] * 10)
    upright = "{text: Hello there, fill: ink, or-fill: paper, at: right, size: 9vmin, rotate: 90}"
    assert color_of(over(columns, f"layers: [{upright}]")) == INK
    assert color_of(over(columns, f"layers: [{upright.replace('right', 'left')}]")) == PAPER


def test_scrim_serves_the_chosen_text_colour() -> None:
    body = f"background: [{{scrim: auto, colour: paper}}]\nlayers: [{OTHER}]"
    # Paper letters are legible on the dark, so no scrim is needed.
    assert maximum_opacity(over(DARK, body)) == 0
