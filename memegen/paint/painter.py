"""From a scene to pixels. Nothing is decided here."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from memegen.ground import Under
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
    from collections.abc import Sequence

    from PIL.Image import Image

    from memegen.fonts import Library


class Painting(NamedTuple):
    """A scene painted: "RGB" on an opaque ground, else "RGBA"; and what of the ground that many cards share is seen.

    ``image`` may be shared, and must not be changed. ``under`` is None where few cards are made. ``contrasts`` is what
    :func:`measured` says of each text that belongs to a layer, if it was asked for.
    """

    image: Image
    under: Under | None
    contrasts: tuple[float | None, ...]


def paint(scene: Scene, fonts: Library, photos: Photos, *, measuring: bool = False) -> Painting:
    """Paint a scene. Equal scenes give equal pixels.

    Raises DiagnosticError for a font or a picture file that cannot be used.
    """
    window = Window(0, 0, scene.width, scene.height)
    under = tuple(takewhile(lambda item: isinstance(item, Fill | Picture), scene.items))

    def bare() -> Image:
        painter = Painter(Canvas.blank(window, scene.ground), fonts, photos)
        painter.draw_all(under)
        return painter.whole.image

    ground = None
    if not photos.few:
        # What lies under all text is often the same on a whole batch of cards.
        sources = [item.source for item in under if isinstance(item, Picture)]
        ground = photos.ground((window, scene.ground, under), sources, bare)
    canvas = Canvas(window, ground.image) if ground else Canvas.blank(window, scene.ground)
    contrasts: list[float | None] = []
    painter = Painter(canvas, fonts, photos, contrasts if measuring else None)
    painter.draw_all(scene.items[len(under) :] if ground else scene.items)
    seen = Under(ground, tuple(canvas.covered)) if ground else None
    return Painting(canvas.finished(), seen, tuple(contrasts))


class Painter:
    """Paints items on the *whole* canvas, and on layers of it.

    A function that calls itself would do; but it would keep its pixels until somebody looks for such rings.
    """

    def __init__(
        self, whole: Canvas, fonts: Library, photos: Photos, contrasts: list[float | None] | None = None
    ) -> None:
        self.whole = whole
        self.fonts = fonts
        self.photos = photos
        self.contrasts = contrasts

    def draw_all(self, items: Sequence[Item]) -> None:
        """Paint them on the whole canvas."""
        for item in items:
            self.draw(self.whole, item, IDENTITY)

    def draw(self, canvas: Canvas, item: Item, affine: Affine, opacity: float = 1) -> None:
        """Paint one on a canvas, which is to be laid on the whole at that opacity."""
        match item:
            case Fill():
                paint_fill(canvas, item, affine)
            case Picture():
                paint_picture(canvas, item, affine, self.photos)
            case Text():
                if self.contrasts is not None and item.layer:
                    grounds = [canvas] if canvas is self.whole else [self.whole, canvas]
                    with CONTRAST:
                        self.contrasts.append(measured(grounds, item, affine, opacity))
                paint_text(canvas, item, affine, self.fonts)
            case Group():
                paint_group(canvas, item, affine, partial(self.draw, opacity=opacity * item.opacity))
