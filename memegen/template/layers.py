"""Layers as written: which kind, which keys, and whether their values can be what they should be."""

from __future__ import annotations

from collections.abc import Mapping

from memegen.core.diagnostics import Where, expected
from memegen.layout.layers import KINDS
from memegen.model.conditions import AND, SYNTAX, parse_term
from memegen.model.entities import Field, LayerSpec, Raw, SourceValue
from memegen.model.keys import Key, ValueContext, keys_of
from memegen.model.kinds import LAYERS
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import BRACES, Reader, check_name
from memegen.template.variables import names_in


class LayerReader:
    """Reads layers of one template; what is wrong goes to the reader."""

    def __init__(self, reader: Reader, context: ValueContext, fields: Mapping[str, Field]) -> None:
        """*fields* are all that may stand in braces beside the brand's and the platform's variables."""
        self.reader = reader
        self.context = context
        self.fields = fields
        self.ids: dict[str, Where] = {}

    def read_all(self, node: Node | None, what: str) -> tuple[LayerSpec, ...]:
        items = self.reader.sequence(node, what) if node else ()
        return tuple(spec for item in items if (spec := self.read(item)))

    def read(self, node: Node) -> LayerSpec | None:
        """One layer: a mapping in which one key is a kind. Its other keys stand beside that one, or in its mapping."""
        kind = self._kind(node)
        if not kind or not isinstance(node, MappingNode):
            return None
        keys = keys_of(KINDS[kind])
        values: dict[str, SourceValue] = {}
        items: tuple[LayerSpec, ...] = ()
        for name, value in _flat(node, kind):
            found = keys.get(name.text)
            if not found:
                self.reader.problem(name.where, f"{kind} has no key {name.text!r}", expected(name.text, keys, "keys"))
            elif found[1].kind is LAYERS and items:
                self.reader.problem(name.where, "the layers in it are listed twice", "keep one of the two lists")
            elif found[1].kind is LAYERS:
                items = self.read_all(value, "layers")
            elif name.text in values:
                self.reader.problem(name.where, f"{name.text!r} is said twice", "keep one of the two")
            else:
                values[name.text] = self._value(found[1], value)
        self._required(kind, keys, values, node)
        return LayerSpec(kind, self._id(values), values, items, node.where)

    def read_changes(self, node: Node, kinds: Mapping[str, str]) -> dict[str, dict[str, SourceValue]]:
        """Changes by layer id; each key is checked against the kind of that layer."""
        changes: dict[str, dict[str, SourceValue]] = {}
        for name, body in self.reader.mapping(node, "changes").items:
            if name.text not in kinds:
                hint = expected(name.text, kinds, "ids")
                self.reader.problem(name.where, f"no layer has the id {name.text!r}", hint)
                continue
            keys = {
                word: found for word, found in keys_of(KINDS[kinds[name.text]]).items() if found[1].kind is not LAYERS
            }
            changes[name.text] = {
                word: self._value(keys[word][1], value)
                for word, value in self.reader.entries(body, f"{kinds[name.text]} {name.text!r}", keys)
            }
        return changes

    def read_text(self, node: Node | None, what: str, where: Where) -> SourceValue:
        if node is None:
            return SourceValue("", where)
        written = SourceValue(self.reader.text(node, what), node.where)
        self._check_names(written)
        return written

    def _kind(self, node: Node) -> str:
        if not isinstance(node, MappingNode):
            self.reader.problem(node.where, "expected a layer such as `text: …`", f"kinds: {', '.join(KINDS)}")
            return ""
        names = [name.text for name, _ in node.items]
        kinds = [name for name in names if name in KINDS]
        # `colour` is a kind, and a key of others: the layer is what has all the other kinds among its keys.
        fitting = [kind for kind in kinds if all(other == kind or other in keys_of(KINDS[kind]) for other in kinds)]
        if len(fitting) == 1:
            return fitting[0]
        if kinds:
            second = next(name for name, _ in node.items if name.text in KINDS and name.text != kinds[0])
            hint = "make them two layers, each behind a dash of its own"
            self.reader.problem(second.where, f"one layer cannot be both {' and '.join(kinds)}", hint)
            return ""
        first = node.items[0][0] if node.items else None
        hint = expected(names[0] if names else "", KINDS, "kinds")
        self.reader.problem(first.where if first else node.where, "none of these keys is a kind of layer", hint)
        return ""

    def _value(self, key: Key, node: Node) -> SourceValue:
        written = self.reader.written(node, key.name)
        if key.name == "when":
            self._check_when(written)
        elif self._check_names(written):
            try:
                self.context.read(key.kind, written.raw)
            except ValueError as error:
                self.reader.problem(written.where, f"{key.name}: {error}", f"{key.name}: {key.about}")
        return written

    def _check_names(self, written: SourceValue) -> bool:
        """Check the variables of a value; True when there is none, so that it can be read at once."""
        plain = True
        for text in _texts(written.raw):
            try:
                names = names_in(text)
            except ValueError as error:
                self.reader.problem(written.where, str(error), BRACES)
                names, plain = (), False
            for name in names:
                plain = False
                check_name(self.reader, name, written.where, self.fields)
        return plain and not any("{" in text for text in _texts(written.raw))

    def _check_when(self, written: SourceValue) -> None:
        for part in str(written.raw).split(AND):
            try:
                term = parse_term(part)
            except ValueError:
                self.reader.problem(written.where, f"{part!r} is no condition", SYNTAX)
                continue
            if term.field not in self.fields:
                hint = expected(term.field, self.fields, "fields")
                self.reader.problem(written.where, f"there is no field {term.field!r}", hint, "variable-unknown")
            elif term.value and (options := self.fields[term.field].options) and term.value not in options:
                hint = expected(term.value, options, "choices")
                self.reader.problem(written.where, f"{term.field} is never {term.value!r}", hint)

    def _required(
        self, kind: str, keys: Mapping[str, tuple[str, Key]], values: Mapping[str, SourceValue], node: Node
    ) -> None:
        for word, (_, key) in keys.items():
            if key.default is None and key.kind is not LAYERS and word not in values:
                self.reader.problem(node.where, f"{kind} needs {word!r}", f"{word}: {key.about}")

    def _id(self, values: Mapping[str, SourceValue]) -> str:
        written = values.get("id")
        if not written:
            return ""
        name = str(written.raw)
        if name in self.ids:
            message = f"the id {name!r} is taken by the layer at {self.ids[name]}"
            self.reader.problem(written.where, message, "give one of them another id")
        self.ids[name] = written.where
        return name


def _flat(node: MappingNode, kind: str) -> list[tuple[Scalar, Node]]:
    """The keys of a layer, whether they stand beside its kind or in a mapping under it.

    In the mapping the word that comes first elsewhere has a name: `rectangle: {fill: accent}`.
    """
    entries: list[tuple[Scalar, Node]] = []
    primary, keys = KINDS[kind].primary, keys_of(KINDS[kind])
    for name, value in node.items:
        if name.text == kind and isinstance(value, MappingNode):
            for inner, entry in value.items:
                named = inner.text == primary and primary not in keys
                entries.append((Scalar(kind, inner.where) if named else inner, entry))
        elif name.text == kind and KINDS[kind].primary == "items":
            entries.append((Scalar("items", name.where), value))
        else:
            entries.append((name, value))
    return entries


def _texts(raw: Raw) -> list[str]:
    return [raw] if isinstance(raw, str) else [text for entry in raw for text in _texts(entry)]
