"""Texts with ``overflow: next``: what does not fit on a page goes on, at the same size, on the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil

from memegen.layout.layers.base import Layer
from memegen.layout.layers.text import TextLayer
from memegen.model.card import Card
from memegen.model.keys import keys_of
from memegen.model.kinds import LAYERS
from memegen.scene.geometry import SizeRange
from memegen.scene.scene import Scene


def has_continuing_text(card: Card) -> bool:
    """Return whether a text of the card goes on where it does not fit."""
    layers = [layer for layer in (*card.background, *card.layers) if isinstance(layer, Layer)]
    return any(_continues(nested) for layer in layers for nested in layer.walk())


def remainders(scene: Scene) -> dict[str, str]:
    """Return what does not fit of each text that goes on, by the name of its layer."""
    return {text.layer: text.rest for text in scene.texts() if text.rest}


def continued(card: Card, rest: Mapping[str, str]) -> Card:
    """Return the card with what is left of its texts, by the names of their layers, at their minimum sizes."""

    def with_rest(layer: TextLayer) -> TextLayer:
        minimum = layer.size.minimum
        # A text that has come to its end is not repeated.
        return replace(layer, text=rest.get(layer.id or layer.kind, ""), size=SizeRange(minimum, minimum))

    return _changed(card, with_rest)


def limited(card: Card, lines: Mapping[str, int]) -> Card:
    """Return the card with at most so many lines of its texts, by the names of their layers."""

    def with_limit(layer: TextLayer) -> TextLayer:
        limit = lines.get(layer.id or layer.kind, 0)
        return replace(layer, max_lines=min(limit, layer.max_lines or limit)) if limit else layer

    return _changed(card, with_limit) if lines else card


def even_lines(scenes: Sequence[Scene]) -> dict[str, int]:
    """Return how many lines a page would have if those of each text that goes on were spread evenly."""
    names = {name for scene in scenes for name in remainders(scene)}
    counts = Counter(dict.fromkeys(names, 0))
    for scene in scenes:
        counts.update({text.layer: len(text.lines) for text in scene.texts() if text.layer in names})
    return {name: ceil(count / len(scenes)) for name, count in counts.items()}


def _continues(layer: Layer) -> bool:
    return isinstance(layer, TextLayer) and layer.overflow == "next"


def _changed(card: Card, change: Callable[[TextLayer], TextLayer]) -> Card:
    """Return the card with its texts that go on changed."""
    background, layers = (_with_changes(layers, change) for layers in (card.background, card.layers))
    return replace(card, background=background, layers=layers)


def _with_changes(layers: Iterable[object], change: Callable[[TextLayer], TextLayer]) -> tuple[object, ...]:
    changed: list[object] = []
    for layer in layers:
        if isinstance(layer, TextLayer) and _continues(layer):
            layer = change(layer)
        elif isinstance(layer, Layer) and layer.children:
            inner = {
                attribute: _with_changes(getattr(layer, attribute), change)
                for attribute, key in keys_of(type(layer)).values()
                if key.kind is LAYERS
            }
            layer = replace(layer, **inner)  # type: ignore[arg-type]  # lists of layers, as the keys declare
        changed.append(layer)
    return tuple(changed)
