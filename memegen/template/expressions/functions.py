"""The functions of expressions by name, and calls of them. Only the modules of those that are called are loaded."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from memegen.core.diagnostics import expected
from memegen.template.expressions.nodes import Call, ExpressionError

if TYPE_CHECKING:
    from memegen.template.expressions.arguments import Function
    from memegen.template.expressions.evaluate import Evaluation
    from memegen.template.expressions.values import Typed, Value

# The modules of functions, and the names of those in each.
MODULES = {
    "number_functions": (
        *("min", "max", "sum", "count", "length", "round", "floor", "ceil", "abs", "number", "percent", "top"),
    ),
    "text_functions": ("join", "first", "last", "upper", "lower", "title", "plural", "words", "keyword"),
    "date_functions": ("date", "time", "weekday", "days_until", "today"),
}
NAMES = {name: module for module, names in MODULES.items() for name in names}


def function_named(name: str) -> Function | None:
    """Return a function by its name, or None."""
    if name not in NAMES:
        return None
    module = import_module(f"memegen.template.expressions.{NAMES[name]}")
    functions: dict[str, Function] = module.FUNCTIONS
    return functions[name]


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
    function = function_named(node.function)
    if not function:
        hint = expected(node.function, NAMES, "functions")
        raise ExpressionError(f"unknown function {node.function!r}", node.column, hint)
    if not function.least <= len(node.arguments) <= function.most:
        message = f"{node.function} does not take {len(node.arguments)} values"
        raise ExpressionError(message, node.column, f"write {function.usage}")
    return function
