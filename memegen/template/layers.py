"""Reading layers: their kind, their keys, and whether the values can be valid."""

from __future__ import annotations

from collections.abc import Mapping

from memegen.core.diagnostics import Where, expected
from memegen.layout.layers import KINDS
from memegen.model.entities import Field, LayerSpec, SourceValue
from memegen.model.keys import ValueContext, keys_of
from memegen.model.kinds import LAYERS
from memegen.template.layer_values import Keys, ValueReader
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader
from memegen.template.sharing import Sharing


class LayerReader:
    """Reads the layers of one template; problems are added to *reader*.

    Attributes:
        values: reads the values of the layers.
    """

    def __init__(
        self, reader: Reader, context: ValueContext, fields: Mapping[str, Field], sharing: Sharing | None = None
    ) -> None:
        """Read with *fields*, by name, as variables besides those of the brand and the platform, and *sharing*."""
        self._reader = reader
        self.values = ValueReader(reader, context, fields, sharing or Sharing())
        self._ids: dict[str, Where] = {}

    def read_all(self, node: Node | None, what: str) -> tuple[LayerSpec, ...]:
        """Return the layers in a list; *what* names it in problems."""
        items = self._reader.sequence(node, what) if node else ()
        return tuple(spec for item in items if (spec := self.read(item)))

    def read(self, node: Node) -> LayerSpec | None:
        """Return a layer, or None if it has no valid kind.

        A layer is a mapping, one of whose keys is a kind; the other keys are next to it, or in a mapping at it.
        """
        kind = self._kind(node)
        if not kind or not isinstance(node, MappingNode):
            return None
        keys = keys_of(KINDS[kind])
        values: dict[str, SourceValue] = {}
        items: tuple[LayerSpec, ...] = ()
        for name, value in self.values.styled(_entries(node, kind), kind, keys):
            key = keys[name.text][1] if name.text in keys else None
            if not key:
                self._problem(name.where, f"{kind} has no key {name.text!r}", expected(name.text, keys, "keys"))
            elif key.kind is LAYERS and items:
                self._problem(name.where, "the layers in it are listed twice", "keep one of the two lists")
            elif key.kind is LAYERS:
                items = self.read_all(value, "layers")
            elif name.text in values:
                self._problem(name.where, f"{name.text!r} is said twice", "keep one of the two")
            else:
                values[name.text] = self.values.read(key, value)
        self._check_required(kind, keys, values, node.where)
        return LayerSpec(kind, self._id(values), values, items, node.where)

    def read_changes(self, node: Node, kinds: Mapping[str, str]) -> dict[str, dict[str, SourceValue]]:
        """Return changes of layers by id; *kinds* are the kinds of the layers by id."""
        changes: dict[str, dict[str, SourceValue]] = {}
        for name, body in self._reader.mapping(node, "changes").items:
            kind = kinds.get(name.text)
            if kind is None:
                hint = expected(name.text, kinds, "ids")
                self._problem(name.where, f"no layer has the id {name.text!r}", hint)
                continue
            all_keys = keys_of(KINDS[kind])
            keys = {word: key for word, (_, key) in all_keys.items() if key.kind is not LAYERS}
            body = self._reader.mapping(body, f"{kind} {name.text!r}")
            styled = MappingNode(tuple(self.values.styled(list(body.items), kind, all_keys)), body.where)
            entries = self._reader.entries(styled, f"{kind} {name.text!r}", keys)
            changes[name.text] = {word: self.values.read(keys[word], value) for word, value in entries}
        return changes

    def _problem(self, where: Where, message: str, hint: str, code: str = "") -> None:
        self._reader.problem(where, message, hint, code)

    def _kind(self, node: Node) -> str:
        """Return the kind of a layer; "", and a problem, if it is not valid."""
        if not isinstance(node, MappingNode):
            self._problem(node.where, "expected a layer such as `text: …`", f"kinds: {', '.join(KINDS)}")
            return ""
        names = [name.text for name, _ in node.items]
        kinds = [name for name in names if name in KINDS]
        # Some kinds, e.g. `colour`, are keys of others too; the layer is of the kind whose keys include the others.
        candidates = [kind for kind in kinds if all(other == kind or other in keys_of(KINDS[kind]) for other in kinds)]
        if len(candidates) == 1:
            return candidates[0]
        if kinds:
            second = next(name for name, _ in node.items if name.text in KINDS and name.text != kinds[0])
            hint = "make them two layers, each behind a dash of its own"
            self._problem(second.where, f"one layer cannot be both {' and '.join(kinds)}", hint)
            return ""
        where = node.items[0][0].where if node.items else node.where
        hint = expected(names[0] if names else "", KINDS, "kinds")
        self._problem(where, "none of these keys is a kind of layer", hint)
        return ""

    def _check_required(self, kind: str, keys: Keys, values: Mapping[str, SourceValue], where: Where) -> None:
        for word, (_, key) in keys.items():
            if key.default is None and key.kind is not LAYERS and word not in values:
                self._problem(where, f"{kind} needs {word!r}", f"{word}: {key.about}")

    def _id(self, values: Mapping[str, SourceValue]) -> str:
        """Return the layer's id, which must be unique; "" if it has none."""
        value = values.get("id")
        if not value:
            return ""
        name = str(value.raw)
        if name in self._ids:
            message = f"the id {name!r} is taken by the layer at {self._ids[name]}"
            self._problem(value.where, message, "give one of them another id")
        self._ids[name] = value.where
        return name


def _entries(node: MappingNode, kind: str) -> list[tuple[Scalar, Node]]:
    """Return the entries of a layer, those in a mapping at its kind included.

    In that mapping the value that is elsewhere at the kind has a key: ``rectangle: {fill: accent}``.
    """
    entries: list[tuple[Scalar, Node]] = []
    primary, keys = KINDS[kind].primary, keys_of(KINDS[kind])
    for name, value in node.items:
        if name.text == kind and isinstance(value, MappingNode):
            for inner, entry in value.items:
                named = inner.text == primary and primary not in keys
                entries.append((Scalar(kind, inner.where) if named else inner, entry))
        elif name.text == kind and primary == "items":
            entries.append((Scalar("items", name.where), value))
        else:
            entries.append((name, value))
    return entries
