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
from memegen.scene.letter_boxes import Ink, LetterBox, letter_boxes
from memegen.scene.scene import texts
from memegen.scene.window import BLUR_REACH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Boxes are rounded to whole pixels and, with the edges of pictures, to the nearest ones.
ROUNDING = Insets(-2, -2, -2, -2)


@slotted
class Scope:
    """The items that a measurement needs, by their identity, while the scene exists.

    Attributes:
        painted: those that are painted.
        measured: the texts that are measured, with the boxes of their letters; none if those are not known yet. No
            other text can have too little contrast.
    """

    painted: set[int]
    measured: dict[int, tuple[LetterBox, ...]]

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
        self.measured: dict[int, tuple[LetterBox, ...]] = {}
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
        near = [box for box in self._read if bounds.intersects(box)]
        if near and isinstance(item, Text) and not (item.stroke or item.shadow):
            return any(line.intersects(box) for line in self._lines(item, affine) for box in near)
        return bool(near)

    def _lines(self, text: Text, affine: Affine) -> Iterator[Box]:
        """Yield a box around the ink of each run of a text, closer than the box of the whole text, which is widened."""
        for line in text.lines:
            for run in line.runs:
                inked = [ink for number in {glyph.id for glyph in run.glyphs} if (ink := self._ink(run.font, number)).w]
                if not inked:
                    continue
                left, top, right, bottom = _reach(inked, turned=any(glyph.turn for glyph in run.glyphs))
                xs, ys = [glyph.x for glyph in run.glyphs], [glyph.y for glyph in run.glyphs]
                x, y = line.x + min(xs) + left * run.size, line.y + min(ys) + top * run.size
                w, h = max(xs) - min(xs) + (right - left) * run.size, max(ys) - min(ys) + (bottom - top) * run.size
                yield affine.box(Box(x, y, w, h)).inset(ROUNDING)

    def _measure(self, text: Text, affine: Affine, *, opaque: bool) -> None:
        """Note what is behind the letters of a text, if its contrast can be too low."""
        needed = text.needs - CONTRAST_TOLERANCE
        if (
            not text.layer
            or needed <= 1
            or (opaque and not text.picture and outline_contrast(text, letter_boxes(text)) >= needed)
        ):
            return
        boxes: tuple[LetterBox, ...] = ()
        if text.picture or not opaque:
            self._read.append(affine.box(text.box.inset(Insets(*[-2 * text.size] * 4))))
        else:
            boxes = tuple(letter_boxes(text, by_glyph=not affine.upright, ink=self._ink))
            self._read += [affine.box(box.box).inset(ROUNDING) for box in boxes]
        # A text that occurs twice may be turned once.
        self.measured[id(text)] = boxes if id(text) not in self.measured else ()


def _reach(inks: Sequence[Box], *, turned: bool) -> tuple[float, float, float, float]:
    """Return how far letters reach from their origins, to the left, top, right and bottom, in em; however *turned*."""
    left, top = min(ink.x for ink in inks), min(ink.y for ink in inks)
    right, bottom = max(ink.right for ink in inks), max(ink.bottom for ink in inks)
    if not turned:
        return left, top, right, bottom
    far = max(abs(left), abs(right)) + max(abs(top), abs(bottom))
    return -far, -far, far, far


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
