"""The base class of all layer kinds: the keys that they share, and how those affect the layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from math import hypot
from typing import ClassVar

from memegen.core.diagnostics import Diagnostic, Where
from memegen.core.frozen import frozen
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.model.effects import GROWS, IN_FRONT, LEAVES_ROOM, PLACED
from memegen.model.keys import key
from memegen.model.kinds import AMOUNT, ANCHOR, ANCHORS, ANGLE, AUTO_LENGTH, FLAG, FRACTION, INSETS, PAIR, PLAIN, choice
from memegen.model.positions import Anchor, parse_anchor
from memegen.model.values import AUTO, Auto
from memegen.scene.geometry import Box, Length, Size, rotated_bounds
from memegen.scene.items import Group

# Anchors that `at: auto` chooses from by default: corners first, the lower and left ones before the others.
DEFAULT_PLACES = tuple(
    map(parse_anchor, ("bottom left", "top left", "bottom right", "top right", "bottom", "top", "left", "right"))
)


# Layers are never compared.
@frozen(kw_only=True, eq=False)
class Layer:
    """The keys that every layer has."""

    # Name of the kind in YAML.
    kind: ClassVar[str] = ""
    # Attribute set by the short form `{kind: value}`; its name is also a key of the long form `{kind: {name: value}}`.
    primary: ClassVar[str] = ""
    # Whether layers of this kind take all of their room where no width and height are given.
    stretches: ClassVar[bool] = False
    # Whether layers of this kind are laid out after all others; the painting order is not affected.
    deferred: ClassVar[bool] = False
    # Whether nothing is drawn with a width or height of 0, e.g. the bar of a share of 0 %; else it is at least 1 px.
    vanishes: ClassVar[bool] = False

    id: str = key(
        PLAIN,
        "",
        "a name, by which `shapes:` and messages refer to the layer; alternatives, each with a `when`, may share one",
        unset="none",
    )
    when: str = key(PLAIN, "", "draw only when this holds: `by`, `not by`, `count(bars) > 4`", unset="always drawn")
    hidden: bool = key(FLAG, "no", "not drawn; for `shapes`, `cases` and `change`")
    inside: str = key(
        choice("safe", "canvas"), "safe", "the area that a layer at the top level is placed in", "in", needs=IN_FRONT
    )
    margin: tuple[Length, ...] = key(
        INSETS,
        "0",
        "minimum distance from the edges of the canvas or the pile; a wider inset of the safe area applies instead; "
        "`%` is of the shorter side of the canvas or the pile",
        needs=PLACED,
    )
    at: Anchor | Auto | None = key(
        ANCHOR,
        "",
        "its place in that area: `top right`, `bottom`, `center`; `auto` is the most uniform place without faces",
        unset="fills the area",
        needs=(PLACED, "!places | at=auto // without `places`", LEAVES_ROOM),
    )
    places: tuple[Anchor, ...] = key(
        ANCHORS,
        "",
        "the places that `at: auto` chooses from; of equal places the first",
        unset="with `at: auto`, the corners, then the middles of the edges",
        needs=(PLACED, LEAVES_ROOM),
    )
    offset: tuple[Length, Length] = key(
        PAIR, ("0", "0"), "moved right and down from its place; `%` is of the area's width and height", needs=PLACED
    )
    width: Length | None = key(AUTO_LENGTH, "auto", "the width; `%` is of the parent box")
    height: Length | None = key(AUTO_LENGTH, "auto", "the height; `%` is of the parent box")
    max_width: Length | None = key(AUTO_LENGTH, "auto", "maximum width; `%` is of the parent box")
    max_height: Length | None = key(AUTO_LENGTH, "auto", "maximum height; `%` is of the parent box")
    min_width: Length | None = key(AUTO_LENGTH, "auto", "minimum width, as far as it fits; `%` is of the parent box")
    min_height: Length | None = key(AUTO_LENGTH, "auto", "minimum height, as far as it fits; `%` is of the parent box")
    grow: float = key(
        AMOUNT, "0", "its share of the space that is left in the row or column", needs=("holder=row,column", GROWS)
    )
    rotate: float = key(ANGLE, "0", "turned clockwise about its middle")
    opacity: float = key(FRACTION, "100%", "how opaque the whole layer is")
    blend: str = key(
        choice("normal", "multiply", "screen", "overlay"),
        "normal",
        "how its colours mix with those below it: `multiply` darkens as ink does, `screen` lightens as light does",
    )
    bleed: bool = key(
        FLAG,
        "no",
        "it may be larger than what holds it, and keeps its size when it is turned; a shape without a width or height "
        "runs off the canvas",
    )
    where: Where = field(default_factory=Where)
    # Whether its template gives it layers, but their conditions leave none.
    emptied: bool = False

    @property
    def candidates(self) -> tuple[Anchor, ...]:
        """The anchors to choose from; none if the anchor is fixed."""
        return self.places or (DEFAULT_PLACES if self.at is AUTO else ())

    @property
    def is_deferred(self) -> bool:
        """Whether the layer is laid out after all others."""
        return self.deferred

    @property
    def children(self) -> tuple[Layer, ...]:
        """The layers nested directly in this one."""
        return ()

    @property
    def bleeds(self) -> bool:
        """Whether the layer may extend beyond its region, which then does not grow when the layer is rotated."""
        return self.bleed

    def walk(self) -> Iterator[Layer]:
        """Yield the layer and every layer nested in it, in painting order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def max_content(self, direction: str) -> float:
        """Return how much space the layer can use along a "row" or "column", px: 0 for a fixed size.

        Stacks serve layers in ascending order of this, so that a long quote does not take the space of a short name.
        """
        return 0.0

    def follows(self, direction: str) -> bool:
        """Return whether its size across a "row" or "column" is that of the other items, as of a rule between them."""
        return False

    def turned(self) -> Layer:
        """Return the layer for a row that has become a column."""
        return self

    @property
    def shrinks(self) -> bool:
        """Whether the layer may be made smaller where a stack lacks room: not if it bleeds or has texts in it."""
        return not self.bleeds and all(child.shrinks for child in self.children)

    @property
    def has_text(self) -> bool:
        """Whether there are texts in the layer."""
        return any(child.has_text for child in self.children)

    def smallest(self) -> Layer:
        """Return the layer with all its texts at the smallest of their sizes."""
        return self

    def mirrored(self) -> Layer:
        """Return the layer for a card that runs from right to left, with its own left and right swapped."""
        return self

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        """Return the scene items of the layer, without its rotation and opacity.

        Each layer kind overrides this; callers use :meth:`layout`.

        Raises:
            DiagnosticError: The layer cannot be drawn.
        """
        raise TypeError(f"{type(self).__name__} is no layer kind")

    def layout(self, context: LayoutContext, region: Region) -> Frame:
        """Return the frame of the layer: its width, height, rotation and opacity applied to what it lowers to.

        Raises:
            DiagnosticError: The layer cannot be drawn.
        """
        w, h = self._size(region)
        if self.vanishes and min(w, h) <= 0:
            return Frame(Size(max(0.0, w), max(0.0, h)))
        fill_w, fill_h = region.fill_w or self.width is not None, region.fill_h or self.height is not None
        inner = replace(region, w=max(1.0, w), h=max(1.0, h), fill_w=fill_w, fill_h=fill_h, percent_base=None)
        frame = self.lower(context, inner)
        if self.min_width or self.min_height:
            frame = self._enlarged(context, region, inner, frame)
        if self.rotate:
            # A layer with a width and a height keeps them while the rotated box fits the parent's region.
            frame = self._rotated(context, region if self.width and self.height else inner, frame)
        if self.opacity < 1 or self.blend != "normal":
            frame = replace(frame, items=(Group(frame.items, opacity=self.opacity, blend=self.blend),))
        return frame

    def _size(self, region: Region) -> tuple[float, float]:
        """Return the width and height, px, that the layer may take of its region, within their limits."""
        base = region.percent_base or region.size
        w = self.width.of(base.w) if self.width else region.w
        h = self.height.of(base.h) if self.height else region.h
        if self.max_width:
            w = min(w, self.max_width.of(base.w))
        if self.max_height:
            h = min(h, self.max_height.of(base.h))
        if self.width and self.min_width:
            w = max(w, self.min_width.of(base.w))
        if self.height and self.min_height:
            h = max(h, self.min_height.of(base.h))
        return (w, h) if self.bleeds else (min(w, region.w), min(h, region.h))

    def _enlarged(self, context: LayoutContext, region: Region, inner: Region, frame: Frame) -> Frame:
        """Return the frame, laid out again to fill its minimum width or height where it is smaller than that."""
        base = region.percent_base or region.size
        w = min(self.min_width.of(base.w), region.w) if self.min_width else 0.0
        h = min(self.min_height.of(base.h), region.h) if self.min_height else 0.0
        if frame.size.w >= w and frame.size.h >= h:
            return frame
        if frame.size.w < w:
            inner = replace(inner, w=w, fill_w=True)
        if frame.size.h < h:
            inner = replace(inner, h=h, fill_h=True)
        return self.lower(context, inner)

    def filled_box(self, context: LayoutContext, region: Region) -> Box:
        """Return the box, px, that a layer without proportions of its own fills: its region.

        If it bleeds, it is longer than the canvas each way in which it has no size of its own, however it is rotated.
        """
        beyond = hypot(context.canvas.w, context.canvas.h)
        dx, dy = (beyond if self.bleed and length is None else 0.0 for length in (self.width, self.height))
        return Box(-dx, -dy, region.w + 2 * dx, region.h + 2 * dy)

    def _rotated(self, context: LayoutContext, region: Region, frame: Frame) -> Frame:
        """Return the frame rotated about its centre; if it no longer fits *region*, lay it out smaller first."""
        box = rotated_bounds(Box(0, 0, frame.size.w, frame.size.h), self.rotate)
        if not self.bleeds and (box.w > region.w + 0.5 or box.h > region.h + 0.5):
            scale = min(region.w / box.w, region.h / box.h)
            w, h = max(1.0, frame.size.w * scale), max(1.0, frame.size.h * scale)
            frame = self.lower(context, replace(region, w=w, h=h, fill_w=False, fill_h=False))
            box = rotated_bounds(Box(0, 0, frame.size.w, frame.size.h), self.rotate)
        center = (frame.size.w / 2, frame.size.h / 2)
        group = Group(frame.items, rotate=self.rotate, center=center)
        if self.bleeds:
            return replace(frame, items=(group,))
        rotated = Frame(Size(box.w, box.h), (group,), frame.findings, matched=frame.matched)
        return replace(rotated, items=rotated.translated(-box.x, -box.y))

    def finding(self, code: str, message: str, hint: str = "") -> Diagnostic:
        """Return a warning about the result of this layer."""
        name = f"{self.kind} {self.id!r}" if self.id else self.kind
        return Diagnostic("warning", code, self.where, f"{name}: {message}", hint)
