"""The scopes of repetitions and parts."""

from __future__ import annotations

import pytest

from memegen.core.diagnostics import Where
from memegen.template.expressions.scope import Scope
from memegen.template.nested_scopes import MAX_LAYERS, Budget, LoopScope, PartScope, caller_of, root_of
from tests.helpers.stage import complaints

ROOT = Scope({"field": "f", "name": "root"}, parent=Scope({"brand.name": "B"}))


def test_a_part_knows_its_parameters_and_the_fields() -> None:
    loop = LoopScope({"item": "i", "name": "loop"}, None, ROOT)
    part = PartScope({"name": "part"}, loop)
    inner = LoopScope({"item": "j"}, None, part)
    assert [inner.text(name) for name in ("name", "item", "field", "brand.name")] == ["part", "j", "f", "B"]
    assert [part.text(name) for name in ("name", "item", "field")] == ["part", "", "f"]
    assert caller_of(inner) is caller_of(part) is loop
    assert root_of(inner) is root_of(part) is root_of(loop) is root_of(ROOT) is ROOT


def test_what_is_in_no_part_has_no_other_caller() -> None:
    assert caller_of(ROOT) is ROOT


def test_a_part_within_a_part_goes_back_one_at_a_time() -> None:
    outer = PartScope({"name": "outer"}, ROOT)
    inner = PartScope({"name": "inner"}, outer)
    assert caller_of(inner) is outer
    assert caller_of(caller_of(inner)) is ROOT


def test_a_budget_ends_with_a_diagnostic() -> None:
    budget = Budget()
    for _ in range(MAX_LAYERS):
        budget.spend(Where())
    (found,) = complaints(budget.spend, Where("t.yaml", 3))
    assert (found.code, found.where.line) == ("layers-too-large", 3)


@pytest.mark.parametrize("layers", [0, 5])
def test_a_budget_counts(layers: int) -> None:
    budget = Budget()
    for _ in range(layers):
        budget.spend(Where())
    assert budget.layers == layers
