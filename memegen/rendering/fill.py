"""Colours and gradients laid on: through outlines, or through any mask."""

from __future__ import annotations

from dataclasses import replace

from memegen.images.blur import gaussian_blur
from memegen.rendering.canvas import Canvas, Mask
from memegen.rendering.gradient import shade
from memegen.rendering.ramp import opaque, over
from memegen.rendering.rasterize import outline_mask
from memegen.scene.affine import Affine
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Linear, Paint, Radial, Stop
from memegen.scene.window import Window

# A blur looks so many of its radii far.
REACH = 3


def frost(canvas: Canvas, mask: Mask, radius: float) -> None:
    """Blur by *radius* pixels what is on the canvas, where the mask says. A layer has nothing under it."""
    if canvas.image.mode != "RGB":
        return
    around = canvas.window.intersection(Box(*mask.window.expanded(REACH * radius)))
    x, y, w, h = mask.window
    left, top = x - around.x, y - around.y
    canvas.lay(gaussian_blur(canvas.under(around), radius).crop((left, top, left + w, top + h)), mask)


def frosted(mask: Mask, paint: Paint, affine: Affine) -> Mask | None:
    """Where a fill of that paint blurs: all of it, or along a gradient as far as that shows at all."""
    if isinstance(paint, Color):
        return mask
    shown = shade(_whole(paint), affine, mask.window)
    return mask.within(shown.window).times(shown.alpha) if shown.window else None


def _whole(paint: Linear | Radial) -> Linear | Radial:
    """The gradient as opaque as it can be without losing its form."""
    most = max(stop.color.a for stop in paint.stops)
    if not most:
        return paint
    stops = tuple(Stop(stop.at, replace(stop.color, a=stop.color.a / most)) for stop in paint.stops)
    return replace(paint, stops=stops)


# Pixels a side that are looked at to see whether a ground may be flat.
PROBE = 8


def paint_fill(canvas: Canvas, fill: Fill, affine: Affine) -> None:
    """Lay the paint on through the outline's mask, over what is blurred under it."""
    if mask := outline_mask(fill.outline, affine, canvas.window):
        if fill.blur > 0 and (part := frosted(mask, fill.paint, affine)):
            frost(canvas, part, fill.blur)
        lay_paint(canvas, mask, fill.paint, affine)


def lay_paint(canvas: Canvas, mask: Mask, paint: Paint, affine: Affine) -> None:
    """Lay the paint on through a mask; *affine* places a gradient."""
    match paint:
        case Color():
            canvas.fill(mask, paint)
        case Linear() | Radial():
            shown = shade(_settled(paint, canvas, mask.window), affine, mask.window)
            if shown.window:
                part = mask.within(shown.window).times(shown.alpha)
                canvas.fill(part, shown.color) if isinstance(shown.color, Color) else canvas.lay(shown.color, part)


def _settled(paint: Linear | Radial, canvas: Canvas, window: Window) -> Linear | Radial:
    """The gradient, or the opaque one that it amounts to on a flat ground.

    A veil of 8 bits over a flat ground would show bands, for its dither is lost where veil and ground differ by little.
    Over a photo there is nothing to see.
    """
    if opaque(paint.stops) or canvas.image.mode != "RGB":
        return paint
    ground = _flat_ground(canvas, window)
    return replace(paint, stops=over(paint.stops, ground)) if ground else paint


def _flat_ground(canvas: Canvas, window: Window) -> Color | None:
    """The one colour of all pixels in the window, if they have only one."""
    # A few samples are asked first: they tell nearly every photo from a flat ground.
    if not canvas.sampled(window, PROBE).getcolors(1):
        return None
    part = canvas.under(window)
    pixel = part.getpixel((0, 0))
    return Color(*pixel[:3]) if isinstance(pixel, tuple) and part.getcolors(1) else None
