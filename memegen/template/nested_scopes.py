"""The scopes of repetitions and parts, and how many layers a row may draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from memegen.core.diagnostics import Where, fail
from memegen.core.frozen import slotted
from memegen.template.expressions.scope import Scope

# Maximum number of layers of a card, those that a condition leaves out included.
MAX_LAYERS = 4_000
LIMIT = "layers-too-large"


@slotted
class Budget:
    """Counts the layers of one card."""

    layers: int = 0

    def spend(self, where: Where) -> None:
        """Count a layer, or an entry of a repetition; *where* is its place.

        Raises:
            DiagnosticError: ``layers-too-large``.
        """
        self.layers += 1
        if self.layers > MAX_LAYERS:
            message = f"the graphic has more than {MAX_LAYERS:,} layers, those of repetitions included"
            raise fail(LIMIT, message, "shorten the lists, or repeat fewer layers", where)


class LoopScope(Scope):
    """The variables of one entry of a repetition, in front of those around it."""

    __slots__ = ()


class PartScope(Scope):
    """The variables of a part: its parameters, in front of the fields of the template.

    Attributes:
        caller: the variables where the part is used.
    """

    __slots__ = ("caller",)

    def __init__(self, parameters: Mapping[str, Any], caller: Scope) -> None:
        super().__init__(parameters, None, root_of(caller))
        self.caller = caller


def root_of(scope: Scope) -> Scope:
    """Return the scope outside all repetitions and parts, which has the fields of the template."""
    while isinstance(scope, LoopScope | PartScope) and scope.parent:
        scope = scope.parent
    return scope


def caller_of(scope: Scope) -> Scope:
    """Return the variables where the part is used in which *scope* is."""
    found: Scope | None = scope
    while found:
        if isinstance(found, PartScope):
            return found.caller
        found = found.parent
    return scope
