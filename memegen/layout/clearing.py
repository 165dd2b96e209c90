"""Photos that make way: where texts would cover a face, they show another part, or shrink to what is free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.layout.adaptive import ItemsByEntry
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.crop import WHOLE
from memegen.layout.layers.faces import bounds_on_canvas, face_boxes, flatten, overlap_area
from memegen.layout.layers.photo import Photo
from memegen.layout.placement import Entry, Placed, items_below, place
from memegen.scene.geometry import Box, Length
from memegen.scene.items import Item, Picture, Text
from memegen.scene.scene import bounding_boxes

# Distance that letters keep from a face, and the shorter side of a part that a photo shrinks to, at least, as
# fractions of the canvas's short side.
CLEARANCE, LEAST = 0.02, 0.24
# Number of free parts that are tried, the largest first, and the least area of one, as a fraction of the first.
TRIES, SMALLEST = 4, 0.4
# Slant of the edge that words stand at, as a fraction of the canvas's short side.
SLANT = 0.05
# Fraction of a face that has to be in the safe area.
SAFE = 0.85


@frozen(eq=False)
class Crowd:
    """A photo with what is in front of it: boxes of texts and of logos, px, with their clearance; and the safe area."""

    context: LayoutContext
    entry: Entry
    photo: Photo
    texts: tuple[Box, ...]
    logos: tuple[Box, ...]
    safe: Box

    def is_clear(self, items: Sequence[Item]) -> bool:
        """Return whether all faces that the photo's items show are in the safe area and under nothing."""
        shown = reduce(Box.union, bounding_boxes(tuple(items)))
        for face in face_boxes(items, self.context.photos):
            visible = face.intersection(shown)
            if any(visible.intersects(box) for box in (*self.texts, *self.logos)):
                return False
            if overlap_area(face, self.safe) < SAFE * face.w * face.h:
                return False
        return True


def clear_faces(
    context: LayoutContext, entries: Sequence[Entry], placed: ItemsByEntry, safe: Box
) -> tuple[ItemsByEntry, dict[int, tuple[Diagnostic, ...]]]:
    """Return the items with the faces clear that can be, and the findings of the photos that made way, by index.

    Args:
        context: The context of the layout.
        entries: The layers of the card.
        placed: Their items.
        safe: The safe area, px, in which faces stay.
    """
    findings: dict[int, tuple[Diagnostic, ...]] = {}
    for i, entry in enumerate(entries):
        photo = entry.layer
        if not isinstance(photo, Photo) or not photo.clear_faces or not placed[i]:
            continue
        below = replace(context, below=items_below(placed, i))
        later = [item for j in range(i + 1, len(entries)) for item in placed[j]]
        crowd = Crowd(below, entry, photo, *_obstacles(later, photo.photo, CLEARANCE * context.canvas.short), safe)
        found = None if crowd.is_clear(placed[i]) else _made_way(crowd, next(bounding_boxes(placed[i])))
        if found:
            placed = {**placed, i: found.items}
            findings[i] = found.findings
    return placed, findings


def _obstacles(items: Sequence[Item], photo: str, clearance: float) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Return the boxes of texts, and of other pictures than *photo*, px, with what they keep clear around them."""
    texts: list[Box] = []
    pictures: list[Box] = []
    for item, groups in flatten(items):
        if (isinstance(item, Text) and item.layer) or (isinstance(item, Picture) and item.source != photo):
            box = bounds_on_canvas(item.box, groups)
            wide = Box(box.x - clearance, box.y - clearance, box.w + 2 * clearance, box.h + 2 * clearance)
            (texts if isinstance(item, Text) else pictures).append(wide)
    return tuple(texts), tuple(pictures)


def _made_way(crowd: Crowd, box: Box) -> Placed | None:
    """Return the photo with its faces clear; None if there is no part of its box for it.

    In its own box the faces move to a free part, if the crop can; otherwise the photo shrinks to one.
    """
    parts = list(_candidates(crowd, box))
    shrunk = []
    for part in parts:
        layer = replace(crowd.photo, subject=_within(part, box, crowd.safe))
        moved = place(crowd.context, replace(crowd.entry, layer=layer))
        if not moved.findings and crowd.is_clear(moved.items):
            return moved
        shrunk += [_shrunk(crowd, part, box), _shrunk(crowd, part.intersection(crowd.safe), box)]
    return min(filter(lambda one: crowd.is_clear(one.items), shrunk), key=lambda one: len(one.findings), default=None)


def _candidates(crowd: Crowd, box: Box) -> Iterator[Box]:
    """Yield the parts of the box that are free of texts, and those that are free of logos too, the largest first."""
    least = LEAST * crowd.context.canvas.short
    for obstacles in (crowd.texts, (*crowd.texts, *crowd.logos)):
        parts = free_parts(box, [each for each in obstacles if each.intersects(box)], least)
        areas = {part: _area(part.intersection(crowd.safe)) for part in parts}
        largest = max(areas.values(), default=0.0)
        yield from sorted((part for part in parts if areas[part] > SMALLEST * largest), key=lambda part: -areas[part])[
            :TRIES
        ]


def _shrunk(crowd: Crowd, part: Box, box: Box) -> Placed:
    """Return the photo in a part of its box; an edge inside that box, where words stand, is cut at a slant."""
    edges = {"bottom": box.bottom - part.bottom, "right": box.right - part.right, "left": part.x - box.x}
    cut = max(edges, key=lambda edge: edges[edge])
    layer = replace(
        crowd.photo,
        at=None,
        width=None,
        height=None,
        offset=(Length(), Length()),
        cut=cut if edges[cut] > 1 else "none",
        slant=Length(px=SLANT * crowd.context.canvas.short),
        subject=_within(part, part, crowd.safe),
    )
    return place(crowd.context, replace(crowd.entry, layer=layer, area=part))


def free_parts(box: Box, obstacles: Sequence[Box], least: float) -> list[Box]:
    """Return the largest parts of a box that are free of obstacles, none inside another, the largest first.

    Each obstacle cuts the parts found so far into what is left of it, right of it, above and below, which overlap.

    Args:
        box: the box, px.
        obstacles: what is in it, px.
        least: minimum of a part's shorter side, px.
    """
    parts = [box] if box.size.short >= least else []
    for obstacle in obstacles:
        pieces = dict.fromkeys(piece for part in parts for piece in _beside(part, obstacle, least))
        parts = [part for part in pieces if not any(other.contains(part, 0) for other in pieces if other != part)]
    return sorted(parts, key=_area, reverse=True)


def _beside(part: Box, obstacle: Box, least: float) -> Iterator[Box]:
    """Yield the parts of a part on the four sides of an obstacle, or the part if that is not in it."""
    if not part.intersects(obstacle):
        yield part
        return
    for piece in (
        Box(part.x, part.y, obstacle.x - part.x, part.h),
        Box(obstacle.right, part.y, part.right - obstacle.right, part.h),
        Box(part.x, part.y, part.w, obstacle.y - part.y),
        Box(part.x, obstacle.bottom, part.w, part.bottom - obstacle.bottom),
    ):
        if piece.size.short >= least:
            yield piece


def _within(part: Box, box: Box, safe: Box) -> Box:
    """Return the safe part of a part, as fractions of the box."""
    shown = part.intersection(safe)
    if shown.w <= 0 or shown.h <= 0:
        return WHOLE
    return Box((shown.x - box.x) / box.w, (shown.y - box.y) / box.h, shown.w / box.w, shown.h / box.h)


def _area(box: Box) -> float:
    return max(0.0, box.w) * max(0.0, box.h)
