"""Colour glyphs, e.g. emoji, to pixels: the OpenType table COLR, versions 0 and 1."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple

from memegen.core.memory_cache import MemoryCache
from memegen.rendering.mask import Mask
from memegen.rendering.rasterize import PlacedGlyph
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Glyph
from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.text.fonts import HarfBuzzFace

# Maximum number of fonts without clip boxes in the cache; each holds the tables that it has read.
CACHED_FONTS = 8
# Maximum number of faces whose colour glyphs are cached.
CACHED_FACES = 64
# Maximum memory of the cached glyph images, in bytes; a batch paints the same emoji again and again.
CACHE_BYTES = 32 << 20
# Memory of a cached pixel, in bytes: four for the colour as Pillow keeps it, one for the coverage.
BYTES_PER_PIXEL = 5
# Subpixel positions per pixel: the same emoji on the next line may then be the same image.
SUBPIXEL_STEPS = 4
# Offset of the clip list in a COLR table of version 1 and later; 0 means that there is none.
CLIP_LIST_OFFSET = slice(22, 26)


class ColorGlyphImage(NamedTuple):
    """The pixels of a colour glyph, which are shared and must not be changed.

    Attributes:
        image: The colours, an "RGB" image.
        mask: The coverage of each pixel.
    """

    image: Image
    mask: Mask


@lru_cache(CACHED_FACES)
def color_glyph_test(face: HarfBuzzFace) -> Callable[[Glyph], bool]:
    """Return a predicate that is true for the glyphs of *face* that have colours of their own."""
    hb_face = face.hb_font.face
    if not (hb_face.has_color_paint or hb_face.has_color_layers):
        return lambda _: False
    has_color = lru_cache(None)(
        lambda glyph: bool(hb_face.glyph_has_color_paint(glyph) or hb_face.get_glyph_color_layers(glyph))
    )
    return lambda glyph: has_color(glyph.id)


def rasterize_color_glyph(glyph: PlacedGlyph, foreground: Color, window: Window) -> ColorGlyphImage | None:
    """Return the visible part of a colour glyph.

    Args:
        glyph: A glyph with colours of its own.
        foreground: The colour of the layers that take the colour of the text.
        window: The pixels of the canvas that are painted.

    Returns:
        The pixels of the glyph in the window; None if there are none.
    """
    x, y = (round(offset * SUBPIXEL_STEPS) / SUBPIXEL_STEPS for offset in (glyph.affine.dx, glyph.affine.dy))
    visible = window.intersection(glyph.box.translated(x - glyph.affine.dx, y - glyph.affine.dy))
    if not visible:
        return None
    # Relative to the whole pixel at its origin, the image is the same wherever the glyph is.
    left, top = floor(x), floor(y)
    relative = glyph._replace(affine=glyph.affine._replace(dx=x - left, dy=y - top), box=Box(0, 0, 0, 0))
    part = Window(visible.x - left, visible.y - top, visible.w, visible.h)
    cached = _images.get((relative, foreground.rgb, part), lambda: _paint_glyph(relative, foreground, part))
    return ColorGlyphImage(cached.image, Mask(visible, cached.mask.image))


def _paint_glyph(glyph: PlacedGlyph, foreground: Color, window: Window) -> ColorGlyphImage:
    """Return the pixels of a colour glyph in *window*, painted by HarfBuzz."""
    import uharfbuzz as hb
    from PIL import Image as Images

    raster = hb.RasterPaint()
    raster.transform = glyph.affine
    raster.extents = hb.RasterExtents(*window, 0)
    raster.foreground = hb.Color(*foreground.rgb, 255)
    # HarfBuzz does not rotate clip boxes.
    raster.paint_glyph(glyph.font if glyph.affine.upright else without_clip_boxes(glyph.font), glyph.glyph)
    image = raster.render()
    # The rows are in order, as in masks; the alpha is premultiplied.
    pixels = Images.frombuffer("RGBA", window.size, image.buffer, "raw", "BGRa", image.extents.stride, 1)
    return ColorGlyphImage(pixels.convert("RGB"), Mask(window, pixels.getchannel("A")))


@lru_cache(CACHED_FONTS)
def without_clip_boxes(font: Any) -> Any:
    """Return a copy of a HarfBuzz font whose colour glyphs have no clip boxes."""
    import uharfbuzz as hb

    face = font.face
    # HarfBuzz reads the bytes in place, so they must exist as long as the font.
    tables: dict[str, bytes] = {}

    def table(_: Any, tag: str, __: Any) -> bytes:
        if tag not in tables:
            data = face.reference_table(tag).data
            tables[tag] = _without_clip_list(data) if tag == "COLR" else data
        return tables[tag]

    copy = hb.Font(hb.Face.create_for_tables(table, None))
    if coordinates := font.get_var_coords_normalized():
        copy.set_var_coords_normalized(coordinates)
    return copy


def _without_clip_list(table: bytes) -> bytes:
    """Return a COLR table with the offset of its clip list set to none."""
    if int.from_bytes(table[:2]) < 1:
        return table
    changed = bytearray(table)
    changed[CLIP_LIST_OFFSET] = bytes(4)
    return bytes(changed)


def _memory(glyph: ColorGlyphImage) -> int:
    """Return the memory of a cached image, in bytes."""
    return BYTES_PER_PIXEL * glyph.image.width * glyph.image.height


_images: MemoryCache[ColorGlyphImage] = MemoryCache(CACHE_BYTES, _memory)
