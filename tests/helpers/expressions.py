"""Expressions in tests: their values in a scope, how a tree is written, and random trees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from memegen.model.entities import Field, Raw
from memegen.template.expressions.lexer import quoted
from memegen.template.expressions.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    Is,
    Literal,
    Name,
    Unary,
)
from memegen.template.expressions.scope import Scope, Setting

TODAY = date(2026, 6, 1)
BARS = Field("bars", "list", of={"name": Field("name"), "share": Field("share", "number")})


def scope(
    values: Mapping[str, Raw] | None = None, fields: Mapping[str, Field] | None = None, language: str = "en"
) -> Scope:
    """A scope of a row on 1 June 2026."""
    return Scope(values or {}, fields, None, Setting(language, TODAY))


def typed_scope(language: str = "en", **values: tuple[str, Raw]) -> Scope:
    """A scope of fields, each given as its type and its value."""
    fields = {name: Field(name, type_) for name, (type_, _) in values.items()}
    return scope({name: raw for name, (_, raw) in values.items()}, fields, language)


def written(node: Expression) -> str:
    """An expression as a text, with parentheses around everything in it."""
    match node:
        case Literal(value=str(value)):
            return quoted(value)
        case Literal(value=value):
            return f"{value:f}"
        case Name(name=name):
            return name
        case Unary(operator="-", operand=operand):
            return f"-({written(operand)})"
        case Unary(operator=operator, operand=operand):
            return f"{operator} ({written(operand)})"
        case Binary(operator=operator, left=left, right=right):
            return f"({written(left)}) {operator} ({written(right)})"
        case Is(operand=operand, words=words, negated=negated):
            return f"({written(operand)}) is {'not ' if negated else ''}{quoted(words)}"
        case Conditional(condition=condition, value=value, other=other):
            return f"({written(value)}) if ({written(condition)}) else ({written(other)})"
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(written, arguments))})"


NUMBERS = st.decimals(0, 10**6, places=3, allow_nan=False, allow_infinity=False).map(Decimal)
TEXTS = st.text(max_size=8)
NAMES = st.sampled_from(["by", "bars.share", "last-line", "größe", "a.b-c.d", "no"])
OPERATORS = ("and", "or", "in", "..", "+", "-", "*", "/", "%", "<", "<=", ">", ">=", "=", "!=")
FUNCTIONS = st.sampled_from(["max", "join", "date", "unknown"])
LEAVES: st.SearchStrategy[Expression] = st.one_of(
    st.builds(Literal, NUMBERS), st.builds(Literal, TEXTS), st.builds(Name, NAMES)
)


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(Unary, st.sampled_from(["-", "not"]), inner),
        st.builds(Binary, st.sampled_from(OPERATORS), inner, inner),
        st.builds(Is, inner, TEXTS.filter(bool), st.booleans()),
        st.builds(Conditional, inner, inner, inner),
        st.builds(Call, FUNCTIONS, st.lists(inner, max_size=3).map(tuple)),
    )


TREES = st.recursive(LEAVES, _larger, max_leaves=6)
# Pieces of expressions in any order: nearly none is one, and none may take long.
PIECES = st.sampled_from(
    [
        *(
            *OPERATORS,
            "not",
            "is",
            "if",
            "else",
            "(",
            ")",
            ",",
            "'",
            '"',
            "\\",
            "1",
            "999999999999",
            ".5",
            "1..",
            "a",
            "-",
        ),
        *("bars", "bars.share", "max(", "sum(1..999)", "join(", "date(", "'2026-06-15'", "{", "}", " ", "\n", "№", "é"),
        "less than 7",
    ]
)
RANDOM_TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map(" ".join), TREES.map(written))
