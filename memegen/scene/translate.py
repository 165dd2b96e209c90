"""Moving items of a scene."""

from __future__ import annotations

from dataclasses import replace

from memegen.scene.color import Color
from memegen.scene.items import Fill, Group, Item, Line, Linear, Paint, Picture, Radial, Text, Texture
from memegen.scene.path import translate_outline


def translate_item(item: Item, dx: float, dy: float) -> Item:
    """Return the item moved by (dx, dy) pixels."""
    match item:
        case Fill():
            if item.on_pixels:
                dx, dy = round(dx), round(dy)
            outline = translate_outline(item.outline, dx, dy)
            paint = _translate_paint(item.paint, dx, dy)
            return replace(item, outline=outline, paint=paint)
        case Picture():
            clip = translate_outline(item.clip, dx, dy) if item.clip else None
            return replace(item, box=item.box.translated(dx, dy), clip=clip)
        case Text():
            lines = tuple(Line(line.text, line.x + dx, line.y + dy, line.runs) for line in item.lines)
            gradient = _translate_gradient(item.paint, dx, dy) if item.paint else None
            picture = replace(item.picture, box=item.picture.box.translated(dx, dy)) if item.picture else None
            return replace(item, box=item.box.translated(dx, dy), lines=lines, paint=gradient, picture=picture)
        case Group():
            items = tuple(translate_item(child, dx, dy) for child in item.items)
            clip = translate_outline(item.clip, dx, dy) if item.clip else None
            return replace(item, items=items, center=(item.center[0] + dx, item.center[1] + dy), clip=clip)


def _translate_paint(paint: Paint, dx: float, dy: float) -> Paint:
    match paint:
        case Color():
            return paint
        case Texture():
            return replace(paint, density=_translate_linear(paint.density, dx, dy)) if paint.density else paint
        case _:
            return _translate_gradient(paint, dx, dy)


def _translate_linear(paint: Linear, dx: float, dy: float) -> Linear:
    return Linear(paint.x1 + dx, paint.y1 + dy, paint.x2 + dx, paint.y2 + dy, paint.stops)


def _translate_gradient(paint: Linear | Radial, dx: float, dy: float) -> Linear | Radial:
    if isinstance(paint, Linear):
        return _translate_linear(paint, dx, dy)
    return Radial(paint.x + dx, paint.y + dy, paint.rx, paint.ry, paint.stops)
