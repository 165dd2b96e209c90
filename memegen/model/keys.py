"""The keys of a layer: their names, the kind of value that each takes, and what it means.

A layer class declares each of its keys once, with :func:`key`. Validation, the JSON Schema and the reference table in
the documentation are all derived from these declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field, fields
from typing import Any

from memegen.core.frozen import frozen
from memegen.model.brand import FontRole
from memegen.model.entities import Raw
from memegen.scene.color import Color
from memegen.scene.lengths import Units


class ValueContext:
    """What a written value may refer to, and a cache of the values read with it.

    Attributes:
        units: what the units of lengths refer to: the canvas, its safe area, the platform's pixels an inch.
        palette: the brand's colours by role.
        roles: the brand's font roles by name.
        families: names of the font families that are available.
        language: language tag (BCP 47) in which numbers and dates are written.
        corners: the radius of the brand's corners, as a template writes a length.
    """

    def __init__(
        self,
        units: Units,
        palette: Mapping[str, Color],
        roles: Mapping[str, FontRole],
        families: Collection[str],
        corners: str = "0",
        language: str = "en",
    ) -> None:
        self.units = units
        self.palette = palette
        self.roles = roles
        self.families = families
        self.corners = corners
        self.language = language
        self._values: dict[tuple[str, Raw], object] = {}

    def mirrored(self) -> ValueContext:
        """Return the context for cards from right to left, whose layout swaps left and right in every value."""
        units = self.units.mirrored()
        return ValueContext(units, self.palette, self.roles, self.families, self.corners, self.language)

    def read(self, kind: Kind, raw: Raw) -> object:
        """Return the value of *raw* as that kind; cached, because the same few texts recur in every row.

        Raises:
            ValueError: *raw* is not of that kind; the message says what was expected.
        """
        if not kind.cached:
            return kind.parse(raw, self)
        cache_key = (kind.name, raw)
        if cache_key not in self._values:
            self._values[cache_key] = kind.parse(raw, self)
        return self._values[cache_key]


@frozen
class Kind:
    """A kind of value.

    Attributes:
        name: its name in the reference; cached values are found by it.
        parse: its reader, which raises ValueError with what was expected.
        schema: its JSON Schema.
        cached: whether values are cached; not worth it if every row has its own.
        colored: whether it is written with colours, so that named colours may be in it.
        takes_fraction: whether an expression alone that gives a number, e.g. 0.5, is that fraction of what ``%`` is of.
    """

    name: str
    parse: Callable[[Raw, ValueContext], object]
    schema: Mapping[str, Any]
    cached: bool = True
    colored: bool = False
    takes_fraction: bool = False


@frozen
class Key:
    """One key of a layer.

    Attributes:
        name: the word in YAML.
        kind: the kind of its value.
        default: its default as a template would write it; None if the key is required.
        about: its description in the reference.
        needs: conditions for it to have an effect, see :mod:`memegen.model.effects`.
        unset: what an empty default means, in words.
    """

    name: str
    kind: Kind
    default: Raw | None
    about: str
    needs: tuple[str, ...] = ()
    unset: str = ""

    @property
    def advice(self) -> str:
        """The hint for a value that the key cannot have: its default as an example; "" if that tells nothing."""
        default = self.default
        return f"write e.g. {self.name}: {default}" if isinstance(default, str) and default not in ("", "auto") else ""

    @property
    def description(self) -> str:
        """The description of the key, with where it has an effect unless that is clear from it."""
        from memegen.model.effects import describe

        phrases = [describe(condition) for condition in self.needs if " // " not in condition]
        scope = [phrase if phrase.startswith("not ") else f"only {phrase}" for phrase in phrases]
        return f"{self.about}; {', '.join(scope)}" if scope else self.about

    @property
    def default_text(self) -> str:
        """The default as a template would write it, in backticks; of an empty one what it means; "" if required."""
        if self.default is None:
            return ""
        return f"`{_as_yaml(self.default)}`" if self.default else self.unset


def _as_yaml(raw: Raw) -> str:
    return f"[{', '.join(map(_as_yaml, raw))}]" if isinstance(raw, tuple) else str(raw)


_KEYS: dict[type, dict[str, tuple[str, Key]]] = {}


def key(
    kind: Kind,
    default: Raw | None,
    about: str,
    name: str = "",
    *,
    needs: str | tuple[str, ...] = (),
    unset: str = "",
) -> Any:
    """Declare a key as a field of a layer class.

    Args:
        kind: the kind of its value.
        default: its default as a template would write it; None if the key is required.
        about: its description in the reference.
        name: the word in YAML, if it is not the attribute's name with hyphens.
        needs: condition or conditions for it to have an effect, see :mod:`memegen.model.effects`.
        unset: what an empty default means, in words, e.g. "always drawn".
    """
    conditions = (needs,) if isinstance(needs, str) else needs
    return field(metadata={"key": (name, kind, default, about, conditions, unset)})


def keys_of(layer: type[Any]) -> Mapping[str, tuple[str, Key]]:
    """Return the keys of a layer class by their word in YAML, each with the name of its attribute."""
    if layer not in _KEYS:
        keys: dict[str, tuple[str, Key]] = {}
        primary = getattr(layer, "primary", "")
        for entry in fields(layer):
            if "key" in entry.metadata:
                name, *declared = entry.metadata["key"]
                # `{kind: value}` sets the primary key; that of a stack, a list, has a word of its own.
                if entry.name == primary and primary != "items":
                    name = layer.kind
                name = name or entry.name.replace("_", "-")
                keys[name] = (entry.name, Key(name, *declared))
        _KEYS[layer] = keys
    return _KEYS[layer]
