"""Glyphs that bring their own colours, as emoji do (the table COLR, versions 0 and 1), to pixels."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from memegen.color import Color
from memegen.geometry import Box
from memegen.paint.mask import Mask, Window
from memegen.paint.raster import Piece
from memegen.paint.unclipped import unclipped
from memegen.photos.cache import Cache
from memegen.scene import Glyph

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.fonts import HarfBuzzFace

# Faces whose glyphs are told apart.
FACES = 64
# Sprites begin at this part of a pixel, so that the same emoji in the next line may be the same sprite.
STEPS = 4
# Bytes of sprites that are remembered: the same emoji comes again and again in a batch.
LIMIT = 32 << 20


class Sprite(NamedTuple):
    """Colours as an "RGB" image, and how far they cover each pixel. Shared: must not be changed."""

    image: Image
    mask: Mask


@lru_cache(FACES)
def colored(face: HarfBuzzFace) -> Callable[[Glyph], bool]:
    """What tells whether a glyph of the face has colours of its own."""
    shape = face.hb_font.face
    if not (shape.has_color_paint or shape.has_color_layers):
        return lambda _: False
    own = lru_cache(None)(lambda glyph: bool(shape.glyph_has_color_paint(glyph) or shape.get_glyph_color_layers(glyph)))
    return lambda glyph: own(glyph.id)


def sprite(piece: Piece, ink: Color, window: Window) -> Sprite | None:
    """The part of a coloured glyph that is seen in *window*, if any; *ink* is for what takes the text's colour."""
    x, y = (round(place * STEPS) / STEPS for place in (piece.affine.dx, piece.affine.dy))
    seen = window.met(piece.box.moved(x - piece.affine.dx, y - piece.affine.dy))
    if not seen:
        return None
    # From the whole pixel at the origin on, a sprite is the same wherever it lies.
    left, top = floor(x), floor(y)
    about = piece._replace(affine=piece.affine._replace(dx=x - left, dy=y - top), box=Box(0, 0, 0, 0))
    part = Window(seen.x - left, seen.y - top, seen.w, seen.h)
    found = _SPRITES.get((about, ink.rgb, part), lambda: _painted(about, ink, part))
    return Sprite(found.image, Mask(seen, found.mask.image))


def _painted(piece: Piece, ink: Color, window: Window) -> Sprite:
    import uharfbuzz as hb
    from PIL import Image as Images

    raster = hb.RasterPaint()
    raster.transform = piece.affine
    raster.extents = hb.RasterExtents(*window, 0)
    raster.foreground = hb.Color(*ink.rgb, 255)
    raster.paint_glyph(piece.font if piece.affine.upright else unclipped(piece.font), piece.glyph)
    image = raster.render()
    # The rows come out in order, as those of masks do; the colours come multiplied by their opacity.
    colors = Images.frombuffer("RGBA", window.size, image.buffer, "raw", "BGRa", image.extents.stride, 1)
    return Sprite(colors.convert("RGB"), Mask(window, colors.getchannel("A")))


def _weigh(found: Sprite) -> int:
    # Pillow keeps four bytes a pixel for colours, and one for the coverage.
    return 5 * found.image.width * found.image.height


_SPRITES: Cache[Sprite] = Cache(LIMIT, _weigh)
