"""Rays: a sunburst from a point."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.model.figures import COUNT
from memegen.model.keys import key
from memegen.model.kinds import ANGLE, COLORS, POINT
from memegen.scene.color import Color
from memegen.scene.figures import sector
from memegen.scene.geometry import Box
from memegen.scene.items import Fill
from memegen.scene.path import rectangle

# Maximum turn of one piece of a ray, in degrees: wide rays are drawn in several.
MAX_TURN = 90


@frozen(kw_only=True, eq=False)
class Rays(Layer):
    """Rays from a point to the edges of their room, in one colour with gaps, or in several by turns."""

    kind: ClassVar[str] = "rays"
    primary: ClassVar[str] = "colours"
    vanishes: ClassVar[bool] = True
    stretches: ClassVar[bool] = True

    colours: tuple[Color, ...] = key(COLORS, None, "its colour, or two or more by turns, which leave no gaps")
    count: int = key(COUNT, "12", "how many rays of each colour there are")
    center: tuple[float, float] = key(POINT, "center", "where they come from")
    angle: float = key(ANGLE, "0", "where the middle of the first one points: 0 is up, 90 right")

    def max_content(self, direction: str) -> float:
        return inf if (self.height if direction == "column" else self.width) is None else 0.0

    def mirrored(self) -> Rays:
        return replace(self, center=(1 - self.center[0], self.center[1]), angle=-self.angle)

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        box = self.filled_box(context, region)
        center = (self.center[0] * region.w, self.center[1] * region.h)
        gaps = len(self.colours) == 1
        step = 360 / self.count / (2 if gaps else len(self.colours))
        fills: list[Fill] = []
        for i, color in enumerate(self.colours):
            if i == 0 and not gaps and color.a >= 1:
                # The first colour is below the others, so that what is behind shows through no edge between them.
                fills.append(Fill(rectangle(box), color))
                continue
            # For the same reason each but the last goes on under half of the next ray.
            under = step / 2 if 0 < i < len(self.colours) - 1 and self.colours[i + 1].a >= 1 else 0
            first = self.angle + (i - 0.5) * step
            starts = [first + turn * 360 / self.count for turn in range(self.count)]
            outline = tuple(contour for start in starts for contour in _ray(box, center, start, start + step + under))
            fills.append(Fill(outline, color))
        return Frame(region.size, tuple(fills))


def _ray(
    box: Box, center: tuple[float, float], start: float, end: float
) -> list[tuple[tuple[float, float, bool], ...]]:
    """Return a ray in pieces that are each narrow enough."""
    pieces = int((end - start) / MAX_TURN) + 1
    step = (end - start) / pieces
    return [sector(box, center, start + i * step, start + (i + 1) * step) for i in range(pieces)]
