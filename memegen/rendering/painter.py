"""From a scene to pixels. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from memegen.core.profiling import CONTRAST
from memegen.images import Photos
from memegen.images.shared import BackdropUse
from memegen.rendering.canvas import Canvas, Mask
from memegen.rendering.contrast import measured
from memegen.rendering.fill import paint_fill
from memegen.rendering.picture import paint_picture
from memegen.rendering.shadow import cast, extent, spread
from memegen.rendering.text import paint_text
from memegen.scene.affine import IDENTITY, Affine, rotation
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Picture, Shadow, Text
from memegen.scene.scene import Scene
from memegen.scene.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from memegen.text.fonts import Library

EMPTY = Color(0, 0, 0, 0)


def paint_group(canvas: Canvas, group: Group, affine: Affine, paint: Callable[[Canvas, Item, Affine], None]) -> None:
    """Paint the items with *paint*; turned items are drawn turned, not drawn and then turned, so they stay sharp."""
    placed = affine.after(rotation(group.rotate, group.center)) if group.rotate else affine
    if group.opacity >= 1 and group.shadow is None:
        for item in group.items:
            paint(canvas, item, placed)
    elif group.opacity > 0:
        _layered(canvas, group, placed, paint)


def _layered(canvas: Canvas, group: Group, placed: Affine, paint: Callable[[Canvas, Item, Affine], None]) -> None:
    shadow = group.shadow
    # What is out of sight may still cast a shadow into it.
    reach = spread(shadow.blur) + abs(shadow.dx) + abs(shadow.dy) if shadow else 0
    window = canvas.window.expanded(reach).intersection(extent(group.items, placed))
    if not window:
        return
    layer = Canvas.blank(window, EMPTY)
    for item in group.items:
        paint(layer, item, placed)
    if shadow is None:
        canvas.merge(layer, group.opacity)
    elif group.opacity >= 1:
        _over_shadow(canvas, layer, shadow)
    else:
        # The shadow is part of the group: it must not show through it.
        both = Canvas.blank(canvas.window.intersection(Box(*window.expanded(reach))), EMPTY)
        _over_shadow(both, layer, shadow)
        canvas.merge(both, group.opacity)


def _over_shadow(canvas: Canvas, layer: Canvas, shadow: Shadow) -> None:
    """Lay on the layer, and under it the shadow of all that is on it, which does not turn with the group."""
    moved = layer.window._replace(x=layer.window.x + round(shadow.dx), y=layer.window.y + round(shadow.dy))
    shape = Mask(moved, layer.image.getchannel("a"))
    cast(canvas, lambda window: shape if window else None, shadow.color, shadow.blur)
    canvas.merge(layer, 1)


class Painting(NamedTuple):
    """A scene painted: "RGB" on an opaque ground, else "RGBA"; and what of the ground that many cards share is seen.

    ``image`` may be shared, and must not be changed. ``contrasts`` is what :func:`measured` says of each text that
    belongs to a layer, if it was asked for.
    """

    image: Image
    under: BackdropUse
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

    # What lies under all text is often the same on a whole batch of cards.
    sources = [item.source for item in under if isinstance(item, Picture)]
    ground = photos.backdrop((window, scene.ground, under), sources, bare)
    canvas = Canvas(window, ground.image)
    contrasts: list[float | None] = []
    painter = Painter(canvas, fonts, photos, contrasts if measuring else None)
    painter.draw_all(scene.items[len(under) :])
    return Painting(canvas.finished(), BackdropUse(ground, tuple(canvas.covered)), tuple(contrasts))


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
