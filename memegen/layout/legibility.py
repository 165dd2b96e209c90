"""Scrims as deep as the text over them needs, and no deeper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from math import fsum

from memegen.core.frozen import frozen
from memegen.layout.layers.backgrounds import Scrim
from memegen.model.values import AUTO
from memegen.scene.backdrop import Backdrop
from memegen.scene.color import RGB, Color, composite, contrast_ratio, luminance, mix_rgb
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Run, Text
from memegen.scene.letter_boxes import letter_boxes, separating_outline
from memegen.scene.path import bounds
from memegen.scene.scene import bounds_in_parent

# Cells are means, and the pixels in them differ: so much more than the contrast asked for is aimed at.
AIM = 1.1
# How far beyond the text a scrim of its own choice keeps its strength, and fades after that; parts of its room.
BEYOND, FADE = 0.03, 0.36
# A scrim that would have to keep its strength over more than this part of its room is laid on flat.
FLAT = 0.9
# An edge that is no nearer than the bottom by this much gives way to it.
PREFERRED = 0.06


@frozen
class Need:
    """A patch of letters that needs a contrast of ``ratio`` on what is behind ``box``."""

    box: Box
    color: Color
    ratio: float


def needs(items: Sequence[Item]) -> list[Need]:
    """What the texts among *items* need of what lies under all of them; texts on a fill of their own need nothing."""
    return list(_needs(items, []))


def _needs(items: Sequence[Item], grounds: list[Box]) -> Iterator[Need]:
    for item in items:
        match item:
            case Fill(paint=Color() as color) if color.a >= 1:
                # Strips are one fill, but a ground only where each of them is.
                grounds.extend(bounds((contour,)) for contour in item.outline)
            case Group():
                for need in _needs(item.items, []):
                    box, color = bounds_in_parent(need.box, item), need.color.multiply_alpha(item.opacity)
                    yield replace(need, box=box, color=color)
            case Text() if item.needs and not separating_outline(item):
                for patch in letter_boxes(item):
                    if not any(ground.contains(patch.box, 2) for ground in grounds):
                        yield from (Need(patch.box, color, item.needs) for color in patch.colors)
            case _:
                pass


def shaded(scrim: Scrim, area: Box, wanted: Sequence[Need], backdrop: Backdrop) -> Scrim:
    """The scrim with whatever it leaves open chosen, for texts over a ground that looks like *backdrop*."""
    if area.w <= 0 or area.h <= 0:
        return replace(scrim, side="flat")
    met = [need for need in wanted if need.box.intersects(area)]
    deepens = scrim.strength is AUTO or (scrim.strength is None and scrim.side == "auto")
    if scrim.side == "auto":
        whole = reduce(Box.union, (need.box for need in met), met[0].box if met else area)
        scrim = _sided(scrim, area, whole)
    return replace(scrim, strength=_strength(scrim, area, met, backdrop)) if deepens else scrim


def _sided(scrim: Scrim, area: Box, text: Box) -> Scrim:
    """From the edge to which the text is nearest, strong as far as the text reaches."""
    depths = {
        "bottom": (area.bottom - text.y) / area.h - PREFERRED,
        "left": (text.right - area.x) / area.w,
        "right": (area.right - text.x) / area.w,
        "top": (text.bottom - area.y) / area.h,
    }
    side = min(depths, key=lambda edge: depths[edge])
    depth = depths[side] + (PREFERRED if side == "bottom" else 0) + BEYOND
    if depth > FLAT:
        return replace(scrim, side="flat")
    return replace(scrim, side=side, solid=max(0.0, depth), extent=min(1.0, depth + FADE))


def _strength(scrim: Scrim, area: Box, met: Sequence[Need], backdrop: Backdrop) -> float:
    """The least strength, in hundredths, at which every text reads; the most useful one where none is enough."""
    spots = [(need, list(_spots(scrim, area, need.box, backdrop))) for need in met]

    def reach(percent: int) -> float:
        """The least contrast there is, in parts of what is needed."""
        shades = (
            _contrast(need.color, mix_rgb(color, scrim.colour.rgb, scrim.colour.a * alpha * percent / 100)) / need.ratio
            for need, found in spots
            for alpha, color in found
        )
        return min(shades, default=AIM)

    if reach(0) >= AIM:
        return 0.0
    if reach(100) < AIM:
        return max(range(0, 101, 20), key=reach) / 100
    low, high = 0, 100
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reach(middle) >= AIM else (middle, high)
    return high / 100


def _spots(scrim: Scrim, area: Box, box: Box, backdrop: Backdrop) -> Iterator[tuple[float, RGB]]:
    """The lightest and darkest cells wherever there is equally much of the scrim's strength, and how much there is."""
    sideways = scrim.side in ("left", "right")
    lines: Callable[[Box], Iterator[tuple[float, list[RGB]]]] = backdrop.columns_in if sideways else backdrop.rows_in
    start, length = (area.x, area.w) if sideways else (area.y, area.h)
    alike: dict[float, set[RGB]] = {}
    for at, colors in lines(box):
        alike.setdefault(scrim.depth((at - start) / length), set()).update(colors)
    for alpha, found in alike.items():
        ordered = sorted(found, key=luminance)
        yield from ((alpha, color) for color in (*ordered[:1], *ordered[-1:]))


def _contrast(color: Color, ground: RGB) -> float:
    return contrast_ratio(luminance(composite(color, ground)), luminance(ground))


def recolored(
    item: Item, others: Mapping[str, Color], backdrop: Backdrop, holders: tuple[Group, ...] = (), *, surely: bool
) -> Item:
    """The item with each text that does not read, and that may have another colour, in the one that reads better.

    *others* are those colours by the layer's name; *holders* the groups that the item is in, the innermost first;
    *surely* leaves a text that reads in neither as it is.
    """
    match item:
        case Group():
            inside = (item, *holders)
            items = (recolored(child, others, backdrop, inside, surely=surely) for child in item.items)
            return replace(item, items=tuple(items))
        case Text() if item.layer in others and item.lines and (own := item.lines[0].runs[0].fill):
            other = others[item.layer]
            has, gets = (_reading(item, color, backdrop, holders) for color in (own, other))
            better = gets[0] >= item.needs if surely else gets[1:] > has[1:]
            return item if has[0] >= item.needs or not better else _dyed(item, own, other)
        case _:
            return item


def _dyed(text: Text, own: Color, other: Color) -> Text:
    """The text in another colour, but for what has one of its own in it."""

    def dyed(run: Run) -> Run:
        return replace(run, fill=other) if run.fill == own else run

    return replace(text, lines=tuple(replace(line, runs=tuple(map(dyed, line.runs))) for line in text.lines))


def _reading(text: Text, color: Color, backdrop: Backdrop, holders: tuple[Group, ...]) -> tuple[float, float, float]:
    """How a colour reads on the cells behind the text: its least contrast, the part on which it reads, and the mean."""
    boxes = [patch.box for patch in letter_boxes(text)]
    for group in holders:
        boxes = [bounds_in_parent(box, group) for box in boxes]
        color = color.multiply_alpha(group.opacity)
    grounds = (ground for box in boxes for _, line in backdrop.rows_in(box) for ground in line)
    found = [_contrast(color, ground) for ground in grounds] or [21.0]
    return min(found), sum(contrast >= text.needs for contrast in found) / len(found), fsum(found) / len(found)
