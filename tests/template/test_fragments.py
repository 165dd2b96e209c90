"""Parts, slots and groups: what stands for several layers."""

from __future__ import annotations

from itertools import chain

import pytest

from memegen.layout.layers.base import Layer
from memegen.layout.layers.hashtag import Hashtag
from memegen.layout.layers.text import TextLayer
from memegen.model.entities import Raw, Template
from memegen.scene.geometry import Length
from tests.helpers.stage import CANVAS, PALETTE, card, complaints, tells, template, templates


def drawn(design: str | Template, **row: Raw) -> list[str]:
    """The texts of all text layers, in their order."""
    nested = chain.from_iterable(layer.walk() for layer in card(design, row=row).layers if isinstance(layer, Layer))
    return [layer.text for layer in nested if isinstance(layer, TextLayer)]


PARTS = """\
fields: {word: {default: hi}, names: {type: list, default: [x, y]}}
parts:
  foot:
    takes: {label: , tone: ink, tail: "{word}!"}
    row: {id: foot, items: [{text: "{label}"}, {slot: more, items: [{text: none}]}, {text: "{tail}"}]}
  two: [{text: one}, {text: two}]
  pair: {takes: {a: , b: }, items: [{text: "{a}"}, {text: "{b}"}]}
  boxed:
    takes: {label: }
    column: [{use: foot, label: "<{label}>", fill: {more: [{slot: inner}, {text: "{label}"}]}}]
layers: %s
"""


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ("[{use: foot, label: a}]", ["a", "none", "hi!"]),
        ("[{use: foot, label: a, tail: ''}]", ["a", "none", ""]),
        ("[{use: foot, label: '{word}'}]", ["hi", "none", "hi!"]),
        ("[{use: two}]", ["one", "two"]),
        ("[{use: two, when: not word}]", []),
        ("[{use: two, hidden: yes}]", []),
        ("[{column: [{use: two}, {text: three}]}]", ["one", "two", "three"]),
        ("[{use: foot, label: '{n}', each: names, as: n}]", ["x", "none", "hi!", "y", "none", "hi!"]),
        ("[{use: foot, label: a, fill: {more: [{text: '{word}'}]}}]", ["a", "hi", "hi!"]),
        ("[{each: names, as: n, items: [{use: foot, label: a, fill: {more: [{text: '{n}'}]}}]}]",
         ["a", "x", "hi!", "a", "y", "hi!"]),
        ("[{use: pair, a: '{names}', b: 1}]", ["x, y", "1"]),
        ("[{use: boxed, label: a}]", ["<a>", "a", "hi!"]),
        ("[{use: boxed, label: a, fill: {inner: [{text: '{word}'}]}}]", ["<a>", "hi", "a", "hi!"]),
        ("[{slot: body, items: [{text: own}]}]", ["own"]),
        ("[{slot: body}]", []),
    ],
)  # fmt: skip
def test_parts_are_drawn_with_their_parameters_and_slots(layers: str, expected: list[str]) -> None:
    assert drawn(PARTS % layers) == expected


def test_a_part_knows_its_parameters_and_the_fields_only() -> None:
    text = PARTS % "[{each: names, as: n, items: [{use: lean}]}]"
    found = complaints(template, text.replace("  two:", "  lean: [{text: '{n}'}]\n  two:"))
    assert [(problem.code, problem.where.line) for problem in found] == [("variable-unknown", 6)]


def test_a_list_that_is_handed_on_can_be_repeated_over() -> None:
    text = PARTS % "[{use: listed, of: '{names}'}]"
    assert drawn(text.replace("  two:", "  listed: {takes: {of: }, text: '{e}', each: of, as: e}\n  two:")) == [
        "x",
        "y",
    ]


def test_numbers_of_a_parameter_are_plain_in_lengths_and_written_out_in_texts() -> None:
    text = """\
        fields: {n: {type: number, default: "2823"}, wide: {default: "{platform.width * 1.5}px"}}
        parts:
          bar:
            takes: {size: , tall: "{platform.height * 1.5}px"}
            text: {text: "{size}, {tall}", size: "{size}", max-height: "{tall}"}
        layers: [{use: bar, size: "{n / 2}px"}, {text: "{w}", each: ["{wide}", "{n}px"], as: w, size: "{w}"}]
    """
    drawn = [layer for layer in card(text, CANVAS).layers if isinstance(layer, TextLayer)]
    assert [(layer.text, layer.size.maximum.px) for layer in drawn] == [
        ("1,411.5px, 1,620px", 1411.5),
        ("1,620px", 1620),
        ("2823px", 2823),
    ]
    assert drawn[0].max_height == Length(1620)


def test_a_named_colour_may_be_a_parameter_that_is_a_colour() -> None:
    text = """\
        fields: {ground: {default: accent}}
        colours: {field: "mix({ground}, ink, 50%)"}
        parts: {tag: {takes: {ground: ink}, hashtag: "#a", ground: "{ground}", fill: on(field)}}
        layers: [{use: tag, ground: field}, {use: tag}]
        """
    first, second = (layer for layer in card(text).layers if isinstance(layer, Hashtag))
    assert first.ground == PALETTE["accent"].mix(PALETTE["ink"], 0.5)
    assert second.ground == PALETTE["ink"]


