"""Groups: items turned together, or laid on together through a layer."""

from __future__ import annotations

from collections.abc import Callable

from memegen.color import Color
from memegen.geometry import Box
from memegen.paint.affine import Affine, turn
from memegen.paint.canvas import Canvas
from memegen.paint.extent import extent
from memegen.paint.mask import Mask
from memegen.paint.shadow import cast, spread
from memegen.scene import Group, Item, Shadow

EMPTY = Color(0, 0, 0, 0)


def paint_group(canvas: Canvas, group: Group, affine: Affine, paint: Callable[[Canvas, Item, Affine], None]) -> None:
    """Paint the items with *paint*; turned items are drawn turned, not drawn and then turned, so they stay sharp."""
    placed = affine.after(turn(group.rotate, group.center)) if group.rotate else affine
    if group.opacity >= 1 and group.shadow is None:
        for item in group.items:
            paint(canvas, item, placed)
    elif group.opacity > 0:
        _layered(canvas, group, placed, paint)


def _layered(canvas: Canvas, group: Group, placed: Affine, paint: Callable[[Canvas, Item, Affine], None]) -> None:
    shadow = group.shadow
    # What is out of sight may still cast a shadow into it.
    reach = spread(shadow.blur) + abs(shadow.dx) + abs(shadow.dy) if shadow else 0
    window = canvas.window.grown(reach).met(extent(group.items, placed))
    if not window:
        return
    layer = Canvas.blank(window, EMPTY)
    for item in group.items:
        paint(layer, item, placed)
    if shadow is None:
        canvas.merge(layer, group.opacity)
    elif group.opacity >= 1:
        _over_shadow(canvas, layer, shadow)
    else:
        # The shadow is part of the group: it must not show through it.
        both = Canvas.blank(canvas.window.met(Box(*window.grown(reach))), EMPTY)
        _over_shadow(both, layer, shadow)
        canvas.merge(both, group.opacity)


def _over_shadow(canvas: Canvas, layer: Canvas, shadow: Shadow) -> None:
    """Lay on the layer, and under it the shadow of all that is on it, which does not turn with the group."""
    moved = layer.window._replace(x=layer.window.x + round(shadow.dx), y=layer.window.y + round(shadow.dy))
    shape = Mask(moved, layer.image.getchannel("a"))
    cast(canvas, lambda window: shape if window else None, shadow.color, shadow.blur)
    canvas.merge(layer, 1)
