"""Rows and columns, which may be nested: padding, gap, align, justify and grow as in CSS flexbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import ClassVar

from memegen.core.diagnostics import DiagnosticError
from memegen.core.frozen import frozen
from memegen.layout.layers.container import Container
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region, alignment_offset, logical_to_physical, merge_frames
from memegen.model.effects import SPARE
from memegen.model.keys import key
from memegen.model.kinds import FLAG, LENGTH, choice
from memegen.scene.geometry import Length, Size

ALIGN = choice("start", "center", "end", "stretch", "baseline")
# Codes of findings that make a row with `wrap` a column.
SQUEEZED = ("text-cut", "word-broken", "items-squeezed")
# Fraction of its natural length below which an item without a length of its own is squeezed.
HALF = 0.5
# Tolerance of an overflow, px.
OVERFLOW = 0.5


@frozen(kw_only=True, eq=False)
class Stack(Container):
    """What a row and a column have in common; ``direction`` lets a shape class turn one into the other."""

    direction: str = key(choice("row", "column"), "column", "which way the items follow one another")
    gap: Length = key(
        LENGTH, "0", "space between two items; `%` is of the shorter side of the available space", needs="several"
    )
    align: str = key(
        ALIGN,
        "start",
        "where items stand across the stack",
        needs="!align=baseline | direction=row // in a row, where it is `baseline`",
    )
    justify: str = key(
        choice("start", "center", "end", "between"), "start", "where items stand along the stack", needs=SPARE
    )
    wrap: bool = key(
        FLAG, "no", "a row whose items do not fit side by side becomes a column", needs=("direction=row", "several")
    )

    def has_length(self, i: int) -> bool:
        """Return whether an item has a width of its own in a row, or a height in a column."""
        item = self.items[i]
        return (item.height if self.direction == "column" else item.width) is not None

    def smallest(self) -> Stack:
        # Stretched items are as large as the region, which is not what they need.
        align = "start" if self.align == "stretch" else self.align
        return replace(self, items=tuple(item.smallest() for item in self.items), align=align)

    def max_content(self, direction: str) -> float:
        along = self.height if direction == "column" else self.width
        if along is not None:
            return 0.0
        # An item that grows along this stack makes the stack grow in the same direction, but not across it.
        grows = direction == self.direction and any(item.grow > 0 for item in self.items)
        return inf if grows else max((item.max_content(direction) for item in self.items), default=0.0)

    def arrange(self, context: LayoutContext, inner: Region, outer: Size) -> Frame:
        gap = self.gap.of(outer.short)
        frames = _follow(self, context, inner, _layout_items(self, context, inner, gap))
        if self.wrap and self.direction == "row" and _is_squeezed(frames, inner, gap):
            items = tuple(item.turned() for item in self.items)
            column = replace(self, items=items, direction="column", align="start", wrap=False)
            return column.arrange(context, inner, outer)
        positioned, size = _position(self, frames, inner, gap, rtl=context.rtl)
        size = Size(inner.w if inner.fill_w else size.w, inner.h if inner.fill_h else size.h)
        return merge_frames(size, positioned)


def _is_squeezed(frames: Sequence[Frame], inner: Region, gap: float) -> bool:
    """Return whether the items of a row overflow it, or had to be shortened or broken to fit."""
    used = sum(frame.size.w for frame in frames) + gap * max(0, len(frames) - 1)
    shortened = any(finding.code in SQUEEZED for frame in frames for finding in frame.findings)
    return len(frames) > 1 and (shortened or used > inner.w + OVERFLOW)


def _layout_items(stack: Stack, context: LayoutContext, inner: Region, gap: float) -> list[Frame]:
    """Return the items' frames: items of fixed size first, then flexible ones by max-content, then growing ones.

    Where flexible items are shortened in their share of the room, they are laid out again, each with at least the room
    that it needs at the smallest size of its texts.
    """
    available = (inner.h if stack.direction == "column" else inner.w) - gap * max(0, len(stack.items) - 1)
    flexible = [i for i, item in enumerate(stack.items) if item.grow or item.max_content(stack.direction)]
    fixed = [i for i in range(len(stack.items)) if i not in flexible]
    frames = _layout_fixed(stack, context, inner, fixed, available)
    available -= sum(_along(stack, frame) for frame in frames.values())
    try:
        found = _layout_flexible(stack, context, inner, flexible, available, {})
        shortened = any(finding.code in SQUEEZED for frame in found.values() for finding in frame.findings)
    except DiagnosticError:
        if len(flexible) < 2:
            raise
        shortened = True
    if shortened and len(flexible) > 1:
        region = {i: _item_region(stack, i, inner, max(1.0, available), fill=False) for i in flexible}
        # What holds no text may become as small as it has to.
        texts = [i for i in flexible if stack.items[i].has_text]
        needs = {i: _along(stack, stack.items[i].smallest().layout(context, region[i])) for i in texts}
        found = _layout_flexible(stack, context, inner, flexible, available, needs)
    return [found[i] if i in found else frames[i] for i in range(len(stack.items))]


def _along(stack: Stack, frame: Frame) -> float:
    """Return the length of a frame along the stack, px."""
    return frame.size.h if stack.direction == "column" else frame.size.w


def _layout_fixed(
    stack: Stack, context: LayoutContext, inner: Region, fixed: list[int], available: float
) -> dict[int, Frame]:
    """Return the frames of the items of fixed size; where they do not fit, those without text shrink alike.

    As with ``flex-shrink`` in CSS, each gives up the same fraction of its length. If that is not enough, they get what
    the items before them leave.
    """
    frames = {
        i: stack.items[i].layout(context, _item_region(stack, i, inner, max(1.0, available), fill=False)) for i in fixed
    }
    natural = {i: _along(stack, frame) for i, frame in frames.items()}
    excess = sum(natural.values()) - available
    if excess <= OVERFLOW:
        return frames
    soft = {i: length for i, length in natural.items() if stack.items[i].shrinks}
    scale = 1 - excess / total if (total := sum(soft.values())) > 0 else 0.0
    for i in fixed:
        length = natural[i] * (scale if i in soft else 1) if scale > 0 else available
        frames[i] = stack.items[i].layout(context, _item_region(stack, i, inner, max(1.0, length), fill=False))
        available -= _along(stack, frames[i])
    small = [i for i in soft if _along(stack, frames[i]) < natural[i] * (1 if stack.has_length(i) else HALF) - OVERFLOW]
    if small:
        message = f"its items are {excess:.0f} px longer than the available space; {len(small)} of them shrink"
        finding = stack.finding("items-squeezed", message, "enlarge it, or make its items or gaps smaller")
        frames[small[0]] = replace(frames[small[0]], findings=(*frames[small[0]].findings, finding))
    return frames


def _layout_flexible(
    stack: Stack, context: LayoutContext, inner: Region, flexible: list[int], available: float, needs: dict[int, float]
) -> dict[int, Frame]:
    """Return the frames of the items that share the room left; *needs* is the minimum length of each, px."""
    items, frames = stack.items, dict[int, Frame]()
    shares = sum(items[i].grow or 1 for i in flexible)
    # Only a stack that fills its region has free space.
    column = stack.direction == "column"
    fills = inner.fill_h if column else inner.fill_w
    order = sorted(flexible, key=lambda i: (items[i].grow > 0, items[i].max_content(stack.direction)))
    for n, i in enumerate(order):
        reserved = sum(needs.get(other, 0.0) for other in order[n + 1 :])
        share = max(1.0, min(max(available * (items[i].grow or 1) / shares, needs.get(i, 0.0)), available - reserved))
        frames[i] = items[i].layout(context, _item_region(stack, i, inner, share, fill=items[i].grow > 0 and fills))
        available -= _along(stack, frames[i])
        shares -= items[i].grow or 1
    # What the others leave goes to those that gave up padding.
    for i in (i for i in order if frames[i].tight and column and available > OVERFLOW):
        share = _along(stack, frames[i]) + available
        frames[i] = items[i].layout(context, _item_region(stack, i, inner, share, fill=items[i].grow > 0 and fills))
        available = share - _along(stack, frames[i])
    return frames


def _follow(stack: Stack, context: LayoutContext, inner: Region, frames: list[Frame]) -> list[Frame]:
    """Return the frames, with those that follow the others laid out again at their size across the stack."""
    followers = [i for i, item in enumerate(stack.items) if item.follows(stack.direction)]
    if not followers or len(followers) == len(frames):
        return frames
    column = stack.direction == "column"
    others = [frame for i, frame in enumerate(frames) if i not in followers]
    across = max(frame.size.w if column else frame.size.h for frame in others)
    if inner.fill_w if column else inner.fill_h:
        across = inner.w if column else inner.h
    for i in followers:
        w, h = (across, frames[i].size.h) if column else (frames[i].size.w, across)
        frames[i] = stack.items[i].layout(context, Region(w, h, percent_base=inner.size))
    return frames


def _item_region(stack: Stack, i: int, inner: Region, length: float, *, fill: bool) -> Region:
    """Return the region of item *i*: *length* px along the stack, which it takes up if *fill*."""
    align = stack.align if stack.align in ("center", "end") else "start"
    stretch, item = stack.align == "stretch", stack.items[i]
    if stack.direction == "column":
        fill_w = stretch or (isinstance(item, Stack) and item.direction == "row")
        return Region(inner.w, length, fill_w, fill, align, inner.hang, inner.size)
    # An item of a row starts at its own left edge; `align` of a row is vertical.
    return Region(length, inner.h, fill, stretch, hang=0 if i else inner.hang, percent_base=inner.size)


def _position(
    stack: Stack, frames: Sequence[Frame], inner: Region, gap: float, *, rtl: bool
) -> tuple[list[tuple[Frame, float, float]], Size]:
    """Return each frame with the x and y of its corner, px, and the size of all of them together."""
    column = stack.direction == "column"
    lengths = [frame.size.h if column else frame.size.w for frame in frames]
    shifts = _baseline_shifts(stack, frames)
    across = max(
        (f.size.w if column else f.size.h + shift for f, shift in zip(frames, shifts, strict=True)), default=0.0
    )
    used = sum(lengths) + gap * max(0, len(frames) - 1)
    inner_length = inner.h if column else inner.w
    inner_across = (inner.w if inner.fill_w else across) if column else (inner.h if inner.fill_h else across)
    fills = inner.fill_h if column else inner.fill_w
    spare = max(0.0, inner_length - used) if fills else 0.0
    position = {"center": spare / 2, "end": spare}.get(stack.justify, 0.0)
    between = spare / (len(frames) - 1) if stack.justify == "between" and len(frames) > 1 else 0.0
    total = used + between * max(0, len(frames) - 1)
    positioned = []
    for frame, length, shift in zip(frames, lengths, shifts, strict=True):
        if column:
            x = alignment_offset(logical_to_physical(stack.align, rtl), inner_across, frame.size.w)
            positioned.append((frame, x, position))
        else:
            x = max(inner_length if fills else total, total) - position - length if rtl else position
            positioned.append((frame, x, alignment_offset(stack.align, inner_across, frame.size.h) + shift))
        position += length + gap + between
    return positioned, Size(across, total) if column else Size(total, across)


def _baseline_shifts(stack: Stack, frames: Sequence[Frame]) -> list[float]:
    """Return how far each frame is moved down, px, so that the last lines of a row share a baseline."""
    if stack.direction == "column" or stack.align != "baseline":
        return [0.0] * len(frames)
    baselines = [frame.size.h if frame.baseline is None else frame.baseline for frame in frames]
    return [max(baselines) - baseline for baseline in baselines]


@frozen(kw_only=True, eq=False)
class Column(Stack):
    """Layers one below the other."""

    kind: ClassVar[str] = "column"


@frozen(kw_only=True, eq=False)
class Row(Stack):
    """Layers side by side."""

    kind: ClassVar[str] = "row"

    direction: str = key(choice("row", "column"), "row", "which way the items follow one another")
