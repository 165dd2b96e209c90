"""What a function of expressions is, and how functions read their arguments: as entries, numbers, texts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from memegen.core.frozen import frozen
from memegen.template.expressions.nodes import ExpressionError
from memegen.template.expressions.typed import text_of
from memegen.template.expressions.values import Typed, Value, bare, noun

if TYPE_CHECKING:
    from memegen.template.expressions.evaluate import Evaluation

Arguments = list["Value | Typed"]
# Maximum number of decimals that a template may ask for.
MAX_DECIMALS = 6


@frozen
class Function:
    """A function: how it is written, the least and greatest number of its arguments, and what computes it."""

    usage: str
    least: int
    most: int
    compute: Callable[[Evaluation, Arguments], Value | Typed]


def entries_of(value: Value) -> tuple[Value, ...]:
    """Return the entries of a list; of a text that is not empty, itself; empty entries are left out."""
    entries = tuple(map(bare, value)) if isinstance(value, tuple) else (value,)
    return tuple(entry for entry in entries if entry not in (None, "", ()))


def numbers_of(evaluation: Evaluation, arguments: Arguments) -> list[Decimal]:
    """Return the numbers in a list, or those that are given one by one."""
    values = [entry for argument in arguments for entry in entries_of(bare(argument))]
    evaluation.spend(len(values))
    return [evaluation.number(value) for value in values]


def decimals_of(evaluation: Evaluation, arguments: Arguments, position: int) -> int | None:
    """Return the number of decimals that is given as an argument, or None."""
    if len(arguments) <= position:
        return None
    number = evaluation.number(bare(arguments[position]))
    if number not in range(MAX_DECIMALS + 1):
        raise ExpressionError(f"expected 0 to {MAX_DECIMALS} decimals, not {noun(number)}")
    return int(number)


def texts_of(evaluation: Evaluation, value: Value) -> list[str]:
    """Return the texts of the entries of a list that have one."""
    texts = [text_of(entry, evaluation.scope.setting) for entry in (value if isinstance(value, tuple) else (value,))]
    evaluation.spend(sum(map(len, texts)) // 100)
    return [text for text in texts if text]
