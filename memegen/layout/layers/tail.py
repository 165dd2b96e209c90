"""Tails: what makes a speech bubble of a box."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from memegen.core.frozen import frozen
from memegen.layout.layers.frame import Region
from memegen.layout.layers.surface import Surface
from memegen.model.figures import TAIL
from memegen.model.keys import key
from memegen.model.kinds import EXTENT, SIGNED_FRACTION
from memegen.scene.bubble import Tail
from memegen.scene.geometry import Length

# "left" and "right" swapped.
MIRRORED_SIDES = {"left": "right", "right": "left"}


@frozen(kw_only=True, eq=False)
class Tailed(Surface):
    """A surface that may have a tail."""

    tail: tuple[str, float] | None = key(
        TAIL, "none", "makes it a speech bubble: the side that its tail is on, and where on that side: `bottom left`"
    )
    tail_size: Length = key(EXTENT, "6vmin", "how long the tail is; `%` is of its shorter side", needs="tail")
    tail_width: Length = key(EXTENT, "100%", "how wide the tail is where it begins; `%` is of its length", needs="tail")
    tail_lean: float = key(
        SIGNED_FRACTION,
        "0%",
        "how far the tail's tip points right or down, or with - left or up: 100% is 45 degrees",
        needs="tail",
    )

    def tail_in(self, region: Region) -> Tail | None:
        """Return the tail, px, of a surface in a region; None if it has none."""
        if self.tail is None:
            return None
        length = self.tail_size.of(region.short)
        return Tail(*self.tail, length, self.tail_width.of(length), self.tail_lean * length)

    def with_mirrored_tail(self) -> Self:
        """Return the surface with its tail on the other side, or at the other end of the same side."""
        if self.tail is None:
            return self
        side, at = self.tail
        if side in MIRRORED_SIDES:
            return replace(self, tail=(MIRRORED_SIDES[side], at))
        return replace(self, tail=(side, 1 - at), tail_lean=-self.tail_lean)
