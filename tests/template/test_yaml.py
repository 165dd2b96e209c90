"""YAML with places: what is read, and what is refused."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.core.diagnostics import Diagnostic, DiagnosticError, Where
from memegen.template.yaml import Mapping, Node, Scalar, Sequence, parse


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test with both of PyYAML's parsers, whose words and some of whose marks differ."""
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("this PyYAML has no parser in C")
    return str(request.param)


def plain(node: Node | None) -> object:
    """A tree as lists, dicts and texts."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node]
        case Mapping():
            return {key.text: plain(value) for key, value in node}
    return None


def refused(text: str | bytes) -> tuple[Diagnostic, ...]:
    with pytest.raises(DiagnosticError) as caught:
        parse(text, "f.yaml")
    assert all(found.message and found.where.file == "f.yaml" for found in caught.value.diagnostics)
    return caught.value.diagnostics


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "a: no\nb: 1.10\nc: 0o17\nd: 2024-01-01\ne: Yes",
            {"a": "no", "b": "1.10", "c": "0o17", "d": "2024-01-01", "e": "Yes"},
        ),
        ("a: ~\nb:\nc: null\nd: ''\ne: '~'", {"a": "", "b": "", "c": "", "d": "", "e": "~"}),
        ("- x\n- [1, {a: b}]\n", ["x", ["1", {"a": "b"}]]),
        ("a: |\n  one\n  two\nb: >\n  one\n  two\n", {"a": "one\ntwo\n", "b": "one two\n"}),
        ("a: &x {b: c}\nd: *x\n", {"a": {"b": "c"}, "d": {"b": "c"}}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("fields: {quote, by}", {"fields": {"quote": "", "by": ""}}),
        ("a: {quote: }", {"a": {"quote": ""}}),
        ("a: '#Vote'  # comment\nb: #\nc: 5vmin # x\n", {"a": "#Vote", "b": "", "c": "5vmin"}),
        ("\ufeffa: é", {"a": "é"}),
        ("[]", []),
        ("{}", {}),
        ("a: []", {"a": []}),
        ("", ""),
        ("# nothing\n", ""),
    ],
)
def test_parse_returns_texts_as_written(parser: str, text: str, tree: object) -> None:
    assert plain(parse(text, "f.yaml")) == tree
    assert plain(parse(text.encode(), "f.yaml")) == tree


def test_places_count_characters_from_one(parser: str) -> None:
    root = parse("é: ø\nlist:\n  - {“a”: b}\n", "f.yaml")
    assert isinstance(root, Mapping)
    assert root.keys == ("é", "list")
    assert "list" in root and "none" not in root and root.get("none") is None
    assert root.get("é") == Scalar("ø", Where("f.yaml", 1, 4), plain=True)
    held = root.get("list")
    assert isinstance(held, Sequence) and held.where == Where("f.yaml", 3, 3)
    [inner] = held
    assert isinstance(inner, Mapping) and inner.where == Where("f.yaml", 3, 5)
    assert inner.items[0][1].where == Where("f.yaml", 3, 11)


def test_quoted_scalars_are_not_plain(parser: str) -> None:
    root = parse("""a: no\nb: "no"\nc: 'no'\nd: ~\n""", "f.yaml")
    assert isinstance(root, Mapping)
    assert [node.plain for _, node in root if isinstance(node, Scalar)] == [True, False, False, True]


def test_utf_16_is_decoded(parser: str) -> None:
    assert plain(parse("a: “é”".encode("utf-16"), "f.yaml")) == {"a": "“é”"}


@pytest.mark.parametrize(
    ("text", "line", "column", "said", "hint"),
    [
        ("a: b: c\n", 1, 5, "colon", "quotes"),
        ("a:\n\t- b\n", 2, 1, "tab", "spaces"),
        ('x: y\na: "open\nb: 1\n', 2, 4, "never closed", "close it"),
        ('a:\n  - {b: "open, c: d}\n  - {b: "e", c: d}\n', 2, 9, "never closed", "close it"),
        ("a: 'x\nb: c\n---\n", 1, 4, "never closed", "close it"),
        ("by: @me\n", 1, 5, "cannot start with @", "quotes"),
        ("by: 100\nto: %50\n", 2, 5, "cannot start with %", "quotes"),
        ("q: `x`\n", 1, 4, "cannot start with `", "quotes"),
        ("q: *never* again\n", 1, 4, "meaning", "quotes"),
        ('q: "Hello" she said\n', 1, 12, "next key", "closing quotation mark"),
        ("q: 'it's'\n", 1, 8, "next key", "closing quotation mark"),
        ("q: > text\n", 1, 6, "line break", "next line"),
        ("q: [a} \n", 1, 6, "expected , or ]", "close the list"),
        ("q: {a: b]\n", 1, 9, "expected , or }", "close the mapping"),
    ],
)
def test_syntax_error_has_place_message_and_hint(
    parser: str, text: str, line: int, column: int, said: str, hint: str
) -> None:
    found = refused(text)[-1]
    assert found.code == "yaml-invalid"
    assert (found.where.line, found.where.column) == (line, column)
    assert said in found.message
    assert hint in found.hint


def _commas(*places: tuple[int, int]) -> list[tuple[str, int, int]]:
    return [("yaml-comma-required", *place) for place in places]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: !x b\nc: !!str d\n", [("yaml-tag-unsupported", 1, 4), ("yaml-tag-unsupported", 2, 4)]),
        ("!!python/object/apply:os.system [ls]", [("yaml-tag-unsupported", 1, 1)]),
        ("a: 1\na: 2\nb: {c: 1, 'c': 2}\n", [("yaml-key-duplicate", 2, 1), ("yaml-key-duplicate", 3, 11)]),
        ("a: &x {b: c}\nd:\n  <<: *x\n", [("yaml-merge-invalid", 3, 3)]),
        ("a: &x [*x]\nb: *y\n", [("yaml-alias-invalid", 1, 8), ("yaml-alias-invalid", 2, 4)]),
        ("? [a]\n: b\n", [("yaml-key-invalid", 1, 3)]),
        ("a: {quote}\n", [("yaml-braces-unquoted", 1, 4)]),
        ("a: {quote} — {by}\n", [("yaml-braces-unquoted", 1, 4)]),
        ("- {quote} more\n", [("yaml-braces-unquoted", 1, 3)]),
        ("- {text: {quote} — {by}, id: x}\n", [("yaml-braces-unquoted", 1, 10)]),
        ("a: {fill: mix(accent, ink, 20%), x: 1}\n", [("yaml-comma-required", 1, 11)]),
        ("a: {about: A QR code, as a picture}\nb: {c: f(a, b), d: g(e, h)}", _commas((1, 12), (2, 8), (2, 20))),
        ("a: [on(b), mix(accent, on(c, d), 20%), paper, (e]\n", [("yaml-comma-required", 1, 12)]),
        ("a: #Vote\nb: Come #Vote now\n", [("yaml-hashtag-unquoted", 1, 4), ("yaml-hashtag-unquoted", 2, 9)]),
        ("a: 1\n---\nb: 2\n", [("yaml-documents-unsupported", 2, 1)]),
        ("a: 1\nb: \x01\n", [("yaml-encoding-invalid", 2, 4)]),
        ("a: 1\nb: \ud800\n", [("yaml-encoding-invalid", 2, 4)]),
        ('a: "\\0"\n', [("yaml-encoding-invalid", 1, 4)]),
        ("a: !x b\nc: d: e\n", [("yaml-tag-unsupported", 1, 4), ("yaml-invalid", 2, 5)]),
    ],
)
def test_unsupported_yaml_is_reported_with_every_place(
    parser: str, text: str, places: list[tuple[str, int, int]]
) -> None:
    found = refused(text)
    assert [(one.code, one.where.line, one.where.column) for one in found] == places
    assert all(one.hint for one in found)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: {b: 'c, d', e: [f, (g], h: }", {"a": {"b": "c, d", "e": ["f", "(g"], "h": ""}}),
        ("- Read, write (and so on\n- 2) count\n", ["Read, write (and so on", "2) count"]),
        ("a: [one, two)]\nb: {c: [d], e: {f: g}}\n", {"a": ["one", "two)"], "b": {"c": ["d"], "e": {"f": "g"}}}),
        ("a: [(b, [c], d)]", {"a": ["(b", ["c"], "d)"]}),
    ],
)
def test_comma_between_values_is_no_mistake(text: str, tree: object) -> None:
    assert plain(parse(text, "f.yaml")) == tree


def test_stray_comma_says_what_to_quote() -> None:
    [found] = refused("a: {fill: mix(accent, ink, 20%), x: 1}")
    assert 'fill: "mix(accent, ink, 20%)"' in found.hint
    [found] = refused("a: {text: Hi, grow}")
    assert 'text: "Hi, grow"' in found.hint
    assert "grow: VALUE" in found.hint


def test_duplicate_key_is_reported_with_both_places(parser: str) -> None:
    [found] = refused("quote: a\nby: b\nquote: c\n")
    assert str(found.where) == "f.yaml:3:1"
    assert [str(note.where) for note in found.notes] == ["f.yaml:1:1"]


def test_invalid_utf_8_is_reported_with_its_line() -> None:
    [found] = refused(b"a: b\nc: \xe9\n")
    assert (found.code, found.where.line) == ("yaml-encoding-invalid", 2)


@pytest.mark.parametrize(
    "text",
    [
        "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60)),
        "a: &a '" + "y" * 9000 + "'\nb: [" + "*a, " * 1000 + "]",
        "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 70)),
        "[" * 900_000,
        "{a: " * 100,
        "- " * 400_000,
        "[" + "a, " * 60_000 + "]",
        "a" * 1_000_001,
        "é" * 500_001,
    ],
)
def test_limits_reject_bombs(text: str) -> None:
    assert refused(text)[-1].code == "yaml-too-large"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=80) | st.text("abz:-#{}[]'\"&*!%@|> \t\n,\\<~?\x85é", max_size=60))
def test_any_text_parses_or_raises_diagnostic_error(text: str | bytes) -> None:
    try:
        parse(text, "f.yaml")
    except DiagnosticError as error:
        assert error.diagnostics


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"))
    )
)
def test_any_quoted_text_round_trips(texts: list[str]) -> None:
    written = yaml.safe_dump(texts, allow_unicode=True, default_style='"')
    assert plain(parse(written, "f.yaml")) == texts


@pytest.mark.parametrize(
    ("text", "line", "column", "value"),
    [
        ("layers:\n  - {colour: #ff0000}\n  - {colour: ink}\n", 2, 14, "#ff0000"),
        ("colours: [ink, #fff]\nother: a\n", 1, 16, "#fff"),
        ("a: {b: c,\n    d: #Vote,\n    e: f}\n", 2, 8, "#Vote"),
    ],
)
def test_colour_that_is_a_comment_in_braces_is_reported(text: str, line: int, column: int, value: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        parse(text, "a.yaml")
    found = next(entry for entry in caught.value.diagnostics if entry.code == "yaml-hashtag-unquoted")
    assert (found.where.line, found.where.column) == (line, column)
    assert f'"{value}"' in found.hint