HOUSE = """\
house:
  fields: {word: {default: hi}}
  layers:
    - column: {id: page, items: [{slot: body, items: [{text: own}]}, {column: {id: inner, items: [{text: old}]}}]}
child: {extends: house, fill: {body: [{text: "{word}", id: w}]}, shapes: {wide: {w: {text: wide}}}}
grandchild: {extends: child, fill: {body: [{text: again}]}, shapes: {wide: {}}}
changed: {extends: house, change: {inner: {items: [{text: new, id: new}], gap: 3px}, new: {text: newer}}}
cleared: {extends: house, change: {page: {items: []}}}
replaced: {extends: child, layers: [{text: all}]}
added: {extends: changed, add: [{text: more}]}
parted:
  parts: {low: {row: {id: low, items: [{text: low, id: deep}, {slot: more}]}}}
  layers: [{use: low, fill: {more: [{text: x, id: filled}]}}, {text: gone, id: gone}]
  shapes: {wide: {low: {gap: 3px}, deep: {text: wide}, filled: {text: y}, gone: {text: z}}}
kept: {extends: parted, layers: [{use: low}]}
emptied: {extends: parted, layers: [{text: none}]}
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("house", ["own", "old"]),
        ("child", ["hi", "old"]),
        ("changed", ["own", "newer"]),
        ("cleared", []),
        ("replaced", ["all"]),
        ("added", ["own", "newer", "more"]),
        ("parted", ["low", "x", "gone"]),
        ("kept", ["low"]),
        ("emptied", ["none"]),
    ],
)
def test_a_child_fills_slots_and_replaces_the_layers_of_a_stack(name: str, expected: list[str]) -> None:
    assert drawn(templates(HOUSE, name)) == expected


def test_ids_in_a_part_are_changed_wherever_it_is_used() -> None:
    text = PARTS % "[{use: foot, label: a}, {use: foot, label: b}]\nchange: {foot: {rotate: 3}}"
    assert [layer.rotate for layer in card(text).layers if isinstance(layer, Layer)] == [3, 3]


def test_parameters_and_visibility_of_a_used_part_are_changed_by_its_id() -> None:
    layers = "[{use: foot, label: a, id: first}, {use: two, id: second}]"
    text = f"{PARTS % layers}\nchange: {{first: {{label: b}}, second: {{hidden: yes}}}}"
    assert drawn(text) == ["b", "none", "hi!"]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ("[{use: fot, label: a}]", [("part-unknown", 11, 16, "no part 'fot'", "did you mean foot?")]),
        ("[{use: foot}]", [("parameter-required", 11, 10, "part foot needs label", "label")]),
        ("[{use: foot, label: a, lable: b}]", [("template-invalid", 11, 32, "no key 'lable'", "did you mean label?")]),
        ("[{use: foot, label: '{x}'}]", [("variable-unknown", 11, 31, "'x'", "")]),
        ("[{use: foot, label: a, fill: {mor: [{text: a}]}}]", [("slot-unknown", 11, 44, "no slot 'mor'", "more")]),
        ("[{use: foot, label: a, fill: [a]}]", [("template-invalid", 11, 38, "expected fill", "")]),
        ("[{slot: 'a b'}]", [("template-invalid", 11, 17, "cannot name a slot", "letters")]),
        ("[{slot: a, text: b}]", [("template-invalid", 11, 20, "a slot has no key 'text'", "items")]),
        ("[{items: [{text: a}], colum: b}]", [("template-invalid", 11, 31, "no key 'colum'", "did you mean column?")]),
        ("[{text: a, id: x}, {text: b, id: x}]", [("template-invalid", 11, 42, "'x' is taken", "another id")]),
        ("[{use: two, id: x}]\nchange: {x: {label: b}}", [("template-invalid", 12, 14, "no key 'label'", "hidden")]),
        ("[{row: [{text: a}], id: x}]\nshapes: {wide: {x: {items: []}}}",
         [("template-invalid", 12, 21, "no key 'items'", "")]),
        ("[{slot: a}]\nfill: {a: [{slot: b}], b: [{slot: a}]}",
         [("slot-cycle", 12, 33, "'a' is filled with itself", "another name")]),
        ("[{text: a}]\nfill: {body: []}", [("slot-unknown", 12, 14, "no slot 'body'", "no slots")]),
    ],
)  # fmt: skip
def test_fragments_report_problems_with_place_and_hint(
    layers: str, expected: list[tuple[str, int, int, str, str]]
) -> None:
    found = complaints(template, PARTS % layers)
    assert [(one.code, one.where.line) for one in found] == [one[:2] for one in expected], "\n".join(map(str, found))
    for problem, (*_, message, hint) in zip(found, expected, strict=True):
        assert tells(problem, message, hint)
        assert problem.where.column


def test_changes_of_parts_stay_with_those_that_are_still_used() -> None:
    assert set(templates(HOUSE, "kept").shapes["wide"]) == {"low", "deep"}
    assert set(templates(HOUSE, "emptied").shapes["wide"]) == set()


def test_changes_know_the_variables_of_their_layer() -> None:
    text = PARTS % "[{text: a, id: x, each: names, as: n}, {use: pair, a: p, b: q}]"
    text = text.replace('{text: "{b}"}', '{text: "{b}", id: second}')
    changes = '{x: {text: "{n}{loop.index}", when: loop.last}, second: {text: "{b}{a}"}}'
    assert drawn(f"{text}\nshapes: {{square: {changes}}}") == ["y2", "p", "qp"]


def test_a_misspelt_parameter_is_one_problem_however_the_part_is_used() -> None:
    part = "parts: {a: {takes: {first: '', sceond: ''}, row: [{text: '{first}{second}'}]}}\nlayers: [%s]"
    for uses in ("{use: a}", "{use: a, first: x}", "{use: a, second: x}, {use: a, first: y}"):
        (found,) = complaints(template, part % uses)
        assert (found.code, found.where.line, found.where.column) == ("template-invalid", 1, 32)
        assert tells(found, "takes 'sceond', but 'second' is used", "write second")
    text = "parts: {a: {tkaes: {first: ''}, row: [{text: '{first}'}]}}\nlayers: [{use: a, first: x}]"
    (found,) = complaints(template, text)
    assert (found.where.line, found.where.column) == (1, 13)
