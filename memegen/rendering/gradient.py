"""Gradients to pixels, dithered so that no bands show, the same each time."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import lru_cache
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from memegen.rendering.ramp import PLACES, flat, opaque, sampled, split, table
from memegen.scene.affine import Affine
from memegen.scene.color import Color
from memegen.scene.items import Linear, Radial
from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image

# The side of the dither pattern, in pixels: 256 thresholds.
TILE = 16
# Samples of the colours along a gradient: two a pixel, within these bounds.
FEWEST, MOST = 256, 4096
# Places off either end of a gradient are held here, so that two of them still add up in 32 bits.
FAR = 1 << 29
# Gradients up to this many pixels are remembered, this many of them: backgrounds that many cards share.
REMEMBERED, PIXELS = 16, 4_000_000


class Shade(NamedTuple):
    """A gradient over the part of a window in which anything of it shows, which may be nothing.

    Its colour, or its colours as an "RGB" image of that part; its opacity as an "L" image, None where it is opaque.
    Shared: must not be changed.
    """

    window: Window
    color: Color | Image
    alpha: Image | None


class Course(NamedTuple):
    """Where each pixel lies along a gradient.

    With u = x - ``x0`` and v = y - ``y0`` the place of (x, y) is ``a·u + b·v`` or, along a radial gradient, the square
    root of ``a·u² + b·v² + c·u·v``. ``length`` is the gradient's in pixels.
    """

    radial: bool
    x0: float
    y0: float
    a: float
    b: float
    c: float
    length: float


def shade(paint: Linear | Radial, affine: Affine, window: Window) -> Shade:
    """The gradient, placed by *affine* (which may move and turn it), over the pixels of *window*."""
    return _remembered(paint, affine, window) if window.w * window.h <= PIXELS else _shade(paint, affine, window)


def _shade(paint: Linear | Radial, affine: Affine, window: Window) -> Shade:
    from PIL import Image as Images

    course = _course(paint, affine)
    if course.radial or not (_still(course.a, window.w) or _still(course.b, window.h)):
        channels = _looked_up(paint, course, window)
    else:
        channels = _ruled(paint, course, window)
    alpha, box = None, (0, 0, *window.size)
    if not opaque(paint.stops):
        alpha = channels(3)
        box = alpha.getbbox() or (0, 0, 0, 0)
        alpha = alpha.crop(box)
    left, top, right, bottom = box
    seen = Window(window.x + left, window.y + top, right - left, bottom - top)
    color = flat(paint.stops) or Images.merge("RGB", [channels(channel) for channel in range(3)]).crop(box)
    return Shade(seen, color, alpha)


def _looked_up(paint: Linear | Radial, course: Course, window: Window) -> Callable[[int], Image]:
    """The channels of any gradient: where each pixel lies along it, looked up in a table."""
    count = min(max(int(course.length * 2), FEWEST), MOST)
    samples = sampled(paint.stops, [step / (count - 1) for step in range(count)])
    places, noise = _places(course, window), _noise(window.size)

    def channel(index: int) -> Image:
        found = table(samples[index], course.radial)
        return _dithered(places.point(found.whole, "L"), places.point(found.rest, "L"), noise)

    return channel


def _ruled(paint: Linear | Radial, course: Course, window: Window) -> Callable[[int], Image]:
    """The channels of a gradient along an axis: one line of pixels, which repeats from one dither tile to the next."""
    down = abs(course.b) > abs(course.a)
    slope, start = (course.b, window.y - course.y0) if down else (course.a, window.x - course.x0)
    count = window.h if down else window.w
    places = [(start + step + 0.5) * slope for step in range(count)]
    samples = sampled(paint.stops, places if slope >= 0 else places[::-1])
    size, part = ((1, count), (TILE, count)) if down else ((count, 1), (count, TILE))
    noise = _noise(part)

    def channel(index: int) -> Image:
        from PIL import Image as Images

        values = split(samples[index] if slope >= 0 else samples[index][::-1])
        whole, rest = (Images.frombytes("L", size, levels).resize(part, 0) for levels in values)
        return _repeated(_dithered(whole, rest, noise), part, window.size)

    return channel


_remembered = lru_cache(REMEMBERED)(_shade)


def _still(slope: float, extent: int) -> bool:
    """Whether the place does not change along so many pixels."""
    return abs(slope) * extent * PLACES < 1


def _course(paint: Linear | Radial, affine: Affine) -> Course:
    match paint:
        case Linear():
            x, y = affine.point(paint.x1, paint.y1)
            dx, dy = affine.vector(paint.x2 - paint.x1, paint.y2 - paint.y1)
            # A line without length shows its last colour all over.
            square = dx * dx + dy * dy or 1e-12
            return Course(False, x, y, dx / square, dy / square, 0, hypot(dx, dy))
        case Radial():
            x, y = affine.point(paint.x, paint.y)
            back = affine.inverse()
            # u and v of the turned gradient are xx·u + xy·v and yx·u + yy·v of the upright one.
            p, q = 1 / max(paint.rx, 1e-6) ** 2, 1 / max(paint.ry, 1e-6) ** 2
            a, b = p * back.xx**2 + q * back.yx**2, p * back.xy**2 + q * back.yy**2
            c = 2 * (p * back.xx * back.xy + q * back.yx * back.yy)
            return Course(True, x, y, a, b, c, max(paint.rx, paint.ry))


def _places(course: Course, window: Window) -> Image:
    """The place of every pixel's centre (radial: its square) as an "I" image, PLACES being the end of the gradient."""
    from PIL import Image as Images
    from PIL.ImageMath import lambda_eval

    us = [window.x + i + 0.5 - course.x0 for i in range(window.w)]
    vs = [window.y + i + 0.5 - course.y0 for i in range(window.h)]
    power = 2 if course.radial else 1
    row = _line([course.a * u**power for u in us], (window.w, 1), window)
    column = _line([course.b * v**power for v in vs], (1, window.h), window)
    if abs(course.c) * window.w * window.h * PLACES < 1:
        places: Image = lambda_eval(lambda args: args["row"] + args["column"], row=row, column=column)
        return places
    u = Images.frombytes("F", (window.w, 1), array("f", us).tobytes()).resize(window.size, 0)
    v = Images.frombytes("F", (1, window.h), array("f", vs).tobytes()).resize(window.size, 0)
    factor = course.c * PLACES
    turned: Image = lambda_eval(
        lambda args: args["int"](args["row"] + args["column"] + args["u"] * args["v"] * factor),
        row=row,
        column=column,
        u=u,
        v=v,
    )
    return turned


