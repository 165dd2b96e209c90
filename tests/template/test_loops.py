"""Repetitions: a layer is drawn once for each entry of a list."""

from __future__ import annotations

from itertools import chain

import pytest

from memegen.layout.layers.base import Layer
from memegen.layout.layers.text import TextLayer
from memegen.model.entities import Raw, Record
from tests.helpers.stage import card, complaints, fills, scene, tells, template

FIELDS = (
    "fields: {bars: {type: list, of: {name: {}, share: {type: number}}}, names: {type: list}, n: {type: number}, "
    "word: {}}\n"
)


def drawn(layers: str, **row: Raw) -> list[str]:
    """The texts of all text layers, in their order."""
    found = card(FIELDS + f"layers: {layers}", row=row).layers
    nested = chain.from_iterable(layer.walk() for layer in found if isinstance(layer, Layer))
    return [layer.text for layer in nested if isinstance(layer, TextLayer)]


BARS = (Record((("name", "a"), ("share", "1"))), Record((("name", "b"), ("share", "3"))))


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ("[{text: '{item}', each: names}]", ["x", "y", "z"]),
        ("[{text: '{it}', each: names, as: it}]", ["x", "y", "z"]),
        ("[{text: '{loop.index}/{loop.count}', each: names}]", ["1/3", "2/3", "3/3"]),
        ("[{text: '{item}', each: names, when: not loop.last}]", ["x", "y"]),
        ("[{text: '{item}', each: names, when: loop.first}]", ["x"]),
        ("[{text: '{item}', each: 1..3}]", ["1", "2", "3"]),
        ("[{text: '{item}', each: 1..n}]", ["1", "2"]),
        ("[{text: '{item}', each: [p, '{word}']}]", ["p", "hi"]),
        ("[{text: '{item}', each: words(word)}]", ["hi"]),
        ("[{text: '{b.name} {b.share}', each: bars, as: b}]", ["a 1", "b 3"]),
        ("[{each: names, items: [{text: '{item}'}, {text: '-'}]}]", ["x", "-", "y", "-", "z", "-"]),
        (
            "[{each: 1..2, as: i, items: [{text: '{i}{j}{loop.outer.index}', each: names, as: j}]}]",
            ["1x1", "1y1", "1z1", "2x2", "2y2", "2z2"],
        ),
        ("[{items: [{text: a}, {text: b}], when: word}]", ["a", "b"]),
        ("[{items: [{text: a}, {text: b}], when: not word}]", []),
        ("[{column: {items: [{text: '{item}'}], each: names}}]", ["x", "y", "z"]),
        ("[{column: [{text: '{item}', each: names}], each: 1..2, as: i}]", ["x", "y", "z"] * 2),
    ],
)
def test_a_layer_is_drawn_once_an_entry(layers: str, expected: list[str]) -> None:
    assert drawn(layers, names=("x", "y", "z"), n="2", word="hi", bars=BARS) == expected


@pytest.mark.parametrize("each", ["names", "word", "1..0", "bars", "[]"])
def test_nothing_is_drawn_for_nothing(each: str) -> None:
    if each != "word":
        assert drawn(f"[{{text: a, each: {each}}}, {{text: b}}]") == ["b"]


def test_lengths_are_reckoned_for_each_entry() -> None:
    text = """\
        fields: {bars: {type: list, of: {name: {}, share: {type: number}}}}
        layers:
          - column: {width: 100%, items: [{rectangle: sun, height: 10px, each: bars, as: bar,
              width: "{bar.share / max(bars.share) * 100}%"}]}
        """
    assert [box[2] for box in fills(scene(text, bars=BARS))] == pytest.approx([333.33, 1000], abs=0.01)


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ("[{text: a, each: word}]", [("each-invalid", 2, 26, "word is a text, not a list", "type: list")]),
        ("[{text: a, each: n}]", [("each-invalid", 2, 26, "n is a number, not a list", "1..n")]),
        ("[{text: a, each: nams}]", [("variable-unknown", 2, 26, "no variable 'nams'", "names")]),
        ("[{text: a, each: names +}]", [("expression-invalid", 2, 26, "is no list", "")]),
        ("[{text: a, each: ''}]", [("template-invalid", 2, 26, "expected a list", "type: list")]),
        ("[{text: a, as: x}]", [("template-invalid", 2, 24, "no effect without `each`", "each")]),
        ("[{text: a, each: names, as: loop}]", [("template-invalid", 2, 37, "cannot name an entry", "as: bar")]),
        ("[{text: '{b.nam}', each: bars, as: b}]", [("variable-unknown", 2, 18, "b.nam", "did you mean name?")]),
        ("[{text: '{item}'}, {text: a, each: names}]", [("variable-unknown", 2, 18, "no variable 'item'", "")]),
    ],
)
def test_repetitions_report_problems(layers: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    found = complaints(template, FIELDS + f"layers: {layers}")
    places = [(problem.code, problem.where.line) for problem in found]
    assert places == [one[:2] for one in expected], "\n".join(map(str, found))
    for problem, (*_, message, hint) in zip(found, expected, strict=True):
        assert tells(problem, message, hint)


@pytest.mark.parametrize(
    ("each", "row", "code", "message"),
    [
        (f"[{', '.join('x' * 1001)}]", {}, "each-too-large", "1,001 entries"),
        ("1..2000", {}, "expression-invalid", "2,000 numbers"),
        ("1 / n", {"n": "0"}, "expression-invalid", "division by zero"),
        ("upper(word)", {"word": "hi"}, "each-invalid", "'HI', not a list"),
        ("n + 1", {"n": "4"}, "each-invalid", "the number 5, not a list"),
    ],
)
def test_a_row_that_cannot_be_repeated_over_is_told(each: str, row: dict[str, Raw], code: str, message: str) -> None:
    (found,) = complaints(card, FIELDS + f"layers: [{{text: a, each: {each}}}]", row=row)
    assert (found.code, found.where.line) == (code, 2)
    assert tells(found, message)


def test_a_card_has_a_limit_of_layers() -> None:
    layers = "[{each: 1..100, as: i, items: [{text: a, each: 1..100, as: j}]}]"
    (found,) = complaints(card, FIELDS + f"layers: {layers}")
    assert found.code == "layers-too-large"
    assert "4,000" in found.message


def test_ids_in_a_repetition_are_changed_together() -> None:
    text = "layers: [{text: a, id: x, each: 1..3}]\nchange: {x: {text: b}}"
    assert [getattr(layer, "text", "") for layer in card(text).layers] == ["b", "b", "b"]


def test_a_misspelt_name_of_the_entry_is_one_problem() -> None:
    (found,) = complaints(template, FIELDS + "layers: [{text: '{name} {name}', each: names, ass: name}]")
    assert (found.code, found.where.line, found.where.column) == ("template-invalid", 2, 47)
