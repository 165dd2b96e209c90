"""Glyphs and outlines to masks, with exact coverage; parts outside the canvas cost nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from memegen.rendering.mask import Mask
from memegen.rendering.outline_font import GLYPH_ID, compile_outline
from memegen.scene.affine import Affine
from memegen.scene.geometry import Box
from memegen.scene.path import Outline, bounds
from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image

# Maximum distance, in pixels, at which an edge is snapped to a whole pixel: smaller ones are rounding errors.
SNAP = 1 / 512
# Maximum overlap of adjacent glyphs, in pixels each way; glyphs that share more are rasterized separately.
MAX_OVERLAP = 1


class PlacedGlyph(NamedTuple):
    """A glyph on the canvas.

    Attributes:
        font: HarfBuzz's font.
        glyph: The glyph's number in the font.
        affine: The map from font units to pixels of the canvas.
        box: The bounds of the glyph's ink on the canvas, in pixels.
    """

    font: Any
    glyph: int
    affine: Affine
    box: Box


def rasterize(glyphs: Sequence[PlacedGlyph], window: Window) -> Mask | None:
    """Return the coverage of all *glyphs* together in *window*; None if there is none.

    Where edges of two adjacent glyphs share a pixel, their coverage adds up, as it must where one begins at the other's
    end. Letters that overlap, e.g. under one headline in Devanagari, must not add up: the edge of the bar would be
    dotted.
    """
    visible, touched = _visible(glyphs, window)
    return Mask(touched, _max_coverage(_split_overlapping(visible), touched)) if visible else None


def rasterize_overlapping(glyphs: Sequence[PlacedGlyph], window: Window) -> Mask | None:
    """Return the coverage of glyphs that overlap; unlike in :func:`rasterize`, it never adds up."""
    visible, touched = _visible(glyphs, window)
    if not visible:
        return None
    layers: list[list[PlacedGlyph]] = []
    for glyph in visible:
        for layer in layers:
            if not any(glyph.box.intersects(other.box) for other in layer):
                layer.append(glyph)
                break
        else:
            layers.append([glyph])
    return Mask(touched, _max_coverage(layers, touched))


def _split_overlapping(glyphs: Sequence[PlacedGlyph]) -> list[list[PlacedGlyph]]:
    """Return the glyphs in one or two layers, so that no glyph overlaps its neighbour in the same layer."""
    layers: tuple[list[PlacedGlyph], list[PlacedGlyph]] = [], []
    current = 0
    left = top = right = bottom = 0.0
    for glyph in glyphs:
        x1, y1, x2, y2 = left, top, right, bottom
        left, top, w, h = glyph.box
        right, bottom = left + w, top + h
        # Most glyphs begin where the last one ends, so the first comparison decides.
        if (
            x2 - left > MAX_OVERLAP
            and min(right, x2) - max(left, x1) > MAX_OVERLAP
            and min(bottom, y2) - max(top, y1) > MAX_OVERLAP
        ):
            current = 1 - current
        layers[current].append(glyph)
    return [layer for layer in layers if layer]


def _max_coverage(layers: Sequence[Sequence[PlacedGlyph]], window: Window) -> Image:
    """Return the maximum of the layers' coverage in each pixel."""
    from PIL.ImageChops import lighter

    return reduce(lighter, [_coverage(layer, window) for layer in layers])


def _visible(glyphs: Iterable[PlacedGlyph], window: Window) -> tuple[list[PlacedGlyph], Window]:
    """Return the glyphs that have ink in the window, and the part of the window that they touch."""
    x1, y1, x2, y2 = window.corners
    left, top, right, bottom = inf, inf, -inf, -inf
    visible = []
    # Inlined: a call for each glyph would cost as much as drawing the glyph.
    for glyph in glyphs:
        x, y, w, h = glyph.box
        if w > 0 and x < x2 and y < y2 and x + w > x1 and y + h > y1:
            visible.append(glyph)
            left = x if x < left else left
            top = y if y < top else top
            right = x + w if x + w > right else right
            bottom = y + h if y + h > bottom else bottom
    return visible, window.intersection(Box(left, top, right - left, bottom - top)) if visible else window


def _coverage(glyphs: Sequence[PlacedGlyph], window: Window) -> Image:
    """Return the added coverage of the glyphs in the window, as an "L" image."""
    import uharfbuzz as hb
    from PIL import Image as Images

    raster = hb.RasterDraw()
    raster.extents = hb.RasterExtents(*window, 0)
    for glyph in glyphs:
        raster.transform = glyph.affine
        raster.draw_glyph(glyph.font, glyph.glyph)
    image = raster.render()
    # HarfBuzz's y points up and its rows begin at the bottom; y points down here, so the rows are in order.
    return Images.frombuffer("L", window.size, image.buffer, "raw", "L", image.extents.stride, 1)


def outline_mask(outline: Outline, affine: Affine, window: Window) -> Mask | None:
    """Return the coverage of a filled outline in *window*, by the non-zero winding rule.

    Args:
        outline: The closed contours, in the coordinates of *affine*.
        affine: The map to pixels of the canvas.
        window: The pixels of the canvas that are painted.

    Returns:
        The mask; None if the outline does not touch the window.
    """
    box = affine.box(bounds(outline))
    if affine.upright and _is_rectangle(outline) and _is_on_pixels(box):
        snapped = Box(round(box.x), round(box.y), round(box.w), round(box.h))
        touched = window.intersection(snapped)
        return Mask(touched, None) if touched else None
    if not window.intersection(box):
        return None
    font, to_pixels = compile_outline(outline)
    return rasterize([PlacedGlyph(font, GLYPH_ID, affine.after(to_pixels), box)], window)


def _is_rectangle(outline: Outline) -> bool:
    """Return whether the outline is a single upright rectangle."""
    if len(outline) != 1 or len(outline[0]) != 4 or not all(on for _, _, on in outline[0]):
        return False
    (ax, ay, _), (bx, by, _), (cx, cy, _), (dx, dy, _) = outline[0]
    return (ay == by and bx == cx and cy == dy and dx == ax) or (ax == bx and by == cy and cx == dx and dy == ay)


def _is_on_pixels(box: Box) -> bool:
    """Return whether all edges are on whole pixels, within :data:`SNAP`."""
    return all(abs(edge - round(edge)) < SNAP for edge in (box.x, box.y, box.right, box.bottom))
