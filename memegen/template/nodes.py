"""What YAML is read into: a tree of three kinds of node, each with its place.

Nodes are shared where the YAML has aliases, and never changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.diagnostics import Where
from memegen.core.frozen import frozen


@frozen
class Scalar:
    """A text as it was written. ``plain`` means without quotes; nothing at all, ``~`` and ``null`` are a plain ""."""

    text: str
    where: Where
    plain: bool = True


@frozen
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    where: Where

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@frozen
class Mapping:
    """Pairs of key and node, in the order in which they were written; no key comes twice."""

    items: tuple[tuple[Scalar, Node], ...]
    where: Where

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.items if name.text == key), None)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(name.text for name, _ in self.items)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.items)


Node = Scalar | Sequence | Mapping
