"""The scrim: a shade between photo and text, whose side and strength may be left to the text over it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.backgrounds import Background, eased_stops
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.model.keys import key
from memegen.model.kinds import AUTO_FRACTION, COLOR, FRACTION, LENGTH, RADIUS, choice
from memegen.model.values import AUTO, Auto
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length
from memegen.scene.items import Fill, Linear, Paint, Stop
from memegen.scene.path import rectangle

# Condition of the keys of a scrim that fades.
FROM_EDGE = "scrim=bottom,top,left,right"
# Default strength, as an opacity.
DEFAULT_STRENGTH = 0.9


@frozen(kw_only=True, eq=False)
class Scrim(Background):
    """The shade between photo and text: from an edge, flat, or a panel."""

    kind: ClassVar[str] = "scrim"
    primary: ClassVar[str] = "side"

    side: str = key(
        choice("auto", "bottom", "top", "left", "right", "flat", "panel"),
        "bottom",
        "the edge it comes from; `auto` is the one nearest to the text, as far as the text reaches",
        "scrim",
    )
    color: Color = key(COLOR, "ink", "its colour", "colour")
    strength: float | Auto | None = key(
        AUTO_FRACTION,
        "",
        "its opacity where it is strongest; `auto`: no more than the text needs",
        unset="90%, with `scrim: auto` `auto`",
    )
    solid: float = key(FRACTION, "25%", "how far from the edge it keeps that strength", needs=FROM_EDGE)
    extent: float = key(FRACTION, "80%", "how far from the edge it reaches", needs=FROM_EDGE)
    radius: Length = key(
        RADIUS,
        "2.4vmin",
        "radius of a panel's corners; `%` is of its shorter side, `brand` is the brand's `corners`",
        needs="scrim=panel",
    )
    blur: Length = key(LENGTH, "0", "blur of what is under it, as through frosted glass; `%` is of its shorter side")

    @property
    def is_adaptive(self) -> bool:
        """Whether side or strength depend on the texts over the scrim and on the items below it."""
        return self.side == "auto" or self.strength is AUTO

    def mirrored(self) -> Scrim:
        return replace(self, side={"left": "right", "right": "left"}.get(self.side, self.side))

    def paint(self, region: Region) -> Paint:
        strength = DEFAULT_STRENGTH if self.strength is None or self.strength is AUTO else self.strength
        full, none = self.color.multiply_alpha(strength), self.color.multiply_alpha(0)
        stops = (Stop(0, full), *(Stop(self._stop_at(s.at), s.color) for s in eased_stops((full, none))))
        w, h = region.w, region.h
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

    def relative_strength(self, at: float) -> float:
        """Return the opacity at a position as a fraction of the strength.

        Args:
            at: Position along the gradient's axis: 0 is the left or top edge of the region, 1 the opposite edge.
        """
        if self.side in ("flat", "panel"):
            return 1.0
        distance = 1 - at if self.side in ("bottom", "right") else at
        if distance <= self.solid:
            return 1.0
        t = min(1.0, (distance - self.solid) / max(1e-6, self.extent - self.solid))
        return 1 - t * t * (3 - 2 * t)

    def _stop_at(self, at: float) -> float:
        return min(1.0, self.solid + (self.extent - self.solid) * at)

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        radius = self.radius.of(region.short) if self.side == "panel" else 0
        outline = rectangle(Box(0, 0, region.w, region.h), radius)
        return Frame(region.size, (Fill(outline, self.paint(region), self.blur.of(region.short)),))
