"""Backdrop samples for layout: items painted at full size, then reduced to a grid of colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.scene.backdrop import Backdrop
from memegen.scene.items import Item
from memegen.scene.scene import Scene, backdrop_pictures

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.images import Photos
    from memegen.scene.color import Color
    from memegen.scene.geometry import Size
    from memegen.text.fonts import Library

# Cells along the short side: on a canvas 1080 px wide a cell is as wide as a stem of large letters.
CELLS = 72


class RenderedBackdropSampler:
    """Samples a backdrop by painting it.

    Implements :class:`memegen.layout.layers.base.BackdropSampler`. A backdrop without text is painted once for all
    cards of a batch: see :meth:`memegen.images.Photos.backdrop`.
    """

    def __init__(self, fonts: Library, photos: Photos) -> None:
        self.fonts, self.photos = fonts, photos

    def sample(self, items: tuple[Item, ...], canvas: Size, ground: Color) -> Backdrop:
        """Return the mean colours of *items* on the colour *ground*; the canvas is in pixels.

        Raises:
            DiagnosticError: a font or a picture file cannot be used.
        """
        cell = max(1, round(canvas.short / CELLS))

        def reduced() -> Image:
            # Imported here, for few cards sample a backdrop before they are painted.
            from memegen.rendering.painter import paint

            scene = Scene(round(canvas.w), round(canvas.h), ground, items)
            return paint(scene, self.fonts, self.photos).image.convert("RGB").reduce(cell)

        # Glyphs depend on the fonts, which differ from brand to brand, so a backdrop with text is not shared.
        found = [backdrop_pictures(item) for item in items]
        shared = None not in found
        sources = [picture.source for pictures in found for picture in pictures or ()]
        key = (canvas, cell, ground, items)
        image = self.photos.backdrop(key, sources, reduced).image if shared else reduced()
        return Backdrop(image.width, image.height, cell, image.tobytes())
