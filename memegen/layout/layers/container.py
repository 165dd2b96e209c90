"""What all layers that hold other layers have in common: padding, a ground behind the items, and a clip."""

from __future__ import annotations

from dataclasses import replace
from math import hypot
from typing import ClassVar, Self

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.clip import CLIP, clip_form, clip_outline, mirrored_clip
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region, merge_frames
from memegen.layout.layers.tail import Tailed
from memegen.model.keys import key
from memegen.model.kinds import INSETS, LAYERS, OPTIONAL_COLOR, RADIUS
from memegen.scene.bubble import Tail, bubble
from memegen.scene.color import TRANSPARENT, Color
from memegen.scene.geometry import Box, Insets, Length, Size
from memegen.scene.items import Fill, Group, Item
from memegen.scene.path import Outline


@frozen(kw_only=True, eq=False)
class Container(Tailed):
    """The keys of every layer that holds other layers."""

    primary: ClassVar[str] = "items"

    items: tuple[Layer, ...] = key(LAYERS, (), "the layers in it, first to last", unset="no layers")
    padding: tuple[Length, ...] = key(
        INSETS, "0", "space inside its edges; `%` is of the shorter side of the available space"
    )
    ground: Color | None = key(OPTIONAL_COLOR, "none", "a colour behind the items")
    radius: Length = key(
        RADIUS,
        "0",
        "radius of the corners of the ground, and of a `box` or `rounded` clip; `%` is of its shorter side, `brand` is "
        "the brand's `corners`",
        needs="ground | stroke | shadow | clip=box,rounded",
    )
    clip: str | Outline = key(
        CLIP,
        "none",
        "the form outside of which nothing is painted; a `circle`, `leaf` or `pear` is the largest in its middle, "
        "`brand` the brand's motif, if it is one of these; path data is stretched to its box",
    )

    @property
    def children(self) -> tuple[Layer, ...]:
        return self.items

    def mirrored(self) -> Self:
        items = tuple(item.mirrored() for item in self.items)
        return replace(self.with_mirrored_tail(), items=items, clip=mirrored_clip(self.clip))

    def arrange(self, context: LayoutContext, inner: Region, outer: Size) -> Frame:
        """Return the items at their places in the area inside the padding.

        Each kind of container overrides this.

        Args:
            context: Context of the layer.
            inner: Region inside the padding.
            outer: Available size with the padding, px, to which percentages of gaps relate.

        Raises:
            DiagnosticError: An item cannot be drawn.
        """
        raise TypeError(f"{type(self).__name__} arranges nothing")

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        top, right, bottom, left = (side.of(region.short) for side in self.padding)
        if context.rtl:
            left, right = right, left
        tail = self.tail_in(region)
        if tail:
            room = tail.insets
            top, right, bottom, left = top + room.top, right + room.right, bottom + room.bottom, left + room.left
        w, h = max(1, region.w - left - right), max(1, region.h - top - bottom)
        inner = replace(region, w=w, h=h, hang=max(0.0, region.hang + left))
        content = self.arrange(context, inner, region.size)
        outer = Size(content.size.w + left + right, content.size.h + top + bottom)
        frame = merge_frames(outer, [(content, left, top)])
        # Where its items draw nothing, e.g. the logo of a brand without one, there is no coloured tag either.
        if self.emptied or (self.items and not frame.items):
            return frame
        if (form := clip_form(self.clip, context.brand)) != "none":
            return replace(frame, items=self._clipped(frame.items, outer, tail, form))
        if not (self.ground or self.stroke or self.shadow):
            return frame
        # The ground of a band runs off the canvas to both sides.
        beyond = hypot(context.canvas.w, context.canvas.h) if self.bleed and self.width is None else 0.0
        edge = bubble(Box(-beyond, 0, outer.w + 2 * beyond, outer.h), self.radius.of(outer.short), tail)
        return replace(frame, items=(self.fill_of(edge, self.ground, outer), *frame.items))

    def _clipped(self, items: tuple[Item, ...], size: Size, tail: Tail | None, form: str | Outline) -> tuple[Item, ...]:
        """Return the items on the ground, in a clip of that form."""
        box = Box(0, 0, size.w, size.h)
        edge = bubble(box, self.radius.of(size.short), tail)
        shadow, stroke = self.shadow_of(size), self.stroke_of(size)
        clip = clip_outline(form, box, self.radius) if tail is None else edge
        if self.ground and not shadow:
            items = (Fill(edge, self.ground), *items)
        below = (Fill(clip, self.ground or TRANSPARENT, shadow=shadow),) if shadow else ()
        if not stroke:
            return *below, Group(items, clip=clip)
        # The line is above what is clipped, which ends in its middle, so as not to show at its edge.
        half = Insets(*(stroke.width / 2,) * 4)
        inside = clip_outline(form, box.inset(half), self.radius) if tail is None else edge
        return *below, Group(items, clip=inside), Fill(clip, TRANSPARENT, stroke=stroke)
