"""The variants of a template, each read when it is first used: a row has one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

from memegen.model.entities import Template
from memegen.template.nodes import Node


class Variants(Sequence[Template]):
    """Templates that are read from their nodes on first use; indexing raises DiagnosticError for an invalid one.

    Reading three variants takes longer than laying out and painting a graphic, which needs one.
    """

    def __init__(self, nodes: Sequence[Node], read: Callable[[Node], Template]) -> None:
        """*read* returns the template of a node."""
        self._nodes = tuple(nodes)
        self._read = read
        self._templates: dict[int, Template] = {}

    @overload
    def __getitem__(self, index: int) -> Template: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Template, ...]: ...

    def __getitem__(self, index: int | slice) -> Template | tuple[Template, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(len(self))[index])
        number = range(len(self))[index]
        if number not in self._templates:
            self._templates[number] = self._read(self._nodes[number])
        return self._templates[number]

    def __len__(self) -> int:
        return len(self._nodes)

    def __reduce__(self) -> tuple[type[tuple[Template, ...]], tuple[tuple[Template, ...]]]:
        # What reads them is neither copied nor part of a key.
        return tuple, (tuple(self),)
