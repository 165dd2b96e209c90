"""Motifs: the brand's shape as a decoration."""

from __future__ import annotations

from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.layout.layers.surface import Surface
from memegen.model.brand import Brand
from memegen.model.keys import key
from memegen.model.kinds import COLOR, choice
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.motif import MOTIFS, motif_outline

# The word for the motif of the brand.
BRAND = "brand"


@frozen(kw_only=True, eq=False)
class Motif(Surface):
    """The brand's motif, or another shape, as a decoration; it may bleed off."""

    kind: ClassVar[str] = "motif"
    primary: ClassVar[str] = "motif"

    motif: str = key(
        choice(BRAND, *MOTIFS),
        BRAND,
        "the shape: the brand's, or another; with width and height it is stretched to both",
    )
    fill: Color = key(COLOR, "accent", "its colour")

    @property
    def bleeds(self) -> bool:
        return True

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        motif = named_motif(self.motif, context.brand)
        box = Box(0, 0, region.w, region.h)
        if (ratio := MOTIFS[motif]) and not (self.width and self.height):
            box = Box(0, 0, min(region.w, region.h * ratio), min(region.h, region.w / ratio))
        return Frame(box.size, (self.fill_of(motif_outline(motif, box), self.fill, box.size),))


def named_motif(word: str, brand: Brand) -> str:
    """Return the motif that a word means with a brand."""
    return brand.direction.motif if word == BRAND else word
