"""The grammar of expressions: trees by value, errors by column, what is written reads back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given

from memegen.template.expressions.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    ExpressionError,
    Is,
    Literal,
    Name,
    Unary,
)
from memegen.template.expressions.parser import MAX_DEPTH, MAX_LENGTH, parse_expression
from tests.helpers.expressions import RANDOM_TEXTS, TREES, written

A, B, C = Name("a"), Name("b"), Name("c")


def number(value: str) -> Literal:
    return Literal(Decimal(value))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("by", Name("by")),
        (" photo.credit ", Name("photo.credit")),
        ("last-line", Name("last-line")),
        ("a - b", Binary("-", A, B)),
        ("a -b", Binary("-", A, B)),
        ("-a", Unary("-", A)),
        ("1.50", number("1.50")),
        (".5", number("0.5")),
        ("'it\\'s'", Literal("it's")),
        ('"a \\" b"', Literal('a " b')),
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("(a + b) * c", Binary("*", Binary("+", A, B), C)),
        ("a - b - c", Binary("-", Binary("-", A, B), C)),
        ("a / b % c", Binary("%", Binary("/", A, B), C)),
        ("1..a + 1", Binary("..", number("1"), Binary("+", A, number("1")))),
        ("a == b", Binary("=", A, B)),
        ("a <= b + c", Binary("<=", A, Binary("+", B, C))),
        ("a in 1..3", Binary("in", A, Binary("..", number("1"), number("3")))),
        ("not a and b", Binary("and", Unary("not", A), B)),
        ("a or b and c", Binary("or", A, Binary("and", B, C))),
        ("a if b else c", Conditional(B, A, C)),
        ("a if b else b if c else a", Conditional(B, A, Conditional(C, B, A))),
        ("max()", Call("max", ())),
        ("max(a, b is c d, 1)", Call("max", (A, Is(B, "c d"), number("1")))),
        # Conditions as templates have always written them.
        ("not by", Unary("not", Name("by"))),
        ("a is paper", Is(A, "paper")),
        ("a is not  paper ", Is(A, "paper", negated=True)),
        ("not a is not paper", Unary("not", Is(A, "paper", negated=True))),
        ("a is Keep it open! and b", Binary("and", Is(A, "Keep it open!"), B)),
        ("a is b or c is d", Binary("or", Is(A, "b"), Is(C, "d"))),
        ("(a is b) or c", Binary("or", Is(A, "b"), C)),
        ("a is deep (dark) and b", Binary("and", Is(A, "deep (dark)"), B)),
        ("a is 'this and that'", Is(A, "this and that")),
        ("a is over", Is(A, "over")),
        ("größe-2 is 3", Is(Name("größe-2"), "3")),
        # A variable may be called like an operator.
        ("in", Name("in")),
        ("not if", Unary("not", Name("if"))),
    ],
)
def test_text_is_read_as_a_tree(text: str, tree: Expression) -> None:
    assert parse_expression(text) == tree


@pytest.mark.parametrize(
    ("text", "column", "named"),
    [
        ("", 1, "value"),
        ("not", 4, "value"),
        ("a b", 3, "operator"),
        ("a +", 4, "value"),
        ("a < b < c", 7, "`and`"),
        ("(a", 3, "`)`"),
        ("max(a", 6, "max"),
        ("a)", 2, "')'"),
        ("'a", 1, "closed"),
        ("a && b", 3, "write and"),
        ("a ≤ b", 3, "write <="),
        ("a if b", 7, "`else`"),
        ("a is", 5, "`is`"),
        ("days is less than 7", 6, "`days < 7`"),
        ("days is not more than 7", 6, "`days <= 7`"),
        ("days is at least 3", 6, "`days >= 3`"),
        ("days is above limit and a", 0, ""),
        ("1234567890123456.5", 1, "15 digits"),
        ("a\x00b", 2, "unexpected"),
    ],
)
def test_error_has_its_column(text: str, column: int, named: str) -> None:
    if not column:
        parse_expression(text)
        return
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    assert caught.value.column == column
    assert named in caught.value.message


@pytest.mark.parametrize(
    "text", ["(" * 200 + "a" + ")" * 200, "-" * 200 + "a", "not " * 100 + "a", "+1" * 100, "f(" * 90]
)
def test_depth_is_bounded(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_expression(text)
    parse_expression("(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1))


def test_length_is_bounded() -> None:
    with pytest.raises(ExpressionError, match=f"the maximum is {MAX_LENGTH}"):
        parse_expression("a" * (MAX_LENGTH + 1))


@given(TREES)
def test_what_is_written_reads_back(tree: Expression) -> None:
    text = written(tree)
    assume(len(text) <= MAX_LENGTH)
    assert parse_expression(text) == tree


@given(RANDOM_TEXTS)
def test_any_text_is_read_or_refused_with_a_column_in_it(text: str) -> None:
    try:
        parse_expression(text)
    except ExpressionError as error:
        assert 0 <= error.column <= len(text) + 1
