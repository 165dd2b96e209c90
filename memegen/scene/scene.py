"""The scene: everything that is painted on one canvas, how its texts are found in it, and its JSON form.

A scene is a flat list of four kinds of item, painted first to last. No variable, unit, option or decision is left in
it; equal scenes are painted to equal pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Picture, Text
from memegen.scene.path import bounds, rectangle, rotate_outline


@frozen
class Scene:
    """A canvas of ``width`` × ``height`` pixels over the colour ``ground``, and the findings of its layout."""

    width: int
    height: int
    ground: Color
    items: tuple[Item, ...]
    findings: tuple[Diagnostic, ...] = ()

    def texts(self) -> Iterator[Text]:
        """Yield every text, in painting order."""
        return texts(self.items)

    def text_bounds(self) -> Iterator[tuple[Text, Box]]:
        """Yield every text with the upright bounding box of its ink on the canvas, in pixels."""
        yield from _text_bounds(self.items)

    def to_json(self) -> dict[str, Any]:
        """Return the scene as plain JSON values; numbers are rounded to a thousandth of a pixel."""
        return as_json(self)


def backdrop_pictures(item: Item) -> list[Picture] | None:
    """Return the pictures of an item of a backdrop that cards may share; None if it is none.

    It is a fill, a picture, or a group of such items that is clipped or blended with what is below, e.g. a texture.
    """
    match item:
        case Fill():
            return []
        case Picture():
            return [item]
        case Group() if item.clip or item.blend != "normal":
            found = [backdrop_pictures(child) for child in item.items]
            return None if None in found else [picture for pictures in found for picture in pictures or ()]
        case _:
            return None


def texts(items: tuple[Item, ...]) -> Iterator[Text]:
    """Yield every text among the items and in their groups, in painting order."""
    yield from (text for text, _ in _text_bounds(items))


def _text_bounds(items: tuple[Item, ...]) -> Iterator[tuple[Text, Box]]:
    for item in items:
        if isinstance(item, Text):
            yield item, item.box
        elif isinstance(item, Group):
            yield from ((text, bounds_in_parent(box, item)) for text, box in _text_bounds(item.items))


def bounds_in_parent(box: Box, group: Group) -> Box:
    """Return the upright bounding box, outside a group, of a box inside it: clipped and rotated as the group is.

    A box of which the clip leaves nothing has no width or no height.
    """
    if group.clip:
        box = box.intersection(bounds(group.clip))
    return bounds(rotate_outline(rectangle(box), group.rotate, group.center)) if group.rotate else box


def bounding_boxes(items: tuple[Item, ...]) -> Iterator[Box]:
    """Yield the box of every item, in pixels: the ink of texts, the outline of fills, the box of pictures."""
    for item in items:
        match item:
            case Text() | Picture():
                yield item.box
            case Fill():
                yield bounds(item.outline)
            case Group():
                yield from (bounds_in_parent(box, item) for box in bounding_boxes(item.items))


def as_json(value: Any) -> dict[str, Any]:
    """Return a dataclass as plain JSON values, with its lower-case class name under ``kind``.

    Fields that have their default value are left out; floats are rounded to three decimals.
    """
    values = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
    shown = {name: _json(content) for name, (content, default) in values.items() if content not in (None, default)}
    return {"kind": type(value).__name__.lower(), **shown}


def _json(value: Any) -> object:
    if isinstance(value, Color):
        return value.hex()
    if isinstance(value, Diagnostic):
        return value.to_json()
    if is_dataclass(value):
        return as_json(value)
    if isinstance(value, tuple) and hasattr(value, "_field_defaults"):
        return _named_tuple_json(value)
    if isinstance(value, tuple | list):
        return [_json(entry) for entry in value]
    # Adding 0.0 turns -0.0 into 0.0.
    return round(value, 3) + 0.0 if isinstance(value, float) else value


def _named_tuple_json(value: Any) -> dict[str, Any]:
    """Return a named tuple as :func:`as_json` returns a dataclass."""
    defaults = value._field_defaults
    named = zip(value._fields, value, strict=True)
    shown = {name: _json(content) for name, content in named if name not in defaults or content != defaults[name]}
    return {"kind": type(value).__name__.lower(), **shown}
