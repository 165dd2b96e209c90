"""Where a layer at the top level goes: its region on the canvas, its anchor, its corner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.layout.layers.anchoring import anchored, corner
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Region
from memegen.model.entities import Platform
from memegen.scene.geometry import Box, Insets
from memegen.scene.items import Item

# Maximum overhang of hanging punctuation, as a fraction of the layer's left margin.
MAX_OVERHANG = 0.64


class Placed(NamedTuple):
    """The scene items of a placed layer in absolute pixels, its findings, and the font sizes that are to match."""

    items: tuple[Item, ...]
    findings: tuple[Diagnostic, ...]
    matched: tuple[tuple[str, float], ...]


@frozen(eq=False)
class Entry:
    """A layer at the top level of a card.

    Attributes:
        layer: The layer, mirrored if the card runs from right to left.
        area: The area of the canvas that it is placed in, px.
        in_background: Whether it belongs to the card's background.
    """

    layer: Layer
    area: Box
    in_background: bool


def region_on_canvas(platform: Platform, layer: Layer, *, in_background: bool, rtl: bool = False) -> Box:
    """Return the area that a layer at the top level is placed in, px.

    That is the canvas for the background and for ``in: canvas``, otherwise the safe area. The margin is measured from
    the canvas's edges, so where the inset of the safe area is larger, it replaces the margin.
    """
    canvas = Box(0, 0, platform.width, platform.height)
    top, right, bottom, left = (side.of(canvas.size.short) for side in layer.margin)
    if rtl:
        left, right = right, left
    if in_background or layer.inside == "canvas":
        return canvas.inset(Insets(top, right, bottom, left))
    safe = platform.safe_box
    return canvas.inset(
        Insets(
            max(top, safe.y),
            max(right, canvas.w - safe.right),
            max(bottom, canvas.h - safe.bottom),
            max(left, safe.x),
        )
    )


def place(context: LayoutContext, entry: Entry) -> Placed:
    """Return the layer at its position in its area; it fills the area unless it is anchored.

    Raises:
        DiagnosticError: The layer cannot be drawn.
    """
    layer, area = entry.layer, entry.area
    fills = layer.at is None and not layer.candidates
    hang = max(0.0, MAX_OVERHANG * layer.margin[3].of(context.canvas.short))
    frame = layer.layout(context, Region(area.w, area.h, fill_w=fills, fill_h=fills, hang=hang))
    layer = anchored(context, layer, area, frame)
    items = frame.translated(*corner(layer, area, frame, rtl=context.rtl))
    return Placed(items, frame.findings, frame.matched)


def place_deferred(context: LayoutContext, entry: Entry, exclusions: list[Box]) -> Placed:
    """Return a deferred layer at its position, clear of *exclusions* (px of the canvas).

    It is measured first, for the exclusions are relative to its corner.

    Raises:
        DiagnosticError: The layer cannot be drawn.
    """
    area = entry.area
    frame = entry.layer.layout(replace(context, measuring=True), Region(area.w, area.h))
    layer = anchored(context, entry.layer, area, frame)
    x, y = corner(layer, area, frame, rtl=context.rtl)
    relative = tuple(box.translated(-x, -y) for box in exclusions)
    positioned = replace(context, box=Box(x, y, frame.size.w, frame.size.h), exclusions=relative)
    return place(positioned, replace(entry, layer=layer))


def items_below(placed: Mapping[int, tuple[Item, ...]], index: int) -> tuple[Item, ...]:
    """Return the items, in painting order, of all entries before *index* that are placed already."""
    return tuple(item for i in range(index) for item in placed.get(i, ()))
