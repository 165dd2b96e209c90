"""The tree of an expression, and the error of one that is not valid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal

from memegen.core.frozen import frozen


class ExpressionError(ValueError):
    """An expression that cannot be read or evaluated.

    Attributes:
        message: what is wrong.
        column: the character of the expression at which it is, from 1; 0 if it is not at one place.
        hint: how to mend it.
        empty: whether the reason is that a variable is empty; then a section with the expression is dropped.
    """

    def __init__(self, message: str, column: int = 0, hint: str = "", *, empty: bool = False) -> None:
        super().__init__(f"{message} (column {column})" if column else message)
        self.message = message
        self.column = column
        self.hint = hint
        self.empty = empty

    def at(self, column: int) -> ExpressionError:
        """Return the same error at another column."""
        return ExpressionError(self.message, column, self.hint, empty=self.empty)


@frozen
class Literal:
    """A number, or a text in quotation marks."""

    value: Decimal | str
    column: int = field(default=0, compare=False)


@frozen
class Name:
    """A variable, with its dots, e.g. ``bar.share``."""

    name: str
    column: int = field(default=0, compare=False)


@frozen
class Unary:
    """``-`` or ``not`` before an operand."""

    operator: str
    operand: Expression
    column: int = field(default=0, compare=False)


@frozen
class Binary:
    """Two operands with an operator between them; ``..`` makes a range."""

    operator: str
    left: Expression
    right: Expression
    column: int = field(default=0, compare=False)


@frozen
class Is:
    """Comparison of an operand with words, e.g. ``ground is not paper``."""

    operand: Expression
    words: str
    negated: bool = False
    column: int = field(default=0, compare=False)


@frozen
class Conditional:
    """``value if condition else other``."""

    condition: Expression
    value: Expression
    other: Expression
    column: int = field(default=0, compare=False)


@frozen
class Call:
    """A call of a function."""

    function: str
    arguments: tuple[Expression, ...]
    column: int = field(default=0, compare=False)


Expression = Literal | Name | Unary | Binary | Is | Conditional | Call


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions that are directly in an expression, from left to right."""
    match expression:
        case Unary(operand=operand) | Is(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return left, right
        case Conditional(condition=condition, value=value, other=other):
            return value, condition, other
        case Call(arguments=arguments):
            return arguments
        case _:
            return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and all that are in it."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def names(expression: Expression) -> tuple[str, ...]:
    """Return the names of the variables that an expression reads, each once, from left to right."""
    return tuple(dict.fromkeys(part.name for part in walk(expression) if isinstance(part, Name)))
