"""Nodes: the tree that a YAML file is parsed into, of three types, each node with its place.

A module of its own, so that validation does not import the parser. Nodes are immutable; where the YAML has aliases, a
node has several parents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from memegen.core.diagnostics import Where
from memegen.core.frozen import frozen


@frozen
class Scalar:
    """A scalar: a text as written.

    Attributes:
        text: the text; "" for an empty value, ``~`` and ``null``.
        plain: whether it is not quoted.
        verbatim: whether the file has the text as it is, on one line, so that places in it are known.
    """

    text: str
    where: Where
    plain: bool = True
    verbatim: bool = field(default=False, compare=False)

    @property
    def column(self) -> int:
        """The column of the text's first character in the file; 0 if the text is not verbatim."""
        return self.where.column + (not self.plain) if self.verbatim else 0


@frozen
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    where: Where

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@frozen
class Mapping:
    """Pairs of a key and a node, in the order of the file; keys are unique."""

    items: tuple[tuple[Scalar, Node], ...]
    where: Where

    def get(self, key: str) -> Node | None:
        """Return the node at a key, or None."""
        return next((value for name, value in self.items if name.text == key), None)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys."""
        return tuple(name.text for name, _ in self.items)

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.items)


Node = Scalar | Sequence | Mapping


def places(node: Node) -> Iterator[Where]:
    """Yield the place of a node and of every node in it."""
    yield node.where
    if isinstance(node, Sequence):
        for item in node.items:
            yield from places(item)
    elif isinstance(node, Mapping):
        for name, value in node.items:
            yield name.where
            yield from places(value)
