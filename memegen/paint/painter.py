"""From a scene to pixels. Nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.paint.affine import IDENTITY, Affine
from memegen.paint.canvas import Canvas
from memegen.paint.fill import paint_fill
from memegen.paint.group import paint_group
from memegen.paint.mask import Window
from memegen.paint.picture import paint_picture
from memegen.paint.text import paint_text
from memegen.photos import Photos
from memegen.scene import Fill, Group, Item, Picture, Scene, Text

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.fonts import Library


def paint(scene: Scene, fonts: Library, photos: Photos) -> Image:
    """The pixels of a scene: "RGB" on an opaque ground, else "RGBA". Equal scenes give equal pixels.

    Raises DiagnosticError for a font or a picture file that cannot be used.
    """

    def draw(canvas: Canvas, item: Item, affine: Affine) -> None:
        match item:
            case Fill():
                paint_fill(canvas, item, affine)
            case Picture():
                paint_picture(canvas, item, affine, photos)
            case Text():
                paint_text(canvas, item, affine, fonts)
            case Group():
                paint_group(canvas, item, affine, draw)

    canvas = Canvas(Window(0, 0, scene.width, scene.height), scene.ground)
    for item in scene.items:
        draw(canvas, item, IDENTITY)
    return canvas.finished()
