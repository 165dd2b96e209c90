from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.template.expand import expand
from memegen.template.expressions.nodes import ExpressionError
from memegen.template.expressions.scope import Scope
from memegen.template.variables import MAX_DEPTH, Section, Variable, check_braces, names_in, parse_pattern

VALUES = {"quote": "Read", "by": "Ann", "role": "", "a.b": "dotted", "last-line": "end"}


def filled(text: str) -> str:
    return expand(text, Scope(VALUES))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("", ""),
        ("plain", "plain"),
        ("{quote}", "Read"),
        ("“{ quote }” by {by}", "“Read” by Ann"),
        ("{a.b} {last-line}", "dotted end"),
        ("{role}", ""),
        ("{quote}[ — {by}]", "Read — Ann"),
        ("{quote}[ — {role}]", "Read"),
        ("{quote}[ — {by}[, {role}]]", "Read — Ann"),
        ("[{role}[, {by}]]", ""),
        ("[{by} {role}]x", "x"),
        ("[sic]", "[sic]"),
        ("[sic] {by}", "[sic] Ann"),
        ("[a [{by}] b]", "[a Ann b]"),
        ("[of {by}](-4)", "[of Ann](-4)"),
        ("[of {role}](sun +1)", "[of ](sun +1)"),
        ("[[of {role}](-4)]x", "x"),
        ("[{by}]({quote})", "[Ann](Read)"),
        ("[{by}] (-4)", "Ann (-4)"),
        ("[{by}](", "Ann("),
        ("[{by}](a\nb)", "Ann(a\nb)"),
        ("[{by}", "[Ann"),
        ("{by}]", "Ann]"),
        (r"\{by\} \[{by}\] \\", r"{by} [Ann] " + "\\"),
        (r"\[{role}\]", "[]"),
        (r"c:\new", r"c:\new"),
        ("a { b", "a { b"),
        ("} {", "} {"),
    ],
)
def test_expand_replaces_variables_and_drops_empty_sections(text: str, result: str) -> None:
    assert filled(text) == result


@pytest.mark.parametrize("text", ["{}", "{ }", "{2x}", "{a b}", "{a.}", "{.a}", "{a!}", "{a +}", "{'a}"])
def test_invalid_expression_is_rejected(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_pattern(text)


def test_brackets_nested_too_deeply_are_rejected() -> None:
    deep = "[{by}" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert filled(deep) == "Ann" * (MAX_DEPTH - 1)
    with pytest.raises(ValueError, match=f"{MAX_DEPTH - 1}"):
        filled("[{by}" * 5000 + "]" * 5000)


def test_names_in_sections_are_found() -> None:
    assert names_in(r"{a}[{b}[{c}]] [no] \{d\}") == ("a", "b", "c")


def test_parse_pattern_returns_parts() -> None:
    assert parse_pattern("“{quote}”[ — {by}]") == ("“", Variable("quote"), "”", Section((" — ", Variable("by"))))


@given(st.text())
def test_expand_does_not_expand_values(value: str) -> None:
    assert expand("<{x}>", Scope({"x": value})) == f"<{value}>"
    assert expand("[<{x}>]", Scope({"x": value})) == (f"<{value}>" if value else "")


@given(st.lists(st.sampled_from(["{x}", "{y}", "[", "]", "\\", "a", "{", "}", " "]), max_size=20).map("".join))
def test_any_text_expands_or_raises_value_error(text: str) -> None:
    try:
        found = expand(text, Scope({"x": "{y}[", "y": ""}))
    except ExpressionError as error:
        assert error.column or not text
    else:
        # What comes out is what was written, or what the one value holds.
        assert set(found) <= set(text) | set("{y}[")


@given(st.text(alphabet=st.characters(exclude_characters="\\{}[]")))
def test_text_without_marks_expands_to_itself(text: str) -> None:
    assert expand(text, Scope(VALUES)) == text


@given(st.text())
def test_escaped_text_expands_to_itself(text: str) -> None:
    escaped = "".join(f"\\{char}" if char in "\\{}[]" else char for char in text)
    assert expand(escaped, Scope(VALUES)) == text


@pytest.mark.parametrize(
    "text", ["", "a", "{a} [b {c}]", r"\{ \}", "{a + '}'}", "{}", "{a|upper}", "{a} [b", "a] {b}", r"{a} \[{b}"]
)
def test_paired_braces_are_no_problem(text: str) -> None:
    check_braces(text)


@pytest.mark.parametrize(
    ("text", "column", "other"),
    [
        *(("a {b", 3, "}"), ("{a} b}", 6, "{"), ("{a {b}}", 1, "}"), (r"\{ {", 4, "}")),
        *(("{a}[ · {b} c", 4, "]"), ("{a} b]", 6, "["), ("[{a}[{b}]", 1, "]"), ("[[{a}]", 1, "]")),
    ],
)
def test_brace_without_its_pair_has_a_place_and_a_hint(text: str, column: int, other: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        check_braces(text)
    assert (caught.value.column, caught.value.hint[6]) == (column, other)