def _line(values: list[float], size: tuple[int, int], window: Window) -> Image:
    """Places along one axis, spread over the window."""
    from PIL import Image as Images

    whole = array("i", [round(min(max(value * PLACES, -FAR), FAR)) for value in values])
    return Images.frombytes("I", size, whole.tobytes()).resize(window.size, 0)


def _dithered(whole: Image, rest: Image, noise: Image) -> Image:
    """The whole part, and one more where the rest (in 256ths) is above the threshold of the pixel."""
    from PIL.ImageChops import add, subtract

    return add(whole, subtract(rest, noise).point([0] + [1] * 255))


def _noise(size: tuple[int, int]) -> Image:
    """Thresholds 0 to 255 in an order (Bayer's) that spreads each level evenly."""
    from PIL import Image as Images

    return _repeated(Images.frombytes("L", (TILE, TILE), _bayer()), (TILE, TILE), size)


@lru_cache(1)
def _bayer() -> bytes:
    def rank(x: int, y: int) -> int:
        value = 0
        for bit in range(4):
            across, down = x >> bit & 1, y >> bit & 1
            value |= ((across ^ down) << 1 | down) << (6 - 2 * bit)
        return value

    return bytes(rank(x, y) for y in range(TILE) for x in range(TILE))


def _repeated(image: Image, period: tuple[int, int], size: tuple[int, int]) -> Image:
    """*image*, of the size *period*, repeated to the right and downwards until it fills *size*, by doubling."""
    from PIL import Image as Images

    filled = Images.new(image.mode, size)
    filled.paste(image, (0, 0))
    w, h = period
    while w < size[0]:
        filled.paste(filled.crop((0, 0, w, h)), (w, 0))
        w *= 2
    while h < size[1]:
        filled.paste(filled.crop((0, 0, size[0], h)), (0, h))
        h *= 2
    return filled
