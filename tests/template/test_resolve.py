"""From a row to a card: values, alternative text, caption, photos."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from memegen.core.diagnostics import Diagnostic, Where
from memegen.layout.layers.text import TextLayer
from memegen.model.card import Card
from memegen.model.entities import Raw
from memegen.template.extends import Inheritance
from memegen.template.resolve import Resolver
from memegen.template.template import read_template
from memegen.template.yaml import parse
from tests.helpers.stage import BRAND, PALETTE, SQUARE, AnyPhoto, card, context, first_text, photo_path, scene, template

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


def resolved(body: str, **row: Raw) -> Card:
    return card(body, row=row)


def test_card_has_values_defaults_and_brand_variables() -> None:
    found = resolved(QUOTE, quote="Hello", many=("one", "two"))
    assert first_text(found).text == "Hello"
    assert first_text(found).fill == PALETTE["accent"]
    others = [layer.text for layer in found.layers[1:] if isinstance(layer, TextLayer)]
    assert others == ["#KeepItOpen Thank you square", "one, two"]
    assert (found.row, found.template, found.brand) == (2, "t", BRAND)


def test_variables_in_values_are_not_expanded() -> None:
    assert first_text(resolved(QUOTE, quote="{by} [x] {", by="Ann")).text == "{by} [x] {"


def test_alt_text_and_caption_drop_empty_sections_and_markup() -> None:
    found = resolved(QUOTE, quote="Read *on*\nnow", by="Ann")
    assert found.alt_text == "“Read on now” — Ann"
    assert found.caption == "Read on\nnow — Ann\n\n#KeepItOpen"
    assert resolved(QUOTE, quote="Read", role="poet").alt_text == "“Read”"
    assert resolved(QUOTE, quote="Read", by="Ann", role="poet").alt_text == "“Read” — Ann, poet"


def test_alt_text_beyond_the_platform_limit_is_a_finding() -> None:
    body = 'fields: {q: {}}\nlayers: [{text: a}]\nalt: "{q}"'
    platform = replace(SQUARE, alt=10)
    assert card(body, platform, {"q": "x" * 10}).findings == ()
    (finding,) = card(body, platform, {"q": "x" * 11}).findings
    assert (finding.code, finding.severity, finding.where) == ("alt-too-long", "warning", Where("t.yaml", 3, 6))
    assert "11 characters; A square takes 10" in finding.message
    assert scene(body, platform, q="x" * 11).findings == (finding,)


def test_photo_is_relative_to_the_file_that_names_it(tmp_path: Path) -> None:
    body = """\
        fields: {photo: {type: photo, default: shots/default.jpg}}
        background: [{photo: "{photo}"}]
        """
    design = template(body, str(tmp_path / "designs" / "t.yaml"))

    def at(file: str, **row: Raw) -> str:
        return photo_path(Resolver(design, BRAND, SQUARE, context(), AnyPhoto()).card(row, Where(file, row=1)))

    # The default beside the template, a row's beside the row's file, and without one in the current folder.
    assert at("rows/list.csv") == str(tmp_path / "designs/shots/default.jpg")
    assert at(str(tmp_path / "rows/list.csv"), photo="a.jpg") == str(tmp_path / "rows/a.jpg")
    assert at("", photo="a.jpg") == str(Path.cwd() / "a.jpg")
    assert at("rows/list.csv", photo="/abs/a.jpg") == "/abs/a.jpg"


def test_inherited_file_is_relative_to_the_parent(tmp_path: Path) -> None:
    body = "fields: {photo: {type: photo, default: a.jpg}}\nbackground: [{photo: '{photo}', id: p}]"
    parent = parse(body, str(tmp_path / "p.yaml"))
    child = parse("{extends: parent, fields: {photo: {about: changed}}}", str(tmp_path / "sub" / "c.yaml"))
    whole = Inheritance({"parent": parent, "child": child}).resolve("child")
    design = read_template("child", whole, tmp_path / "sub", context())
    assert photo_path(card(design)) == str(tmp_path / "a.jpg")


def test_empty_photo_field_resolves_to_no_file() -> None:
    assert photo_path(card("fields: {photo: {type: photo}}\nbackground: [{photo: '{photo}'}]")) == ""


def test_scene_findings_are_diagnostics() -> None:
    assert all(isinstance(finding, Diagnostic) for finding in scene("layers: [{text: a, size: 1px}]").findings)
