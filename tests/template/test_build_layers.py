"""Building layers: visibility, values, lists, files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from memegen.layout.layers.backgrounds import Gradient
from memegen.model.entities import Raw
from memegen.scene.color import Color
from tests.helpers.stage import PALETTE, SQUARE, card, complaints, first_text, photo_path, scene, template, texts

WHEN = """\
fields: {by: {}, wet: {type: flag}, side: {type: choice, options: [left, right], default: left}}
layers:
  - {text: by, id: by, when: by}
  - {text: nobody, id: nobody, when: not by}
  - {text: wet, id: wet, when: wet}
  - {text: left, id: left, when: side is left}
  - {text: other, id: other, when: side is not left}
  - {text: both, id: both, when: by and side is right}
  - {text: hidden, id: hidden, hidden: yes}
  - {text: dry, id: dry, hidden: "{wet}"}
  - column: [{text: in, id: in, when: by}]
"""


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({}, "nobody left dry"),
        ({"by": "Ann"}, "by left dry in"),
        ({"wet": "yes"}, "nobody wet left"),
        ({"wet": "no"}, "nobody left dry"),
        ({"by": "Ann", "side": "right"}, "by other both dry in"),
    ],
)
def test_when_and_hidden_decide_which_layers_are_visible(row: dict[str, Raw], shown: str) -> None:
    assert list(texts(scene(WHEN, SQUARE, **row))) == shown.split()


def test_value_that_a_row_makes_invalid_is_reported_in_the_template() -> None:
    body = """\
        fields: {size: {}, tint: {}, gone: {}}
        layers: [{text: a, size: "{size}", fill: "{tint}", hidden: "{gone}"}]
        """
    found = complaints(card, body, row={"size": "big", "tint": "puce", "gone": "maybe"})
    assert {d.code for d in found} == {"value-invalid"}
    assert [(d.where.line, d.where.column) for d in found] == [(2, 26), (2, 42), (2, 60)]
    assert all(d.hint for d in found)


def test_empty_field_leaves_a_key_at_its_default() -> None:
    body = 'fields: {tint: {}, size: {}}\nlayers: [{text: a, fill: "{tint}", size: "{size}"}]'
    assert first_text(card(body)).fill == PALETTE["paper"]


def test_list_field_that_is_the_whole_value_stays_a_list() -> None:
    body = """\
        fields: {tints: {type: list}}
        background: [{gradient: "{tints}"}]
        layers: [{text: "{tints}", id: a}]
        """
    found = card(body, row={"tints": ("ink", "#fff")})
    (ground,) = found.background
    assert isinstance(ground, Gradient)
    assert ground.colours == (PALETTE["ink"], Color(255, 255, 255))
    assert first_text(found).text == "ink, #fff"


def test_lengths_are_relative_to_the_canvas() -> None:
    body = "layers: [{text: a, size: 10vw}]"
    assert first_text(card(body)).size.maximum.px == 100
    assert first_text(card(body, replace(SQUARE, width=2000))).size.maximum.px == 200


def test_lengths_on_paper_need_a_platform_with_a_dpi() -> None:
    body = "layers: [{text: a, size: 12pt, margin: 1in}]"
    assert first_text(card(body, replace(SQUARE, dpi=72))).size.maximum.px == 12
    found = complaints(card, body)
    assert [(d.code, d.where.column, "dpi: 300" in d.hint) for d in found] == [
        ("value-invalid", 26, True),
        ("value-invalid", 40, True),
    ]


def test_file_of_a_layer_is_relative_to_the_template(tmp_path: Path) -> None:
    design = template("background: [{photo: shots/a.jpg}]", str(tmp_path / "t.yaml"))
    assert photo_path(card(design)) == str(tmp_path / "shots/a.jpg")
