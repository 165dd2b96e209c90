"""How far the ink of an item reaches."""

from __future__ import annotations

from collections.abc import Iterable

from memegen.geometry import Box
from memegen.outline import bounds
from memegen.paint.affine import Affine, turn
from memegen.paint.mitre import MITRE
from memegen.paint.shadow import spread
from memegen.scene import Fill, Group, Item, Picture, Shadow, Text

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
            placed = affine.after(turn(item.rotate, item.center)) if item.rotate else affine
            return _shaded(extent(item.items, placed), item.shadow)


def _shaded(box: Box, shadow: Shadow | None) -> Box:
    """The box with its shadow, whichever way that is turned."""
    if shadow is None:
        return box
    return _grown(box, abs(shadow.dx) + abs(shadow.dy) + spread(shadow.blur) + 1)


def _grown(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by)
