"""What a part of a card looks like from afar; implements :class:`memegen.layers.base.Sight`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.color import Color
from memegen.geometry import Size
from memegen.glimpse import Glimpse
from memegen.photos import Photos
from memegen.scene import Item, Scene

if TYPE_CHECKING:
    from memegen.fonts import Library

# So many cells along the short side: on a canvas 1080 px wide a cell is as wide as a stem of large letters.
CELLS = 72


class PaintedSight:
    """Sees by painting. What many cards of a batch have behind their texts is painted once: see ``Photos.ground``."""

    def __init__(self, fonts: Library, photos: Photos) -> None:
        self.fonts, self.photos = fonts, photos

    def glimpse(self, items: tuple[Item, ...], canvas: Size, ground: Color) -> Glimpse:
        from memegen.paint.painter import paint

        cell = max(1, round(canvas.short / CELLS))
        scene = Scene(round(canvas.w), round(canvas.h), ground, items)
        small = paint(scene, self.fonts, self.photos).convert("RGB").reduce(cell)
        return Glimpse(small.width, small.height, cell, small.tobytes())
