"""What a part of a card looks like from afar; implements :class:`memegen.layers.base.Sight`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.color import Color
from memegen.geometry import Size
from memegen.glimpse import Glimpse
from memegen.photos import Photos
from memegen.scene import Fill, Item, Picture, Scene

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.fonts import Library

# So many cells along the short side: on a canvas 1080 px wide a cell is as wide as a stem of large letters.
CELLS = 72


class PaintedSight:
    """Sees by painting. What many cards of a batch have behind their texts is painted once: see ``Photos.ground``."""

    def __init__(self, fonts: Library, photos: Photos) -> None:
        self.fonts, self.photos = fonts, photos

    def glimpse(self, items: tuple[Item, ...], canvas: Size, ground: Color) -> Glimpse:
        cell = max(1, round(canvas.short / CELLS))

        def small() -> Image:
            from memegen.paint.painter import paint

            scene = Scene(round(canvas.w), round(canvas.h), ground, items)
            return paint(scene, self.fonts, self.photos).image.convert("RGB").reduce(cell)

        # Letters depend on the fonts, which differ from brand to brand.
        shared = all(isinstance(item, Fill | Picture) for item in items)
        sources = [item.source for item in items if isinstance(item, Picture)]
        seen = self.photos.ground((canvas, cell, ground, items), sources, small).image if shared else small()
        return Glimpse(seen.width, seen.height, cell, seen.tobytes())
