"""Templates: from nodes to :class:`Template`, with everything that is wrong said at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from memegen.core.diagnostics import expected
from memegen.model.entities import LayerSpec, SourceValue, Template
from memegen.model.keys import ValueContext
from memegen.scene.geometry import SHAPES
from memegen.template.fields import read_fields
from memegen.template.layers import LayerReader
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.nodes import Sequence as SequenceNode
from memegen.template.reader import Reader
from memegen.template.rights import rights_variables

FILE_KEYS = {
    "brand": "the brand to use where none is named: its name, or a file beside this one",
    "templates": "the templates, by name",
    "platforms": "platforms of your own, by name, or changes to those that come with memegen",
    "fonts": "folders with fonts of your own, beside this file; `system` for those of the system",
    "pack": "the date of a pack of platforms",
}
TEMPLATE_KEYS = {
    "about": "one line that says what the template is for",
    "extends": "the template that this one changes",
    "platform": "the platform it is drawn for when none is named",
    "fields": "its inputs, each with a type, a default, an example, limits",
    "background": "the layers that fill the canvas, first to last",
    "layers": "the layers in front of them, first to last",
    "add": "more layers, in front of those that are inherited",
    "change": "changes to layers, by their id",
    "shapes": "changes to layers, by their id, for a shape class or a platform",
    "alt": "the alternative text, with `{fields}` in it",
    "caption": "the text to post with the picture",
}
# Under this name `change:` travels among the shapes; it holds for every shape, before the shape's own.
ANY = "any"
ADD = "add"
LISTS = ("background", "layers")


def merge(parent: Node, child: Node) -> Node:
    """The child laid over the parent: mappings key by key, everything else replaced."""
    if not (isinstance(parent, MappingNode) and isinstance(child, MappingNode)):
        return child
    entries = {name.text: (name, value) for name, value in parent.items}
    for name, value in child.items:
        old = entries.get(name.text)
        entries[name.text] = (name, merge(old[1], value) if old else value)
    return MappingNode(tuple(entries.values()), child.where)


class Extending:
    """Templates as written, with ``extends`` followed; a cycle or an unknown parent is a DiagnosticError."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self.nodes = nodes
        self._whole: dict[str, Node] = {}

    def whole(self, name: str, chain: tuple[str, ...] = ()) -> Node:
        if name not in self._whole:
            self._whole[name] = self._extend(name, chain)
        return self._whole[name]

    def _extend(self, name: str, chain: tuple[str, ...]) -> Node:
        node = self.nodes[name]
        parent = node.get("extends") if isinstance(node, MappingNode) else None
        if parent is None:
            return node
        reader = Reader()
        if not isinstance(parent, Scalar) or not parent.text:
            hint = expected("", self.nodes, "templates")
            reader.problem(parent.where, f"template {name}: expected the name of one template to extend", hint)
            reader.finish()
            return node
        if parent.text in (*chain, name):
            loop = " → ".join((*chain, name, parent.text))
            reader.problem(
                parent.where, f"template {name} extends itself: {loop}", "break the circle", "template-cycle"
            )
        elif parent.text not in self.nodes:
            hint = expected(parent.text, self.nodes, "templates")
            reader.problem(parent.where, f"there is no template {parent.text!r} to extend", hint, "template-unknown")
        reader.finish()
        return _added(_pruned(self.whole(parent.text, (*chain, name)), node), node)


def _pruned(parent: Node, child: Node) -> Node:
    """The parent without its changes to layers that the child's own layers leave out."""
    if not (isinstance(parent, MappingNode) and isinstance(child, MappingNode)):
        return parent
    if not any(key in child for key in LISTS):
        return parent
    lists = (*(child.get(key) or parent.get(key) for key in LISTS), parent.get(ADD), child.get(ADD))
    ids = {name for node in lists if node for name in _ids(node)}

    def kept(changes: Node) -> Node:
        if not isinstance(changes, MappingNode):
            return changes
        return MappingNode(tuple((name, body) for name, body in changes.items if name.text in ids), changes.where)

    entries = []
    for name, value in parent.items:
        if name.text == "change":
            value = kept(value)
        elif name.text == "shapes" and isinstance(value, MappingNode):
            value = MappingNode(tuple((shape, kept(body)) for shape, body in value.items), value.where)
        entries.append((name, value))
    return MappingNode(tuple(entries), parent.where)


