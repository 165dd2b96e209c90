"""Groups: items painted on a layer, which is then composited as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from memegen.rendering.canvas import Canvas
from memegen.rendering.mask import Mask
from memegen.rendering.rasterize import outline_mask
from memegen.rendering.shadow import cast_shadow, shadow_reach
from memegen.rendering.stroke import MITRE_LIMIT
from memegen.scene.affine import Affine, rotation
from memegen.scene.color import TRANSPARENT
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Picture, Shadow, Text
from memegen.scene.path import Outline, bounds

NO_BOX = Box(0, 0, 0, 0)
# Maximum distance of a glyph's ink from the box of its text, as a fraction of the font size.
OVERHANG = 1 / 4
PaintItem = Callable[[Canvas, Item, Affine], None]


def paint_group(canvas: Canvas, group: Group, affine: Affine, paint_item: PaintItem) -> None:
    """Paint the items of a group.

    Rotated items are painted rotated, not painted and then rotated, so that they stay sharp.

    Args:
        canvas: The canvas to paint on.
        group: The group.
        affine: The map from the group's coordinates to the canvas.
        paint_item: Paints one item on a canvas, through a map.
    """
    placed = affine.after(rotation(group.rotate, group.center)) if group.rotate else affine
    if group.opacity >= 1 and group.shadow is None and group.blend == "normal":
        if group.clip:
            _paint_clipped(canvas, group.items, group.clip, placed, paint_item)
            return
        for item in group.items:
            paint_item(canvas, item, placed)
    elif group.opacity > 0:
        _paint_layer(canvas, group, placed, paint_item)


def _paint_clipped(
    canvas: Canvas, items: tuple[Item, ...], clip: Outline, placed: Affine, paint_item: PaintItem
) -> None:
    """Paint the items on a copy of what is behind the clip, and put the copy back through the clip's coverage.

    Unlike a transparent layer, the copy shows panels what they blur, and texts what they stand on.
    """
    mask = outline_mask(clip, placed, canvas.window)
    if mask is None:
        return
    inside = Canvas(mask.window, canvas.crop(mask.window))
    for item in items:
        paint_item(inside, item, placed)
    canvas.composite(inside.image, mask)


def _paint_layer(canvas: Canvas, group: Group, placed: Affine, paint_item: PaintItem) -> None:
    """Paint the items on a layer, and composite the layer at the group's opacity, with its shadow."""
    shadow = group.shadow
    # Parts outside the canvas may cast a shadow into it.
    reach = shadow_reach(shadow.blur) + abs(shadow.dx) + abs(shadow.dy) if shadow else 0
    window = canvas.window.expanded(reach).intersection(ink_bounds((Group(group.items, clip=group.clip),), placed))
    if not window:
        return
    layer = Canvas.blank(window, TRANSPARENT)
    if group.clip:
        _paint_clipped(layer, group.items, group.clip, placed, paint_item)
    else:
        for item in group.items:
            paint_item(layer, item, placed)
    if shadow is None:
        canvas.composite_layer(layer, group.opacity, blend=group.blend)
    elif group.opacity >= 1 and group.blend == "normal":
        _composite_with_shadow(canvas, layer, shadow)
    else:
        # The shadow is part of the group, and must not be visible through the group's items.
        both = Canvas.blank(canvas.window.intersection(Box(*window.expanded(reach))), TRANSPARENT)
        _composite_with_shadow(both, layer, shadow)
        canvas.composite_layer(both, group.opacity, blend=group.blend)


def _composite_with_shadow(canvas: Canvas, layer: Canvas, shadow: Shadow) -> None:
    """Composite a layer over the shadow of its pixels; the shadow's offset does not turn with the group."""
    moved = layer.window._replace(x=layer.window.x + round(shadow.dx), y=layer.window.y + round(shadow.dy))
    shape = Mask(moved, layer.image.getchannel("a"))
    cast_shadow(canvas, lambda window: shape if window else None, shadow.color, shadow.blur)
    canvas.composite_layer(layer, 1)


def ink_bounds(items: Iterable[Item], affine: Affine) -> Box:
    """Return an upright box around all pixels that the items paint, in pixels of the canvas.

    Args:
        items: The items.
        affine: The map from their coordinates to the canvas.
    """
    union = NO_BOX
    for item in items:
        box = item_bounds(item, affine)
        union = union.union(box) if union is not NO_BOX else box
    return union


def item_bounds(item: Item, affine: Affine) -> Box:
    """Return an upright box around all pixels that an item paints, in pixels of the canvas."""
    match item:
        case Fill():
            return _include_shadow(affine.box(bounds(item.outline)), item.shadow)
        case Picture():
            # The edges of pictures are rounded to whole pixels.
            return _include_shadow(affine.box(_expand(item.box, 1)), item.shadow)
        case Text():
            overhang = item.size * OVERHANG + (item.stroke.width * MITRE_LIMIT if item.stroke else 0)
            return _include_shadow(affine.box(_expand(item.box, overhang)), item.shadow)
        case Group():
            placed = affine.after(rotation(item.rotate, item.center)) if item.rotate else affine
            box = ink_bounds(item.items, placed)
            # The edges of clips are rounded to whole pixels.
            box = box.intersection(_expand(placed.box(bounds(item.clip)), 1)) if item.clip else box
            return _include_shadow(box, item.shadow)


def _include_shadow(box: Box, shadow: Shadow | None) -> Box:
    """Return the box grown by the shadow, whichever way the shadow's offset is turned."""
    if shadow is None:
        return box
    return _expand(box, abs(shadow.dx) + abs(shadow.dy) + shadow_reach(shadow.blur) + 1)


def _expand(box: Box, by: float) -> Box:
    """Return the box with *by* pixels more on every side."""
    return Box(box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by)
