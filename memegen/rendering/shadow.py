"""Shadows: a mask, blurred."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from memegen.images.blur import gaussian_blur
from memegen.rendering.canvas import Canvas, Mask
from memegen.rendering.stroke import MITRE
from memegen.scene.affine import Affine, rotation
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Picture, Shadow, Text
from memegen.scene.path import bounds
from memegen.scene.window import Window

# A blur reaches this many standard deviations; as in CSS, a standard deviation is half of what is called its radius.
REACH = 3


def spread(blur: float) -> float:
    """How far a shadow blurred by a radius of *blur* pixels reaches beyond what casts it, in pixels."""
    return REACH * blur / 2


def cast(canvas: Canvas, shape: Callable[[Window], Mask | None], color: Color, blur: float) -> None:
    """Lay on the shadow of a shape, which gives its mask inside any window (None: it is not there)."""
    from PIL.ImageOps import expand

    reach = round(spread(blur) + 0.5)
    sharp = shape(canvas.window.expanded(reach))
    if sharp is None:
        return
    soft = sharp
    if blur > 0:
        soft = Mask(sharp.window.expanded(reach), gaussian_blur(expand(sharp.alpha(), reach, 0), blur / 2))
    seen = canvas.window.intersection(Box(*soft.window))
    if seen:
        canvas.fill(soft.within(seen), color)


NOTHING = Box(0, 0, 0, 0)


def extent(items: Iterable[Item], affine: Affine) -> Box:
    """An upright box around all that the items paint when *affine* places them."""
    found = NOTHING
    for item in items:
        box = _extent(item, affine)
        found = found.union(box) if found is not NOTHING else box
    return found


def _extent(item: Item, affine: Affine) -> Box:
    match item:
        case Fill():
            return affine.box(bounds(item.outline))
        case Picture():
            # Pictures are set on whole pixels.
            return affine.box(_grown(item.box, 1))
        case Text():
            # Letters may lean out of their box by a little, mitres by more.
            lean = item.size / 4 + (item.stroke.width * MITRE if item.stroke else 0)
            return _shaded(affine.box(_grown(item.box, lean)), item.shadow)
        case Group():
            placed = affine.after(rotation(item.rotate, item.center)) if item.rotate else affine
            return _shaded(extent(item.items, placed), item.shadow)


def _shaded(box: Box, shadow: Shadow | None) -> Box:
    """The box with its shadow, whichever way that is turned."""
    if shadow is None:
        return box
    return _grown(box, abs(shadow.dx) + abs(shadow.dy) + spread(shadow.blur) + 1)


def _grown(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by)
