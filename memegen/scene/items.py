"""The items of a scene, in absolute pixels: filled outlines, pictures, texts and groups of them. Frozen and closed."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.effects import Effect
from memegen.scene.geometry import Box
from memegen.scene.path import Outline, translate_outline


@frozen
class Stop:
    """A colour at a place (0 to 1) along a gradient."""

    at: float
    color: Color


@frozen
class Linear:
    """A gradient along the line from (x1, y1) to (x2, y2); beyond its ends the end colours go on."""

    x1: float
    y1: float
    x2: float
    y2: float
    stops: tuple[Stop, ...]


@frozen
class Radial:
    """A gradient outwards from (x, y), reaching its last stop at the radii rx and ry."""

    x: float
    y: float
    rx: float
    ry: float
    stops: tuple[Stop, ...]


Paint = Color | Linear | Radial


@frozen
class Fill:
    """A closed outline filled with a paint; what is under it is first blurred by a radius of ``blur`` pixels."""

    outline: Outline
    paint: Paint
    blur: float = 0


@frozen
class Picture:
    """A part of a picture file drawn into a box.

    ``crop`` is in pixels of the upright source. ``effects`` are applied in their order, to what ``blur``, a radius in
    pixels of the canvas, has left. ``clip`` limits where it shows, in absolute pixels.
    """

    source: str
    crop: Box
    box: Box
    effects: tuple[Effect, ...] = ()
    blur: float = 0
    clip: Outline | None = None


@frozen
class Font:
    """A face of the font library: family, weight (100 to 900), italic or not; of a variable one, axes and their values.

    ``axes`` holds (tag, value) by tag, without the weight.
    """

    family: str
    weight: int = 400
    italic: bool = False
    axes: tuple[tuple[str, float], ...] = ()


class Glyph(NamedTuple):
    """A glyph of the font (by number) at an offset from its line's origin, y downwards.

    ``turn`` is clockwise in degrees, about the glyph's own origin.
    """

    id: int
    x: float
    y: float
    turn: float = 0


@frozen
class Run:
    """Glyphs of one font, size and colour; without a colour they show the text's ``paint``."""

    font: Font
    size: float
    fill: Color | None
    glyphs: tuple[Glyph, ...]


@frozen
class Line:
    """A line of text: its characters, its origin (left end of the baseline), its runs in visual order."""

    text: str
    x: float
    y: float
    runs: tuple[Run, ...]


@frozen
class Stroke:
    """An outline round the letters, ``width`` pixels to each side, under the fill, its join round, miter or bevel."""

    color: Color
    width: float
    join: str = "round"


@frozen
class Shadow:
    """A shadow moved by (dx, dy) pixels and blurred by a radius of ``blur`` pixels."""

    color: Color
    dx: float
    dy: float
    blur: float = 0


@frozen
class Text:
    """A set text. ``box`` is the box of its ink, ``size`` its main font size in pixels.

    ``paint`` is a gradient, in absolute pixels, that shows through the runs that have no colour of their own. ``needs``
    is the contrast that it should have on what is behind it; 0 where none is asked for.
    """

    layer: str
    text: str
    size: float
    box: Box
    lines: tuple[Line, ...]
    stroke: Stroke | None = None
    shadow: Shadow | None = None
    paint: Linear | Radial | None = None
    needs: float = 0


@frozen
class Group:
    """Items drawn together: turned clockwise by ``rotate`` degrees about ``center``, then laid on at ``opacity``."""

    items: tuple[Item, ...]
    opacity: float = 1
    rotate: float = 0
    center: tuple[float, float] = (0, 0)
    shadow: Shadow | None = None


Item = Fill | Picture | Text | Group


def translate_item(item: Item, dx: float, dy: float) -> Item:
    """The item elsewhere."""
    match item:
        case Fill():
            return replace(
                item, outline=translate_outline(item.outline, dx, dy), paint=_moved_paint(item.paint, dx, dy)
            )
        case Picture():
            clip = translate_outline(item.clip, dx, dy) if item.clip else None
            return replace(item, box=item.box.translated(dx, dy), clip=clip)
        case Text():
            lines = tuple(Line(line.text, line.x + dx, line.y + dy, line.runs) for line in item.lines)
            paint = _moved_gradient(item.paint, dx, dy) if item.paint else None
            return replace(item, box=item.box.translated(dx, dy), lines=lines, paint=paint)
        case Group():
            items = tuple(translate_item(child, dx, dy) for child in item.items)
            return replace(item, items=items, center=(item.center[0] + dx, item.center[1] + dy))


def _moved_paint(paint: Paint, dx: float, dy: float) -> Paint:
    return paint if isinstance(paint, Color) else _moved_gradient(paint, dx, dy)


def _moved_gradient(paint: Linear | Radial, dx: float, dy: float) -> Linear | Radial:
    if isinstance(paint, Linear):
        return Linear(paint.x1 + dx, paint.y1 + dy, paint.x2 + dx, paint.y2 + dy, paint.stops)
    return Radial(paint.x + dx, paint.y + dy, paint.rx, paint.ry, paint.stops)
