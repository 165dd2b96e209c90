"""Nodes: the tree that a YAML file is parsed into, of three types, each node with its place.

A module of its own, so that validation does not import the parser. Nodes are immutable; where the YAML has aliases, a
node has several parents. Nodes from JSON are made when they are asked for: of a file with many templates a command uses
one or two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, field
from functools import partial
from typing import Any, Generic, Never, TypeVar, cast

from memegen.core.diagnostics import Where
from memegen.core.frozen import frozen

Items = TypeVar("Items", bound="tuple[Any, ...]")


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


class _Branch(Generic[Items]):
    """A node with others in it: a tuple of them, or what makes it when they are first asked for."""

    __slots__ = ("_content", "where")
    __match_args__ = ("items", "where")
    where: Where
    _content: Items | Callable[[], Items]

    def __init__(self, items: Items | Callable[[], Items], where: Where) -> None:
        object.__setattr__(self, "_content", items)
        object.__setattr__(self, "where", where)

    @property
    def items(self) -> Items:
        """What is in the node."""
        if callable(self._content):
            object.__setattr__(self, "_content", self._content())
        return cast("Items", self._content)

    def __setattr__(self, name: str, value: object) -> Never:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and (self.items, self.where) == (other.items, other.where)

    def __hash__(self) -> int:
        return hash((self.items, self.where))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.items!r}, {self.where!r})"

    def __getstate__(self) -> tuple[Items, Where]:
        return self.items, self.where

    def __setstate__(self, state: tuple[Items, Where]) -> None:
        _Branch.__init__(self, *state)


class Sequence(_Branch["tuple[Node, ...]"]):
    """A list of nodes."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


class Mapping(_Branch["tuple[tuple[Scalar, Node], ...]"]):
    """Pairs of a key and a node, in the order of the file; keys are unique."""

    __slots__ = ()

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


def to_json(node: Node) -> list[Any]:
    """Return a node as JSON: line and column, then its content.

    That is a text, followed by a number unless it is plain and verbatim: 1 if it is quoted, 2 if it is not verbatim, 3
    if both; a list of items; or a list of keys and one of their values.
    """
    place = [node.where.line, node.where.column]
    match node:
        case Scalar(text, _, plain, verbatim):
            form = (not plain) + 2 * (not verbatim)
            return [*place, text, form] if form else [*place, text]
        case Sequence(items):
            return [*place, [to_json(item) for item in items]]
        case Mapping(items):
            return [*place, [to_json(key) for key, _ in items], [to_json(value) for _, value in items]]


def from_json(value: list[Any], file: str) -> Node:
    """Return the node of a file whose JSON that is."""
    line, column, content, *rest = value
    if isinstance(content, str):
        return _scalar(value, file)
    where, scalar, node = Where(file, line, column), partial(_scalar, file=file), partial(from_json, file=file)
    if rest:
        keys, values = content, rest[0]
        return Mapping(lambda: tuple(zip(map(scalar, keys), map(node, values), strict=True)), where)
    return Sequence(lambda: tuple(map(node, content)), where)


def _scalar(value: list[Any], file: str) -> Scalar:
    line, column, text, *rest = value
    form = rest[0] if rest else 0
    return Scalar(text, Where(file, line, column), not form & 1, not form & 2)
