"""The scene: what is to be painted, in absolute pixels. Frozen, closed, and JSON.

A scene is a flat list of four kinds of item, painted first to last: a filled outline, a picture, a text, a group. No
variable, unit, option or decision is left in it; two equal scenes paint to equal pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.effects import Effect
from memegen.scene.geometry import Box
from memegen.scene.path import Outline, bounds, rectangle
from memegen.scene.path import moved as move_outline
from memegen.scene.path import turned as turn_outline
from memegen.scene.to_json import as_json


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


@frozen
class Scene:
    """A whole canvas, ``width`` × ``height`` pixels, over ``ground``; and what layout found worth saying about it."""

    width: int
    height: int
    ground: Color
    items: tuple[Item, ...]
    findings: tuple[Diagnostic, ...] = ()

    def texts(self) -> Iterator[Text]:
        """Every text, in the order of painting."""
        return texts(self.items)

    def inked(self) -> Iterator[tuple[Text, Box]]:
        """Every text with the upright box, in pixels, that its ink takes on the canvas, turned as its groups are."""
        yield from _texts(self.items)

    def to_json(self) -> dict[str, Any]:
        """The scene as plain JSON values; numbers rounded to a thousandth of a pixel."""
        return as_json(self)


def moved(item: Item, dx: float, dy: float) -> Item:
    """The item elsewhere."""
    match item:
        case Fill():
            return replace(item, outline=move_outline(item.outline, dx, dy), paint=_moved_paint(item.paint, dx, dy))
        case Picture():
            clip = move_outline(item.clip, dx, dy) if item.clip else None
            return replace(item, box=item.box.moved(dx, dy), clip=clip)
        case Text():
            lines = tuple(Line(line.text, line.x + dx, line.y + dy, line.runs) for line in item.lines)
            paint = _moved_gradient(item.paint, dx, dy) if item.paint else None
            return replace(item, box=item.box.moved(dx, dy), lines=lines, paint=paint)
        case Group():
            items = tuple(moved(child, dx, dy) for child in item.items)
            return replace(item, items=items, center=(item.center[0] + dx, item.center[1] + dy))


def _moved_paint(paint: Paint, dx: float, dy: float) -> Paint:
    return paint if isinstance(paint, Color) else _moved_gradient(paint, dx, dy)


def _moved_gradient(paint: Linear | Radial, dx: float, dy: float) -> Linear | Radial:
    if isinstance(paint, Linear):
        return Linear(paint.x1 + dx, paint.y1 + dy, paint.x2 + dx, paint.y2 + dy, paint.stops)
    return Radial(paint.x + dx, paint.y + dy, paint.rx, paint.ry, paint.stops)


def _texts(items: tuple[Item, ...]) -> Iterator[tuple[Text, Box]]:
    for item in items:
        if isinstance(item, Text):
            yield item, item.box
        elif isinstance(item, Group):
            yield from ((text, around(box, item)) for text, box in _texts(item.items))


def texts(items: tuple[Item, ...]) -> Iterator[Text]:
    """Every text among the items and in their groups, in the order of painting."""
    yield from (text for text, _ in _texts(items))


def around(box: Box, group: Group) -> Box:
    """The upright box about a box within a group, turned as the group is."""
    return bounds(turn_outline(rectangle(box), group.rotate, group.center)) if group.rotate else box
