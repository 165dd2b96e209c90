"""Choices that depend on what is below a text: its colour, adaptive scrims, and the variant of a logo over those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.image import Logo
from memegen.layout.layers.legibility import ContrastNeed, contrast_needs, recolored
from memegen.layout.layers.scrim import Scrim
from memegen.layout.layers.scrims import adapted_scrim
from memegen.layout.layers.text import TextLayer
from memegen.layout.placement import Entry, items_below, place, place_deferred
from memegen.scene.color import Color
from memegen.scene.items import Group, Item, Text
from memegen.scene.scene import bounding_boxes, texts

# The scene items of each entry of a card, by its index in painting order.
ItemsByEntry = Mapping[int, tuple[Item, ...]]


def adapt(context: LayoutContext, entries: list[Entry], placed: ItemsByEntry) -> ItemsByEntry:
    """Return the items with all choices made that depend on the backdrop.

    A text that is legible in its alternative colour needs no scrim, so that is tried first. A text that is legible in
    neither colour gets its scrim, and then the colour that is better on it. Logos are placed again last, for the scrims
    may be below them.
    """
    scrims = {
        i: entry.layer for i, entry in enumerate(entries) if isinstance(entry.layer, Scrim) and entry.layer.is_adaptive
    }
    if not scrims:
        return _recolor(context, entries, placed, only_if_legible=False)
    adapted = dict(_recolor(context, entries, placed, only_if_legible=True))
    for i, scrim in scrims.items():
        needs = contrast_needs([item for j in range(i + 1, len(entries)) for item in adapted[j]])
        adapted[i] = _place_scrim(replace(context, below=items_below(adapted, i)), entries[i], scrim, needs)
    adapted = dict(_recolor(context, entries, adapted, only_if_legible=False))
    for i, entry in enumerate(entries):
        if isinstance(entry.layer, Logo) and entry.layer.is_deferred:
            adapted[i] = place_deferred(replace(context, below=items_below(adapted, i)), entry, []).items
    return adapted


def _place_scrim(context: LayoutContext, entry: Entry, scrim: Scrim, needs: list[ContrastNeed]) -> tuple[Item, ...]:
    """Return a scrim that is as strong as the texts over it need, given the items below it."""
    clear = place(context, replace(entry, layer=replace(scrim, strength=0.0))).items
    if scrim.blur.px or scrim.blur.fraction:
        # The blur alone evens out the backdrop, so that less strength is needed.
        context = replace(context, below=(*context.below, *clear))
    area = next(bounding_boxes(clear), entry.area)
    adapted = adapted_scrim(scrim, area, needs, context.backdrop())
    return place(context, replace(entry, layer=adapted)).items


def _recolor(
    context: LayoutContext, entries: list[Entry], placed: ItemsByEntry, *, only_if_legible: bool
) -> ItemsByEntry:
    """Return the items with each text that has two colours in the one that is more legible on the items below it."""
    alternatives: dict[str, Color] = {
        layer.id or layer.kind: layer.or_fill
        for entry in entries
        for layer in entry.layer.walk()
        if isinstance(layer, TextLayer) and layer.or_fill
    }
    if not alternatives:
        return placed
    chosen = dict(placed)
    for i in range(len(entries)):
        items = placed[i]
        if any(text.layer in alternatives for text in texts(items)):
            backdrop = replace(context, below=(*items_below(chosen, i), *_without_texts(items))).backdrop()
            chosen[i] = tuple(
                recolored(item, alternatives, backdrop, only_if_legible=only_if_legible) for item in items
            )
    return chosen


def _without_texts(items: tuple[Item, ...]) -> tuple[Item, ...]:
    bare = (replace(item, items=_without_texts(item.items)) if isinstance(item, Group) else item for item in items)
    return tuple(item for item in bare if not isinstance(item, Text))
