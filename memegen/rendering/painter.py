"""From a scene to pixels. No decision is made here: layout is finished."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from memegen.core.profiling import CONTRAST
from memegen.images import Photos
from memegen.images.shared import BackdropUse, SharedBackdrop
from memegen.rendering.canvas import Canvas
from memegen.rendering.contrast import measure_contrast
from memegen.rendering.fill import paint_fill
from memegen.rendering.group import paint_group
from memegen.rendering.measuring import Scope, scope_of
from memegen.rendering.picture import paint_picture
from memegen.rendering.text import paint_text
from memegen.scene.affine import IDENTITY, Affine
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Font, Group, Item, Picture, Text
from memegen.scene.letter_boxes import letter_boxes
from memegen.scene.scene import Scene, backdrop_pictures, texts
from memegen.scene.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from memegen.text.fonts import Library


class Painting(NamedTuple):
    """A painted scene.

    Attributes:
        image: The pixels, "RGB" if the background is opaque, else "RGBA"; they may be shared and must not be changed.
        backdrop: The pixels below the first text, which many cards share, and which rows are painted over.
        contrasts: The contrast ratio of each text of a layer, or None where it cannot be measured; empty if it was
            not to be measured.
    """

    image: Image
    backdrop: BackdropUse
    contrasts: tuple[float | None, ...]


def paint(scene: Scene, fonts: Library, photos: Photos, *, measuring: bool = False) -> Painting:
    """Paint a scene. Equal scenes give equal pixels.

    Args:
        scene: The scene.
        fonts: The fonts of its texts.
        photos: Decodes its pictures, and caches backdrops.
        measuring: Whether to measure the contrast of each text with what is behind it.

    Raises:
        DiagnosticError: a font or a picture file cannot be used.
    """
    contrasts: list[float | None] = []
    canvas, backdrop = _paint(scene, fonts, photos, contrasts if measuring else None)
    return Painting(canvas.to_image(), BackdropUse(backdrop, tuple(canvas.covered)), tuple(contrasts))


def measure(scene: Scene, fonts: Library, photos: Photos) -> tuple[float | None, ...]:
    """Return the contrast ratio of each text of a layer as :func:`paint` measures it, painting only what it must.

    None stands for a text that cannot be measured, and for one whose contrast cannot be too low.

    Raises:
        DiagnosticError: a font or a picture file cannot be used.
    """
    scope = scope_of(scene.items, partial(_ink, fonts))
    contrasts: list[float | None] = []
    if scope.measured:
        _paint(scene, fonts, photos, contrasts, scope)
        return tuple(contrasts)
    return (None,) * sum(bool(text.layer) for text in scene.texts())


def _paint(
    scene: Scene, fonts: Library, photos: Photos, contrasts: list[float | None] | None, scope: Scope | None = None
) -> tuple[Canvas, SharedBackdrop]:
    """Paint a scene, or what is in *scope*; return the canvas and what is shared of it."""
    window = Window(0, 0, scene.width, scene.height)
    below = tuple(takewhile(lambda item: backdrop_pictures(item) is not None, scene.items))
    backdrop_items = tuple(item for item in below if scope is None or scope.has(item))

    def paint_backdrop() -> Image:
        painter = Painter(Canvas.blank(window, scene.ground), fonts, photos)
        painter.paint_items(backdrop_items)
        return painter.canvas.image

    # The items below the first text are often the same on all cards of a batch.
    sources = [picture.source for item in backdrop_items for picture in backdrop_pictures(item) or ()]
    backdrop = photos.backdrop((window, scene.ground, backdrop_items), sources, paint_backdrop)
    canvas = Canvas(window, backdrop.image)
    painter = Painter(canvas, fonts, photos, contrasts, scope)
    painter.paint_items(scene.items[len(below) :])
    return canvas, backdrop


def _ink(fonts: Library, font: Font, glyph: int) -> Box:
    """Return the bounds of a glyph's ink, in em."""
    return fonts.face(font).ink(glyph)


