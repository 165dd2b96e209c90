"""Rectangles, circles and lines."""

from __future__ import annotations

from math import inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Desk, Layer, Piece, Room
from memegen.model.keys import key
from memegen.model.kinds import COLOR, COLORS, LENGTH, TEXT, WHOLE
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.items import Fill
from memegen.scene.path import Outline, ellipse, polygon, rectangle, rotate_outline


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


@frozen(kw_only=True, eq=False)
class Confetti(Layer):
    """Small shapes strewn over the room, thickest at its top and bottom, clear of all text."""

    kind: ClassVar[str] = "confetti"
    primary: ClassVar[str] = "seed"
    deferred: ClassVar[bool] = True

    seed: str = key(TEXT, None, "the text whose hash decides where they fall", "confetti")
    colours: tuple[Color, ...] = key(COLORS, ("accent", "cool", "ink", "paper"), "their colours")
    count: int = key(WHOLE, "64", "how many are thrown; those that would touch a text are not drawn")
    piece: Length = key(LENGTH, "2.4vmin", "how large one is")
    clear: Length = key(LENGTH, "2.4vmin", "room kept free round every text and logo")

    def greed(self, direction: str) -> float:
        return inf

    def lay(self, desk: Desk, room: Room) -> Piece:
        if desk.sizing:
            return Piece(Size(room.w, room.h))
        # Few cards have any.
        import hashlib
        from random import Random

        digest = hashlib.sha256(self.seed.encode()).digest()
        # Python's generator gives the same numbers for the same seed on every machine and version since 3.2.
        dice = Random(int.from_bytes(digest[:8], "big"))  # noqa: S311
        clear = self.clear.of(room.w)
        taken = [Box(b.x - clear, b.y - clear, b.w + 2 * clear, b.h + 2 * clear) for b in desk.taken]
        side = self.piece.of(room.w)
        fills: list[Fill] = []
        kept: list[Box] = []
        for i in range(self.count):
            x, y = dice.random() * room.w, _towards_edges(dice.random()) * room.h
            scale, form, angle = 0.7 + 0.6 * dice.random(), dice.randrange(4), dice.random() * 360
            box = Box(x - side, y - side, 2 * side, 2 * side)
            if not any(box.intersects(other) for other in (*taken, *kept)):
                kept.append(box)
                fills.append(Fill(_scrap(form, angle, x, y, side * scale), self.colours[i % len(self.colours)]))
        return Piece(Size(room.w, room.h), tuple(fills))


def _towards_edges(t: float) -> float:
    """Of numbers spread evenly from 0 to 1, more near 0 and near 1."""
    reach = 0.5 * float(abs(2 * t - 1) ** 0.45)
    return 0.5 - reach if t < 0.5 else 0.5 + reach


def _scrap(form: int, angle: float, x: float, y: float, side: float) -> Outline:
    """A square, a strip, a dot or a triangle, by numbers from 0 to 3, turned by so many degrees."""
    if form == 0:
        outline = rectangle(Box(x - side / 2, y - side / 2, side, side))
    elif form == 1:
        outline = rectangle(Box(x - side / 2, y - side / 5, side, side / 2.5), side)
    elif form == 2:
        outline = ellipse(Box(x - side / 2.6, y - side / 2.6, side / 1.3, side / 1.3))
    else:
        outline = polygon([(x, y - side / 1.8), (x + side / 2, y + side / 3), (x - side / 2, y + side / 3)])
    return rotate_outline(outline, angle, (x, y))
