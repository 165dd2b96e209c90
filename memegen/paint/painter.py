"""From a scene to pixels. Nothing is decided here."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from memegen.paint.affine import IDENTITY, Affine
from memegen.paint.canvas import Canvas
from memegen.paint.contrast import measured
from memegen.paint.fill import paint_fill
from memegen.paint.group import paint_group
from memegen.paint.mask import Window
from memegen.paint.picture import paint_picture
from memegen.paint.text import paint_text
from memegen.photos import Photos
from memegen.scene import Fill, Group, Item, Picture, Scene, Text
from memegen.stopwatch import CONTRAST

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.fonts import Library


def paint(scene: Scene, fonts: Library, photos: Photos, contrasts: list[float | None] | None = None) -> Image:
    """The pixels of a scene: "RGB" on an opaque ground, else "RGBA". Equal scenes give equal pixels.

    To *contrasts* is added, for each text that belongs to a layer, what :func:`measured` says of it. Raises
    DiagnosticError for a font or a picture file that cannot be used.
    """

    def draw(canvas: Canvas, item: Item, affine: Affine, opacity: float = 1) -> None:
        match item:
            case Fill():
                paint_fill(canvas, item, affine)
            case Picture():
                paint_picture(canvas, item, affine, photos)
            case Text():
                if contrasts is not None and item.layer:
                    grounds = [whole] if canvas is whole else [whole, canvas]
                    with CONTRAST:
                        contrasts.append(measured(grounds, item, affine, opacity))
                paint_text(canvas, item, affine, fonts)
            case Group():
                paint_group(canvas, item, affine, partial(draw, opacity=opacity * item.opacity))

    window = Window(0, 0, scene.width, scene.height)
    under = tuple(takewhile(lambda item: isinstance(item, Fill | Picture), scene.items))

    def ground() -> Image:
        canvas = Canvas.blank(window, scene.ground)
        for item in under:
            draw(canvas, item, IDENTITY)
        return canvas.image

    # What lies under all text is often the same on a whole batch of cards.
    sources = [item.source for item in under if isinstance(item, Picture)]
    whole = Canvas(window, photos.ground((window, scene.ground, under), sources, ground).copy())
    for item in scene.items[len(under) :]:
        draw(whole, item, IDENTITY)
    return whole.finished()
