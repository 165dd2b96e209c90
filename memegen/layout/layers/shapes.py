"""Rectangles, circles and rules."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.model.keys import key
from memegen.model.kinds import COLOR, LENGTH, RADIUS
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.items import Fill
from memegen.scene.path import ellipse, rectangle


@frozen(kw_only=True, eq=False)
class Rectangle(Layer):
    """A filled rectangle, its corners round if you like."""

    kind: ClassVar[str] = "rectangle"
    primary: ClassVar[str] = "fill"
    stretches: ClassVar[bool] = True

    fill: Color = key(COLOR, None, "its colour")
    radius: Length = key(
        RADIUS, "0", "how round its corners are: `%` is of the shorter side, `brand` is as the brand says"
    )

    def max_content(self, direction: str) -> float:
        return inf if (self.height if direction == "column" else self.width) is None else 0.0

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        outline = rectangle(Box(0, 0, region.w, region.h), self.radius.of(region.short))
        return Frame(region.size, (Fill(outline, self.fill),))


@frozen(kw_only=True, eq=False)
class Circle(Layer):
    """A filled circle, as large as its width or height allows."""

    kind: ClassVar[str] = "circle"
    primary: ClassVar[str] = "fill"

    fill: Color = key(COLOR, None, "its colour")

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        side = region.short
        return Frame(Size(side, side), (Fill(ellipse(Box(0, 0, side, side)), self.fill),))


@frozen(kw_only=True, eq=False)
class LineLayer(Layer):
    """A straight rule; turn it with `rotate`."""

    kind: ClassVar[str] = "line"
    primary: ClassVar[str] = "fill"
    ignores: ClassVar[Mapping[str, str]] = dict.fromkeys(("height", "min-height", "max-height"), "`thickness`")

    fill: Color = key(COLOR, None, "its colour")
    thickness: Length = key(LENGTH, "0.8vmin", "how thick it is")

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        thickness = self.thickness.of(region.w)
        return Frame(Size(region.w, thickness), (Fill(rectangle(Box(0, 0, region.w, thickness)), self.fill),))