class Painter:
    """Paints items on a canvas, and on layers of it.

    A recursive closure would do, but it is a reference cycle, and would keep its pixels until the next garbage
    collection.
    """

    def __init__(
        self,
        canvas: Canvas,
        fonts: Library,
        photos: Photos,
        contrasts: list[float | None] | None = None,
        scope: Scope | None = None,
    ) -> None:
        """Make a painter.

        Args:
            canvas: The canvas.
            fonts: The fonts of the texts.
            photos: Decodes the pictures.
            contrasts: The list to which the contrast of each text is appended; None to measure none.
            scope: What is painted and measured; None for all.
        """
        self.canvas = canvas
        self.fonts = fonts
        self.photos = photos
        self.contrasts = contrasts
        self.scope = scope

    def paint_items(self, items: Sequence[Item]) -> None:
        """Paint items on the whole canvas."""
        for item in items:
            self._paint_item(self.canvas, item, IDENTITY)

    def _paint_item(
        self,
        canvas: Canvas,
        item: Item,
        affine: Affine,
        opacity: float = 1,
        below: Canvas | None = None,
        blend: str = "normal",
    ) -> None:
        """Paint an item.

        Args:
            canvas: The whole canvas, a layer of it, or what is inside a clip.
            item: The item.
            affine: The map from the item's coordinates to the canvas.
            opacity: The opacity at which the layer will be composited, 0-1.
            below: The innermost opaque canvas around a layer, on which it will be composited; by default the whole one.
            blend: The mode in which the layer will be composited.
        """
        below = canvas if below is None or canvas.is_opaque else below
        painted = self.scope is None or id(item) in self.scope.painted
        match item:
            case Fill() if painted:
                paint_fill(canvas, item, affine)
            case Picture() if painted:
                paint_picture(canvas, item, affine, self.photos)
            case Text():
                if self.contrasts is not None and item.layer:
                    canvases = [canvas] if canvas is below else [below, canvas]
                    with CONTRAST:
                        self.contrasts.append(self._contrast(canvases, item, affine, opacity, blend))
                if painted:
                    paint_text(canvas, item, affine, self.fonts, self.photos)
            case Group():
                inner = item.blend if item.blend != "normal" else blend
                self._paint_group(canvas, item, affine, opacity * item.opacity, below, inner)

    def _contrast(self, canvases: list[Canvas], text: Text, affine: Affine, opacity: float, blend: str) -> float | None:
        """Return the contrast of a text, of its words in a colour and of those that a picture fills."""
        if self.scope and id(text) not in self.scope.measured:
            return None
        boxes = self.scope.measured[id(text)] if self.scope else ()
        boxes = boxes or tuple(letter_boxes(text, by_glyph=not affine.upright, ink=partial(_ink, self.fonts)))
        ratio = measure_contrast(canvases, text, affine, boxes, opacity, blend)
        if text.picture is None:
            return ratio
        from memegen.rendering.letter_picture import measure_picture_contrast

        plain = opacity >= 1 and blend == "normal"
        filled = measure_picture_contrast(canvases, text, text.picture, affine, self.photos) if plain else None
        return min((each for each in (ratio, filled) if each is not None), default=None)

    def _paint_group(
        self, canvas: Canvas, group: Group, affine: Affine, opacity: float, below: Canvas, blend: str
    ) -> None:
        """Paint a group; texts in it of which nothing is painted have no contrast."""
        measured = 0 if self.contrasts is None else len(self.contrasts)
        if self.scope is None or self.scope.has(group):
            paint_group(canvas, group, affine, partial(self._paint_item, opacity=opacity, below=below, blend=blend))
        if self.contrasts is not None:
            layers = sum(bool(text.layer) for text in texts(group.items))
            self.contrasts += [None] * (layers - (len(self.contrasts) - measured))
