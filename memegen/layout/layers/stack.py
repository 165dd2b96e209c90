"""Rows and columns: padding, gap, align, justify and grow, as in flexbox, one in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import ALIGN, Desk, Layer, Piece, Room, aligned, join, turned
from memegen.model.keys import key
from memegen.model.kinds import FLAG, INSETS, LAYERS, LENGTH, OPTIONAL_COLOR, choice
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.items import Fill
from memegen.scene.path import rectangle


@frozen(kw_only=True, eq=False)
class Stack(Layer):
    """What a row and a column have in common; ``direction`` lets a shape class turn one into the other."""

    primary: ClassVar[str] = "items"

    items: tuple[Layer, ...] = key(LAYERS, (), "the layers in it, first to last")
    direction: str = key(choice("row", "column"), "column", "which way the items follow one another")
    padding: tuple[Length, ...] = key(INSETS, "0", "room kept free inside its edges")
    gap: Length = key(LENGTH, "0", "room between two items")
    align: str = key(ALIGN, "start", "where items stand across the stack")
    justify: str = key(choice("start", "center", "end", "between"), "start", "where items stand along the stack")
    wrap: bool = key(FLAG, "no", "a row whose items do not fit side by side becomes a column")
    ground: Color | None = key(OPTIONAL_COLOR, "none", "a colour behind the items")
    radius: Length = key(LENGTH, "0", "how round the corners of the ground are")

    def greed(self, direction: str) -> float:
        along = self.height if direction == "column" else self.width
        if along is not None:
            return 0.0
        # What grows along this stack makes the stack grow along it, but not across.
        grows = direction == self.direction and any(item.grow > 0 for item in self.items)
        return inf if grows else max((item.greed(direction) for item in self.items), default=0.0)

    def mirrored(self) -> Stack:
        return replace(self, items=tuple(item.mirrored() for item in self.items))

    def lay(self, desk: Desk, room: Room) -> Piece:
        top, right, bottom, left = (side.of(min(room.w, room.h)) for side in self.padding)
        if desk.rtl:
            left, right = right, left
        w, h = max(1, room.w - left - right), max(1, room.h - top - bottom)
        inner = replace(room, w=w, h=h, hang=max(0.0, room.hang + left))
        gap = self.gap.of(min(room.w, room.h))
        pieces = _lay_items(self, desk, inner, gap)
        if self.wrap and self.direction == "row" and _cramped(pieces, inner, gap):
            return replace(self, direction="column", align="start", wrap=False).lay(desk, room)
        placed, size = _place(self, pieces, inner, gap, rtl=desk.rtl)
        w = inner.w if inner.fill_w else size.w
        h = inner.h if inner.fill_h else size.h
        whole = Size(w + left + right, h + top + bottom)
        piece = join(whole, [(p, x + left, y + top) for p, x, y in placed])
        if self.ground:
            box = Box(0, 0, whole.w, whole.h)
            fill = Fill(rectangle(box, self.radius.of(min(whole.w, whole.h))), self.ground)
            piece = replace(piece, items=(fill, *piece.items))
        return piece


def _cramped(pieces: Sequence[Piece], inner: Room, gap: float) -> bool:
    """Whether items of a row have no room beside each other, or had to give up some of themselves for it."""
    used = sum(piece.size.w for piece in pieces) + gap * max(0, len(pieces) - 1)
    lost = any(found.code in ("text-cut", "word-broken") for piece in pieces for found in piece.findings)
    return len(pieces) > 1 and (lost or used > inner.w + 0.5)


def _lay_items(stack: Stack, desk: Desk, inner: Room, gap: float) -> list[Piece]:
    """Items of a fixed size first, then those that can give way, the least greedy first; what grows takes the rest."""
    column = stack.direction == "column"
    align = stack.align if stack.align in ("center", "end") else "start"
    left = (inner.h if column else inner.w) - gap * max(0, len(stack.items) - 1)
    pieces: dict[int, Piece] = {}
    for i, item in enumerate(stack.items):
        if not item.grow and not item.greed(stack.direction):
            pieces[i] = desk.lay(item, _room(stack, i, inner, max(1.0, left), align, fill=False))
            left -= pieces[i].size.h if column else pieces[i].size.w
    flexible = [i for i in range(len(stack.items)) if i not in pieces]
    shares = sum(stack.items[i].grow or 1 for i in flexible)
    for i in sorted(flexible, key=lambda i: (stack.items[i].grow > 0, stack.items[i].greed(stack.direction))):
        item = stack.items[i]
        share = max(1.0, left * (item.grow or 1) / shares)
        # Only a stack with a size of its own along itself has room to give away.
        fills = inner.fill_h if column else inner.fill_w
        pieces[i] = desk.lay(item, _room(stack, i, inner, share, align, fill=item.grow > 0 and fills))
        left -= pieces[i].size.h if column else pieces[i].size.w
        shares -= item.grow or 1
    return [pieces[i] for i in range(len(stack.items))]


def _room(stack: Stack, i: int, inner: Room, along: float, align: str, *, fill: bool) -> Room:
    stretch, item = stack.align == "stretch", stack.items[i]
    row_inside = isinstance(item, Stack) and item.direction == "row"
    whole = Size(inner.w, inner.h)
    if stack.direction == "column":
        hang = inner.hang
        return Room(inner.w, along, fill_w=stretch or row_inside, fill_h=fill, align=align, hang=hang, whole=whole)
    # What stands in a row starts at its own left edge, however the row aligns it up and down.
    return Room(along, inner.h, fill_w=fill, fill_h=stretch, hang=0 if i else inner.hang, whole=whole)


def _place(
    stack: Stack, pieces: Sequence[Piece], inner: Room, gap: float, *, rtl: bool
) -> tuple[list[tuple[Piece, float, float]], Size]:
    """Where each piece stands, and the size they take together; from right to left if the card runs so."""
    column = stack.direction == "column"
    along = [p.size.h if column else p.size.w for p in pieces]
    sides = _sides(stack, pieces)
    across = max((p.size.w if column else p.size.h + side for p, side in zip(pieces, sides, strict=True)), default=0.0)
    used = sum(along) + gap * max(0, len(pieces) - 1)
    full_along = inner.h if column else inner.w
    full_across = (inner.w if inner.fill_w else across) if column else (inner.h if inner.fill_h else across)
    fills = inner.fill_h if column else inner.fill_w
    spare = max(0.0, full_along - used) if fills else 0.0
    position = {"center": spare / 2, "end": spare}.get(stack.justify, 0.0)
    between = spare / (len(pieces) - 1) if stack.justify == "between" and len(pieces) > 1 else 0.0
    total = used + between * max(0, len(pieces) - 1)
    placed = []
    for piece, length, drop in zip(pieces, along, sides, strict=True):
        if column:
            placed.append((piece, aligned(turned(stack.align, rtl), full_across, piece.size.w), position))
        else:
            x = max(full_along if fills else total, total) - position - length if rtl else position
            placed.append((piece, x, aligned(stack.align, full_across, piece.size.h) + drop))
        position += length + gap + between
    return placed, Size(across, total) if column else Size(total, across)


def _sides(stack: Stack, pieces: Sequence[Piece]) -> list[float]:
    """How far each piece of a row is lowered, so that all last lines stand on one baseline where the row says so."""
    if stack.direction == "column" or stack.align != "baseline":
        return [0.0] * len(pieces)
    bases = [piece.size.h if piece.baseline is None else piece.baseline for piece in pieces]
    return [max(bases) - base for base in bases]


@frozen(kw_only=True, eq=False)
class Column(Stack):
    """Layers one below the other."""

    kind: ClassVar[str] = "column"


@frozen(kw_only=True, eq=False)
class Row(Stack):
    """Layers side by side."""

    kind: ClassVar[str] = "row"

    direction: str = key(choice("row", "column"), "row", "which way the items follow one another")


def walk(layer: Layer) -> Iterator[Layer]:
    """The layer, and every layer in it."""
    yield layer
    for item in layer.items if isinstance(layer, Stack) else ():
        yield from walk(item)
