"""Picture items to pixels: plates composited upright, or rotated with their group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.images import Photos
from memegen.rendering.canvas import Canvas
from memegen.rendering.dither import repeat_tile
from memegen.rendering.mask import Mask
from memegen.rendering.rasterize import outline_mask
from memegen.rendering.shadow import cast_shadow
from memegen.scene.affine import Affine
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Picture, Shadow, Stroke
from memegen.scene.path import Outline, rectangle
from memegen.scene.window import snap_to_pixels, visible_part

if TYPE_CHECKING:
    from PIL.Image import Image

# Border around a plate before it is rotated, in pixels, so that bicubic resampling does not mix its edge with black.
BORDER = 2


def paint_picture(canvas: Canvas, picture: Picture, affine: Affine, photos: Photos) -> None:
    """Paint the picture's plate.

    Raises:
        DiagnosticError: the picture's file cannot be used.
    """
    if affine.upright:
        _paint_upright(canvas, picture, affine, photos)
    else:
        _paint_rotated(canvas, picture, affine, photos)


def _paint_upright(canvas: Canvas, picture: Picture, affine: Affine, photos: Photos) -> None:
    # Only the visible part is decoded and resized.
    visible = visible_part(picture, affine, canvas.window)
    if visible is None:
        return
    window, crop = visible
    if picture.tile:
        plate = _tiled(picture, picture.tile, photos)
        x, y, _, _ = snap_to_pixels(affine.box(picture.box))
        plate = plate.crop(window._replace(x=window.x - x, y=window.y - y).corners)
    else:
        plate = photos.plate(picture.source, crop, window.size, picture.effects, picture.blur)
    _composite_plate(canvas, plate, Mask(window, None), picture, affine)


def _paint_rotated(canvas: Canvas, picture: Picture, affine: Affine, photos: Photos) -> None:
    from PIL.Image import Resampling, Transform

    box = snap_to_pixels(picture.box)
    shape = outline_mask(rectangle(Box(*box)), affine, canvas.window)
    if shape is None:
        return
    if picture.tile:
        plate = _tiled(picture, picture.tile, photos)
    else:
        plate = photos.plate(picture.source, picture.crop, box.size, picture.effects, picture.blur)
    plate = _repeat_edges(plate)
    x, y, _, _ = shape.window.corners
    # Pillow maps each pixel of the result back to the plate.
    back = Affine(dx=BORDER - box.x, dy=BORDER - box.y).after(affine.inverse()).after(Affine(dx=x, dy=y))
    data = (back.xx, back.xy, back.dx, back.yx, back.yy, back.dy)
    plate = plate.transform(shape.window.size, Transform.AFFINE, data, Resampling.BICUBIC)
    _composite_plate(canvas, plate, shape, picture, affine)


def _tiled(picture: Picture, tile: Size, photos: Photos) -> Image:
    """Return copies of the picture, side by side from the corner of its box, that fill the box."""
    size = snap_to_pixels(Box(0, 0, tile.w, tile.h)).size
    plate = photos.plate(picture.source, picture.crop, size, picture.effects, picture.blur)
    return repeat_tile(plate, snap_to_pixels(picture.box).size)


def _composite_plate(canvas: Canvas, plate: Image, shape: Mask, picture: Picture, affine: Affine) -> None:
    """Composite *plate* through its own alpha, the *shape* of its box, and the picture's clip."""
    if picture.clip:
        clip = outline_mask(picture.clip, affine, shape.window)
        if clip is None:
            return
        x, y = shape.window.x, shape.window.y
        left, top, right, bottom = clip.window.corners
        plate = plate.crop((left - x, top - y, right - x, bottom - y))
        shape = clip.multiply(shape.crop(clip.window).image)
    if picture.stroke:
        plate = _with_stroke(plate, shape, picture, picture.stroke, affine)
    if plate.mode == "RGBA":
        shape, plate = shape.multiply(plate.getchannel("A")), plate.convert("RGB")
        if picture.shadow:
            _cast_own_shape(canvas, shape, picture.shadow)
    elif picture.shadow:
        _cast_box(canvas, picture, picture.shadow, affine)
    canvas.composite(plate, shape)


def _with_stroke(plate: Image, shape: Mask, picture: Picture, stroke: Stroke, affine: Affine) -> Image:
    """Return the plate, in the window of *shape*, with the line along the edge of its clip or its box."""
    from PIL import Image as Images

    from memegen.rendering.band import band_mask

    band = band_mask(_edge(picture), stroke, affine, shape)
    if band is None:
        return plate
    color = Images.new("RGBA", plate.size, (*stroke.color.rgb, 255)).convert(plate.mode)
    return Images.composite(color, plate, band.multiply_alpha(stroke.color.a).to_image())


def _edge(picture: Picture) -> Outline:
    return picture.clip or rectangle(Box(*snap_to_pixels(picture.box)))


def _cast_own_shape(canvas: Canvas, shape: Mask, shadow: Shadow) -> None:
    """Paint the shadow of a picture with transparency; what is outside the canvas casts none."""
    x, y = shape.window.x + round(shadow.dx), shape.window.y + round(shadow.dy)
    moved = Mask(shape.window._replace(x=x, y=y), shape.image)
    cast_shadow(canvas, lambda window: moved if window else None, shadow.color, shadow.blur)


def _cast_box(canvas: Canvas, picture: Picture, shadow: Shadow, affine: Affine) -> None:
    """Paint the shadow of an opaque picture's clip, or of its box."""
    outline = _edge(picture)
    moved = Affine(dx=shadow.dx, dy=shadow.dy).after(affine)
    cast_shadow(canvas, lambda window: outline_mask(outline, moved, window), shadow.color, shadow.blur)


def _repeat_edges(plate: Image) -> Image:
    """Return the plate with its outermost pixels repeated in a border of :data:`BORDER` pixels."""
    from PIL import Image as Images

    w, h = plate.size
    padded = Images.new(plate.mode, (w + 2 * BORDER, h + 2 * BORDER))
    padded.paste(plate, (BORDER, BORDER))
    for edge, step in ((BORDER, -1), (BORDER + w - 1, 1)):
        column = padded.crop((edge, 0, edge + 1, padded.height))
        for i in range(1, BORDER + 1):
            padded.paste(column, (edge + step * i, 0))
    for edge, step in ((BORDER, -1), (BORDER + h - 1, 1)):
        row = padded.crop((0, edge, padded.width, edge + 1))
        for i in range(1, BORDER + 1):
            padded.paste(row, (0, edge + step * i))
    return padded
