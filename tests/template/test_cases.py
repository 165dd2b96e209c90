"""Cases: changes under a condition, decided for each row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.model.entities import Raw
from tests.helpers.stage import BRAND, SQUARE, card, check_problems, complaints, first_text, tells, template, templates

CASES = """\
fields: {words: {}, names: {type: list}, flag: {type: flag}}
layers: [{text: base, id: a, when: not flag}]
change: {a: {text: change}}
shapes: {wide: {a: {text: wide}}}
cases:
  - {when: count(names) > 2, change: {a: {text: many}}}
  - {when: length(words) > 5, change: {a: {text: "long {words}"}}}
  - {when: platform.shape is tall and words, change: {a: {text: tall}}}
  - {when: brand.language is cy, change: {a: {text: cymraeg}}}
"""


@pytest.mark.parametrize(
    ("row", "size", "language", "expected"),
    [
        ({}, (1000, 1000), "en", "change"),
        ({}, (1600, 900), "en", "wide"),
        ({"names": ("a", "b", "c")}, (1600, 900), "en", "many"),
        ({"names": ("a", "b", "c"), "words": "longer"}, (1600, 900), "en", "long longer"),
        ({"words": "few"}, (500, 1000), "en", "tall"),
        ({}, (500, 1000), "cy", "cymraeg"),
    ],
)
def test_cases_come_after_changes_and_shapes_each_in_its_turn(
    row: dict[str, Raw], size: tuple[int, int], language: str, expected: str
) -> None:
    platform = replace(SQUARE, width=size[0], height=size[1])
    found = card(CASES, platform, row, replace(BRAND, language=language))
    assert first_text(found).text == expected


def test_a_child_adds_cases_and_drops_those_of_layers_that_it_replaces() -> None:
    text = """\
        base: {fields: {w: {}}, layers: [{text: x, id: a}], cases: [{when: w, change: {a: {text: one}}}]}
        child: {extends: base, cases: [{when: w is both, change: {a: {text: two}}}]}
        other: {extends: base, layers: [{text: y, id: b}]}
        """
    child = templates(text, "child")
    assert [first_text(card(child, row={"w": word})).text for word in ("", "v", "both")] == ["x", "one", "two"]
    assert first_text(card(templates(text, "other"), row={"w": "v"})).text == "y"


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ("[{when: count(x) > 1, change: {}}]", [("variable-unknown", 2, 16, "'x'", "")]),
        ("[{when: flag is less than, change: {}}]", [("expression-invalid", 2, 9, "is no condition", "")]),
        ("[{change: {a: {text: b}}}]", [("template-invalid", 2, 9, "a case needs 'when'", "condition")]),
        ("[{when: a}]", [("template-invalid", 2, 9, "a case needs 'change'", "by their id")]),
        ("[{when: 1 < 2, change: {b: {text: c}}}]", [("template-invalid", 2, 25, "id 'b'", "")]),
        ("[{when: 1 < 2, then: 3, change: {}}]", [("template-invalid", 2, 16, "no key 'then'", "change")]),
        ("{when: a}", [("template-invalid", 2, 8, "expected a list of cases", "")]),
        ("[{when: 1 < 2, change: {a: {size: 3}}}]", [("template-invalid", 2, 35, "size", "")]),
    ],
)  # fmt: skip
def test_cases_report_problems(cases: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    found = complaints(template, f"layers: [{{text: x, id: a}}]\ncases: {cases}")
    assert sorted(one.code for one in found) == sorted(one[0] for one in expected), "\n".join(map(str, found))
    for _, line, _, message, hint in expected:
        assert any(one.where.line == line and tells(one, message, hint) for one in found), "\n".join(map(str, found))


def test_a_condition_that_a_row_spoils_is_told_at_its_place() -> None:
    text = "fields: {n: {type: number}}\nlayers: [{text: x, id: a}]\ncases: [{when: 1 / n > 2, change: {a: {text: y}}}]"
    check_problems(
        complaints(card, template(text), row={"n": "0"}), [("expression-invalid", 3, 18, "division by zero", "")]
    )
