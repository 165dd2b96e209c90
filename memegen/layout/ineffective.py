"""Checks of what a card draws in vain: marks without effect, colours that are alike, layers outside the canvas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from memegen.core.diagnostics import Diagnostic
from memegen.layout.layers.backgrounds import Gradient
from memegen.layout.layers.base import Layer
from memegen.layout.layers.emphasis import Device
from memegen.layout.layers.lettering import resolve_weight
from memegen.layout.layers.marks import Emphasis, mark_problems
from memegen.layout.layers.photo import Photo
from memegen.layout.layers.text import TextLayer
from memegen.layout.placement import Entry
from memegen.model.brand import Brand
from memegen.model.card import Card
from memegen.model.entities import Platform
from memegen.model.values import NamedWeight
from memegen.scene.color import Color
from memegen.scene.color_difference import color_difference
from memegen.scene.geometry import Box
from memegen.scene.items import Item
from memegen.scene.scene import bounding_boxes, texts
from memegen.text.markup import MARKS

# Maximum difference (CIE76) of two colours that look alike, and of their alpha.
ALIKE, ALPHA = 3.0, 0.05


def ineffective_findings(
    card: Card, entries: Sequence[Entry], placed: Mapping[int, tuple[Item, ...]]
) -> Iterator[Diagnostic]:
    """Yield warnings about what a card draws in vain.

    Args:
        card: The card.
        entries: Its layers at the top level.
        placed: Their scene items, by index.
    """
    yield from mark_findings(entries, card.brand)
    yield from alike_findings(entries)
    yield from off_canvas_findings(card.platform, entries, placed)


def alike_findings(entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Yield warnings about layers with colours that are to differ and look alike."""
    for entry in entries:
        for layer in entry.layer.walk():
            for word, colors in _contrasting(layer):
                if pair := next((pair for pair in pairwise(colors) if _alike(*pair)), None):
                    one, other = (color.hex() for color in pair)
                    message = f"two colours of `{word}` look alike: {one} and {other}"
                    yield layer.finding("colours-alike", message, "choose another colour, or delete the key")


def mark_findings(entries: Sequence[Entry], brand: Brand) -> Iterator[Diagnostic]:
    """Yield warnings about marks in texts that do not do what they are meant to."""
    for entry in entries:
        for layer in entry.layer.walk():
            if isinstance(layer, TextLayer) and layer.markup and MARKS.search(layer.text):
                for problem in mark_problems(layer.text, _emphasis(layer, brand)):
                    yield layer.finding(*problem)


def _emphasis(layer: TextLayer, brand: Brand) -> Emphasis:
    """Return how a layer shows emphasised words."""
    ordinary = layer.emphasis_weight is NamedWeight.REGULAR
    return Emphasis(
        Device.of(layer.emphasis_style, brand, layer.fill, layer.emphasis, layer.marker).name,
        None if layer.gradient or layer.picture else layer.fill,
        layer.emphasis,
        resolve_weight(layer.font, layer.weight),
        0 if ordinary else resolve_weight(layer.font, layer.emphasis_weight),
    )


def _contrasting(layer: Layer) -> Iterator[tuple[str, tuple[Color, ...]]]:
    """Yield the keys of a layer with colours, each of which is to differ from the next."""
    match layer:
        case Photo(tone="duotone"):
            yield "tones", (layer.tones[0], layer.tones[-1])
        case Photo(tone="tritone" | "poster"):
            yield "tones", layer.tones
        case Gradient():
            yield "gradient", layer.colours
        case TextLayer():
            if layer.gradient:
                yield "gradient", layer.gradient
            elif layer.or_fill:
                yield "or-fill", (layer.fill, layer.or_fill)


def _alike(one: Color, other: Color) -> bool:
    return color_difference(one, other) < ALIKE and abs(one.a - other.a) < ALPHA


def off_canvas_findings(
    platform: Platform, entries: Sequence[Entry], placed: Mapping[int, tuple[Item, ...]]
) -> Iterator[Diagnostic]:
    """Yield warnings about layers all of which is outside the canvas; texts have a warning of their own.

    Args:
        platform: The platform.
        entries: The layers at the top level.
        placed: Their scene items, by index.
    """
    canvas = Box(0, 0, platform.width, platform.height)
    for i, entry in enumerate(entries):
        items = placed.get(i, ())
        if not items or any(box.intersects(canvas) for box in bounding_boxes(items)):
            continue
        if not any(text.layer for text in texts(items)):
            hint = "change its `at`, `offset` or `margin`"
            yield entry.layer.finding("layer-off-canvas", "all of it is outside the canvas", hint)
