"""Warnings about what a template says without effect: keys where they do nothing, layers that are never drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.frozen import frozen
from memegen.layout.layers import KINDS
from memegen.model.effects import OFF, describe, unmet
from memegen.model.entities import LayerSpec, Raw, SourceValue, Template
from memegen.model.keys import Key, keys_of
from memegen.model.kinds import LAYERS

# What to use instead of a key that has no effect in what holds its layer.
INSTEAD = {
    "at": "`align` and `justify` of what holds the layer",
    "places": "`align` and `justify` of what holds the layer",
    "margin": "`padding` or `gap` of what holds the layer",
    "offset": "`padding` of a column around the layer",
    "grow": "`width` or `height`",
}
# Holders in words.
HOLDERS = {"background": "in the background", "layers": "at the top level"}


@frozen(eq=False)
class _Placed:
    """A layer as written, what holds it, and the changes of it by shape."""

    spec: LayerSpec
    holder: _Placed | str
    changes: Sequence[Mapping[str, SourceValue]]

    @property
    def keys(self) -> Mapping[str, tuple[str, Key]]:
        return keys_of(KINDS[self.spec.kind])

    @property
    def written(self) -> Iterator[tuple[str, SourceValue]]:
        """Every key and value that is written of it, in the layer and in changes."""
        for values in (self.spec.values, *self.changes):
            yield from values.items()

    def values(self, name: str) -> list[str]:
        """Return the values that a name of a condition may have, see :mod:`memegen.model.effects`."""
        if name == "holder":
            return [self.holder if isinstance(self.holder, str) else self.holder.spec.kind]
        if name.startswith("holder."):
            return [] if isinstance(self.holder, str) else self.holder.values(name.removeprefix("holder."))
        if name == "several":
            items = self.spec.items
            # A fragment may stand for several layers.
            return ["yes"] if len(items) > 1 or any(not item.kind or item.loop for item in items) else []
        if name not in self.keys:
            return ["yes"] if getattr(KINDS[self.spec.kind], name, False) is True else []
        found = [_text(value.raw) for word, value in self.written if word == name]
        default = self.keys[name][1].default or ""
        return found if name in self.spec.values else [_text(default), *found]


def unused(compositions: Iterable[Template]) -> list[Diagnostic]:
    """Return warnings about keys without effect and layers that are never drawn, by place.

    A key has no effect if that holds for every shape and composition, and wherever its value is used.
    """
    placed = [
        layer
        for template in compositions
        for name, specs in (("background", template.background), ("layers", template.layers))
        for layer in _placed(template, specs, name)
    ]
    problems: dict[tuple[Where, str], Diagnostic | None] = {}
    for layer in placed:
        for word, value in layer.written:
            place = (value.where, word)
            # One effect of a value that is used several times is enough.
            if place not in problems or problems[place]:
                problems[place] = _ineffective(layer, word, value)
    found = [problem for problem in problems.values() if problem]
    drawn = {layer.spec.where for layer in placed if not _undrawn(layer)}
    undrawn = [_undrawn(layer) for layer in placed if layer.spec.where not in drawn]
    found += dict.fromkeys(problem for problem in undrawn if problem)
    return sorted(found, key=lambda problem: (problem.where.file, problem.where.line, problem.where.column))


def _placed(template: Template, specs: Iterable[LayerSpec], holder: _Placed | str) -> Iterator[_Placed]:
    """Yield every layer with what holds it."""
    for spec in specs:
        if not spec.kind:
            yield from _placed(template, spec.items, holder)
            continue
        all_changes = (*template.shapes.values(), *(case.changes for case in template.cases))
        changes = [by_id[spec.id] for by_id in all_changes if spec.id in by_id]
        layer = _Placed(spec, holder, changes)
        yield layer
        yield from _placed(template, spec.items, layer)


def _ineffective(layer: _Placed, word: str, value: SourceValue) -> Diagnostic | None:
    """Return the warning about a key without effect; None if it has one, or if its value is the default."""
    key = layer.keys[word][1]
    if key.kind is LAYERS or value.raw == key.default or _text(value.raw).lower() in OFF:
        return None
    condition = unmet(key.needs, layer.values)
    if not condition:
        return None
    words = describe(condition)
    if condition.startswith("holder="):
        holder = layer.values("holder")[0]
        message = f"`{word}` has no effect {HOLDERS.get(holder, f'in a {holder}')}; it works {words}"
        return _warning(value.where, message, f"use {INSTEAD[word]}" if word in INSTEAD else "delete it")
    if words.startswith("not with"):
        return _warning(value.where, f"`{word}` has no effect {words.removeprefix('not ')}", "delete one of the two")
    return _warning(value.where, f"`{word}` has no effect here; it works {words}", "delete it, or set what it needs")


def _undrawn(layer: _Placed) -> Diagnostic | None:
    """Return the warning about a layer that is hidden, or transparent, in every shape."""
    for word, ends in (("hidden", ("yes", "true", "on", "1")), ("opacity", ("0", "0%", "0.0"))):
        values = layer.values(word)
        if word in layer.spec.values and all(value.lower() in ends for value in values):
            message = f"this {layer.spec.kind} is never drawn: `{word}: {values[0]}`"
            return _warning(layer.spec.values[word].where, message, "delete the layer or the key", "layer-hidden")
    return None


def _warning(where: Where, message: str, hint: str, code: str = "key-unused") -> Diagnostic:
    return Diagnostic(WARNING, code, where, message, hint)


def _text(raw: Raw) -> str:
    return " ".join(map(_text, raw)) if isinstance(raw, tuple) else str(raw)
