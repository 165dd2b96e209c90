"""Glyphs that bring their own colours, as emoji do (the table COLR, versions 0 and 1), to pixels."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple

from memegen.core.memory_cache import MemoryCache
from memegen.rendering.canvas import Mask
from memegen.rendering.rasterize import Piece
from memegen.scene.affine import IDENTITY, Affine
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Glyph
from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.text.fonts import HarfBuzzFace

# Fonts kept with the tables that they are read from.
FONTS = 8
# Where the table COLR, from version 1 on, says where its list of clip boxes is: 0 for nowhere.
CLIPS = slice(22, 26)


@lru_cache(FONTS)
def unclipped(font: Any) -> Any:
    """The HarfBuzz font over again, its coloured glyphs without clip boxes."""
    import uharfbuzz as hb

    face = font.face
    # HarfBuzz reads the bytes where they are, so they must live as long as the font.
    tables: dict[str, bytes] = {}

    def table(_: Any, tag: str, __: Any) -> bytes:
        if tag not in tables:
            data = face.reference_table(tag).data
            tables[tag] = _without_clips(data) if tag == "COLR" else data
        return tables[tag]

    again = hb.Font(hb.Face.create_for_tables(table, None))
    if places := font.get_var_coords_normalized():
        again.set_var_coords_normalized(places)
    return again


def _without_clips(table: bytes) -> bytes:
    if int.from_bytes(table[:2]) < 1:
        return table
    changed = bytearray(table)
    changed[CLIPS] = bytes(4)
    return bytes(changed)


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
    seen = window.intersection(piece.box.translated(x - piece.affine.dx, y - piece.affine.dy))
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


_SPRITES: MemoryCache[Sprite] = MemoryCache(LIMIT, _weigh)


REMEMBERED = 512


def letter(face: HarfBuzzFace, glyph: int) -> Any:
    """The outline, as a Skia path in units of the face."""
    from pathops import Path

    path = Path()
    face.hb_font.draw_glyph_with_pen(glyph, path.getPen())
    return path


def silhouette(face: HarfBuzzFace, glyph: int) -> Any:
    """The outline around all layers of a coloured glyph, as a Skia path in units of the face."""
    from pathops import Path

    return Path(_silhouette(face, glyph))


@lru_cache(REMEMBERED)
def _silhouette(face: HarfBuzzFace, glyph: int) -> Any:
    from pathops import Path, PathOpsError

    whole = Path()
    try:
        # One by one first: that is faster, and succeeds where Skia fails on all of them at once.
        for layer in _layers(face, glyph):
            layer.simplify(fix_winding=True)
            whole.addPath(layer)
        whole.simplify(fix_winding=True)
    except PathOpsError:
        return Path()
    return whole


def _layers(face: HarfBuzzFace, glyph: int) -> list[Any]:
    """The shapes that the glyph's colours are laid on through."""
    import uharfbuzz as hb

    layers: list[Any] = []
    places = [IDENTITY]
    funcs = hb.PaintFuncs()
    funcs.set_push_transform_func(lambda *parts: places.append(places[-1].after(Affine(*parts[:6]))))
    funcs.set_pop_transform_func(lambda _: places.pop())
    funcs.set_push_clip_glyph_func(lambda shape, _: layers.append(letter(face, shape).transform(*places[-1])))
    face.hb_font.paint_glyph(glyph, funcs, None)
    return layers
