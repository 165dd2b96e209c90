"""Reading layers: kinds, keys, nested layers, and what is reported where."""

from __future__ import annotations

import pytest

from memegen.core.diagnostics import Where
from memegen.layout.layers import KINDS
from memegen.model.entities import LayerSpec
from memegen.model.keys import keys_of
from memegen.model.kinds import LAYERS
from memegen.template.changes import layers_on
from tests.helpers.stage import SQUARE, check_problems, complaints, template

# The body of a template, and of each problem code, line, column, part of the message and part of the hint.
PROBLEMS = {
    "unknown key of a layer": (
        "layers: [{text: hello, colr: ink, sise: 4vmin}]",
        [
            ("template-invalid", 1, 24, "text has no key 'colr'", ""),
            ("template-invalid", 1, 35, "text has no key 'sise'", "did you mean size?"),
        ],
    ),
    "unknown kind": (
        "layers: [{txt: hello}]",
        [("template-invalid", 1, 11, "none of these keys is a kind of layer", "did you mean text?")],
    ),
    "wrong unit": (
        "layers: [{text: hello, size: 4em}]",
        [("template-invalid", 1, 30, "size: expected a length such as 7vmin", "a range `4.5..12vmin`")],
    ),
    "pixels of the canvas with the unit of another": (
        'layers: [{rectangle: ink, height: "{platform.safe.bottom}px", width: "{ platform.width / 2 } px"}]',
        [
            ("template-invalid", 1, 35, "platform.safe.bottom is in pixels of the canvas", "write safe.top"),
            ("template-invalid", 1, 70, "platform.width / 2 is in pixels of the canvas", "100vw for its width"),
        ],
    ),
    "a safe area without its side": (
        "layers: [{rectangle: ink, height: safe + 2vmin, width: 2vmin}]",
        [("template-invalid", 1, 35, "safe needs its side here", "height:")],
    ),
    "percentages that are compared": (
        'layers: [{column: {padding: "0 max(10%, 2vmin)", items: [{text: hello}]}}]',
        [("template-invalid", 1, 29, "max() cannot compare %", "padding: space inside its edges")],
    ),
    "a size of nothing": (
        "layers: [{text: hello, size: 0..4vmin}]",
        [("template-invalid", 1, 30, "size: expected a size above 0", "size: the font size")],
    ),
    "sizes the wrong way round": (
        "layers: [{text: hello, size: 9..4vmin}]",
        [("template-invalid", 1, 30, "expected the smaller size first", "size: the font size")],
    ),
    "bad colour": (
        "background: [{colour: acent}]",
        [("template-invalid", 1, 23, "'acent' is no colour; did you mean accent?", "colour: the colour")],
    ),
    "no colours": (
        "background: [{gradient: []}]",
        [("template-invalid", 1, 25, "expected at least one colour", "two or more colours")],
    ),
    "a list in a list of colours": (
        "background: [{gradient: [ink, [paper]]}]",
        [("template-invalid", 1, 25, "expected one value, not a list", "two or more colours")],
    ),
    "a list for one value": (
        "layers: [{text: hello, fill: [ink, paper]}]",
        [("template-invalid", 1, 30, "fill: expected one value, not a list", "the colour of the letters")],
    ),
    "unknown font": (
        "layers: [{text: hello, font: displai}]",
        [("template-invalid", 1, 30, "neither a font role nor a family; did you mean display?", "a font role")],
    ),
    "no such word": (
        "layers: [{text: hello, overflow: crop}]",
        [
            (
                "template-invalid",
                1,
                34,
                "expected one of ellipsis, fail, next, not 'crop'",
                "what happens when it is too long",
            )
        ],
    ),
    "opacity beyond all": (
        "layers: [{text: hello, opacity: 50}]",
        [("template-invalid", 1, 33, "expected a part from 0% to 100%, not 50", "how opaque")],
    ),
    "no number": (
        "layers: [{text: hello, rotate: nan, grow: -1, leading: 0}]",
        [
            ("template-invalid", 1, 32, "expected an angle such as -6deg", "turned clockwise"),
            ("template-invalid", 1, 43, "expected a number from 0 on", "its share"),
            ("template-invalid", 1, 56, "0.5 to 5", "from line to line"),
        ],
    ),
    "no place": (
        "layers: [{photo: a.jpg, focus: 2 3, at: tpo}]",
        [
            ("template-invalid", 1, 32, "expected auto, face left, two numbers from 0 to 1, or a place", "a point"),
            ("template-invalid", 1, 41, "expected a place such as top right", "place in that area"),
        ],
    ),
    "unknown variable": (
        """\
        fields: {quote: {}}
        layers: [{text: "{qoute} {brand.hashtg} {platform.wdth} {brand.words.thanks}"}]
        """,
        [
            ("variable-unknown", 2, 19, "there is no variable 'qoute'", "did you mean quote?"),
            ("variable-unknown", 2, 27, "there is no variable 'brand.hashtg'", "did you mean brand.hashtag?"),
            ("variable-unknown", 2, 42, "there is no variable 'platform.wdth'", "did you mean platform.width?"),
        ],
    ),
    "braces around no name": (
        'layers: [{text: "{a b}"}]',
        [("expression-invalid", 1, 21, "{a b} is not an expression: unexpected 'b'", "\\{")],
    ),
    "unknown field in when": (
        """\
        fields: {by: {}}
        layers: [{text: hello, when: bye and by}]
        """,
        [("variable-unknown", 2, 30, "there is no variable 'bye'", "did you mean by?")],
    ),
    "no condition": (
        """\
        fields: {by: {}}
        layers: [{text: hello, when: by or else}]
        """,
        [("expression-invalid", 2, 36, "'by or else' is no condition", "`ground is paper`")],
    ),
    "a condition that never holds": (
        """\
        fields: {ground: {type: choice, options: [ink, paper]}}
        layers: [{text: hello, when: ground is not papr}]
        """,
        [("template-invalid", 2, 30, "ground is never 'papr'", "did you mean paper?")],
    ),
    "an id twice": (
        """\
        layers:
          - {text: hello, id: one}
          - column:
              - {text: there, id: one}
        """,
        [("template-invalid", 4, 27, "the id 'one' is taken", "another id")],
    ),
    "two kinds in one layer": (
        "layers: [{text: hello, photo: a.jpg}]",
        [("template-invalid", 1, 24, "one layer cannot be both text and photo", "two layers")],
    ),
    "a missing value": (
        "layers: [{text: {size: 4vmin}}]",
        [("template-invalid", 1, 10, "text needs 'text'", "the text, with `{fields}` in it")],
    ),
    "a key beside and inside": (
        "layers: [{text: {text: hello, fill: ink}, fill: paper}]",
        [("template-invalid", 1, 43, "'fill' is said twice", "keep one")],
    ),
    "layers twice": (
        "layers: [{column: [{text: a}], items: [{text: b}]}]",
        [("template-invalid", 1, 32, "the layers in it are listed twice", "keep one")],
    ),
    "layers that are no list": (
        """\
        layers:
          text: hello
        """,
        [("template-invalid", 2, 3, "expected a list of layers, each on a line that begins with a dash", "")],
    ),
    "a layer that is none": (
        "layers: [hello, []]",
        [
            ("template-invalid", 1, 10, "expected a layer such as `text: …`", ""),
            ("template-invalid", 1, 17, "expected a layer such as `text: …`", ""),
        ],
    ),
    "unknown keys of nested layers, beside and in the mapping": (
        """\
        layers:
          - row:
              gpa: 2vmin
              items:
                - {text: a, colr: ink}
                - column: [{rectangle: {fil: ink}}]
            alighn: center
        """,
        [
            ("template-invalid", 3, 7, "row has no key 'gpa'", "did you mean gap?"),
            ("template-invalid", 5, 21, "text has no key 'colr'", ""),
            ("template-invalid", 6, 20, "rectangle needs 'rectangle'", "rectangle: its colour"),
            ("template-invalid", 6, 33, "rectangle has no key 'fil'", ""),
            ("template-invalid", 7, 5, "row has no key 'alighn'", "did you mean align?"),
        ],
    ),
    "a nested layer without a kind": (
        "layers: [{row: [{column: [{fill: ink}, hello]}]}]",
        [
            ("template-invalid", 1, 28, "none of these keys is a kind of layer", ""),
            ("template-invalid", 1, 40, "expected a layer such as `text: …`", ""),
        ],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_layers_report_problems_with_code_place_and_hint(case: str) -> None:
    body, expected = PROBLEMS[case]
    check_problems(complaints(template, body), expected)


def test_layer_kind_may_be_a_key_of_another_kind() -> None:
    # `colour` is a kind, and a key of a scrim; the order does not matter.
    for body in ("{scrim: top, colour: ink}", "{colour: ink, scrim: top}"):
        (spec,) = template(f"background: [{body}]").background
        assert spec.kind == "scrim"


def raw(spec: LayerSpec) -> dict[str, object]:
    return {word: value.raw for word, value in spec.values.items()}


def test_layer_keys_may_be_beside_the_kind_or_in_a_mapping() -> None:
    (beside,) = template("layers: [{text: a, fill: ink, id: one}]").layers
    (inside,) = template("layers: [{text: {text: a, fill: ink, id: one}}]").layers
    (mixed,) = template("layers: [{text: {text: a, fill: ink}, id: one}]").layers
    assert raw(beside) == raw(inside) == raw(mixed) == {"text": "a", "fill": "ink", "id": "one"}
    assert (beside.kind, beside.id) == (inside.kind, inside.id) == ("text", "one")


def test_layer_mapping_names_the_primary_key() -> None:
    (short,) = template("layers: [{rectangle: ink}]").layers
    (long,) = template("layers: [{rectangle: {fill: ink}}]").layers
    assert raw(short) == raw(long) == {"rectangle": "ink"}


@pytest.mark.parametrize("body", ["[{text: a}, {text: b}]", "{items: [{text: a}, {text: b}]}"])
def test_nested_layers_are_read_with_their_places(body: str) -> None:
    (spec,) = template(f"layers: [{{row: {body}, id: outer}}]").layers
    assert [raw(item) for item in spec.items] == [{"text": "a"}, {"text": "b"}]
    assert raw(spec) == {"id": "outer"}
    first = 10 + len("{row: ") + body.index("{text: a")
    assert [item.where for item in spec.items] == [Where("t.yaml", 1, first), Where("t.yaml", 1, first + 11)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_rejects_an_unknown_key_at_its_place(kind: str) -> None:
    found = complaints(template, f"layers:\n  - {kind}:\n    no-such-key: 1")
    unknown = [each for each in found if each.message == f"{kind} has no key 'no-such-key'"]
    assert [(each.code, each.where) for each in unknown] == [("template-invalid", Where("t.yaml", 3, 5))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reports_the_keys_that_it_needs(kind: str) -> None:
    required = [
        word for word, (_, key) in keys_of(KINDS[kind]).items() if key.default is None and key.kind is not LAYERS
    ]
    missing = complaints(template, f"layers: [{{{kind}: {{id: one}}}}, {{text: 1, size: wrong}}]")[:-1]
    assert [each.message for each in missing] == [f"{kind} needs {word!r}" for word in required]
    assert {each.where for each in missing} <= {Where("t.yaml", 1, 10)}


def test_alternatives_share_an_id() -> None:
    body = """
    fields: {by: {}}
    layers: [{text: a, id: one, when: by}, {text: b, id: one, when: not by}]
    change: {one: {size: 9px}}
    """
    assert [str(spec.values["size"].raw) for spec in layers_on(SQUARE, template(body).layers, template(body))] == [
        "9px"
    ] * 2


@pytest.mark.parametrize("second", ["{text: b, id: one}", "{circle: ink, id: one, when: by}"])
def test_layers_that_are_no_alternatives_share_no_id(second: str) -> None:
    body = f"""
    fields: {{by: {{}}}}
    layers: [{{text: a, id: one, when: by}}, {second}]
    """
    assert [problem.code for problem in complaints(template, body)] == ["template-invalid"]


@pytest.mark.parametrize(
    "text", ["layers: [{text: a, colour: sun}]", "layers: [{text: a, id: a}]\nchange: {a: {color: sun}}"]
)
def test_colour_of_a_text_is_its_fill(text: str) -> None:
    (found,) = complaints(template, text)
    assert "did you mean fill?" in found.hint
