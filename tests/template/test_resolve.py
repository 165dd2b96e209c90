from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from memegen.core.diagnostics import Diagnostic, Where
from memegen.layout.layers.backgrounds import Gradient
from memegen.layout.layers.photo import Photo
from memegen.layout.layers.text import TextLayer
from memegen.model.entities import Card, Raw
from memegen.scene.color import Color
from memegen.template.extends import Inheritance
from memegen.template.resolve import Resolver
from memegen.template.template import read_template
from memegen.template.yaml import parse
from tests.helpers.stage import (
    BRAND,
    PALETTE,
    SQUARE,
    AnyPhoto,
    card,
    complaints,
    context,
    scene,
    template,
    templates,
    texts,
)

QUOTE = """\
fields:
  quote: {required: yes, longest: 20, shortest: 2, example: Read on}
  by: {}
  role: {about: what they are}
  count: {type: number, least: 1, most: 100}
  tint: {type: colour, default: accent}
  wet: {type: flag}
  side: {type: choice, options: [left, right], default: left}
  many: {type: list, longest: 2}
  tag: {default: "{brand.hashtag} {brand.words.thanks} {brand.words.none}{platform.shape}"}
layers:
  - {text: "{quote}", id: quote, fill: "{tint}"}
  - {text: "{tag}", id: tag}
  - {text: "{many}", id: many}
alt: "“{quote}”[ — {by}[, {role}]]"
caption: "  {quote}[ — {by}]\\n\\n{brand.hashtag} "
"""


def first(found: Card) -> TextLayer:
    layer = found.layers[0]
    assert isinstance(layer, TextLayer)
    return layer


def resolved(body: str, **row: Raw) -> Card:
    return card(body, row=row)


def test_fields_defaults_and_brand_variables() -> None:
    found = resolved(QUOTE, quote="Hello", many=("one", "two"))
    assert first(found).text == "Hello"
    assert first(found).fill == PALETTE["accent"]
    others = [layer.text for layer in found.layers[1:] if isinstance(layer, TextLayer)]
    assert others == [
        "#KeepItOpen Thank you square",
        "one, two",
    ]
    assert (found.row, found.template, found.brand) == (2, "t", BRAND)


def test_an_empty_cell_means_the_default() -> None:
    assert first(resolved(QUOTE, quote="Hello", tint="")).fill == PALETTE["accent"]
    assert first(resolved(QUOTE, quote="Hello", tint="  ")).fill == PALETTE["accent"]
    assert first(resolved(QUOTE, quote="Hello", tint="#fff")).fill == Color(255, 255, 255)


@pytest.mark.parametrize(
    ("row", "code", "field", "message"),
    [
        ({}, "field-required", "quote", "field quote is required"),
        ({"quote": " \n"}, "field-required", "quote", "field quote is required"),
        ({"quote": "x" * 21}, "field-invalid", "quote", "has 21 characters; at most 20 fit"),
        ({"quote": "x"}, "field-invalid", "quote", "has 1 characters; at least 2 are needed"),
        ({"quote": ("a", "b")}, "field-invalid", "quote", "takes one value, not a list"),
        ({"count": "many"}, "field-invalid", "count", "expected a number, not 'many'"),
        ({"count": "nan"}, "field-invalid", "count", "expected a number, not 'nan'"),
        ({"count": "0"}, "field-invalid", "count", "0 is less than 1"),
        ({"count": "1,000"}, "field-invalid", "count", "1,000 is more than 100"),
        ({"tint": "acent"}, "field-invalid", "tint", "did you mean accent?"),
        ({"wet": "perhaps"}, "field-invalid", "wet", "expected yes or no"),
        ({"side": "rihgt"}, "field-invalid", "side", "did you mean right?"),
        ({"many": ("a", "b", "c")}, "field-invalid", "many", "has 3 entries; at most 2 fit"),
    ],
)
def test_what_is_wrong_with_a_row(row: dict[str, Raw], code: str, field: str, message: str) -> None:
    values: dict[str, Raw] = row if row == {} else {"quote": "Hello", **row}
    (found,) = complaints(card, QUOTE, row=values)
    assert (found.code, found.where) == (code, Where("rows.csv", row=2, field=field))
    assert message in found.message


def test_all_that_is_wrong_with_a_row_at_once() -> None:
    found = complaints(card, QUOTE, row={"count": "x", "wet": "y"})
    assert [d.where.field for d in found] == ["quote", "count", "wet"]
    assert found[0].hint == "such as Read on"


@pytest.mark.parametrize("count", ["1", "100", "7.5", "50%", "+3"])
def test_numbers_that_do(count: str) -> None:
    assert resolved(QUOTE, quote="Hello", count=count)


def test_a_value_is_never_expanded_again() -> None:
    assert first(resolved(QUOTE, quote="{by} [x] {", by="Ann")).text == "{by} [x] {"


def test_alt_and_caption_drop_sections_and_markup() -> None:
    found = resolved(QUOTE, quote="Read *on*\nnow", by="Ann")
    assert found.alt_text == "“Read on now” — Ann"
    assert found.caption == "Read on\nnow — Ann\n\n#KeepItOpen"
    assert resolved(QUOTE, quote="Read", role="poet").alt_text == "“Read”"
    assert resolved(QUOTE, quote="Read", by="Ann", role="poet").alt_text == "“Read” — Ann, poet"


