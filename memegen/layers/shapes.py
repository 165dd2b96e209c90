"""Rectangles, circles and lines."""

from __future__ import annotations

from math import inf
from typing import ClassVar

from memegen.color import Color
from memegen.frozen import frozen
from memegen.geometry import Box, Length, Size
from memegen.keys import key
from memegen.kinds import COLOR, LENGTH
from memegen.layers.base import Desk, Layer, Piece, Room
from memegen.outline import ellipse, rectangle
from memegen.scene import Fill


@frozen(kw_only=True, eq=False)
class Rectangle(Layer):
    """A filled rectangle, its corners round if you like."""

    kind: ClassVar[str] = "rectangle"
    primary: ClassVar[str] = "fill"

    fill: Color = key(COLOR, None, "its colour")
    radius: Length = key(LENGTH, "0", "how round its corners are; `%` is of its shorter side")

    def greed(self, direction: str) -> float:
        return inf if (self.height if direction == "column" else self.width) is None else 0.0

    def lay(self, desk: Desk, room: Room) -> Piece:
        outline = rectangle(Box(0, 0, room.w, room.h), self.radius.of(min(room.w, room.h)))
        return Piece(Size(room.w, room.h), (Fill(outline, self.fill),))


@frozen(kw_only=True, eq=False)
class Circle(Layer):
    """A filled circle, as large as its width or height allows."""

    kind: ClassVar[str] = "circle"
    primary: ClassVar[str] = "fill"

    fill: Color = key(COLOR, None, "its colour")

    def lay(self, desk: Desk, room: Room) -> Piece:
        side = min(room.w, room.h)
        return Piece(Size(side, side), (Fill(ellipse(Box(0, 0, side, side)), self.fill),))


@frozen(kw_only=True, eq=False)
class LineLayer(Layer):
    """A straight rule; turn it with `rotate`."""

    kind: ClassVar[str] = "line"
    primary: ClassVar[str] = "fill"

    fill: Color = key(COLOR, None, "its colour")
    thickness: Length = key(LENGTH, "0.8vmin", "how thick it is")

    def lay(self, desk: Desk, room: Room) -> Piece:
        thick = self.thickness.of(room.w)
        return Piece(Size(room.w, thick), (Fill(rectangle(Box(0, 0, room.w, thick)), self.fill),))
