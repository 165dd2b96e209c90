"""Layers that fill their region with one paint, and how gradients are built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, inf, radians, sin
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.model.keys import key
from memegen.model.kinds import ANGLE, COLOR, COLORS, POINT, choice
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Linear, Paint, Radial, Stop
from memegen.scene.path import rectangle

# Stops per pair of colours that approximate the easing curve; the error is below one step of an 8-bit channel.
STEPS = 16


@frozen(kw_only=True, eq=False)
class Background(Layer):
    """A layer that fills its region with one paint."""

    stretches: ClassVar[bool] = True

    def max_content(self, direction: str) -> float:
        return inf

    def paint(self, region: Region) -> Paint:
        """Return the paint, in px of the region."""
        raise TypeError(f"{type(self).__name__} has no paint")

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        return Frame(region.size, (Fill(rectangle(self.filled_box(context, region)), self.paint(region)),))


@frozen(kw_only=True, eq=False)
class SolidColor(Background):
    """One flat colour."""

    kind: ClassVar[str] = "colour"
    primary: ClassVar[str] = "colour"

    colour: Color = key(COLOR, None, "the colour")

    def paint(self, region: Region) -> Paint:
        return self.colour


@frozen(kw_only=True, eq=False)
class Gradient(Background):
    """A linear or radial gradient; its colours flow into one another without a visible edge."""

    kind: ClassVar[str] = "gradient"
    primary: ClassVar[str] = "colours"

    colours: tuple[Color, ...] = key(COLORS, None, "two or more colours, evenly spaced")
    form: str = key(choice("linear", "radial"), "linear", "straight across, or outwards from a centre")
    angle: float = key(ANGLE, "180", "where a linear one goes: 0 is up, 90 right, 180 down", needs="form=linear")
    center: tuple[float, float] = key(POINT, "center", "the middle of a radial one", needs="form=radial")

    def mirrored(self) -> Gradient:
        return replace(self, angle=-self.angle, center=(1 - self.center[0], self.center[1]))

    def paint(self, region: Region) -> Paint:
        stops = eased_stops(self.colours)
        if self.form == "radial":
            x, y = self.center[0] * region.w, self.center[1] * region.h
            # CSS farthest-corner: the last stop is at the corner farthest from the centre.
            rx, ry = max(abs(x), abs(region.w - x)), max(abs(y), abs(region.h - y))
            return Radial(x, y, rx * 2**0.5, ry * 2**0.5, stops)
        return linear_gradient(Box(0, 0, region.w, region.h), self.angle, stops)


def linear_gradient(box: Box, angle: float, stops: tuple[Stop, ...]) -> Linear:
    """Return a gradient whose line spans the box as in CSS; *angle* in degrees: 0 is up, 90 right, 180 down."""
    dx, dy = sin(radians(angle)), -cos(radians(angle))
    half = (abs(dx) * box.w + abs(dy) * box.h) / 2
    cx, cy = box.center
    return Linear(cx - dx * half, cy - dy * half, cx + dx * half, cy + dy * half, stops)


def eased_stops(colors: Sequence[Color]) -> tuple[Stop, ...]:
    """Return evenly spaced colours, joined by smoothstep (3t² - 2t³) so that no stop is visible as an edge."""
    if len(colors) == 1:
        return Stop(0, colors[0]), Stop(1, colors[0])
    stops = [Stop(0, colors[0])]
    segments = len(colors) - 1
    for segment in range(segments):
        for step in range(1, STEPS + 1):
            t = step / STEPS
            color = colors[segment].mix(colors[segment + 1], t * t * (3 - 2 * t))
            stops.append(Stop((segment + t) / segments, color))
    return tuple(stops)
