"""Shadows: a mask, blurred."""

from __future__ import annotations

from collections.abc import Callable

from memegen.color import Color
from memegen.geometry import Box
from memegen.paint.canvas import Canvas
from memegen.paint.mask import Mask, Window
from memegen.photos.blur import softened

# A blur reaches this many standard deviations; as in CSS, a standard deviation is half of what is called its radius.
REACH = 3


def spread(blur: float) -> float:
    """How far a shadow blurred by a radius of *blur* pixels reaches beyond what casts it, in pixels."""
    return REACH * blur / 2


def cast(canvas: Canvas, shape: Callable[[Window], Mask | None], color: Color, blur: float) -> None:
    """Lay on the shadow of a shape, which gives its mask inside any window (None: it is not there)."""
    from PIL.ImageOps import expand

    reach = round(spread(blur) + 0.5)
    sharp = shape(canvas.window.grown(reach))
    if sharp is None:
        return
    soft = sharp
    if blur > 0:
        soft = Mask(sharp.window.grown(reach), softened(expand(sharp.alpha(), reach, 0), blur / 2))
    seen = canvas.window.met(Box(*soft.window))
    if seen:
        canvas.fill(soft.within(seen), color)
