"""The tokens of expressions, and texts in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.template.expressions.lexer import END, NAME, NUMBER, SIGN, TEXT, Lexer, quoted, unquoted


def tokens(text: str) -> list[tuple[str, str, int]]:
    lexer = Lexer(text)
    found = []
    while lexer.token.kind != END:
        token = lexer.advance()
        found.append((token.kind, token.text, token.start))
    return found


def test_tokens_have_kind_text_and_offset() -> None:
    assert tokens(" a.b-c>=1.5 'x y'..2") == [
        (NAME, "a.b-c", 1),
        (SIGN, ">=", 6),
        (NUMBER, "1.5", 8),
        (TEXT, "x y", 12),
        (SIGN, "..", 17),
        (NUMBER, "2", 19),
    ]


def test_range_is_not_part_of_its_numbers() -> None:
    assert [text for _, text, _ in tokens("1..3")] == ["1", "..", "3"]
    assert [text for _, text, _ in tokens("a..b")] == ["a", "..", "b"]


@pytest.mark.parametrize(
    ("text", "words", "negated", "rest"),
    [
        ("paper and ink", "paper", False, "and"),
        ("not paper", "paper", True, ""),
        ("Andover or", "Andover", False, "or"),
        ("it (all) ) x", "it (all)", False, ")"),
        ("a, b", "a, b", False, ""),
        ("“! £5?” and b", "“! £5?”", False, "and"),
        ("not 'x and y' and", "x and y", True, "and"),
        ("", "", False, ""),
    ],
)
def test_words_end_before_an_operator_and_a_parenthesis_that_they_do_not_open(
    text: str, words: str, negated: bool, rest: str
) -> None:
    lexer = Lexer(f"x is {text}")
    assert [lexer.advance().text for _ in range(2)] == ["x", "is"]
    found, is_negated = lexer.words()
    assert (found.text, is_negated, lexer.token.text) == (words, negated, rest)


def test_words_in_parentheses_end_before_a_comma() -> None:
    lexer = Lexer("(a is b, c)")
    assert [lexer.advance().text for _ in range(3)] == ["(", "a", "is"]
    assert lexer.words()[0].text == "b"


@given(st.text())
def test_quoted_text_is_unquoted_to_itself(text: str) -> None:
    assert unquoted(quoted(text)) == text
    assert tokens(quoted(text)) == [(TEXT, text, 0)]
