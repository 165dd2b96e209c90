"""A rally at dusk, against a low sun: rows of people in silhouette, paler with distance, with blank placards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

from drawing.dusk import SIZE, SUN, dusk
from drawing.light import Rgb, clouds, fall, glow, levels, lit, mix, noise, ramp, rgb, shaded, textured
from drawing.rows import ROWS, Held, Row, stand
from drawing.shapes import Polygon, mask

if TYPE_CHECKING:
    from collections.abc import Sequence

# From the farthest thing to the nearest.
DEPTH = [
    (0.0, "#eda55a"),
    (0.2, "#d97f45"),
    (0.4, "#a94c38"),
    (0.6, "#6a2b32"),
    (0.8, "#33192a"),
    (1.0, "#121019"),
]


def crowd() -> Image.Image:
    """Draw the crowd, 2400 by 1600 px."""
    picture = dusk()
    for index, row in enumerate(ROWS):
        picture = _paint(picture, row, stand(index))
        mist = glow(SIZE, (SUN[0], SUN[1] + 120), 1500, 2.4)
        picture = lit(picture, "#ffb257", mist, 0.24 * (1 - row.depth) ** 1.2)
    picture = lit(picture, "#ff8a35", glow(SIZE, SUN, 900, 2.2), 0.16)
    corners = glow(SIZE, (1400, 800), 1900, 0.8).point([255 - v for v in range(256)])
    picture = shaded(picture, corners, "#0b0e16", 0.5)
    return textured(picture, noise(SIZE, "grain", 0.7), 0.13)


def _paint(picture: Image.Image, row: Row, held: Held) -> Image.Image:
    dark = ramp(DEPTH, row.depth)
    for tint, cloth in held.cloths:
        picture = _through(picture, row, [cloth], mix(dark, rgb(tint), 0.72), (26, 500))
    if held.boards:
        picture = _through(picture, row, held.boards, mix(dark, rgb("#ffe6b0"), 0.82 - 0.3 * row.depth), (70, 70))
    shape = mask(SIZE, held.dark, 3).filter(ImageFilter.GaussianBlur(row.blur))
    # Mist lies between the rows: each is clearest at its heads. Below its shoulders a row closes, gaps and all.
    head, foot = (row.y - 2 * row.u) / SIZE[1], (row.y + 2.6 * row.u) / SIZE[1]
    body = fall(SIZE, [(0, _hex(dark)), (head, _hex(dark)), (foot, _hex(ramp(DEPTH, max(0.0, row.depth - 0.13))))])
    ground = levels(SIZE, [(0, 0), ((row.y + 0.9 * row.u) / SIZE[1], 0), (foot, 255)])
    picture = _rim(Image.composite(body, picture, shape), shape, row)
    return Image.composite(body, picture, ground)


def _through(
    picture: Image.Image, row: Row, shapes: Sequence[Polygon], color: Rgb, folds: tuple[float, float]
) -> Image.Image:
    """Boards and cloths with the sun behind them: brighter on the side that is towards it."""
    shape = mask(SIZE, shapes, 3).filter(ImageFilter.GaussianBlur(row.blur))
    sheet = Image.new("RGB", SIZE, color)
    sheet = textured(sheet, clouds(SIZE, "cloth", folds, 3), 0.34)
    sheet = lit(sheet, "#ffb45a", glow(SIZE, SUN, 900, 1.5), 0.75)
    picture = Image.composite(sheet, picture, shape)
    return _rim(picture, shape, row)


def _rim(picture: Image.Image, shape: Image.Image, row: Row) -> Image.Image:
    """Draw the rim light of the low sun on the side of the shape that faces it."""
    turn = SUN[0] / SIZE[0]
    facing = levels(SIZE, [(0, 255), (turn - 0.05, 255), (turn + 0.05, 0), (1, 0)], across=True)
    near = glow(SIZE, SUN, 1250, 1.6)
    # A broad soft light that wraps the form, and a fine one on its very edge.
    for part, softness, color, strength in ((0.16, 0.09, "#c9482c", 0.6), (0.028, 0.012, "#ffc27a", 0.85)):
        width = max(1, round(row.u * part))
        inner = shape.filter(ImageFilter.GaussianBlur(row.u * softness))
        left, right = (ImageChops.subtract(shape, ImageChops.offset(inner, dx, width)) for dx in (-width, width))
        edge = ImageChops.multiply(Image.composite(left, right, facing), near)
        picture = lit(picture, color, edge, strength)
    return picture


def _hex(color: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)
