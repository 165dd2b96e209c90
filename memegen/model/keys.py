"""The keys of a layer: what may be written, of which kind, and what it means.

A layer class declares each of its keys once, with :func:`key`. Validation, the JSON Schema and the reference table in
the documentation are all read off these declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field, fields
from typing import Any

from memegen.core.frozen import frozen
from memegen.model.entities import FontRole, Raw
from memegen.scene.color import Color
from memegen.scene.geometry import Size


class ValueContext:
    """What a written value may refer to: the canvas for lengths, the palette for colours, the roles for fonts."""

    def __init__(
        self, canvas: Size, palette: Mapping[str, Color], roles: Mapping[str, FontRole], families: Collection[str]
    ) -> None:
        self.canvas = canvas
        self.palette = palette
        self.roles = roles
        self.families = families
        self._read: dict[tuple[str, Raw], object] = {}

    def read(self, kind: Kind, raw: Raw) -> object:
        """The value of *raw* as that kind; remembered, for the same few words come again with every row.

        Raises ValueError with what was expected.
        """
        if not kind.remember:
            return kind.parse(raw, self)
        asked = (kind.name, raw)
        if asked not in self._read:
            self._read[asked] = kind.parse(raw, self)
        return self._read[asked]


@frozen
class Kind:
    """A kind of value: its name in the docs, how it is read (ValueError says what was expected), its JSON Schema.

    What is not worth remembering, such as a text of which every row has its own, says so.
    """

    name: str
    parse: Callable[[Raw, ValueContext], object]
    schema: Mapping[str, Any]
    remember: bool = True


@frozen
class Key:
    """One key of a layer: ``default`` is written as a template would write it; ``None`` means that it must be given."""

    name: str
    kind: Kind
    default: Raw | None
    about: str


def key(kind: Kind, default: Raw | None, about: str, name: str = "") -> Any:
    """Declare a key on a layer class; *name* is the word in YAML where it differs from the attribute."""
    return field(metadata={"key": (name, kind, default, about)})


_KEYS: dict[type, dict[str, tuple[str, Key]]] = {}


def keys_of(layer: type[Any]) -> Mapping[str, tuple[str, Key]]:
    """The keys of a layer class: the word in YAML to the attribute and the key."""
    if layer not in _KEYS:
        found: dict[str, tuple[str, Key]] = {}
        primary = getattr(layer, "primary", "")
        for entry in fields(layer):
            if "key" in entry.metadata:
                name, kind, default, about = entry.metadata["key"]
                # `{kind: value}` fills the primary key; a stack's is a list, which has a word of its own.
                if entry.name == primary and primary != "items":
                    name = layer.kind
                name = name or entry.name.replace("_", "-")
                found[name] = (entry.name, Key(name, kind, default, about))
        _KEYS[layer] = found
    return _KEYS[layer]
