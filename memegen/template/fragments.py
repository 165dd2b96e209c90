"""Reading what yields several layers or none: repetitions (`each`), parts (`use`), slots, and groups of layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from memegen.core.diagnostics import Note, Where, closest_match, expected
from memegen.layout.layers import KINDS
from memegen.layout.layers.base import Layer
from memegen.model.entities import Field, LayerSpec, Loop, SourceValue
from memegen.model.keys import keys_of
from memegen.template.expression_check import ANY
from memegen.template.layer_values import ValueReader
from memegen.template.loops import LOOP_KEYS, read_loop
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.parts import MAX_DEPTH, Frame, named_entries, parameter_place, part_layers, read_parameters
from memegen.template.reader import Reader
from memegen.template.recovery import free_variables, misspelt_parameter
from memegen.template.sharing import NAME, Definition, Sharing

# Keys of what is not itself a layer, besides those of its own.
COMMON_KEYS = ("id", "when", "hidden")
USE_KEYS = {
    "use": "the name of a part, whose layers are drawn here; its parameters are written next to it",
    "fill": "layers for the slots of the part, by the slot's name",
}
SLOT_KEYS = {
    "slot": "a name, by which `fill` puts other layers here",
    "items": "the layers that are drawn here if the slot is not filled",
}
# Words that cannot be parameters.
RESERVED = (*USE_KEYS, *LOOP_KEYS, *COMMON_KEYS, "loop")
# What layers without a kind of their own are called.
GROUP = "a layer without a kind"


class Fragments:
    """Reads fragments of one template; layers in them are read by *read_all*."""

    def __init__(
        self,
        reader: Reader,
        values: ValueReader,
        sharing: Sharing,
        read_all: Callable[[Node | None, str], tuple[LayerSpec, ...]],
        fills: Mapping[str, Node],
    ) -> None:
        """Read with *values* and parts of *sharing*; *fills* has layers for the slots of the template by name."""
        self._reader = reader
        self._values = values
        self._sharing = sharing
        self._read_all = read_all
        self._template = values.fields
        self._frame = Frame(None, values.fields, fills, slots={})
        # The variables in parts, by the place of these.
        self._variables: dict[Where, frozenset[str]] = {}
        # Slots of the template whose layers are being read.
        self._filling: list[str] = []

    @property
    def is_reused(self) -> bool:
        """Whether layers are read that may be read several times: those of a part, or of a slot."""
        return self._frame.part is not None

    def is_fragment(self, node: MappingNode) -> bool:
        """Return whether a node is not a layer itself."""
        return "use" in node or "slot" in node or ("items" in node and not any(key in KINDS for key in node.keys))

    def loop(self, node: MappingNode) -> tuple[Loop | None, Mapping[str, Field]]:
        """Return the repetition of a layer, and the variables in it."""
        return read_loop(self._reader, self._values, node)

    def read(self, node: MappingNode) -> LayerSpec:
        """Return the specification of a fragment, whose kind is ""."""
        loop, variables = self.loop(node)
        with self._values.adding(variables):
            if "use" in node:
                return self._use(node, loop)
            return self._slot(node, loop) if "slot" in node else self._group(node, loop)

    def check_fills(self) -> None:
        """Check that the template has a slot for everything that fills one."""
        self._check_fills(self._frame, "the template")

    def _group(self, node: MappingNode, loop: Loop | None) -> LayerSpec:
        """Return layers that are repeated, or drawn under a condition, together."""
        values = self._common(node, GROUP, ("items",))
        items = self._read_all(node.get("items"), "layers")
        return LayerSpec("", _id(values), values, items, node.where, loop)

    def _slot(self, node: MappingNode, loop: Loop | None) -> LayerSpec:
        values = self._common(node, "a slot", SLOT_KEYS)
        name = self._name(node.get("slot"), "a slot")
        frame = self._frame
        if frame.slots is not None:
            frame.slots[name] = None
        fill = frame.fills.get(name)
        if fill is None:
            items = self._read_all(node.get("items"), "layers")
        elif frame.outer is None or frame.outer_fields is None:
            items = self._filled(node, name, fill)
        else:
            with self._in_frame(frame.outer, frame.outer_fields):
                items = self._read_all(fill, "layers")
        from_caller = fill is not None and frame.outer is not None
        return LayerSpec("", _id(values), values, items, node.where, loop, from_caller=from_caller)

    def _filled(self, node: MappingNode, name: str, fill: Node) -> tuple[LayerSpec, ...]:
        """Return the layers that fill a slot of the template, which may have other slots in them."""
        if name in self._filling:
            self._problem(node.where, f"the slot {name!r} is filled with itself", "use another name", "slot-cycle")
            return ()
        self._filling.append(name)
        items = self._read_all(fill, "layers")
        self._filling.pop()
        return items

    def _use(self, node: MappingNode, loop: Loop | None) -> LayerSpec:
        empty = LayerSpec("", "", {}, (), node.where)
        name = node.get("use")
        definition = self._find(name) if name else None
        if not definition:
            return empty
        takes = self._parameters(definition, node)
        own = (*USE_KEYS, *takes)
        values = self._common(node, f"part {definition.name.text}", own, "parameters", _place(definition))
        for word, value in node.items:
            if word.text in takes:
                values[word.text] = self._values.parameter(word.text, value, takes[word.text])
        meant = [closest_match(word, takes) for word in node.keys if word not in takes and word not in RESERVED]
        missing = [word for word, default in takes.items() if default is None and word not in (*values, *meant)]
        if missing:
            message = f"part {definition.name.text} needs {', '.join(missing)}"
            note = Note(parameter_place(definition, missing[0]), f"parameter {missing[0]!r} is declared")
            self._problem(node.where, message, f"write {missing[0]}: next to use:", "parameter-required", note)
        fields = {**self._template, **{word: Field(word, ANY) for word in takes}}
        fills = dict(named_entries(self._reader, node.get("fill"), "fill"))
        frame = Frame(definition, fields, fills, self._frame, self._values.fields, {})
        with self._in_frame(frame, fields):
            items = self._read_all(part_layers(self._reader, definition), "layers")
        self._check_fills(frame, f"part {definition.name.text}", _place(definition))
        return LayerSpec("", _id(values), values, items, node.where, loop, takes)

    def _parameters(self, definition: Definition, use: MappingNode) -> dict[str, SourceValue | None]:
        """Return the parameters of a part; a misspelt one, which is a problem, is that which it or the use contains."""
        takes = read_parameters(self._reader, definition, self._template, RESERVED)
        for word in (*use.keys, *sorted(self._free_variables(definition) - takes.keys() - self._template.keys())):
            if word in takes or word in RESERVED:
                continue
            if misspelt := misspelt_parameter(word, takes, use, definition.body, self._template):
                message = f"part {definition.name.text} takes {misspelt!r}, but {word!r} is used"
                self._problem(parameter_place(definition, misspelt), message, f"write {word}")
                takes = {word if each == misspelt else each: value for each, value in takes.items()}
        return takes

    def _free_variables(self, definition: Definition) -> frozenset[str]:
        place = definition.name.where
        if place not in self._variables:
            self._variables[place] = free_variables(definition.body)
        return self._variables[place]

    def _find(self, node: Node) -> Definition | None:
        """Return the part that is named; None, and a problem, if there is none or if it is used in itself.

        For a misspelt name, a problem too, it is the part that is meant.
        """
        name = self._reader.text(node, "the name of a part")
        if not isinstance(node, Scalar):
            return None
        definition = self._sharing.find("parts", name, node.where.file)
        if definition is None:
            known, message = self._sharing.known("parts", node.where.file), f"unknown part {name!r}"
            hint = expected(name, known, "parts")
            self._reader.problem(node.where, message, hint, "part-unknown", mistake=message)
            meant = closest_match(name, known)
            definition = self._sharing.find("parts", meant, node.where.file) if meant else None
        if definition is None:
            return None
        chain = list(self._frame.chain())
        if any(definition.name.where == other.name.where for other in chain):
            names = [other.name.text for other in chain]
            name = definition.name.text
            loop = " → ".join((*reversed(names[: names.index(name) + 1]), name))
            self._problem(node.where, f"a part uses itself: {loop}", "remove one use", "part-cycle")
            return None
        if len(chain) >= MAX_DEPTH:
            self._problem(node.where, f"parts are more than {MAX_DEPTH} deep", "use fewer", "parts-too-large")
            return None
        return definition

    def _common(
        self,
        node: MappingNode,
        what: str,
        own: Mapping[str, object] | tuple[str, ...],
        noun: str = "keys",
        *notes: Note,
    ) -> dict[str, SourceValue]:
        """Return the values of the keys that every fragment has; other keys than these and its *own* are problems."""
        values: dict[str, SourceValue] = {}
        keys = keys_of(Layer)
        for name, value in node.items:
            if name.text in COMMON_KEYS:
                values[name.text] = self._values.read(keys[name.text][1], value)
            elif name.text not in own and name.text not in LOOP_KEYS:
                known = (*own, *LOOP_KEYS, *COMMON_KEYS, *(KINDS if what == GROUP else ()))
                hint = expected(name.text, known, noun)
                self._problem(name.where, f"{what} has no key {name.text!r}", hint, "", *notes)
        return values

    def _name(self, node: Node | None, what: str) -> str:
        name = self._reader.text(node, f"the name of {what}") if node else ""
        if node and not NAME.fullmatch(name):
            self._problem(node.where, f"{name!r} cannot name {what}", "use letters, digits, - and _")
        return name

    def _check_fills(self, frame: Frame, what: str, *notes: Note) -> None:
        slots = frame.slots or {}
        for name, node in frame.fills.items():
            if name not in slots:
                hint = expected(name, slots, "slots")
                self._problem(node.where, f"{what} has no slot {name!r}", hint, "slot-unknown", *notes)

    @contextmanager
    def _in_frame(self, frame: Frame, fields: Mapping[str, Field]) -> Iterator[None]:
        """Read in another frame, with its variables (context manager)."""
        outer, self._frame = self._frame, frame
        try:
            with self._values.knowing(fields):
                yield
        finally:
            self._frame = outer

    def _problem(self, where: Where, message: str, hint: str, code: str = "", *notes: Note) -> None:
        self._reader.problem(where, message, hint, code, *notes)


def _place(definition: Definition) -> Note:
    return Note(definition.name.where, f"part {definition.name.text!r} is defined")


def _id(values: Mapping[str, SourceValue]) -> str:
    return str(values["id"].raw) if "id" in values else ""
