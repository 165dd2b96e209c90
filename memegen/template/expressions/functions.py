"""The functions of expressions by name, and calls of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.core.diagnostics import expected
from memegen.template.expressions.arguments import Function
from memegen.template.expressions.date_functions import DATE_FUNCTIONS
from memegen.template.expressions.nodes import Call, ExpressionError
from memegen.template.expressions.number_functions import NUMBER_FUNCTIONS
from memegen.template.expressions.text_functions import TEXT_FUNCTIONS
from memegen.template.expressions.values import Typed, Value

if TYPE_CHECKING:
    from memegen.template.expressions.evaluate import Evaluation

FUNCTIONS: dict[str, Function] = {**NUMBER_FUNCTIONS, **TEXT_FUNCTIONS, **DATE_FUNCTIONS}


def call(node: Call, evaluation: Evaluation) -> Value | Typed:
    """Return the value of a call.

    Raises:
        ExpressionError: there is no such function, its arguments are too few, too many, or not what it takes.
    """
    function = checked_function(node)
    return function.compute(evaluation, [evaluation.typed(argument) for argument in node.arguments])


def checked_function(node: Call) -> Function:
    """Return the function that is called.

    Raises:
        ExpressionError: there is none, or it takes another number of arguments.
    """
    function = FUNCTIONS.get(node.function)
    if not function:
        hint = expected(node.function, FUNCTIONS, "functions")
        raise ExpressionError(f"there is no function {node.function!r}", node.column, hint)
    if not function.least <= len(node.arguments) <= function.most:
        message = f"{node.function} does not take {len(node.arguments)} values"
        raise ExpressionError(message, node.column, f"write {function.usage}")
    return function
