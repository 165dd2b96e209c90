"""Warnings about changes that change nothing: the layer has that value already, wherever the change applies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.layout.layers import KINDS
from memegen.model.effects import OFF
from memegen.model.entities import LayerSpec, SourceValue, Template, as_text
from memegen.model.keys import Key, keys_of
from memegen.model.kinds import FLAG
from memegen.scene.geometry import SHAPES
from memegen.template.changes import ANY_SHAPE, walk_specs

# A changed key, its value, and whether that differs from what the layer may have before.
Judged = tuple[str, SourceValue, bool]


def idle_changes(compositions: Iterable[Template]) -> list[Diagnostic]:
    """Return warnings about entries of ``change``, ``shapes`` and ``cases`` without effect in every composition.

    A value that a change has from a style is not warned about, because the style may be used elsewhere; nor is one that
    replaces an entry of another composition, which would apply without it.
    """
    compositions = tuple(compositions)
    replacing = _replacing(compositions)
    idle: dict[tuple[Where, str], SourceValue | None] = {}
    for template in compositions:
        for spec in (*walk_specs(template.background), *walk_specs(template.layers)):
            for word, value, differs in _judged(template, spec) if spec.kind and spec.id else ():
                place = (value.where, word)
                idle[place] = None if differs or value.styled or place in replacing else idle.get(place, value)
    found = [
        Diagnostic(WARNING, "change-unused", where, f"`{word}` is {as_text(value.raw)} already", "delete it here")
        for (where, word), value in idle.items()
        if value
    ]
    return sorted(found, key=lambda warning: (warning.where.file, warning.where.line, warning.where.column))


def _replacing(compositions: Iterable[Template]) -> set[tuple[Where, str]]:
    """Return the places of changes for which compositions differ, with the keys that they change."""
    places: dict[tuple[str, str, str], set[Where]] = {}
    for template in compositions:
        for shape, changes in template.shapes.items():
            for name, values in changes.items():
                for word, value in values.items():
                    places.setdefault((shape, name, word), set()).add(value.where)
    return {(where, word) for (_, _, word), found in places.items() if len(found) > 1 for where in found}


def _judged(template: Template, spec: LayerSpec) -> Iterator[Judged]:
    """Yield every changed key of a layer, in the order in which the changes apply."""
    layer, shapes = _Layer(spec), template.shapes
    yield from layer.judge(shapes.get(ANY_SHAPE, {}).get(spec.id, {}), SHAPES)
    for shape in SHAPES:
        yield from layer.judge(shapes.get(shape, {}).get(spec.id, {}), (shape,))
    # Which shape a platform has is not known here, nor whether a case holds.
    uncertain = [changes for name, changes in shapes.items() if name not in (ANY_SHAPE, *SHAPES)]
    for changes in (*uncertain, *(case.changes for case in template.cases)):
        yield from layer.judge(changes.get(spec.id, {}), SHAPES, certain=False)


class _Layer:
    """The values that the keys of a layer may have, by shape class, after some of its changes."""

    def __init__(self, spec: LayerSpec) -> None:
        self._keys = keys_of(KINDS[spec.kind])
        self._written = spec.values
        self._values: dict[tuple[str, str], set[str]] = {}

    def judge(
        self, changes: Mapping[str, SourceValue], shapes: Sequence[str], *, certain: bool = True
    ) -> Iterator[Judged]:
        """Yield the keys of a change that is made for *shapes*; make it, perhaps only if it is not *certain*."""
        for word, value in changes.items():
            if word not in self._keys:
                continue
            key = self._keys[word][1]
            text = _normal(key, as_text(value.raw))
            before = [self._before(key, shape) for shape in shapes]
            yield word, value, any(values != {text} for values in before)
            for shape, values in zip(shapes, before, strict=True):
                self._values[shape, word] = {text} if certain else values | {text}

    def _before(self, key: Key, shape: str) -> set[str]:
        written = self._written.get(key.name)
        own = as_text(key.default or "") if written is None else as_text(written.raw)
        return self._values.get((shape, key.name), {_normal(key, own)})


def _normal(key: Key, text: str) -> str:
    """Return a value in one of the ways in which it may be written."""
    if key.kind is FLAG and "{" not in text:
        return "no" if text.strip().lower() in OFF else "yes"
    return " ".join(text.replace(",", " ").split())
