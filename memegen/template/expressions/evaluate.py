"""The value of an expression in a scope. The work is counted, so that no expression takes long."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING, assert_never

from memegen.core.frozen import slotted
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
from memegen.template.expressions.operands import compare, equals, number_of, parsed_number
from memegen.template.expressions.values import (
    ARITHMETIC,
    MAX_ENTRIES,
    MAX_TEXT,
    Typed,
    Value,
    bare,
    checked,
    is_true,
    noun,
)

if TYPE_CHECKING:
    from memegen.template.expressions.scope import Scope

# Maximum work of one expression: nodes evaluated, and entries of the lists that these make.
MAX_WORK = 20_000
# Words that are values where no variable has their name.
CONSTANTS = {"yes": True, "true": True, "no": False, "false": False}


@slotted
class Evaluation:
    """One evaluation of an expression, with the work done so far."""

    scope: Scope
    work: int = 0

    def spend(self, work: int) -> None:
        """Count work.

        Raises:
            ExpressionError: it is too much.
        """
        self.work += work
        if self.work > MAX_WORK:
            raise ExpressionError("the expression takes too many steps")

    def value(self, node: Expression) -> Value:
        """Return the value of a node without its text in the row."""
        return bare(self.typed(node))

    def typed(self, node: Expression) -> Value | Typed:
        """Return the value of a node; errors get its column if they have none."""
        self.spend(1)
        try:
            value = self._typed(node)
        except ExpressionError as error:
            raise (error if error.column else error.at(node.column)) from None
        except (DecimalException, OverflowError):
            raise ExpressionError("the number is too large or not defined", node.column) from None
        if isinstance(value, tuple):
            self.spend(len(value))
        if isinstance(value, str) and len(value) > MAX_TEXT and not isinstance(node, Name):
            raise ExpressionError(f"the text has more than {MAX_TEXT:,} characters", node.column)
        return value

    def _typed(self, node: Expression) -> Value | Typed:
        match node:
            case Literal(value=value):
                return value
            case Name(name=name):
                if name in CONSTANTS and name not in self.scope:
                    return CONSTANTS[name]
                return self.scope.typed(name)
            case Unary(operator="not", operand=operand):
                return not is_true(self.value(operand))
            case Unary(operand=operand):
                return ARITHMETIC.minus(self.number(self.value(operand)))
            case Is(operand=operand, words=words, negated=negated):
                return equals(self.value(operand), words, self.scope.setting) != negated
            case Conditional(condition=condition, value=then, other=other):
                return self.typed(then if is_true(self.value(condition)) else other)
            case Binary():
                return self._binary(node)
            case Call():
                from memegen.template.expressions.functions import call

                return call(node, self)
        assert_never(node)

    def _binary(self, node: Binary) -> Value | Typed:
        if node.operator in ("and", "or"):
            left = self.typed(node.left)
            return self.typed(node.right) if is_true(left) == (node.operator == "and") else left
        left, right = self.value(node.left), self.value(node.right)
        setting = self.scope.setting
        match node.operator:
            case "=":
                return equals(left, right, setting)
            case "!=":
                return not equals(left, right, setting)
            case "in":
                return self._contains(left, right)
            case "..":
                return self._range(left, right)
            case "<" | "<=" | ">" | ">=":
                return compare(node.operator, left, right, setting)
            case _:
                return self._arithmetic(node.operator, left, right)

    def number(self, value: Value) -> Decimal:
        """Return a value as a number.

        Raises:
            ExpressionError: it is none.
        """
        return number_of(value, self.scope.setting)

    def _arithmetic(self, operator: str, left: Value, right: Value) -> Value:
        if isinstance(left, date) and operator in "+-":
            if isinstance(right, date) and operator == "-":
                return Decimal((left - right).days)
            days = int(self.number(right))
            return left + timedelta(days=days if operator == "+" else -days)
        if operator == "+" and isinstance(left, str) and parsed_number(left, self.scope.setting) is None and left:
            message = f"`+` adds numbers, not {noun(left)}"
            raise ExpressionError(message, hint="to join texts, write one after the other: {a}{b}")
        first, second = self.number(left), self.number(right)
        match operator:
            case "+":
                return checked(ARITHMETIC.add(first, second))
            case "-":
                return checked(ARITHMETIC.subtract(first, second))
            case "*":
                return checked(ARITHMETIC.multiply(first, second))
        if not second:
            raise ExpressionError("division by zero")
        if operator == "/":
            return checked(ARITHMETIC.divide(first, second))
        # The sign of a remainder is that of the divisor, so that it counts round.
        remainder = ARITHMETIC.remainder(first, second)
        return remainder + second if remainder and (remainder < 0) != (second < 0) else remainder

    def _range(self, left: Value, right: Value) -> Value:
        first, last = self.number(left), self.number(right)
        if first != first.to_integral_value() or last != last.to_integral_value():
            raise ExpressionError("a range goes from a whole number to a whole number")
        if last - first >= MAX_ENTRIES:
            raise ExpressionError(f"the range has {int(last - first) + 1:,} numbers; the maximum is {MAX_ENTRIES:,}")
        return tuple(Decimal(number) for number in range(int(first), int(last) + 1))

    def _contains(self, left: Value, right: Value) -> bool:
        if isinstance(right, tuple):
            self.spend(len(right))
            return any(equals(bare(entry), left, self.scope.setting) for entry in right)
        if isinstance(right, str):
            return isinstance(left, str) and bool(left) and left.casefold() in right.casefold()
        if right is None:
            return False
        raise ExpressionError(f"`in` needs a list or a text after it, not {noun(right)}")


def evaluate(expression: Expression, scope: Scope) -> Value | Typed:
    """Return the value of an expression; a variable that is the whole of it comes with its text in the row.

    Raises:
        ExpressionError: it has no value, or takes too many steps.
    """
    return Evaluation(scope).typed(expression)
