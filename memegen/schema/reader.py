"""Reading nodes against what is expected of them, and keeping every complaint until the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from memegen.errors import ERROR, Diagnostic, DiagnosticError, Where, expected
from memegen.model import Raw, Written
from memegen.node import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


class Reader:
    """Collects diagnostics while nodes are read; :meth:`finish` raises them all at once."""

    def __init__(self, code: str = "template-invalid") -> None:
        self.code = code
        self.found: list[Diagnostic] = []

    def problem(self, where: Where, message: str, hint: str = "", code: str = "") -> None:
        self.found.append(Diagnostic(ERROR, code or self.code, where, message, hint))

    def finish(self) -> None:
        """Raise DiagnosticError if anything was found, in the order of the file."""
        if self.found:
            places = sorted(dict.fromkeys(self.found), key=lambda d: (d.where.file, d.where.line, d.where.column))
            raise DiagnosticError(places)

    def mapping(self, node: Node, what: str) -> Mapping:
        """The node as a mapping; anything else is a problem, and an empty mapping."""
        if isinstance(node, Mapping):
            return node
        if not (isinstance(node, Scalar) and node.text == ""):
            self.problem(node.where, f"expected {what} as `key: value` lines")
        return Mapping((), node.where)

    def entries(self, node: Node, what: str, known: Collection[str]) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping whose keys are known; others are problems."""
        for name, value in self.mapping(node, what).items:
            if name.text in known:
                yield name.text, value
            else:
                self.problem(name.where, f"{what} has no key {name.text!r}", expected(name.text, known, "keys"))

    def sequence(self, node: Node, what: str) -> tuple[Node, ...]:
        if isinstance(node, Sequence):
            return node.items
        if not (isinstance(node, Scalar) and node.text == ""):
            self.problem(node.where, f"expected a list of {what}, each on a line that begins with a dash")
        return ()

    def text(self, node: Node, what: str) -> str:
        if isinstance(node, Scalar):
            return node.text
        self.problem(node.where, f"expected text for {what}")
        return ""

    def value(self, node: Node, what: str, parse: Callable[[str], T], default: T, hint: str = "") -> T:
        """The scalar read by *parse*, whose ValueError says what was expected; the default where nothing is written."""
        text = self.text(node, what)
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.problem(node.where, f"{what}: {error}", hint)
            return default

    def raw(self, node: Node, what: str) -> Raw:
        """The value as it was written: text or a list."""
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return tuple(self.raw(item, what) for item in node.items)
        self.problem(node.where, f"expected text or a list for {what}")
        return ""

    def written(self, node: Node, what: str) -> Written:
        return Written(self.raw(node, what), node.where)
