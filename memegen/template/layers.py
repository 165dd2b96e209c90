"""Reading layers: their kind, their keys, and whether the values can be valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from memegen.core.diagnostics import Where, closest_match, expected
from memegen.layout.layers import KINDS
from memegen.model.entities import Changes, Field, LayerSpec, Loop, SourceValue
from memegen.model.keys import ValueContext, keys_of
from memegen.model.kinds import LAYERS
from memegen.template.changes import changeable_keys, definition_note
from memegen.template.fragments import Fragments
from memegen.template.layer_values import Keys, ValueReader
from memegen.template.loops import LOOP_KEYS
from memegen.template.meant_keys import KEY_SYNONYMS, expected_key
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader
from memegen.template.recovery import ids_in, with_meant_keys, with_meant_kind
from memegen.template.sharing import Sharing

# Maximum number of layers of a template, those of its parts included.
MAX_LAYERS = 4_000


class LayerReader:
    """Reads the layers of one template; problems are added to *reader*.

    Attributes:
        values: reads the values of the layers.
        fragments: reads repetitions, parts and slots.
    """

    def __init__(
        self,
        reader: Reader,
        context: ValueContext,
        fields: Mapping[str, Field],
        sharing: Sharing | None = None,
        fills: Mapping[str, Node] | None = None,
        items: Mapping[str, Node] | None = None,
    ) -> None:
        """Read the layers of one template.

        Args:
            reader: collects problems.
            context: brand and canvas with which values are checked.
            fields: variables by name, besides those of the brand and the platform.
            sharing: styles, colours, words and parts.
            fills: layers for the slots of the template, by name.
            items: layers that replace those in a layer, by its id.
        """
        sharing = sharing or Sharing()
        self._reader = reader
        self.values = ValueReader(reader, context, fields, sharing)
        self.fragments = Fragments(reader, self.values, sharing, self.read_all, fills or {})
        self._items = items or {}
        self._ids: dict[str, LayerSpec] = {}
        # The variables of layers by id.
        self._variables: dict[str, Mapping[str, Field]] = {}
        # The ids of layers that could not be read.
        self._lost_ids: set[str] = set()
        self._count = 0

    def read_all(self, node: Node | None, what: str) -> tuple[LayerSpec, ...]:
        """Return the layers in a list; *what* names it in problems."""
        items = self._reader.sequence(node, what) if node else ()
        return tuple(spec for item in items if (spec := self.read(item)))

    def read(self, node: Node) -> LayerSpec | None:
        """Return a layer or a fragment, or None if it is neither.

        A layer is a mapping, one of whose keys is a kind; the other keys are next to it, or in a mapping at it.
        """
        self._count += 1
        if self._count > MAX_LAYERS:
            if self._count == MAX_LAYERS + 1:
                message = f"the template has more than {MAX_LAYERS:,} layers, those of its parts included"
                self._problem(node.where, message, "use fewer, or repeat them with each:", "layers-too-large")
            return None
        kind = ""
        if not self._is_fragment(node):
            kind = self._kind(node)
            if not kind and isinstance(node, MappingNode):
                node, kind = with_meant_kind(node)
        if isinstance(node, MappingNode) and self.fragments.is_fragment(node):
            spec = self.fragments.read(node)
            self._note_id(spec)
            return spec
        if not kind or not isinstance(node, MappingNode):
            self._lost_ids.update(ids_in(node))
            return None
        entries = _entries(node, kind)
        loop, variables = self.fragments.loop(MappingNode(tuple(entries), node.where))
        with self.values.adding(variables):
            spec = self._layer(entries, node.where, kind, loop)
            self._note_id(spec)
        return spec

    def _is_fragment(self, node: Node) -> bool:
        return isinstance(node, MappingNode) and self.fragments.is_fragment(node)

    def _layer(self, entries: list[tuple[Scalar, Node]], where: Where, kind: str, loop: Loop | None) -> LayerSpec:
        keys = keys_of(KINDS[kind])
        values: dict[str, SourceValue] = {}
        items: tuple[LayerSpec, ...] | None = None
        entries = self._replaced(self.values.styled(entries, kind, keys), keys)
        for name, value in with_meant_keys(entries, {*keys, *LOOP_KEYS}):
            if name.text in LOOP_KEYS:
                continue
            key = keys[name.text][1] if name.text in keys else None
            if not key:
                self._problem(name.where, f"{kind} has no key {name.text!r}", expected_key(name.text, keys))
            elif key.kind is LAYERS and items:
                self._problem(name.where, "the layers in it are listed twice", "keep one of the two lists")
            elif key.kind is LAYERS:
                items = self.read_all(value, "layers")
            elif name.text in values:
                self._problem(name.where, f"{name.text!r} is said twice", "keep one of the two")
            else:
                values[name.text] = self.values.read(key, value)
        self._check_required(kind, keys, values, where)
        identity = str(values["id"].raw) if "id" in values else ""
        return LayerSpec(kind, identity, values, items or (), where, loop)

    def _replaced(self, entries: list[tuple[Scalar, Node]], keys: Keys) -> list[tuple[Scalar, Node]]:
        """Return the entries of a layer, its layers replaced by those for its id."""
        named = next((node for name, node in entries if name.text == "id"), None)
        items = self._items.get(named.text) if isinstance(named, Scalar) else None
        word = next((word for word, (_, key) in keys.items() if key.kind is LAYERS), None)
        if items is None or word is None:
            return entries
        return [*((name, node) for name, node in entries if name.text != word), (Scalar(word, items.where), items)]

    def read_changes(self, node: Node, specs: Mapping[str, LayerSpec], where: str = "shapes") -> Changes:
        """Return changes of layers by id.

        Args:
            node: the changes.
            specs: layers by id.
            where: key of the changes; those under "change" may have layers, which were read with those of the template.
        """
        changes: dict[str, Mapping[str, SourceValue]] = {}
        for name, body in self._reader.mapping(node, "changes").items:
            spec = specs.get(name.text)
            if spec is None and name.text in self._lost_ids:
                continue
            if spec is None:
                hint = expected(name.text, specs, "ids")
                mistake = f"id {name.text}"
                notes = (definition_note(specs[meant]),) if (meant := closest_match(name.text, specs)) else ()
                message = f"no layer has the id {name.text!r}"
                self._reader.problem(name.where, message, hint, "", *notes, mistake=mistake)
                continue
            kind, keys = spec.kind or ("part" if spec.parameters is not None else "group"), changeable_keys(spec)
            entries = list(self._reader.mapping(body, f"{kind} {name.text!r}").items)
            if where == "change" and name.text in self._items and _holds_layers(spec):
                entries = [entry for entry in entries if entry[1] is not self._items[name.text]]
            styled = MappingNode(tuple(self.values.styled(entries, kind, keys) if spec.kind else entries), body.where)
            allowed = {word: key for word, (_, key) in keys.items() if key.kind is not LAYERS}
            found = self._reader.entries(styled, f"{kind} {name.text!r}", allowed, definition_note(spec))
            # A change knows the variables that its layer does, e.g. of a repetition or a part.
            own = {word.text for word, _ in entries}
            with self.values.adding(self._variables.get(name.text, {})):
                read = {word: self.values.read(allowed[word], value) for word, value in found}
            changes[name.text] = {w: v if w in own else replace(v, styled=True) for w, v in read.items()}
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
            other = next(kind for kind in kinds if kind != second.text)
            if (meant := KEY_SYNONYMS.get(second.text)) and meant in keys_of(KINDS[other]):
                hint = f"did you mean {meant}? Or {hint}"
            self._problem(second.where, f"one layer cannot be both {' and '.join(kinds)}", hint)
            return ""
        where = node.items[0][0].where if node.items else node.where
        hint = expected(names[0] if names else "", [*KINDS, "use", "slot"], "kinds")
        self._problem(where, "none of these keys is a kind of layer", hint)
        return ""

    def _check_required(self, kind: str, keys: Keys, values: Mapping[str, SourceValue], where: Where) -> None:
        for word, (_, key) in keys.items():
            if key.default is None and key.kind is not LAYERS and word not in values:
                self._problem(where, f"{kind} needs {word!r}", f"{word}: {key.about}")

    def _note_id(self, spec: LayerSpec) -> None:
        """Check that the id of a layer is unique; layers of a part may be drawn several times.

        Layers of one kind that all have a condition may share an id, for they are alternatives.
        """
        if not spec.id:
            return
        self._variables[spec.id] = self.values.fields
        first = self._ids.setdefault(spec.id, spec)
        where, taken = spec.values["id"].where, first.values["id"].where
        alternatives = spec.kind == first.kind and "when" in spec.values and "when" in first.values
        if first is not spec and not alternatives and not (self.fragments.is_reused and taken == where):
            message = f"the id {spec.id!r} is taken"
            hint = "give one of them another id, or each a condition with `when`"
            # Layers of a piece that was copied are as far from the first ones.
            copied = f"copied {where.line - taken.line} lines" if where.line != taken.line else ""
            self._reader.problem(where, message, hint, "", definition_note(first), mistake=copied)


def _holds_layers(spec: LayerSpec) -> bool:
    return bool(spec.kind) and any(key.kind is LAYERS for _, key in keys_of(KINDS[spec.kind]).values())


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
