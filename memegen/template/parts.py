"""Parts: their parameters, their layers, and the frame in which these are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from memegen.core.diagnostics import Where, closest_match
from memegen.core.frozen import slotted
from memegen.model.entities import Field, SourceValue
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.nodes import Sequence as SequenceNode
from memegen.template.reader import Reader
from memegen.template.sharing import NAME, Definition

PART_KEYS = {
    "takes": "the parameters of the part, each with its default; one without a value must be given",
}
# Maximum depth of parts in one another.
MAX_DEPTH = 20


@slotted
class Frame:
    """Where layers are read: in the template, or in a part.

    Attributes:
        part: the part; None for the template.
        fields: the variables that the part knows, by name.
        fills: layers for its slots by name, written where it is used.
        outer: the frame in which it is used.
        outer_fields: the variables there.
        slots: the slots that were read.
    """

    part: Definition | None
    fields: Mapping[str, Field]
    fills: Mapping[str, Node]
    outer: Frame | None = None
    outer_fields: Mapping[str, Field] | None = None
    slots: dict[str, None] | None = None

    def chain(self) -> Iterator[Definition]:
        """Iterate over the part and those in which it is used, innermost first."""
        frame: Frame | None = self
        while frame and frame.part:
            yield frame.part
            frame = frame.outer


def read_parameters(
    reader: Reader, definition: Definition, fields: Mapping[str, Field], reserved: tuple[str, ...]
) -> dict[str, SourceValue | None]:
    """Return the parameters of a part with their defaults; None for one that must be given.

    Args:
        reader: collects problems.
        definition: the part.
        fields: the variables that defaults may contain.
        reserved: words that cannot be parameters.
    """
    parameters: dict[str, SourceValue | None] = {}
    node = takes_of(definition.body)
    for name, default in named_entries(reader, node, "takes", reserved):
        required = isinstance(default, Scalar) and default.plain and not default.text
        parameters[name] = None if required else reader.source_value(default, name)
        if value := parameters[name]:
            reader.variables(value, fields)
    return parameters


def takes_of(body: Node) -> Node | None:
    """Return what a part takes, under a misspelt key too, which is a problem of the layer that has it."""
    if not isinstance(body, MappingNode) or "takes" in body:
        return body.get("takes") if isinstance(body, MappingNode) else None
    meant = (value for name, value in body.items if closest_match(name.text, PART_KEYS))
    return next((value for value in meant if isinstance(value, MappingNode)), None)


def parameter_place(definition: Definition, name: str) -> Where:
    """Return where a part takes the parameter of that name."""
    takes = takes_of(definition.body)
    names = [word for word, _ in takes.items] if isinstance(takes, MappingNode) else []
    return next((word.where for word in names if word.text == name), definition.name.where)


def part_layers(reader: Reader, definition: Definition) -> Node:
    """Return the list of the layers of a part, which is written as a list, or as one layer with its parameters."""
    body = definition.body
    if isinstance(body, SequenceNode):
        return body
    entries = body.items if isinstance(body, MappingNode) else ()
    layer = MappingNode(tuple(entry for entry in entries if entry[0].text not in PART_KEYS), body.where)
    if not layer.items:
        hint = "give it a layer, e.g. `row:`, or several under `items:`"
        reader.problem(body.where, f"part {definition.name.text} has no layers", hint, "part-invalid")
        return SequenceNode((), body.where)
    return SequenceNode((layer,), body.where)


def named_entries(
    reader: Reader, node: Node | None, what: str, reserved: tuple[str, ...] = ()
) -> Iterator[tuple[str, Node]]:
    """Iterate over the entries of a mapping whose keys are names and not *reserved*; others are problems."""
    for name, value in reader.mapping(node, what).items if node else ():
        if not NAME.fullmatch(name.text) or name.text in reserved:
            reader.problem(name.where, f"{what}: {name.text!r} cannot be a name here", "use another word")
        else:
            yield name.text, value
