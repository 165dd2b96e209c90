"""Changes of layers by id: reading them, and applying those for a platform."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.core.diagnostics import Where
from memegen.scene.color import Color
from tests.helpers.stage import PALETTE, SQUARE, card, check_problems, complaints, first_text, template, templates

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
def test_changes_for_any_shape_precede_those_for_its_class_and_the_platform(
    name: str, size: tuple[int, int], values: tuple[Color, float, float]
) -> None:
    platform = replace(SQUARE, name=name, width=size[0], height=size[1])
    layer = first_text(card(templates(SHAPES, "base"), platform))
    assert (layer.fill, layer.grow, layer.opacity) == values


# The body of a template, and of each problem code, line, column, part of the message and part of the hint.
PROBLEMS = {
    "changes to no layer": (
        """\
        layers: [{text: hello, id: quote}]
        change: {quot: {fill: ink}}
        shapes:
          wide: {quote: {fil: ink}}
        """,
        [
            ("template-invalid", 2, 10, "no layer has the id 'quot'", "did you mean quote?"),
            ("template-invalid", 4, 18, "text 'quote' has no key 'fil'", "did you mean fill?"),
        ],
    ),
    "changes of nested layers by shape": (
        """\
        layers:
          - row: [{text: a, id: inner}]
            id: outer
        shapes:
          wide:
            inner: {fill: acent, colr: ink, size: "{nothing}"}
            outer: {items: [], gap: 4em}
            iner: {fill: ink}
          x-post: {inner: [fill]}
        """,
        [
            ("template-invalid", 6, 19, "'acent' is no colour", "fill: "),
            ("template-invalid", 6, 26, "text 'inner' has no key 'colr'", ""),
            ("variable-unknown", 6, 45, "there is no variable 'nothing'", ""),
            ("template-invalid", 7, 13, "row 'outer' has no key 'items'", ""),
            ("template-invalid", 7, 29, "gap: expected a length", "gap: "),
            ("template-invalid", 8, 5, "no layer has the id 'iner'", "did you mean inner?"),
            ("template-invalid", 9, 19, "expected text 'inner' as `key: value` lines", ""),
        ],
    ),
    "changes that are none": (
        """\
        layers: [{text: a, id: one}]
        change: [one]
        shapes: {wide: one}
        """,
        [
            ("template-invalid", 2, 9, "expected changes as `key: value` lines", ""),
            ("template-invalid", 3, 16, "expected changes as `key: value` lines", ""),
        ],
    ),
    "a condition in a change": (
        """\
        layers: [{text: a, id: one}]
        shapes: {wide: {one: {when: gone}}}
        """,
        [("variable-unknown", 2, 29, "there is no variable 'gone'", "")],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_changes_report_problems_with_code_place_and_hint(case: str) -> None:
    body, expected = PROBLEMS[case]
    check_problems(complaints(template, body), expected)


def test_changes_by_shape_keep_values_and_places() -> None:
    body = "layers: [{row: [{text: a, id: inner}]}]\nshapes:\n  wide: {inner: {fill: '{brand.name}'}}"
    found = template(body)
    changes = found.shapes["wide"]["inner"]
    assert (changes["fill"].raw, changes["fill"].where) == ("{brand.name}", Where("t.yaml", 3, 24))
