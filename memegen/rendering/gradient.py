"""Linear and radial gradients to pixels, dithered."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import lru_cache
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from memegen.rendering.dither import TILE, dither, repeat_tile, threshold_image
from memegen.rendering.ramp import MAX_POSITION, is_opaque, lookup_table, sample_stops, single_color, split_levels
from memegen.scene.affine import Affine
from memegen.scene.color import Color
from memegen.scene.items import Linear, Radial
from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image

# Colour samples along a gradient: minimum and maximum of their number, and how many a pixel.
MIN_SAMPLES, MAX_SAMPLES, SAMPLES_PER_PIXEL = 256, 4096, 2
# Maximum distance of a position from the gradient's start, so that the sum of two of them fits in 32 bits.
MAX_OFFSET = 1 << 29
# Maximum number of cached gradients, and maximum pixels of each: backgrounds that many cards share.
CACHED_GRADIENTS, MAX_CACHED_PIXELS = 16, 4_000_000
# Minimum squared length of a linear gradient and minimum radius of a radial one, in px² and px, to divide by.
MIN_SQUARED_LENGTH, MIN_RADIUS = 1e-12, 1e-6


class GradientPixels(NamedTuple):
    """The visible pixels of a gradient, which are shared and must not be changed.

    Attributes:
        window: The part of the window in which the gradient is not transparent; may be empty.
        color: The single colour, or the colours as an "RGB" image of that part.
        alpha: The opacity as an "L" image of that part; None if the gradient is opaque.
    """

    window: Window
    color: Color | Image
    alpha: Image | None


class GradientGeometry(NamedTuple):
    """The position of each pixel along a gradient: 0 at its start, 1 at its end.

    For u = x - ``x0`` and v = y - ``y0``, the position of (x, y) is ``a``·u + ``b``·v; for a radial gradient it is the
    square root of ``a``·u² + ``b``·v² + ``c``·u·v. ``length`` is the gradient's, in pixels.
    """

    radial: bool
    x0: float
    y0: float
    a: float
    b: float
    c: float
    length: float


def rasterize_gradient(paint: Linear | Radial, affine: Affine, window: Window) -> GradientPixels:
    """Return the pixels of a gradient in *window*; *affine* may move, rotate and scale it."""
    function = _rasterize_cached if window.w * window.h <= MAX_CACHED_PIXELS else _rasterize
    return function(paint, affine, window)


def _rasterize(paint: Linear | Radial, affine: Affine, window: Window) -> GradientPixels:
    from PIL import Image as Images

    geometry = _geometry(paint, affine)
    if geometry.radial or not (_is_constant(geometry.a, window.w) or _is_constant(geometry.b, window.h)):
        channel = _channel_by_pixel(paint, geometry, window)
    else:
        channel = _channel_by_line(paint, geometry, window)
    alpha, box = None, (0, 0, *window.size)
    if not is_opaque(paint.stops):
        alpha = channel(3)
        box = alpha.getbbox() or (0, 0, 0, 0)
        alpha = alpha.crop(box)
    left, top, right, bottom = box
    visible = Window(window.x + left, window.y + top, right - left, bottom - top)
    color = single_color(paint.stops) or Images.merge("RGB", [channel(index) for index in range(3)]).crop(box)
    return GradientPixels(visible, color, alpha)


_rasterize_cached = lru_cache(CACHED_GRADIENTS)(_rasterize)


def _channel_by_pixel(paint: Linear | Radial, geometry: GradientGeometry, window: Window) -> Callable[[int], Image]:
    """Return a function that makes one channel of any gradient.

    The position of each pixel is looked up in a table.
    """
    count = min(max(int(geometry.length * SAMPLES_PER_PIXEL), MIN_SAMPLES), MAX_SAMPLES)
    samples = sample_stops(paint.stops, [step / (count - 1) for step in range(count)])
    positions, thresholds = _positions(geometry, window), threshold_image(window.size)

    def channel(index: int) -> Image:
        table = lookup_table(samples[index], geometry.radial)
        return dither(positions.point(table.whole, "L"), positions.point(table.fraction, "L"), thresholds)

    return channel


def _channel_by_line(paint: Linear | Radial, geometry: GradientGeometry, window: Window) -> Callable[[int], Image]:
    """Return a function that makes one channel of a gradient along an axis.

    One line of pixels is sampled, dithered to the size of a tile, and repeated.
    """
    vertical = abs(geometry.b) > abs(geometry.a)
    slope, start = (geometry.b, window.y - geometry.y0) if vertical else (geometry.a, window.x - geometry.x0)
    count = window.h if vertical else window.w
    positions = [(start + step + 0.5) * slope for step in range(count)]
    samples = sample_stops(paint.stops, positions if slope >= 0 else positions[::-1])
    line, tile = ((1, count), (TILE, count)) if vertical else ((count, 1), (count, TILE))
    thresholds = threshold_image(tile)

    def channel(index: int) -> Image:
        from PIL import Image as Images

        levels = split_levels(samples[index] if slope >= 0 else samples[index][::-1])
        whole, fraction = (Images.frombytes("L", line, part).resize(tile, 0) for part in levels)
        return repeat_tile(dither(whole, fraction, thresholds), window.size)

    return channel


def _is_constant(slope: float, extent: int) -> bool:
    """Return whether the position does not change along *extent* pixels."""
    return abs(slope) * extent * MAX_POSITION < 1


def _geometry(paint: Linear | Radial, affine: Affine) -> GradientGeometry:
    match paint:
        case Linear():
            x, y = affine.point(paint.x1, paint.y1)
            dx, dy = affine.vector(paint.x2 - paint.x1, paint.y2 - paint.y1)
            # A gradient without length has position 0, and so its first colour, everywhere.
            square = dx * dx + dy * dy or MIN_SQUARED_LENGTH
            return GradientGeometry(False, x, y, dx / square, dy / square, 0, hypot(dx, dy))
        case Radial():
            x, y = affine.point(paint.x, paint.y)
            back = affine.inverse()
            # u and v of the rotated gradient are xx·u + xy·v and yx·u + yy·v of the upright one.
            p, q = 1 / max(paint.rx, MIN_RADIUS) ** 2, 1 / max(paint.ry, MIN_RADIUS) ** 2
            a, b = p * back.xx**2 + q * back.yx**2, p * back.xy**2 + q * back.yy**2
            c = 2 * (p * back.xx * back.xy + q * back.yx * back.yy)
            return GradientGeometry(True, x, y, a, b, c, max(paint.rx, paint.ry))


def _positions(geometry: GradientGeometry, window: Window) -> Image:
    """Return the position of each pixel's centre, times :data:`MAX_POSITION`, as an "I" image.

    For a radial gradient it is the square of the position.
    """
    from PIL import Image as Images
    from PIL.ImageMath import lambda_eval

    us = [window.x + i + 0.5 - geometry.x0 for i in range(window.w)]
    vs = [window.y + i + 0.5 - geometry.y0 for i in range(window.h)]
    power = 2 if geometry.radial else 1
    row = _axis_positions([geometry.a * u**power for u in us], (window.w, 1), window)
    column = _axis_positions([geometry.b * v**power for v in vs], (1, window.h), window)
    if abs(geometry.c) * window.w * window.h * MAX_POSITION < 1:
        upright: Image = lambda_eval(lambda args: args["row"] + args["column"], row=row, column=column)
        return upright
    u = Images.frombytes("F", (window.w, 1), array("f", us).tobytes()).resize(window.size, 0)
    v = Images.frombytes("F", (1, window.h), array("f", vs).tobytes()).resize(window.size, 0)
    factor = geometry.c * MAX_POSITION
    rotated: Image = lambda_eval(
        lambda args: args["int"](args["row"] + args["column"] + args["u"] * args["v"] * factor),
        row=row,
        column=column,
        u=u,
        v=v,
    )
    return rotated


def _axis_positions(values: list[float], size: tuple[int, int], window: Window) -> Image:
    """Return positions along one axis as integers, repeated over the window."""
    from PIL import Image as Images

    positions = array("i", [round(min(max(value * MAX_POSITION, -MAX_OFFSET), MAX_OFFSET)) for value in values])
    return Images.frombytes("I", size, positions.tobytes()).resize(window.size, 0)
