"""Rectangles and circles."""

from __future__ import annotations

from math import inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.layout.layers.surface import Surface
from memegen.layout.layers.tail import Tailed
from memegen.model.keys import key
from memegen.model.kinds import FILL, RADIUS
from memegen.scene.bubble import bubble
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.path import ellipse


@frozen(kw_only=True, eq=False)
class Rectangle(Tailed):
    """A filled rectangle, its corners round if you like."""

    kind: ClassVar[str] = "rectangle"
    primary: ClassVar[str] = "fill"
    stretches: ClassVar[bool] = True
    vanishes: ClassVar[bool] = True

    fill: Color | None = key(FILL, None, "its colour; `none` for a line or a shadow alone")
    radius: Length = key(
        RADIUS, "0", "how round its corners are: `%` is of the shorter side, `brand` is as the brand says"
    )

    def max_content(self, direction: str) -> float:
        return inf if (self.height if direction == "column" else self.width) is None else 0.0

    def mirrored(self) -> Rectangle:
        return self.with_mirrored_tail()

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        box = self.filled_box(context, region)
        outline = bubble(box, self.radius.of(region.short), self.tail_in(region))
        return Frame(region.size, (self.fill_of(outline, self.fill, region.size),))


@frozen(kw_only=True, eq=False)
class Circle(Surface):
    """A filled circle, as large as its width or height allows."""

    kind: ClassVar[str] = "circle"
    primary: ClassVar[str] = "fill"
    vanishes: ClassVar[bool] = True

    fill: Color | None = key(FILL, None, "its colour; `none` for a line or a shadow alone")

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        size = Size(region.short, region.short)
        return Frame(size, (self.fill_of(ellipse(Box(0, 0, size.w, size.h)), self.fill, size),))
