"""Piles: layers over one another, each at its own place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.anchoring import anchored, corner
from memegen.layout.layers.base import Layer
from memegen.layout.layers.container import Container
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region, merge_frames
from memegen.layout.layers.legibility import contrast_needs
from memegen.layout.layers.scrim import Scrim
from memegen.layout.layers.scrims import adapted_scrim
from memegen.model.keys import key
from memegen.model.kinds import FLAG
from memegen.scene.geometry import Box, Insets, Size
from memegen.scene.items import Item
from memegen.scene.scene import bounding_boxes

# A frame, and the x and y of its corner in the pile, px.
Positioned = tuple[Frame, float, float]


@frozen(kw_only=True, eq=False)
class Pile(Container):
    """Layers over one another, each at its place (`at`) in an area as large as the largest of them."""

    kind: ClassVar[str] = "pile"

    overlap: bool = key(FLAG, "no", "its texts overlap on purpose, without a warning")

    def max_content(self, direction: str) -> float:
        if (self.height if direction == "column" else self.width) is not None:
            return 0.0
        return max((item.max_content(direction) for item in self.items), default=0.0)

    def arrange(self, context: LayoutContext, inner: Region, outer: Size) -> Frame:
        if inner.fill_w and inner.fill_h:
            size = inner.size
        else:
            natural = self._natural(context, inner)
            w = inner.w if inner.fill_w else min(inner.w, natural.w)
            size = Size(w, inner.h if inner.fill_h else min(inner.h, natural.h))
        return merge_frames(size, self._placed(context, Region(size.w, size.h, hang=inner.hang)))

    def _natural(self, context: LayoutContext, inner: Region) -> Size:
        """Return the size of the largest items, px; a length in percent of the pile does not count.

        Where none counts, it is all that is available.
        """
        widths, heights = [], []
        for item in self.items:
            counts_w, counts_h = (length is None or not length.fraction for length in (item.width, item.height))
            if counts_w or counts_h:
                insets = _insets(item, inner.size, rtl=context.rtl)
                area = Box(0, 0, inner.w, inner.h).inset(insets)
                size = item.layout(replace(context, measuring=True), Region(area.w, area.h)).size
                widths += [size.w + insets.left + insets.right] * counts_w
                heights += [size.h + insets.top + insets.bottom] * counts_h
        return Size(max(widths, default=inner.w), max(heights, default=inner.h))

    def _placed(self, context: LayoutContext, room: Region) -> list[Positioned]:
        """Return the items at their places; deferred ones and adaptive scrims depend on the others."""
        canvas = Size(max(1.0, room.w), max(1.0, room.h))
        inside = replace(context, canvas=canvas, background=self.ground or context.background)
        order = sorted(range(len(self.items)), key=lambda i: (_is_adaptive(self.items[i]), self.items[i].is_deferred))
        placed: dict[int, Positioned] = {}
        for i in order:
            item = self.items[i]
            local = replace(inside, below=_items(placed[j] for j in range(i) if j in placed))
            if isinstance(item, Scrim) and item.is_adaptive:
                above = _items(placed[j] for j in range(i + 1, len(self.items)) if j in placed)
                placed[i] = _place_scrim(context, local, item, room, above)
            elif item.is_deferred:
                placed[i] = _place_deferred(local, item, room, _items(placed.values()))
            else:
                placed[i] = _place(context, local, item, room)
        return [placed[i] for i in range(len(self.items))]


def _place(context: LayoutContext, local: LayoutContext, item: Layer, room: Region) -> Positioned:
    """Return an item at its anchor in the pile, which it fills if it has none.

    Args:
        context: Context in which the item is laid out.
        local: Context in which what lies below it in the pile is sampled.
        item: The item.
        room: The pile.
    """
    area, fills = _area(item, room.size, rtl=context.rtl), item.at is None and not item.candidates
    hang = room.hang if area.x == 0 and fills else 0.0
    frame = item.layout(context, Region(area.w, area.h, fill_w=fills, fill_h=fills, hang=hang))
    return frame, *corner(anchored(local, item, area, frame), area, frame, rtl=context.rtl)


def _place_scrim(
    context: LayoutContext, local: LayoutContext, scrim: Scrim, room: Region, above: tuple[Item, ...]
) -> Positioned:
    """Return an adaptive scrim that is as strong as the texts among the items *above* it need."""
    clear = _items([_place(context, local, replace(scrim, strength=0.0), room)])
    # A blur alone evens out what is below, so that less strength is needed.
    below = local.below + clear if scrim.blur.px or scrim.blur.fraction else local.below
    area = next(bounding_boxes(clear), Box(0, 0, room.w, room.h))
    adapted = adapted_scrim(scrim, area, contrast_needs(above), replace(local, below=below).backdrop())
    return _place(context, local, adapted, room)


def _place_deferred(local: LayoutContext, item: Layer, room: Region, others: tuple[Item, ...]) -> Positioned:
    """Return an item that must know where it stands and what to keep clear of: all *others* in the pile."""
    frame, x, y = _place(replace(local, measuring=True), local, item, room)
    exclusions = tuple(box.translated(-x, -y) for box in bounding_boxes(others))
    known = replace(local, box=Box(x, y, frame.size.w, frame.size.h), exclusions=exclusions)
    return _place(known, local, item, room)


def _area(item: Layer, size: Size, *, rtl: bool) -> Box:
    """Return the area of a pile of *size* px that is inside the item's margins."""
    return Box(0, 0, size.w, size.h).inset(_insets(item, size, rtl=rtl))


def _insets(item: Layer, size: Size, *, rtl: bool) -> Insets:
    top, right, bottom, left = (side.of(size.short) for side in item.margin)
    return Insets(top, left, bottom, right) if rtl else Insets(top, right, bottom, left)


def _is_adaptive(item: Layer) -> bool:
    return isinstance(item, Scrim) and item.is_adaptive


def _items(positioned: Iterable[Positioned]) -> tuple[Item, ...]:
    """Return the scene items of frames at their places."""
    return tuple(item for frame, x, y in positioned for item in frame.translated(x, y))
