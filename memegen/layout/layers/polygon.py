"""Polygons and stars."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.layout.layers.surface import Surface
from memegen.model.figures import CORNERS, SIDES_COUNT
from memegen.model.keys import key
from memegen.model.kinds import ANGLE, EXTENT, FILL, FLAG, FRACTION
from memegen.scene.color import Color
from memegen.scene.figures import rounded_polygon, scaled_into, star_points
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.path import Point


@frozen(kw_only=True, eq=False)
class Figure(Surface):
    """What polygons and stars have in common."""

    primary: ClassVar[str] = "fill"
    vanishes: ClassVar[bool] = True

    fill: Color | None = key(FILL, None, "its colour; `none` for a line or a shadow alone")
    radius: Length = key(EXTENT, "0", "how round its corners are; `%` is of its shorter side")

    def max_content(self, direction: str) -> float:
        return inf if self.width is None and self.height is None else 0.0

    def figure(self, points: list[Point], size: Size) -> Frame:
        """Return the frame of a figure of *size* px with these corners."""
        outline = rounded_polygon(points, self.radius.of(size.short))
        return Frame(size, (self.fill_of(outline, self.fill, size),))

    def regular(self, points: list[Point], region: Region) -> Frame:
        """Return the frame of a figure with these proportions, as large as the region allows."""
        scaled = scaled_into(points, Box(0, 0, region.w, region.h))
        return self.figure(scaled, Size(max(x for x, _ in scaled), max(y for _, y in scaled)))


@frozen(kw_only=True, eq=False)
class Polygon(Figure):
    """A figure with straight sides, all alike or through points of its box."""

    kind: ClassVar[str] = "polygon"

    points: tuple[tuple[Length, Length], ...] = key(
        CORNERS,
        "",
        "its corners, from the left and the top of its box: `[0 0, 100% 0, 50% 100%]`; `%` is of its width and height",
        unset="`sides` of equal length",
    )
    sides: int = key(SIDES_COUNT, "6", "how many sides it has, all alike", needs="!points")
    angle: float = key(ANGLE, "0", "where its first corner points: 0 is up, 90 right", needs="!points")
    mirror: bool = key(FLAG, "yes", "points are counted from the right on a card that runs from right to left")

    def max_content(self, direction: str) -> float:
        if self.points:
            return inf if (self.height if direction == "column" else self.width) is None else 0.0
        return Figure.max_content(self, direction)

    def mirrored(self) -> Polygon:
        points = tuple((Length(-x.px, 1 - x.fraction), y) for x, y in self.points)
        return replace(self, points=points if self.mirror else self.points, angle=-self.angle)

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        if not self.points:
            return self.regular(star_points(self.sides, angle=self.angle), region)
        corners = [
            (min(max(x.of(region.w), 0.0), region.w), min(max(y.of(region.h), 0.0), region.h)) for x, y in self.points
        ]
        return self.figure(corners, region.size)


@frozen(kw_only=True, eq=False)
class Star(Figure):
    """A star, or with many short points a badge."""

    kind: ClassVar[str] = "star"

    points: int = key(SIDES_COUNT, "5", "how many points it has")
    inner: float = key(FRACTION, "40%", "how far from the middle it is between them, in parts of a point's distance")
    angle: float = key(ANGLE, "0", "where its first point is: 0 is up, 90 right")

    def mirrored(self) -> Star:
        return replace(self, angle=-self.angle)

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        return self.regular(star_points(self.points, self.inner, self.angle), region)
