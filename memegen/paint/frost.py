"""What lies under a fill blurred, as through frosted glass."""

from __future__ import annotations

from dataclasses import replace

from memegen.color import Color
from memegen.geometry import Box
from memegen.paint.affine import Affine
from memegen.paint.canvas import Canvas
from memegen.paint.gradient import shade
from memegen.paint.mask import Mask
from memegen.photos.blur import softened
from memegen.scene import Linear, Paint, Radial, Stop

# A blur looks so many of its radii far.
REACH = 3


def frost(canvas: Canvas, mask: Mask, radius: float) -> None:
    """Blur by *radius* pixels what is on the canvas, where the mask says. A layer has nothing under it."""
    if canvas.image.mode != "RGB":
        return
    around = canvas.window.met(Box(*mask.window.grown(REACH * radius)))
    x, y, w, h = mask.window
    left, top = x - around.x, y - around.y
    canvas.lay(softened(canvas.under(around), radius).crop((left, top, left + w, top + h)), mask)


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
