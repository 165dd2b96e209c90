"""Changes that a template inherits of layers that it replaces; they are dropped, for there is nothing to change."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.nodes import Sequence as SequenceNode

# Key of layers in front of the inherited ones.
ADD = "add"
# Key of layers for slots.
FILL = "fill"
# Keys of lists of layers that replace the inherited ones.
LAYER_LISTS = ("background", "layers")
# Returns the part of that name, which is written in that file; None if there is none.
FindPart = Callable[[str, str], Node | None]


def no_part(name: str, file: str) -> Node | None:
    """Find no part."""
    return None


def without_stale_changes(parent: Node, child: Node, find_part: FindPart) -> Node:
    """Return *parent* without its changes to layers that *child* replaces, and without layers for slots in them.

    A change of a layer that *parent* does not have either is a mistake, and is kept: both report it, at one place.
    """
    if not (isinstance(parent, MappingNode) and isinstance(child, MappingNode)):
        return parent
    if not any(key in child for key in LAYER_LISTS):
        return parent
    names = _names((child, parent), find_part)
    stale = _names((parent,), find_part).ids - names.ids
    entries = []
    for name, value in parent.items:
        if name.text == FILL:
            value = _without(value, {slot.text for slot, _ in _items(value)} - names.slots)
        elif name.text == "change":
            value = _without(value, stale)
        elif name.text == "shapes" and isinstance(value, MappingNode):
            value = MappingNode(tuple((shape, _without(body, stale)) for shape, body in value.items), value.where)
        elif name.text == "cases" and isinstance(value, SequenceNode):
            value = SequenceNode(tuple(_without_in_case(case, stale) for case in value.items), value.where)
        entries.append((name, value))
    return MappingNode(tuple(entries), parent.where)


def _names(templates: tuple[MappingNode, ...], find_part: FindPart) -> _Names:
    """Return the names in a template, the first, which extends the others."""
    lists = [next((node for each in templates if (node := each.get(key))), None) for key in LAYER_LISTS]
    lists += [each.get(key) for each in templates for key in (ADD, "change")]
    names = _Names(find_part, [each.get("parts") for each in templates])
    for node in lists:
        if node:
            names.collect(node)
    fills = [fill for each in templates if isinstance(fill := each.get(FILL), MappingNode)]
    filled = [layers for fill in fills for slot, layers in fill.items if slot.text in names.slots]
    for layers in filled:
        names.collect(layers)
    return names


class _Names:
    """The ids and the slots of layers, those of the parts that they use too."""

    def __init__(self, find_part: FindPart, parts: list[Node | None]) -> None:
        self.ids: set[str] = set()
        self.slots: set[str] = set()
        self._find_part = find_part
        self._own = [node for node in parts if isinstance(node, MappingNode)]
        self._followed: set[tuple[str, str]] = set()

    def collect(self, node: Node) -> None:
        """Add the names in a list of layers, or in mappings of such lists."""
        if isinstance(node, SequenceNode):
            for item in node.items:
                self.collect(item)
        for name, value in node.items if isinstance(node, MappingNode) else ():
            if isinstance(value, Scalar):
                self._note(name.text, value)
            self.collect(value)

    def _note(self, key: str, value: Scalar) -> None:
        match key:
            case "id":
                self.ids.add(value.text)
            case "slot":
                self.slots.add(value.text)
            case "use" if (value.text, value.where.file) not in self._followed:
                self._followed.add((value.text, value.where.file))
                for part in self._parts(value):
                    self.collect(part)

    def _parts(self, use: Scalar) -> Iterator[Node]:
        own = next((part for node in self._own if (part := node.get(use.text))), None)
        if part := own or self._find_part(use.text, use.where.file):
            yield part


def _items(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    return node.items if isinstance(node, MappingNode) else ()


def _without(entries: Node, names: set[str]) -> Node:
    """Return the entries of a mapping whose keys are not among *names*."""
    if not isinstance(entries, MappingNode):
        return entries
    return MappingNode(tuple((name, body) for name, body in entries.items if name.text not in names), entries.where)


def _without_in_case(case: Node, ids: set[str]) -> Node:
    items = ((name, _without(body, ids) if name.text == "change" else body) for name, body in _items(case))
    return MappingNode(tuple(items), case.where) if isinstance(case, MappingNode) else case
