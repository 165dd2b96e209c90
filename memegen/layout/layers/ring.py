"""Rings, and parts of them: progress, dials, slices of a pie."""

from __future__ import annotations

from math import degrees, inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.layout.layers.surface import Surface
from memegen.model.figures import TURN
from memegen.model.keys import key
from memegen.model.kinds import ANGLE, EXTENT, FILL, OPTIONAL_COLOR, choice
from memegen.scene.color import Color
from memegen.scene.figures import ring
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.items import Fill


@frozen(kw_only=True, eq=False)
class Ring(Surface):
    """A ring, or a part of one, clockwise in every language."""

    kind: ClassVar[str] = "ring"
    primary: ClassVar[str] = "fill"
    vanishes: ClassVar[bool] = True

    fill: Color | None = key(FILL, None, "its colour; `none` for a line or a shadow alone")
    thickness: Length = key(EXTENT, "12%", "how thick it is; `%` is of its width, and 50% leaves no hole")
    sweep: float = key(TURN, "100%", "how much of it is drawn: `65%` or `234deg`")
    start: float = key(ANGLE, "0", "where the part begins: 0 is at the top, 90 at the right", "from")
    ends: str = key(choice("flat", "round"), "flat", "how the part begins and ends")
    track: Color | None = key(OPTIONAL_COLOR, "none", "the colour of the rest of the ring")

    def max_content(self, direction: str) -> float:
        return inf if self.width is None and self.height is None else 0.0

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        side = region.short
        size, box = Size(side, side), Box(0, 0, side, side)
        thickness = min(self.thickness.of(side), side / 2)
        if thickness <= 0:
            return Frame(size)
        part = ring(box, thickness, self.start, self.sweep, rounded=self.ends == "round")
        items = (self.fill_of(part, self.fill, size),) if part else ()
        rest = self._rest(box, thickness)
        return Frame(size, (*((rest,) if rest else ()), *items))

    def _rest(self, box: Box, thickness: float) -> Fill | None:
        """Return what the part leaves of the ring, a little of it under the ends of the part where that covers it."""
        if not self.track or self.sweep >= 1:
            return None
        overlap = 0.0
        if self.fill and self.fill.a >= 1 and self.sweep > 0:
            # Round ends are as far beyond the part as they are thick.
            overlap = min(degrees(2 / (box.w - thickness)) / 360, self.sweep / 2)
        turns = 1 - self.sweep + 2 * overlap
        return Fill(ring(box, thickness, self.start + 360 * (self.sweep - overlap), turns), self.track)
