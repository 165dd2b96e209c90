"""Inheritance of templates: a template that extends another is merged with it, as nodes, before it is read."""

from __future__ import annotations

from collections.abc import Mapping

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Note, closest_match, expected
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.nodes import Sequence as SequenceNode
from memegen.template.reader import Reader
from memegen.template.stale_changes import ADD, FindPart, no_part, without_stale_changes

# Keys of lists to which a child adds.
APPENDED = (ADD, "cases")


class Inheritance:
    """Templates as nodes, and as merged with those that they extend."""

    def __init__(self, nodes: Mapping[str, Node], find_part: FindPart = no_part) -> None:
        """Merge *nodes*, templates by name; *find_part* finds the parts that they use."""
        self._nodes = nodes
        self._find_part = find_part
        self._merged: dict[str, Node] = {}

    def resolve(self, name: str, chain: tuple[str, ...] = ()) -> Node:
        """Return a template merged with those that it extends.

        Args:
            name: name of the template, which exists.
            chain: names of the templates that extend it, outermost first.

        Raises:
            DiagnosticError: ``template-cycle``; ``template-unknown`` for what it extends.
        """
        if name not in self._merged:
            self._merged[name] = self._merge(name, chain)
        return self._merged[name]

    def own(self, name: str) -> Node:
        """Return the body of a template as written."""
        return self._nodes[name]

    def ancestors(self, name: str) -> list[Node]:
        """Return the nodes of the templates that a valid template extends, directly or not."""
        found: list[Node] = []
        while isinstance(node := self._nodes[name], MappingNode) and isinstance(parent := node.get("extends"), Scalar):
            name = parent.text
            found.append(self._nodes[name])
        return found

    def about(self, name: str) -> str:
        """Return the description of a template, or of the one that it extends, without checking the template."""
        seen: set[str] = set()
        while name in self._nodes and name not in seen:
            seen.add(name)
            node = self._nodes[name]
            if not isinstance(node, MappingNode):
                break
            if isinstance(about := node.get("about"), Scalar):
                return about.text
            parent = node.get("extends")
            name = parent.text if isinstance(parent, Scalar) else ""
        return ""

    def _merge(self, name: str, chain: tuple[str, ...]) -> Node:
        node = self._nodes[name]
        parent = _parent(node) if isinstance(node, MappingNode) else None
        if parent is None:
            return node
        reader = Reader()
        if not isinstance(parent, Scalar) or not parent.text:
            hint = expected("", self._nodes, "templates")
            reader.problem(parent.where, f"template {name}: expected the name of one template to extend", hint)
            reader.finish()
            return node
        if parent.text in (*chain, name):
            links = (*chain, name)
            raise self._cycle(links[links.index(parent.text) :])
        if parent.text not in self._nodes:
            hint = expected(parent.text, self._nodes, "templates")
            reader.problem(parent.where, f"unknown template {parent.text!r} to extend", hint, "template-unknown")
        reader.finish()
        return extended(self.resolve(parent.text, (*chain, name)), node, self._find_part)

    def _cycle(self, names: tuple[str, ...]) -> DiagnosticError:
        """Return the error for templates that extend one another in a circle, the same for each of them."""
        first = names.index(min(names, key=list(self._nodes).index))
        names = (*names[first:], *names[:first])
        links = [link for name in names if (link := _extends(self._nodes[name]))]
        message = f"template {names[-1]} extends itself: {' → '.join((*names, names[0]))}"
        notes = tuple(
            Note(link.where, f"{name} extends {link.text}") for name, link in zip(names, links[:-1], strict=False)
        )
        return DiagnosticError(
            [Diagnostic(ERROR, "template-cycle", links[-1].where, message, "remove one extends", notes)]
        )


def _extends(node: Node) -> Scalar | None:
    """Return the name of the template that a body extends."""
    parent = _parent(node) if isinstance(node, MappingNode) else None
    return parent if isinstance(parent, Scalar) else None


def _parent(node: MappingNode) -> Node | None:
    """Return what a template extends; a misspelt key, which is reported with the template, counts as what is meant."""
    # No other key begins so.
    words = [word for word in node.keys if word.startswith("e") and word != "extends"]
    if words and "extends" not in node and closest_match(words[0], ["extends"]):
        return node.get(words[0])
    return node.get("extends")


def merge(parent: Node, child: Node) -> Node:
    """Return *parent* updated by *child*: mappings key by key, anything else replaced.

    A mapping that both have is where *parent* has it, so that a mistake in its key is at one place for both.
    """
    if not (isinstance(parent, MappingNode) and isinstance(child, MappingNode)):
        return child
    entries = {name.text: (name, value) for name, value in parent.items}
    for name, value in child.items:
        inherited = entries.get(name.text)
        if inherited and isinstance(inherited[1], MappingNode) and isinstance(value, MappingNode):
            entries[name.text] = (inherited[0], merge(inherited[1], value))
        else:
            entries[name.text] = (name, value)
    return MappingNode(tuple(entries.values()), child.where)


def extended(parent: Node, child: Node, find_part: FindPart = no_part) -> Node:
    """Return *parent* updated by *child*, the body of a template that extends it, of a variant or of a page.

    Args:
        parent: the template.
        child: what is laid over it.
        find_part: finds the parts that both use.
    """
    return _extend(without_stale_changes(parent, child, find_part), child)


def _extend(parent: Node, child: Node) -> Node:
    """Return *parent* updated by *child*; both add layers and cases, and a part of the child replaces its namesake."""
    merged = merge(parent, child)
    if not (isinstance(merged, MappingNode) and isinstance(parent, MappingNode) and isinstance(child, MappingNode)):
        return merged
    entries = []
    for key, value in merged.items:
        inherited, own = parent.get(key.text), child.get(key.text)
        if key.text in APPENDED and isinstance(inherited, SequenceNode) and isinstance(own, SequenceNode):
            value = SequenceNode((*inherited.items, *own.items), own.where)
        elif key.text == "parts" and isinstance(inherited, MappingNode) and isinstance(own, MappingNode):
            parts = {name.text: (name, body) for name, body in (*inherited.items, *own.items)}
            value = MappingNode(tuple(parts.values()), own.where)
        entries.append((key, value))
    return MappingNode(tuple(entries), merged.where)
