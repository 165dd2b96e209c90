"""Reading the declarations of fields."""

from __future__ import annotations

import re

import pytest

from memegen.template.fields import RESERVED
from tests.helpers.paths import ROOT
from tests.helpers.stage import check_problems, complaints, template

# The body of a template, and of each problem code, line, column, part of the message and part of the hint.
PROBLEMS = {
    "fields that are none": (
        """\
        fields:
          2nd: {}
          name: {}
          by: {typ: text}
          who: {type: txet}
          when: [a]
        layers: [{text: hello}]
        """,
        [
            ("template-invalid", 2, 3, "'2nd' cannot name a field", "use letters"),
            ("template-invalid", 3, 3, "'name' means something else in a row", "not free: template"),
            ("template-invalid", 4, 8, "field by has no key 'typ'", "did you mean type?"),
            ("template-invalid", 5, 15, "there is no type 'txet'", "did you mean text?"),
            ("template-invalid", 6, 9, "expected field when as `key: value` lines", ""),
        ],
    ),
    "a reserved name is reported once": (
        """\
        fields: {name: {example: Ann}, 2nd: {}}
        layers: [{text: "{name}", when: name}]
        alt: "{name}"
        """,
        [
            ("template-invalid", 1, 10, "'name' means something else in a row", "choose another name"),
            ("template-invalid", 1, 32, "'2nd' cannot name a field", "use letters"),
        ],
    ),
    "defaults that break their own rule": (
        """\
        fields:
          count: {type: number, default: many}
          tint: {type: colour, default: mauve}
          wet: {type: flag, example: perhaps}
          side: {type: choice, options: [left, right], default: lefft}
          short: {longest: 3, default: too long}
          many: {type: number, most: 3, example: "4"}
          word: {default: [a, b]}
          tag: {default: "{brand.hastag} {side}"}
          bad: {default: "{}"}
        layers: [{text: hello}]
        """,
        [
            ("template-invalid", 2, 34, "field count: expected a number, not 'many' (default)", "default: its value"),
            ("template-invalid", 3, 33, "'mauve' is no colour", "default:"),
            ("template-invalid", 4, 30, "expected yes or no, not 'perhaps' (example)", "example: its value"),
            ("template-invalid", 5, 57, "'lefft' is none of its choices; did you mean left?", "default:"),
            ("template-invalid", 6, 32, "has 8 characters; at most 3 fit", "default:"),
            ("template-invalid", 7, 42, "4 is more than 3", "example:"),
            ("template-invalid", 8, 19, "takes one value, not a list", "default:"),
            ("variable-unknown", 9, 20, "there is no variable 'brand.hastag'", "did you mean brand.hashtag?"),
            ("variable-unknown", 9, 35, "there is no variable 'side'", ""),
            ("expression-invalid", 10, 19, "expected a name or an expression in braces", "\\{"),
        ],
    ),
    "choices and limits": (
        """\
        fields:
          one: {type: choice}
          two: {options: [a, b]}
          three: {shortest: 9, longest: 4}
          four: {type: number, least: 4, most: 2.5}
          five: {longest: lots, required: maybe}
          six: {upcoming: yes}
        layers: [{text: hello}]
        """,
        [
            ("template-invalid", 2, 8, "field one: `options:` and `type: choice` need one another", "list the words"),
            ("template-invalid", 3, 8, "field two: `options:` and `type: choice` need one another", "list the words"),
            ("template-invalid", 4, 21, "field three: shortest is more than longest", "no value"),
            ("template-invalid", 5, 31, "field four: least is more than most", "no value"),
            (
                "template-invalid",
                6,
                19,
                "longest: expected a whole number, not 'lots'",
                "longest: maximum number of characters",
            ),
            ("template-invalid", 6, 35, "required: expected yes or no, not 'maybe'", "required: yes if"),
            ("template-invalid", 7, 19, "field six: `upcoming` needs `type: date`", "leave it out"),
        ],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_fields_report_problems_with_code_place_and_hint(case: str) -> None:
    body, expected = PROBLEMS[case]
    check_problems(complaints(template, body), expected)


def test_guide_lists_the_names_that_are_not_free() -> None:
    guide = (ROOT / "docs" / "language" / "fields.md").read_text("utf-8")
    [paragraph] = [part for part in guide.split("\n\n") if part.startswith("A name has letters")]
    assert re.findall(r"`([a-z]+)`", paragraph) == list(RESERVED)