def _ids(node: Node) -> Iterator[str]:
    """Every id that is given anywhere in a list of layers."""
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _ids(item)
    elif isinstance(node, MappingNode):
        for name, value in node.items:
            if name.text == "id" and isinstance(value, Scalar):
                yield value.text
            yield from _ids(value)


def _added(parent: Node, child: Node) -> Node:
    """The child laid over the parent, the layers that it adds behind those that the parent adds."""
    whole = merge(parent, child)
    first = parent.get(ADD) if isinstance(parent, MappingNode) else None
    second = child.get(ADD) if isinstance(child, MappingNode) else None
    if not (isinstance(whole, MappingNode) and isinstance(first, SequenceNode) and isinstance(second, SequenceNode)):
        return whole
    both = SequenceNode((*first.items, *second.items), second.where)
    return MappingNode(tuple((n, both if n.text == ADD else value) for n, value in whole.items), whole.where)


def read_template(name: str, node: Node, home: Path, context: ValueContext) -> Template:
    """The template, checked whole; ``extends`` has been followed. Raises DiagnosticError with every problem."""
    reader = Reader()
    parts = dict(reader.entries(node, "a template", TEMPLATE_KEYS))
    fields = read_fields(reader, parts.get("fields"), context)
    layers = LayerReader(reader, context, {**fields, **rights_variables(fields)})
    background = layers.read_all(parts.get("background"), "background layers")
    front = (*layers.read_all(parts.get("layers"), "layers"), *layers.read_all(parts.get(ADD), "layers"))
    if isinstance(node, MappingNode) and not any(_written(parts, key) for key in (*LISTS, ADD)):
        reader.problem(node.where, f"template {name} draws nothing", "give it `background:` or `layers:`")
    kinds = {spec.id: spec.kind for spec in walk((*background, *front)) if spec.id}
    shapes = {}
    if "change" in parts:
        shapes[ANY] = layers.read_changes(parts["change"], kinds)
    for shape, change in reader.mapping(parts["shapes"], "shapes").items if "shapes" in parts else ():
        if shape.text == ANY:
            reader.problem(shape.where, "changes for every shape stand under `change:`", "move them there")
        shapes[shape.text] = layers.read_changes(change, kinds)
    alt = layers.read_text(parts.get("alt"), "alt", node.where)
    caption = layers.read_text(parts.get("caption"), "caption", node.where)
    about = reader.text(parts["about"], "about") if "about" in parts else ""
    platform = reader.text(parts["platform"], "platform") if "platform" in parts else ""
    reader.finish()
    return Template(
        name, about, fields, background, front, shapes, platform or "instagram-square", alt, caption, home, node.where
    )


def _written(parts: Mapping[str, Node], key: str) -> bool:
    """Whether there is anything under that key, be it right or wrong."""
    match parts.get(key):
        case None:
            return False
        case Scalar(text):
            return bool(text)
        case node:
            return bool(node.items)


def check_shapes(template: Template, platforms: Mapping[str, object]) -> None:
    """Raise DiagnosticError where ``shapes:`` names neither a shape class nor a platform."""
    known = {*SHAPES, *platforms, ANY}
    reader = Reader()
    for name, change in template.shapes.items():
        if name not in known:
            where = next((w.where for keys in change.values() for w in keys.values()), template.where)
            hint = expected(name, [*SHAPES, *platforms], "shape classes and platforms")
            reader.problem(where, f"shapes: {name!r} is neither a shape class nor a platform", hint)
    reader.finish()


def walk(specs: tuple[LayerSpec, ...]) -> Iterator[LayerSpec]:
    """Every layer, and every layer in it."""
    for spec in specs:
        yield spec
        yield from walk(spec.items)


def changed(specs: tuple[LayerSpec, ...], change: Mapping[str, Mapping[str, SourceValue]]) -> tuple[LayerSpec, ...]:
    """The layers with a shape's changes laid over them by id."""
    return tuple(
        replace(
            spec,
            values={**spec.values, **change[spec.id]} if spec.id in change else spec.values,
            items=changed(spec.items, change) if spec.items else (),
        )
        for spec in specs
    )
