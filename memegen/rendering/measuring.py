"""What has to be painted to measure the contrast of a scene's texts: only what is behind their letters.

An item that is painted is painted whole, on the whole canvas: parts of it would have other pixels, as dithering and
resampling begin at its edges. So the contrasts are those of the finished graphic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.core.frozen import slotted
from memegen.rendering.contrast import outline_contrast
from memegen.rendering.group import item_bounds
from memegen.rendering.ramp import is_opaque
from memegen.rendering.text_report import CONTRAST_TOLERANCE
from memegen.scene.affine import IDENTITY, Affine, rotation
from memegen.scene.geometry import Box, Insets
from memegen.scene.items import Fill, Group, Item, Linear, Paint, Picture, Radial, Text
from memegen.scene.letter_boxes import Ink, letter_boxes
from memegen.scene.scene import texts
from memegen.scene.window import BLUR_REACH

if TYPE_CHECKING:
    from collections.abc import Sequence

# Boxes are rounded to whole pixels and, with the edges of pictures, to the nearest ones.
ROUNDING = Insets(-2, -2, -2, -2)


@slotted
class Scope:
    """The items that a measurement needs, by their identity, while the scene exists.

    Attributes:
        painted: those that are painted.
        measured: the texts that are measured; no other text can have too little contrast.
    """

    painted: set[int]
    measured: set[int]

    def has(self, item: Item) -> bool:
        """Return whether an item, or anything in a group, is painted or measured."""
        if isinstance(item, Group):
            return any(map(self.has, item.items))
        return id(item) in self.painted or id(item) in self.measured


def scope_of(items: Sequence[Item], ink: Ink) -> Scope:
    """Return what has to be painted and measured; *ink* returns the bounds of a glyph's ink."""
    walk = _Walk(ink)
    walk.below(items, IDENTITY)
    return Scope(walk.painted, walk.measured)


class _Walk:
    """Walks a scene from its top to its bottom, and collects what is read of it, in pixels of the canvas."""

    def __init__(self, ink: Ink) -> None:
        self.painted: set[int] = set()
        self.measured: set[int] = set()
        self._ink = ink
        self._read: list[Box] = []

    def below(self, items: Sequence[Item], affine: Affine) -> None:
        """Go through items, the last of which is on top."""
        for item in reversed(items):
            if isinstance(item, Group):
                self._group(item, affine)
                continue
            if self._is_read(item, affine):
                self.painted.add(id(item))
                self._read += _read_by(item, affine)
            if isinstance(item, Text):
                self._measure(item, affine, opaque=True)

    def _group(self, group: Group, affine: Affine) -> None:
        placed = affine.after(rotation(group.rotate, group.center)) if group.rotate else affine
        if group.opacity >= 1 and group.shadow is None and group.blend == "normal":
            self.below(group.items, placed)
            return
        # What is on a layer of its own is composited as one: all of it is painted, or nothing.
        before = len(self.measured)
        visible = self._is_read(group, affine)
        for text in texts(group.items):
            self._measure(text, placed, opaque=False)
        if visible or len(self.measured) > before:
            self._paint_all(group.items)
            self._read.append(item_bounds(group, affine).inset(ROUNDING))

    def _paint_all(self, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Group):
                self._paint_all(item.items)
            else:
                self.painted.add(id(item))

    def _is_read(self, item: Item, affine: Affine) -> bool:
        if not self._read:
            return False
        bounds = item_bounds(item, affine).inset(ROUNDING)
        return any(bounds.intersects(box) for box in self._read)

    def _measure(self, text: Text, affine: Affine, *, opaque: bool) -> None:
        """Note what is behind the letters of a text, if its contrast can be too low."""
        needed = text.needs - CONTRAST_TOLERANCE
        if (
            not text.layer
            or needed <= 1
            or (opaque and not text.picture and outline_contrast(text, letter_boxes(text)) >= needed)
        ):
            return
        self.measured.add(id(text))
        if text.picture or not opaque:
            self._read.append(affine.box(text.box.inset(Insets(*[-2 * text.size] * 4))))
        else:
            boxes = letter_boxes(text, by_glyph=not affine.upright, ink=self._ink)
            self._read += [affine.box(box.box).inset(ROUNDING) for box in boxes]


def _read_by(item: Fill | Picture | Text, affine: Affine) -> list[Box]:
    """Return what is read to paint an item, beyond the pixels that it changes each by itself."""
    if isinstance(item, Fill) and (item.blur > 0 or _may_flatten(item.paint)):
        reach = item.blur * BLUR_REACH + 2
        return [item_bounds(item, affine).inset(Insets(-reach, -reach, -reach, -reach))]
    if isinstance(item, Text) and item.paint and _may_flatten(item.paint):
        return [item_bounds(item, affine).inset(ROUNDING)]
    return []


def _may_flatten(paint: Paint) -> bool:
    """Return whether a paint is another one where all that is below it has one colour."""
    return isinstance(paint, Linear | Radial) and not is_opaque(paint.stops)
