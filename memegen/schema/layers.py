"""Layers as written: which kind, which keys, and whether their values can be what they should be."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from memegen.errors import Where, expected
from memegen.keys import LAYERS, Context, Key, keys_of
from memegen.layers import KINDS
from memegen.model import Field, LayerSpec, Raw, Written
from memegen.node import Mapping as MappingNode
from memegen.node import Node, Scalar
from memegen.schema.reader import Reader
from memegen.variables import names_in

BRAND_NAMES = ("name", "hashtag", "handle", "imprint", "language")
PLATFORM_NAMES = ("name", "title", "width", "height", "shape")
WHEN = re.compile(r"(not\s+)?([^\W\d][\w-]*)(?:\s+is\s+(not\s+)?(.+))?")
CONDITION = "expected a condition such as `by`, `not by`, `ground is paper`, joined by `and`"


class LayerReader:
    """Reads layers of one template; what is wrong goes to the reader."""

    def __init__(self, reader: Reader, context: Context, fields: Mapping[str, Field]) -> None:
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
        values: dict[str, Written] = {}
        items: tuple[LayerSpec, ...] = ()
        for name, value in _flat(node, kind):
            found = keys.get(name.text)
            if not found:
                self.reader.problem(name.where, f"{kind} has no key {name.text!r}", expected(name.text, keys, "keys"))
            elif found[1].kind is LAYERS:
                items = self.read_all(value, "layers")
            elif name.text in values:
                self.reader.problem(name.where, f"{name.text!r} is said twice")
            else:
                values[name.text] = self._value(found[1], value)
        self._required(kind, keys, values, node)
        return LayerSpec(kind, self._id(values), values, items, node.where)

    def read_changes(self, node: Node, kinds: Mapping[str, str]) -> dict[str, dict[str, Written]]:
        """Changes by layer id; each key is checked against the kind of that layer."""
        changes: dict[str, dict[str, Written]] = {}
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

    def read_text(self, node: Node | None, what: str, where: Where) -> Written:
        if node is None:
            return Written("", where)
        written = self.reader.written(node, what)
        self._check_names(written)
        return written

    def _kind(self, node: Node) -> str:
        if not isinstance(node, MappingNode):
            self.reader.problem(node.where, "expected a layer such as `text: …`", f"kinds: {', '.join(KINDS)}")
            return ""
        # `image`, `text` and the like can be keys too, so the first kind among the keys is what the layer is.
        names = [name.text for name, _ in node.items]
        for name in names:
            if name in KINDS:
                return name
        first = node.items[0][0] if node.items else None
        hint = expected(names[0] if names else "", KINDS, "kinds")
        self.reader.problem(first.where if first else node.where, "none of these keys is a kind of layer", hint)
        return ""

    def _value(self, key: Key, node: Node) -> Written:
        written = self.reader.written(node, key.name)
        if key.name == "when":
            self._check_when(written)
        elif self._check_names(written):
            try:
                self.context.read(key.kind, written.raw)
            except ValueError as error:
                self.reader.problem(written.where, f"{key.name}: {error}")
        return written

    def _check_names(self, written: Written) -> bool:
        """Check the variables of a value; True when there is none, so that it can be read at once."""
        plain = True
        for text in _texts(written.raw):
            try:
                names = names_in(text)
            except ValueError as error:
                self.reader.problem(written.where, str(error))
                names = ()
            for name in names:
                plain = False
                self._check_name(name, written.where)
        return plain and not any("{" in text for text in _texts(written.raw))

    def _check_name(self, name: str, where: Where) -> None:
        group, dot, rest = name.partition(".")
        known: Collection[str] = self.fields
        if dot and group == "brand":
            if rest.startswith("words."):
                return
            known = [f"brand.{word}" for word in BRAND_NAMES]
        elif dot and group == "platform":
            known = [f"platform.{word}" for word in PLATFORM_NAMES]
        if name not in known:
            hint = expected(name, [*self.fields, *(f"brand.{word}" for word in BRAND_NAMES)], "variables")
            self.reader.problem(where, f"there is no field {name!r}", hint, "variable-unknown")

    def _check_when(self, written: Written) -> None:
        for part in str(written.raw).split(" and "):
            found = WHEN.fullmatch(part.strip())
            if not found:
                self.reader.problem(written.where, f"{CONDITION}, not {part!r}")
            elif found[2] not in self.fields:
                hint = expected(found[2], self.fields, "fields")
                self.reader.problem(written.where, f"there is no field {found[2]!r}", hint, "variable-unknown")

    def _required(
        self, kind: str, keys: Mapping[str, tuple[str, Key]], values: Mapping[str, Written], node: Node
    ) -> None:
        for word, (_, key) in keys.items():
            if key.default is None and key.kind is not LAYERS and word not in values:
                self.reader.problem(node.where, f"{kind} needs {word!r}", key.about)

    def _id(self, values: Mapping[str, Written]) -> str:
        written = values.get("id")
        if not written:
            return ""
        name = str(written.raw)
        if name in self.ids:
            self.reader.problem(written.where, f"the id {name!r} is taken by the layer at {self.ids[name]}")
        self.ids[name] = written.where
        return name


def _flat(node: MappingNode, kind: str) -> list[tuple[Scalar, Node]]:
    """The keys of a layer, whether they stand beside its kind or in a mapping under it."""
    entries: list[tuple[Scalar, Node]] = []
    for name, value in node.items:
        if name.text == kind and isinstance(value, MappingNode):
            entries += value.items
        elif name.text == kind and KINDS[kind].primary == "items":
            entries.append((Scalar("items", name.where), value))
        else:
            entries.append((name, value))
    return entries


def _texts(raw: Raw) -> list[str]:
    return [raw] if isinstance(raw, str) else [text for entry in raw for text in _texts(entry)]


def holds(condition: str, values: Mapping[str, Raw]) -> bool:
    """Whether a checked ``when:`` holds for a row's values; a flag that says no counts as empty."""
    for part in filter(None, condition.split(" and ")):
        found = WHEN.fullmatch(part.strip())
        if not found:
            raise ValueError(CONDITION)
        value = values.get(found[2], "")
        if found[4]:
            met = (str(value) == found[4].strip()) != bool(found[3])
        else:
            met = bool(value) and str(value).lower() not in ("no", "false", "off", "0")
        if met == bool(found[1]):
            return False
    return True
