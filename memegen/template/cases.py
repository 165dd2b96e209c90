"""Cases: changes of layers under a condition, which each row decides."""

from __future__ import annotations

from collections.abc import Mapping

from memegen.core.diagnostics import Diagnostic, expected
from memegen.model.entities import Case, LayerSpec, as_text
from memegen.template.changes import apply_changes
from memegen.template.expression_check import problem_of
from memegen.template.expressions.scope import Scope
from memegen.template.layers import LayerReader
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node
from memegen.template.reader import CONDITION, Reader

CASES = "cases"
CASE_KEYS = {
    "when": "the condition, e.g. `count(bars) > 4` or `platform.shape is tall and length(quote) > 90`",
    "change": "changes to layers, by their id",
}
# Number of combinations of cases whose layers are kept; a template has few that occur.
MAX_KEPT = 64


def read_cases(
    reader: Reader, layers: LayerReader, node: Node | None, specs: Mapping[str, LayerSpec]
) -> tuple[Case, ...]:
    """Return the cases of a template; *specs* are its layers by id."""
    cases: list[Case] = []
    for item in reader.sequence(node, "cases") if node else ():
        parts = dict(reader.entries(item, "a case", CASE_KEYS))
        for key in CASE_KEYS:
            if key not in parts and isinstance(item, MappingNode):
                hint = expected(key, CASE_KEYS, "keys")
                reader.problem(item.where, f"a case needs {key!r}", f"{key}: {CASE_KEYS[key]}; {hint}")
        if len(parts) == len(CASE_KEYS):
            when = reader.source_value(parts["when"], "when")
            layers.values.expression(when, "condition", CONDITION)
            cases.append(Case(when, layers.read_changes(parts["change"], specs, CASES)))
    return tuple(cases)


class CaseLayers:
    """The layers of one template on one platform, as changed by the cases that hold."""

    def __init__(
        self, background: tuple[LayerSpec, ...], layers: tuple[LayerSpec, ...], cases: tuple[Case, ...]
    ) -> None:
        """Change *background* and *layers*, which are changed for the platform already, by *cases*."""
        self._cases = cases
        self._kept: dict[tuple[int, ...], tuple[tuple[LayerSpec, ...], tuple[LayerSpec, ...]]] = {
            (): (background, layers)
        }

    def of(self, scope: Scope, problems: list[Diagnostic]) -> tuple[tuple[LayerSpec, ...], tuple[LayerSpec, ...]]:
        """Return the layers of the background, and the others, of a row; append invalid conditions to *problems*."""
        holding = tuple(number for number, case in enumerate(self._cases) if _holds(case, scope, problems))
        if holding not in self._kept:
            background, layers = self._kept[()]
            for number in holding:
                changes = self._cases[number].changes
                background, layers = apply_changes(background, changes), apply_changes(layers, changes)
            if len(self._kept) > MAX_KEPT:
                return background, layers
            self._kept[holding] = background, layers
        return self._kept[holding]


def _holds(case: Case, scope: Scope, problems: list[Diagnostic]) -> bool:
    try:
        return scope.holds(as_text(case.when.raw))
    except ValueError as error:
        problems.append(problem_of(error, case.when, "expression-invalid", "when", CONDITION))
        return False
