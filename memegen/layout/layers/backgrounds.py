"""What a card stands on: a colour, a gradient, a scrim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, inf, radians, sin
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Desk, Layer, Piece, Room
from memegen.model.keys import key
from memegen.model.kinds import ANGLE, AUTO_FRACTION, COLOR, COLORS, FRACTION, LENGTH, POINT, choice
from memegen.model.values import AUTO, Auto
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.items import Fill, Linear, Paint, Radial, Stop
from memegen.scene.path import rectangle

# A gradient is cut into this many straight pieces, which is more than an 8-bit channel can tell from the true curve.
STEPS = 16
# How strong a scrim is that does not say.
USUAL = 0.9


@frozen(kw_only=True, eq=False)
class Ground(Layer):
    """A layer that fills its room with one paint."""

    def greed(self, direction: str) -> float:
        return inf

    def paint(self, room: Room) -> Paint:
        raise TypeError(f"{type(self).__name__} has no paint")

    def lay(self, desk: Desk, room: Room) -> Piece:
        return Piece(Size(room.w, room.h), (Fill(rectangle(Box(0, 0, room.w, room.h)), self.paint(room)),))


@frozen(kw_only=True, eq=False)
class Colour(Ground):
    """One flat colour."""

    kind: ClassVar[str] = "colour"
    primary: ClassVar[str] = "colour"

    colour: Color = key(COLOR, None, "the colour")

    def paint(self, room: Room) -> Paint:
        return self.colour


@frozen(kw_only=True, eq=False)
class Gradient(Ground):
    """A linear or radial gradient; its colours flow into one another without a visible edge."""

    kind: ClassVar[str] = "gradient"
    primary: ClassVar[str] = "colours"

    colours: tuple[Color, ...] = key(COLORS, None, "two or more colours, evenly spaced")
    form: str = key(choice("linear", "radial"), "linear", "straight across, or outwards from a centre")
    angle: float = key(ANGLE, "180", "where a linear one goes: 0 is up, 90 right, 180 down")
    center: tuple[float, float] = key(POINT, "center", "the middle of a radial one")

    def mirrored(self) -> Gradient:
        return replace(self, angle=-self.angle, center=(1 - self.center[0], self.center[1]))

    def paint(self, room: Room) -> Paint:
        stops = eased(self.colours)
        if self.form == "radial":
            x, y = self.center[0] * room.w, self.center[1] * room.h
            # To the farthest corner, so that the last colour is reached just there.
            reach = max(abs(x), abs(room.w - x)), max(abs(y), abs(room.h - y))
            return Radial(x, y, reach[0] * 2**0.5, reach[1] * 2**0.5, stops)
        return across(Box(0, 0, room.w, room.h), self.angle, stops)


@frozen(kw_only=True, eq=False)
class Scrim(Ground):
    """The shade between photo and text: from an edge, flat, or a panel."""

    kind: ClassVar[str] = "scrim"
    primary: ClassVar[str] = "side"

    side: str = key(
        choice("auto", "bottom", "top", "left", "right", "flat", "panel"),
        "bottom",
        "the edge it comes from; `auto` is the one nearest to the text, as far as the text reaches",
        "scrim",
    )
    colour: Color = key(COLOR, "ink", "its colour")
    strength: float | Auto | None = key(
        AUTO_FRACTION, "", "how opaque it is where it is strongest: 90%, or `auto`, which side `auto` has too"
    )
    solid: float = key(FRACTION, "25%", "how far from the edge it keeps that strength")
    extent: float = key(FRACTION, "80%", "how far from the edge it reaches")
    radius: Length = key(LENGTH, "2.4vmin", "how round a panel's corners are")
    blur: Length = key(LENGTH, "0", "how much of a blur there is of what lies under it, as through frosted glass")

    def paint(self, room: Room) -> Paint:
        strength = USUAL if self.strength is None or self.strength is AUTO else self.strength
        full, none = self.colour.multiply_alpha(strength), self.colour.multiply_alpha(0)
        stops = (Stop(0, full), *(Stop(self._place(s.at), s.color) for s in eased((full, none))))
        w, h = room.w, room.h
        match self.side:
            case "bottom":
                return Linear(0, h, 0, 0, stops)
            case "top":
                return Linear(0, 0, 0, h, stops)
            case "left":
                return Linear(0, 0, w, 0, stops)
            case "right":
                return Linear(w, 0, 0, 0, stops)
            case _:
                return full

    def mirrored(self) -> Scrim:
        return replace(self, side={"left": "right", "right": "left"}.get(self.side, self.side))

    @property
    def adaptive(self) -> bool:
        """Whether it waits for the texts over it, and for what is under it."""
        return self.side == "auto" or self.strength is AUTO

    def depth(self, at: float) -> float:
        """How much of its strength there is at a place: 0 is its room's left or upper edge, 1 the other."""
        if self.side in ("flat", "panel"):
            return 1.0
        away = 1 - at if self.side in ("bottom", "right") else at
        if away <= self.solid:
            return 1.0
        t = min(1.0, (away - self.solid) / max(1e-6, self.extent - self.solid))
        return 1 - t * t * (3 - 2 * t)

    def _place(self, at: float) -> float:
        return min(1.0, self.solid + (self.extent - self.solid) * at)

    def lay(self, desk: Desk, room: Room) -> Piece:
        radius = self.radius.of(min(room.w, room.h)) if self.side == "panel" else 0
        outline = rectangle(Box(0, 0, room.w, room.h), radius)
        fill = Fill(outline, self.paint(room), self.blur.of(min(room.w, room.h)))
        return Piece(Size(room.w, room.h), (fill,))


def across(box: Box, angle: float, stops: tuple[Stop, ...]) -> Linear:
    """A gradient that goes all the way across the box; *angle* in degrees, 0 is up, 90 right, 180 down."""
    dx, dy = sin(radians(angle)), -cos(radians(angle))
    half = (abs(dx) * box.w + abs(dy) * box.h) / 2
    cx, cy = box.center
    return Linear(cx - dx * half, cy - dy * half, cx + dx * half, cy + dy * half, stops)


def eased(colors: Sequence[Color]) -> tuple[Stop, ...]:
    """Evenly spaced stops whose steps follow a smooth curve (3t² − 2t³), so that neither end shows as an edge."""
    if len(colors) == 1:
        return Stop(0, colors[0]), Stop(1, colors[0])
    stops = [Stop(0, colors[0])]
    parts = len(colors) - 1
    for part in range(parts):
        for step in range(1, STEPS + 1):
            t = step / STEPS
            color = colors[part].mix(colors[part + 1], t * t * (3 - 2 * t))
            stops.append(Stop((part + t) / parts, color))
    return tuple(stops)
