"""Calls of functions: every one is declared with its usage, and its arguments are counted."""

from __future__ import annotations

import pytest

from memegen.template.expressions.functions import NAMES, checked_function, function_named
from memegen.template.expressions.nodes import Call, ExpressionError, Literal
from tests.helpers.expressions import scope


def test_unknown_function_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ExpressionError, match="unknown function 'maxx'") as caught:
        scope().evaluate("maxx(1)")
    assert caught.value.hint.startswith("did you mean max?")


@pytest.mark.parametrize("name", NAMES)
def test_number_of_arguments_is_checked(name: str) -> None:
    function = function_named(name)
    assert function
    assert function.usage.startswith(f"{name}(")
    for count in (function.least - 1, function.most + 1):
        if count >= 0:
            with pytest.raises(ExpressionError) as caught:
                checked_function(Call(name, (Literal("a"),) * count, 3))
            assert (caught.value.column, caught.value.hint) == (3, f"write {function.usage}")
    assert checked_function(Call(name, (Literal("a"),) * function.least)) is function


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"today"}))
@pytest.mark.parametrize("argument", ["empty", "text", "list", "missing", "-1", "10000000", "yes"])
def test_function_of_anything_gives_a_text_or_an_error(name: str, argument: str) -> None:
    row = scope({"empty": "", "text": "Ann", "list": ("a", "b")})
    function = function_named(name)
    assert function
    for count in {max(function.least, 1), function.most}:
        try:
            row.text_of(f"{name}({', '.join([argument] * count)})")
        except ExpressionError as error:
            assert error.column
