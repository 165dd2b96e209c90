"""Reading a template as a whole: its own keys, its shapes, and the order of problems."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.helpers.stage import check_problems, complaints, template

# The body of a template, and of each problem code, line, column, part of the message and part of the hint.
PROBLEMS = {
    "unknown key of a template": (
        """\
        layers: [{text: hello}]
        capton: x
        """,
        [("template-invalid", 2, 1, "a template has no key 'capton'", "did you mean caption?")],
    ),
    "nothing at all": (
        "about: nothing",
        [("template-invalid", 1, 1, "template t draws nothing", "`background:` or `layers:`")],
    ),
    "no template": (
        "- a\n- b",
        [("template-invalid", 1, 1, "expected a template as `key: value` lines", "")],
    ),
    "a shape that is none": (
        """\
        layers: [{text: hello, id: quote}]
        shapes:
          wdie: {quote: {fill: ink}}
        """,
        [("template-invalid", 3, 3, "'wdie' is neither a shape class nor a platform", "did you mean wide?")],
    ),
    "any shape among the shapes": (
        """\
        layers: [{text: hello, id: quote}]
        shapes:
          any: {quote: {fill: ink}}
        """,
        [("template-invalid", 3, 3, "changes for every shape stand under `change:`", "move them there")],
    ),
    "texts that are lists": (
        """\
        layers: [{text: hello}]
        alt: [a, b]
        about: {a: b}
        """,
        [
            ("template-invalid", 2, 6, "expected text for alt", ""),
            ("template-invalid", 3, 8, "expected text for about", ""),
        ],
    ),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_template_reports_problems_with_code_place_and_hint(case: str) -> None:
    body, expected = PROBLEMS[case]
    check_problems(complaints(template, body), expected)


def test_template_reports_all_problems_in_the_order_of_the_file() -> None:
    body = dedent("""\
        layers: [{text: hello}]
        alt: [a, b]
        about: {a: b}
        background: [{colour: nocolour}, {scrim: nowhere}]
        shapes: {wide: {nobody: {}}}
        fields: {x: {type: y}}
        """)
    lines = [d.where.line for d in complaints(template, body)]
    assert lines == sorted(lines)
    assert set(lines) == {2, 3, 4, 5, 6}


def test_template_platform_has_a_default() -> None:
    assert template("layers: [{text: a}]").platform == "instagram-square"
    assert template("{platform: x-post, layers: [{text: a}]}").platform == "x-post"
