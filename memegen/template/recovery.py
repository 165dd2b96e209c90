"""Reading on after a mistake in a layer, so that what depends on the layer is no further mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress

from memegen.core.diagnostics import closest_match
from memegen.core.regex import lazy_pattern
from memegen.layout.layers import KINDS
from memegen.layout.layers.base import Layer
from memegen.model.keys import keys_of
from memegen.template.loops import ITEM
from memegen.template.nodes import Mapping, Node, Scalar, Sequence
from memegen.template.variables import names_in

# Keys of what stands among layers and has no kind.
NOT_LAYERS = ("use", "slot")
# The words in a value, variables among them.
NAMES = lazy_pattern(r"[\w-]+")


def with_meant_kind(node: Mapping) -> tuple[Mapping, str]:
    """Return a layer without a kind with the kind that one of its keys is a misspelling of; "" if none is.

    The use of a part, or a slot, has no kind, and what it is given may look like one: only its key is mended.
    """
    if any(word in KINDS for word in node.keys):
        return node, ""
    common = keys_of(Layer)
    for word in node.keys:
        if (meant := closest_match(word, [*KINDS, *common, *NOT_LAYERS])) in NOT_LAYERS:
            return _renamed(node, word, meant), ""
    for word in node.keys:
        if word not in common and (meant := closest_match(word, KINDS)):
            return _renamed(node, word, meant), meant
    return node, ""


def _renamed(node: Mapping, word: str, meant: str) -> Mapping:
    """Return the node with another key."""
    entries = ((Scalar(meant, name.where) if name.text == word else name, value) for name, value in node.items)
    return Mapping(tuple(entries), node.where)


def with_meant_keys(entries: list[tuple[Scalar, Node]], keys: Collection[str]) -> Iterator[tuple[Scalar, Node]]:
    """Yield the entries of a layer; after a misspelt key also the key that is meant, if the layer has no such key.

    Args:
        entries: the entries.
        keys: the keys that the layer may have.
    """
    given = {name.text for name, _ in entries}
    for name, value in entries:
        yield name, value
        if name.text not in keys and (meant := closest_match(name.text, keys)) and meant not in given:
            given.add(meant)
            yield Scalar(meant, name.where), value


def misspelt_parameter(word: str, takes: Collection[str], use: Mapping, body: Node, fields: Collection[str]) -> str:
    """Return the parameter of a part that is a misspelling of *word*; "" if the mistake is not in the part.

    It is if the layers of the part contain *word*, or colours may as the template has such a field, and neither those
    layers nor the use contain the parameter.

    Args:
        word: what is given where the part is used, or is a variable in it, but is no parameter.
        takes: the parameters.
        use: where the part is used.
        body: the part.
        fields: the variables of the template.
    """
    near = closest_match(word, takes)
    names = {name for text in _texts(body) for name in NAMES.findall(text)}
    return near if near and near not in use and near not in names and (word in names or word in fields) else ""


def free_variables(body: Node) -> frozenset[str]:
    """Return the variables in braces in the layers of a part, those that a repetition in it defines aside."""
    texts = list(_texts(body))
    names: set[str] = set()
    for text in texts:
        if "{" in text:
            with suppress(ValueError):  # What is no pattern is reported where it is read.
                names.update(names_in(text))
    return frozenset(name for name in names - {ITEM, *texts} if "." not in name)


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    for inner in node.items if isinstance(node, Sequence) else ():
        yield from _texts(inner)
    for name, value in node.items if isinstance(node, Mapping) else ():
        yield from _texts(value) if name.text != "takes" else ()


def ids_in(node: Node) -> Iterator[str]:
    """Yield every id in a layer or a list of layers, those of nested layers too."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from ids_in(item)
    elif isinstance(node, Mapping):
        for name, value in node.items:
            if name.text == "id" and isinstance(value, Scalar):
                yield value.text
            yield from ids_in(value)