def test_alt_too_long_is_a_finding() -> None:
    body = 'fields: {q: {}}\nlayers: [{text: a}]\nalt: "{q}"'
    platform = replace(SQUARE, alt=10)
    assert card(body, platform, {"q": "x" * 10}).findings == ()
    (finding,) = card(body, platform, {"q": "x" * 11}).findings
    assert (finding.code, finding.severity, finding.where) == ("alt-too-long", "warning", Where("t.yaml", 3, 6))
    assert "11 characters; A square takes 10" in finding.message
    assert scene(body, platform, q="x" * 11).findings == (finding,)


def photo_of(found: Card) -> str:
    (layer,) = found.background
    assert isinstance(layer, Photo)
    return layer.photo


def test_photos_lie_where_they_are_named(tmp_path: Path) -> None:
    body = """\
        fields: {photo: {type: photo, default: shots/default.jpg}}
        background: [{photo: "{photo}"}]
        """
    design = template(body, str(tmp_path / "designs" / "t.yaml"))

    def at(file: str, **row: Raw) -> str:
        return photo_of(Resolver(design, BRAND, SQUARE, context(), AnyPhoto()).card(row, Where(file, row=1)))

    # The default beside the template, a row's beside the row's file, and without one in the current folder.
    assert at("rows/list.csv") == str(tmp_path / "designs/shots/default.jpg")
    assert at(str(tmp_path / "rows/list.csv"), photo="a.jpg") == str(tmp_path / "rows/a.jpg")
    assert at("", photo="a.jpg") == str(Path.cwd() / "a.jpg")
    assert at("rows/list.csv", photo="/abs/a.jpg") == "/abs/a.jpg"


def test_a_file_that_a_layer_names_lies_beside_the_template(tmp_path: Path) -> None:
    design = template("background: [{photo: shots/a.jpg}]", str(tmp_path / "t.yaml"))
    assert photo_of(card(design)) == str(tmp_path / "shots/a.jpg")


def test_what_is_inherited_lies_beside_the_parent(tmp_path: Path) -> None:
    body = "fields: {photo: {type: photo, default: a.jpg}}\nbackground: [{photo: '{photo}', id: p}]"
    parent = parse(body, str(tmp_path / "p.yaml"))
    child = parse("{extends: parent, fields: {photo: {about: changed}}}", str(tmp_path / "sub" / "c.yaml"))
    whole = Inheritance({"parent": parent, "child": child}).resolve("child")
    design = read_template("child", whole, tmp_path / "sub", context())
    assert photo_of(card(design)) == str(tmp_path / "a.jpg")


def test_no_photo_is_no_photo() -> None:
    assert photo_of(card("fields: {photo: {type: photo}}\nbackground: [{photo: '{photo}'}]")) == ""


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
def test_when_and_hidden(row: dict[str, Raw], shown: str) -> None:
    assert list(texts(scene(WHEN, SQUARE, **row))) == shown.split()


def test_what_a_row_makes_unreadable_is_said_where_it_stands() -> None:
    body = """\
        fields: {size: {}, tint: {}, gone: {}}
        layers: [{text: a, size: "{size}", fill: "{tint}", hidden: "{gone}"}]
        """
    found = complaints(card, body, row={"size": "big", "tint": "puce", "gone": "maybe"})
    assert {d.code for d in found} == {"value-invalid"}
    assert [(d.where.line, d.where.column) for d in found] == [(2, 26), (2, 42), (2, 60)]
    assert all(d.hint for d in found)


def test_an_empty_field_leaves_a_key_at_its_default() -> None:
    body = 'fields: {tint: {}, size: {}}\nlayers: [{text: a, fill: "{tint}", size: "{size}"}]'
    assert first(card(body)).fill == PALETTE["paper"]


SHAPES = """\
base:
  layers: [{text: a, id: a, fill: paper, grow: 1, opacity: 1}]
  change:
    a: {fill: ink, grow: 2, opacity: 20%}
  shapes:
    wide: {a: {grow: 3, opacity: 30%}}
    x-post: {a: {opacity: 40%}}
"""


@pytest.mark.parametrize(
    ("name", "size", "values"),
    [
        ("square", (1000, 1000), (PALETTE["ink"], 2, 0.2)),
        ("other", (1600, 900), (PALETTE["ink"], 3, 0.3)),
        ("x-post", (1600, 900), (PALETTE["ink"], 3, 0.4)),
        ("x-post", (900, 900), (PALETTE["ink"], 2, 0.4)),
    ],
)
def test_any_shape_before_its_class_before_the_platform(
    name: str, size: tuple[int, int], values: tuple[Color, float, float]
) -> None:
    platform = replace(SQUARE, name=name, width=size[0], height=size[1])
    layer = first(card(templates(SHAPES, "base"), platform))
    assert (layer.fill, layer.grow, layer.opacity) == values


def test_a_list_stays_a_list_where_it_is_the_whole_value() -> None:
    body = """\
        fields: {tints: {type: list}}
        background: [{gradient: "{tints}"}]
        layers: [{text: "{tints}", id: a}]
        """
    found = card(body, row={"tints": ("ink", "#fff")})
    (ground,) = found.background
    assert isinstance(ground, Gradient)
    assert ground.colours == (PALETTE["ink"], Color(255, 255, 255))
    assert first(found).text == "ink, #fff"


def test_lengths_are_of_the_canvas_at_hand() -> None:
    body = "layers: [{text: a, size: 10vw}]"
    assert first(card(body)).size.maximum.px == 100
    assert first(card(body, replace(SQUARE, width=2000))).size.maximum.px == 200


def test_findings_are_diagnostics() -> None:
    assert all(isinstance(finding, Diagnostic) for finding in scene("layers: [{text: a, size: 1px}]").findings)
