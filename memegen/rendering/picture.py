"""Pictures: plates laid on upright, or turned with the group they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.images import Photos
from memegen.rendering.canvas import Canvas, Mask
from memegen.rendering.rasterize import outline_mask
from memegen.scene.affine import Affine
from memegen.scene.geometry import Box
from memegen.scene.items import Picture
from memegen.scene.path import rectangle
from memegen.scene.window import snap_to_pixels, visible_part

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels put around a plate before it is turned, so that its edge is not mixed with nothing.
RIM = 2


def paint_picture(canvas: Canvas, picture: Picture, affine: Affine, photos: Photos) -> None:
    """Lay the picture's plate on. Raises DiagnosticError for a file that cannot be used."""
    if affine.upright:
        _upright(canvas, picture, affine, photos)
    else:
        _turned(canvas, picture, affine, photos)


def _upright(canvas: Canvas, picture: Picture, affine: Affine, photos: Photos) -> None:
    # Only what is in sight is decoded and resized.
    part = visible_part(picture, affine, canvas.window)
    if part is None:
        return
    seen, crop = part
    plate = photos.plate(picture.source, crop, seen.size, picture.effects, picture.blur)
    _lay(canvas, plate, Mask(seen, None), picture, affine)


def _turned(canvas: Canvas, picture: Picture, affine: Affine, photos: Photos) -> None:
    from PIL.Image import Resampling, Transform

    box = snap_to_pixels(picture.box)
    shape = outline_mask(rectangle(Box(*box)), affine, canvas.window)
    if shape is None:
        return
    plate = _rimmed(photos.plate(picture.source, picture.crop, box.size, picture.effects, picture.blur))
    x, y, _, _ = shape.window.corners
    back = Affine(dx=RIM - box.x, dy=RIM - box.y).after(affine.inverse()).after(Affine(dx=x, dy=y))
    data = (back.xx, back.xy, back.dx, back.yx, back.yy, back.dy)
    plate = plate.transform(shape.window.size, Transform.AFFINE, data, Resampling.BICUBIC)
    _lay(canvas, plate, shape, picture, affine)


def _lay(canvas: Canvas, plate: Image, shape: Mask, picture: Picture, affine: Affine) -> None:
    """Lay *plate* on through its own transparency, the *shape* of its box, and the clip."""
    if picture.clip:
        clip = outline_mask(picture.clip, affine, shape.window)
        if clip is None:
            return
        x, y = shape.window.x, shape.window.y
        left, top, right, bottom = clip.window.corners
        plate = plate.crop((left - x, top - y, right - x, bottom - y))
        shape = clip.times(shape.within(clip.window).image)
    if plate.mode == "RGBA":
        shape, plate = shape.times(plate.getchannel("A")), plate.convert("RGB")
    canvas.lay(plate, shape)


def _rimmed(plate: Image) -> Image:
    """The plate with its outermost pixels repeated around it."""
    from PIL import Image as Images

    w, h = plate.size
    wide = Images.new(plate.mode, (w + 2 * RIM, h + 2 * RIM))
    wide.paste(plate, (RIM, RIM))
    for edge, step in ((RIM, -1), (RIM + w - 1, 1)):
        column = wide.crop((edge, 0, edge + 1, wide.height))
        for i in range(1, RIM + 1):
            wide.paste(column, (edge + step * i, 0))
    for edge, step in ((RIM, -1), (RIM + h - 1, 1)):
        row = wide.crop((0, edge, wide.width, edge + 1))
        for i in range(1, RIM + 1):
            wide.paste(row, (0, edge + step * i))
    return wide
