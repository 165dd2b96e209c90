"""Parts: circles, depth, and parts that are none."""

from __future__ import annotations

import pytest

from tests.helpers.stage import check_problems, complaints, template


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "parts: {a: [{use: b}], b: [{use: a}]}\nlayers: [{use: a}]",
            [("part-cycle", 1, 34, "a → b → a", "")],
        ),
        ("parts: {a: [{use: a}]}\nlayers: [{use: a}]", [("part-cycle", 1, 19, "a → a", "")]),
        ("parts: {a: }\nlayers: [{use: a}]", [("part-invalid", 1, 12, "part a has no layers", "`row:`")]),
        ("parts: {a: text}\nlayers: [{use: a}]", [("part-invalid", 1, 12, "part a has no layers", "`row:`")]),
        ("parts: {a: {takes: {b: c}}}\nlayers: [{use: a}]", [("part-invalid", 1, 12, "part a has no layers", "")]),
        ("parts: {a: {colum: []}}\nlayers: [{use: a}]", [("template-invalid", 1, 13, "none of these keys", "column")]),
        (
            "parts: {a: {takes: {when: b}, text: c}}\nlayers: [{use: a}]",
            [("template-invalid", 1, 21, "'when' cannot be a name", "another")],
        ),
        ("parts: {a: {takes: [b], text: c}}\nlayers: [{use: a}]", [("template-invalid", 1, 20, "expected takes", "")]),
        (
            "parts: {a: {takes: {b: '{c}'}, text: c}}\nlayers: [{use: a}]",
            [("variable-unknown", 1, 26, "no variable 'c'", "")],
        ),
        ("layers: [{use: }]", [("part-unknown", 1, 16, "no part ''", "there is no parts here")]),
        ("layers: [{use: [a]}]", [("template-invalid", 1, 16, "expected text", "")]),
    ],
)
def test_parts_report_problems_with_place_and_hint(text: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    check_problems(complaints(template, text), expected)


def test_parts_have_a_maximum_depth() -> None:
    parts = "\n".join(f"  p{n}: [{{use: p{n + 1}}}]" for n in range(30))
    (found,) = complaints(template, f"parts:\n{parts}\n  p30: [{{text: a}}]\nlayers: [{{use: p0}}]")
    assert found.code == "parts-too-large"


def test_a_template_has_a_maximum_of_layers() -> None:
    parts = "\n".join(f"  p{n}: [{{use: p{n + 1}}}, {{use: p{n + 1}}}]" for n in range(16))
    (found,) = complaints(template, f"parts:\n{parts}\n  p16: [{{text: a}}]\nlayers: [{{use: p0}}]")
    assert found.code == "layers-too-large"


def test_unused_parts_are_not_read() -> None:
    assert template("parts: {a: {colum: []}}\nlayers: [{text: a}]").layers
