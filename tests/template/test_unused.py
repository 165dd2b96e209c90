"""Keys without effect: each is reported with its place, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.core import environment
from memegen.core.diagnostics import Diagnostic
from memegen.layout.layers import KINDS
from memegen.model.keys import keys_of
from memegen.template.catalog import Catalog
from memegen.template.unused import unused
from tests.helpers.stage import scene, template

# For each key that needs something a layer in which it has no effect, without the key.
ITEM = "layers: [{{row: {{width: 100%, items: [{{rectangle: sun, width: 20vmin, height: 9vmin{}}}, {{text: a}}]}}}}]"
TOP = "layers: [{{rectangle: sun, width: 20vmin, height: 9vmin{}}}]"
FILLING = "layers: [{{rectangle: sun{}}}]"
TEXT = "layers: [{{text: 'Read, write', size: 9vmin, at: top{}}}]"
ARC = "layers: [{{text: 'Read, write', arc: top, font: display, size: 9vmin{}}}]"
PHOTO = "background: [{{photo: p-1600x900.jpg{}}}]"
CIRCLE = "background: [{{photo: p-1600x900.jpg, frame: circle{}}}]"
STACK = "layers: [{{column: [{{text: hello, size: 9vmin}}], at: top{}}}]"
GRID = "layers: [{{grid: [{{text: hello, size: 9vmin}}], at: top{}}}]"
LINE = "layers: [{{line: sun{}}}]"
PLAIN = "layers: [{{hashtag: '#KeepItOpen', style: plain{}}}]"
NO_EFFECT = [
    ("in", ITEM, "canvas"),
    ("in", "background: [{{rectangle: sun, width: 20vmin, height: 9vmin{}}}]", "canvas"),
    ("margin", ITEM, "7vmin"),
    ("at", ITEM, "bottom right"),
    ("at", FILLING, "bottom right"),
    ("at", "layers: [{{rectangle: sun, width: 20vmin, height: 9vmin, places: [top left]{}}}]", "bottom right"),
    ("places", ITEM, "[top left, bottom]"),
    ("places", FILLING, "[top left, bottom]"),
    ("offset", ITEM, "[9vmin, 3vmin]"),
    ("grow", TOP, "1"),
    ("grow", ITEM, "1"),
    ("grow", "layers: [{{column: [{{photo: p-9x9.jpg, height: 9vmin{}}}, {{text: a}}], at: top}}]", "1"),
    ("angle", "background: [{{gradient: [ink, sun], form: radial{}}}]", "45"),
    ("center", "background: [{{gradient: [ink, sun]{}}}]", "top left"),
    ("focus", "background: [{{photo: p-1600x900.jpg, fit: contain{}}}]", "left"),
    ("subject", "background: [{{photo: p-1600x900.jpg, fit: contain{}}}]", "0 0 0.5 1"),
    ("subject", "background: [{{photo: p-1600x900.jpg, focus: left{}}}]", "0 0 0.5 1"),
    ("tones", "background: [{{photo: p-1600x900.jpg, tone: mono{}}}]", "[ink, sun]"),
    ("tones", PHOTO, "[ink, sun]"),
    ("wash-mode", PHOTO, "screen"),
    ("radius", CIRCLE, "9vmin"),
    ("radius", "background: [{{photo: p-1600x900.jpg, cut: left{}}}]", "9vmin"),
    ("cut", CIRCLE, "left"),
    ("slant", PHOTO, "20%"),
    ("slant", CIRCLE, "20%"),
    ("solid", "background: [{{scrim: flat{}}}]", "50%"),
    ("extent", "background: [{{scrim: panel{}}}]", "50%"),
    ("radius", "background: [{{scrim: bottom{}}}]", "9vmin"),
    ("align", ARC, "end"),
    ("align", STACK, "baseline"),
    ("valign", TEXT, "end"),
    ("valign", ARC, "end"),
    ("max-lines", ARC, "2"),
    ("leading", ARC, "3"),
    ("fit", ARC, "lines"),
    ("hang", ARC, "yes"),
    ("hang", "layers: [{{text: '“Read', size: 9vmin, align: center, margin: 9vmin{}}}]", "yes"),
    ("emphasis", TEXT, "sun"),
    ("emphasis", "layers: [{{text: 'a *b*', markup: no{}}}]", "sun"),
    ("emphasis-style", TEXT, "marker"),
    ("emphasis-weight", TEXT, "bold"),
    ("marker", TEXT, "accent"),
    ("strip-padding", TEXT, "[30%, 30%]"),
    ("gradient-angle", TEXT, "45"),
    ("fill", "layers: [{{text: hello, gradient: [sun, accent]{}}}]", "accent"),
    ("or-fill", "layers: [{{text: hello, gradient: [sun, accent]{}}}]", "accent"),
    ("outline-width", TEXT, "9%"),
    ("outline-join", TEXT, "round"),
    ("shadow-offset", TEXT, "[9%, 9%]"),
    ("shadow-blur", TEXT, "20%"),
    ("arc-radius", TEXT, "20vmin"),
    ("arc-span", TEXT, "90"),
    ("apart", TEXT, "yes"),
    ("ground", PLAIN, "accent"),
    ("padding", PLAIN, "90%"),
    ("spacing", PLAIN, "30%"),
    ("radius", PLAIN, "9px"),
    ("gap", STACK, "9vmin"),
    ("wrap", STACK, "yes"),
    ("wrap", "layers: [{{column: [{{text: a}}, {{text: b}}]{}}}]", "yes"),
    ("radius", STACK, "9vmin"),
    ("justify", STACK, "end"),
    ("picture-focus", TEXT, "top"),
    ("gradient", "layers: [{{text: hello, size: 9vmin, picture: p-1600x900.jpg{}}}]", "[sun, accent]"),
    ("or-fill", "layers: [{{text: hello, size: 9vmin, picture: p-1600x900.jpg{}}}]", "accent"),
    ("gap", GRID, "9vmin"),
    ("fit", "layers: [{{photo: p-1600x900.jpg, cutout: yes, at: bottom, height: 50%{}}}]", "contain"),
    ("focus", "layers: [{{photo: p-1600x900.jpg, cutout: yes, at: bottom, height: 50%{}}}]", "left"),
    ("cell", "layers: [{{grid: [{{text: a}}, {{text: b}}], columns: 2{}}}]", "50vmin"),
    ("cell", "layers: [{{grid: [{{circle: sun}}, {{circle: sun}}], square: yes{}}}]", "50vmin"),
    ("equal", "layers: [{{grid: [{{circle: sun}}, {{circle: sun}}], square: yes{}}}]", "yes"),
    ("last-row", GRID, "center"),
    ("radius", GRID, "9vmin"),
    ("stroke-width", TOP, "9%"),
    ("shadow-offset", TOP, "[9%, 9%]"),
    ("shadow-blur", TOP, "20%"),
    ("tail-size", TOP, "9vmin"),
    ("tail-width", TOP, "50%"),
    ("tail-lean", TOP, "50%"),
    ("sides", "layers: [{{polygon: sun, points: [0 0, 9% 9%, 0 9%]{}}}]", "8"),
    ("angle", "layers: [{{polygon: sun, points: [0 0, 9% 9%, 0 9%]{}}}]", "9"),
    ("tile", "layers: [{{image: a-90x60.jpg, at: top{}}}]", "9vmin"),
    ("fade", "layers: [{{texture: grain{}}}]", "50%"),
    ("fade-angle", "layers: [{{texture: dots{}}}]", "90"),
    ("angle", "layers: [{{texture: dots{}}}]", "90"),
    ("seed", "layers: [{{texture: lines{}}}]", "other"),
    ("dash", LINE, "9vmin"),
    ("dash", "layers: [{{line: sun, pattern: dots{}}}]", "9vmin"),
    ("gap", LINE, "9vmin"),
    ("ends", "layers: [{{line: sun, pattern: dots{}}}]", "round"),
]


def warnings(text: str) -> list[Diagnostic]:
    return unused([template(text)])


@pytest.mark.parametrize(("word", "body", "value"), NO_EFFECT)
def test_key_without_effect_is_told_and_has_none(word: str, body: str, value: str) -> None:
    text = body.format(f", {word}: {value}")
    [found] = warnings(text)
    assert (found.severity, found.code) == ("warning", "key-unused")
    assert (found.where.line, found.where.column) == (1, text.index(f", {word}: ") + len(word) + 5)
    assert f"`{word}` has no effect" in found.message
    assert found.hint
    assert warnings(body.format("")) == []
    assert scene(text) == scene(body.format(""))


def test_every_key_that_needs_something_is_among_these() -> None:
    needy = {word for kind in KINDS for word, (_, key) in keys_of(KINDS[kind]).items() if key.needs}
    assert needy == {word for word, *_ in NO_EFFECT}


@pytest.mark.parametrize(
    "text",
    [
        "layers: [{text: hello, at: top, margin: 7vmin, offset: [1vmin, 2vmin], in: canvas}]",
        "layers: [{rectangle: sun, places: [top, bottom], at: auto, width: 9vmin}]",
        "layers: [{row: [{text: hello, grow: 1, margin: 0, at: ''}], at: top, margin: 2vmin}]",
        "layers: [{row: [{text: hello, grow: 1, min-width: 9vmin, max-width: 50%, height: 9vmin}], at: top}]",
        "layers: [{column: [{text: hello, grow: 1, width: 50%}], at: top}]",
        "layers: [{row: [{rectangle: sun, grow: 1, width: 100%, height: 9vmin}, {text: hello}], at: top}]",
        "layers: [{row: [{text: hello, grow: 1, id: a}], at: top}]\nshapes: {wide: {a: {width: 50%}}}",
        "layers: [{column: [{text: a, grow: 1, height: 50%}], id: c, at: top}]\nshapes: {wide: {c: {direction: row}}}",
        "fields: {curve: {}}\nlayers: [{text: hello, arc: '{curve}', arc-span: 90, hang: yes}]",
        "fields: {words: {}}\nlayers: [{text: '{words}', emphasis: sun, marker: accent, apart: yes}]",
        "layers: [{text: hello, id: a, arc-span: 90}]\nshapes: {wide: {a: {arc: top}}}",
        "layers: [{text: hello, id: a, arc: top}]\nchange: {a: {arc-span: 90}}",
        "layers: [{column: [{text: a}, {text: b}], id: c, wrap: yes}]\nshapes: {wide: {c: {direction: row}}}",
        "background: [{photo: a-9x9.jpg, tone: poster, tones: [ink, sun], cut: left, slant: 9%, frame: box}]",
        "layers: [{line: sun, rotate: 9, height: auto}]",
        "layers: [{text: hello, hidden: yes, id: a}]\nshapes: {wide: {a: {hidden: no}}}",
        "fields: {quiet: {type: flag}}\nlayers: [{text: hello, hidden: '{quiet}', opacity: 0.1}]",
    ],
)
def test_key_with_an_effect_somewhere_is_not_told(text: str) -> None:
    assert warnings(text) == []


def test_key_without_effect_in_a_change_is_told_there() -> None:
    [found] = warnings("layers: [{text: hello, id: a}]\nshapes:\n  wide: {a: {arc-span: 90, size: 4vmin}}")
    assert (found.where.line, found.where.column) == (3, 24)


@pytest.mark.parametrize("key", ["hidden: yes", "opacity: 0", "opacity: 0%"])
def test_layer_that_is_never_drawn_is_told(key: str) -> None:
    [found] = warnings(f"layers: [{{text: hello}}, {{text: hello, {key}}}]")
    assert (found.code, found.where.line) == ("layer-hidden", 1)
    assert key in found.message


def test_layer_that_only_a_variant_draws_is_not_told(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    text = "{layers: [{text: hello}, {text: more, id: x, hidden: yes}], variants: [{}, {change: {x: {%s}}}]}"
    file.write_text(f"templates:\n  a: {text % 'hidden: no'}\n  b: {text % 'size: 4vmin'}\n")
    catalog = Catalog([file])
    assert catalog.warnings("a", catalog.brand()) == []
    assert [(found.code, found.where.line) for found in catalog.warnings("b", catalog.brand())] == [("layer-hidden", 3)]


def test_every_problem_of_a_layer_is_told_in_order() -> None:
    found = warnings("layers: [{row: [{rectangle: sun, at: top, in: canvas, margin: 1vmin}, {text: a, arc-span: 9}]}]")
    assert [problem.message.split("`")[1] for problem in found] == ["at", "in", "margin", "arc-span"]


def test_shipped_templates_say_nothing_without_effect() -> None:
    catalog = Catalog()
    for name in catalog.names:
        assert catalog.warnings(name, catalog.brand()) == [], name


def test_starter_says_nothing_without_effect() -> None:
    file = environment.STARTER / "templates.yaml"
    catalog = Catalog([file])
    for name in catalog.names_in(file):
        assert catalog.warnings(name, catalog.brand()) == [], name


def test_inherited_key_is_told_where_it_is_from_only(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(
        "templates:\n"
        "  a: {layers: [{text: hello, id: x, arc: top}], change: {x: {arc-span: 90}}}\n"
        "  b: {extends: a, change: {x: {arc: none}}}\n"
        "  c: {extends: b, layers: [{text: hello, id: x}], change: {x: {outline-width: 4%}}}\n"
    )
    catalog = Catalog([file])
    assert [catalog.warnings(name, catalog.brand()) for name in "ab"] == [[], []]
    [found] = catalog.warnings("c", catalog.brand())
    assert "`outline-width`" in found.message
