"""Groups: items turned together, or laid on together through a layer."""

from __future__ import annotations

from collections.abc import Callable

from memegen.color import Color
from memegen.paint.affine import Affine, turn
from memegen.paint.canvas import Canvas
from memegen.paint.extent import extent
from memegen.paint.mask import Mask, Window
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
    # What is out of sight may still cast a shadow into it.
    shadow = group.shadow
    reach = spread(shadow.blur) + abs(shadow.dx) + abs(shadow.dy) if shadow else 0
    window = canvas.window.grown(reach).met(extent(group.items, placed))
    if not window:
        return
    layer = Canvas.blank(window, EMPTY)
    for item in group.items:
        paint(layer, item, placed)
    if shadow:
        _shadow(canvas, layer, shadow, group.opacity)
    canvas.merge(layer, group.opacity)


def _shadow(canvas: Canvas, layer: Canvas, shadow: Shadow, opacity: float) -> None:
    """The shadow of all that is on the layer. It falls the same way however the group is turned."""
    dx, dy = round(shadow.dx), round(shadow.dy)
    window = layer.window._replace(x=layer.window.x + dx, y=layer.window.y + dy)
    shape = Mask(window, layer.image.getchannel("a"))

    def inside(seen: Window) -> Mask | None:
        return shape if seen else None

    cast(canvas, inside, shadow.color.faded(opacity), shadow.blur)
