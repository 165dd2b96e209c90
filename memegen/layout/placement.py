"""Where a layer at the top level goes: its region on the canvas, its anchor, its corner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.layout.faces import face_boxes, overlap_area
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.model.entities import Platform
from memegen.model.positions import Anchor
from memegen.model.values import AUTO
from memegen.scene.geometry import Box, Insets
from memegen.scene.items import Fill, Group, Item, Picture, Text
from memegen.scene.path import bounds
from memegen.scene.scene import bounds_in_parent

# Maximum overhang of hanging punctuation, as a fraction of the layer's left margin.
MAX_OVERHANG = 0.64
# Cost of covering a whole face, in units of the backdrop's busyness.
FACE_COST = 4.0


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
    anchored = _anchored(context, layer, area, frame)
    items = frame.translated(*_corner(anchored, area, frame, rtl=context.rtl))
    return Placed(items, frame.findings, frame.matched)


def place_deferred(context: LayoutContext, entry: Entry, exclusions: list[Box]) -> Placed:
    """Return a deferred layer at its position, clear of *exclusions* (px of the canvas).

    It is measured first, for the exclusions are relative to its corner.

    Raises:
        DiagnosticError: The layer cannot be drawn.
    """
    area = entry.area
    frame = entry.layer.layout(replace(context, measuring=True), Region(area.w, area.h))
    layer = _anchored(context, entry.layer, area, frame)
    x, y = _corner(layer, area, frame, rtl=context.rtl)
    relative = tuple(box.translated(-x, -y) for box in exclusions)
    positioned = replace(context, box=Box(x, y, frame.size.w, frame.size.h), exclusions=relative)
    return place(positioned, replace(entry, layer=layer))


def items_below(placed: Mapping[int, tuple[Item, ...]], index: int) -> tuple[Item, ...]:
    """Return the items, in painting order, of all entries before *index* that are placed already."""
    return tuple(item for i in range(index) for item in placed.get(i, ()))


def bounding_boxes(items: tuple[Item, ...]) -> Iterator[Box]:
    """Yield the box of every item on the canvas, px: the ink of texts, the outline of fills, the box of pictures."""
    for item in items:
        match item:
            case Text() | Picture():
                yield item.box
            case Fill():
                yield bounds(item.outline)
            case Group():
                yield from (bounds_in_parent(box, item) for box in bounding_boxes(item.items))


def _anchored(context: LayoutContext, layer: Layer, area: Box, frame: Frame) -> Layer:
    """Return the layer at the anchor, of those it may choose from, with the least busy backdrop and no faces.

    Ties go to the first anchor.
    """
    if not layer.candidates:
        return layer
    backdrop, faces = context.backdrop(), face_boxes(context.below, context.photos)

    def cost(anchor: Anchor) -> float:
        box = Box(*_corner(replace(layer, at=anchor), area, frame, rtl=context.rtl), frame.size.w, frame.size.h)
        covered = sum(overlap_area(face, box) / max(1.0, face.w * face.h) for face in faces)
        return round(backdrop.busyness(box), 3) + FACE_COST * covered

    return replace(layer, at=min(layer.candidates, key=cost), places=())


def _corner(layer: Layer, area: Box, frame: Frame, *, rtl: bool) -> tuple[float, float]:
    """Return the x and y of the frame's top left corner on the canvas, px; if *rtl*, anchor and offset are mirrored."""
    anchor = _unanchored(layer, area, frame) if layer.at is None or layer.at is AUTO else layer.at
    across, direction = (1 - anchor[0], -1) if rtl else (anchor[0], 1)
    return (
        area.x + (area.w - frame.size.w) * across + layer.offset[0].of(area.w) * direction,
        area.y + (area.h - frame.size.h) * anchor[1] + layer.offset[1].of(area.h),
    )


def _unanchored(layer: Layer, area: Box, frame: Frame) -> Anchor:
    """Return the anchor of a layer without one: top left, but what bleeds and is larger than the area is centred."""
    return (
        0.5 if layer.bleed and frame.size.w > area.w else 0.0,
        0.5 if layer.bleed and frame.size.h > area.h else 0.0,
    )
