"""Texts with ``overflow: next``: what does not fit on a page goes on, at the same size, on the next one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

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
    background, layers = (_with_rest(layers, rest) for layers in (card.background, card.layers))
    return replace(card, background=background, layers=layers)


def _continues(layer: Layer) -> bool:
    return isinstance(layer, TextLayer) and layer.overflow == "next"


def _with_rest(layers: Iterable[object], rest: Mapping[str, str]) -> tuple[object, ...]:
    changed: list[object] = []
    for layer in layers:
        if isinstance(layer, TextLayer) and _continues(layer):
            minimum = layer.size.minimum
            # A text that has come to its end is not repeated.
            layer = replace(layer, text=rest.get(layer.id or layer.kind, ""), size=SizeRange(minimum, minimum))
        elif isinstance(layer, Layer) and layer.children:
            inner = {
                attribute: _with_rest(getattr(layer, attribute), rest)
                for attribute, key in keys_of(type(layer)).values()
                if key.kind is LAYERS
            }
            layer = replace(layer, **inner)  # type: ignore[arg-type]  # lists of layers, as the keys declare
        changed.append(layer)
    return tuple(changed)
