"""The text layer: a text fitted, broken and balanced into its room."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import ClassVar

from memegen.core.diagnostics import Diagnostic, DiagnosticError
from memegen.core.frozen import frozen
from memegen.layout.layers.backgrounds import across, eased
from memegen.layout.layers.base import Desk, Piece, Room, filled, turned
from memegen.layout.layers.lettering import IMPRINT, READABLE, Lettering, ink_on, needed, strips, weight_of
from memegen.model.keys import key
from memegen.model.kinds import (
    ANGLE,
    COLOR,
    FLAG,
    LENGTH,
    OPTIONAL_COLOR,
    OPTIONAL_COLORS,
    PAIR,
    RATIO,
    TEXT,
    WEIGHT,
    WHOLE,
    choice,
)
from memegen.model.values import NamedWeight, Weight
from memegen.scene.color import Color
from memegen.scene.geometry import Length, Size
from memegen.scene.items import Shadow, Stroke, Text
from memegen.text.breaks import apart
from memegen.text.markup import seen
from memegen.text.style import Style, TextLayout

# A text gives up to a fifth of its size for a hanging mark.
HANGS = 0.8


@frozen(kw_only=True, eq=False)
class TextLayer(Lettering):
    """A text, fitted into its room and broken by sense. `*word*` is emphasis."""

    kind: ClassVar[str] = "text"
    primary: ClassVar[str] = "text"

    text: str = key(TEXT, None, "the text, with `{fields}` in it")
    align: str = key(choice("inherit", "start", "center", "end"), "inherit", "how its lines stand; as its holder does")
    valign: str = key(choice("start", "center", "end"), "start", "where it stands in a box higher than it")
    max_lines: int = key(WHOLE, "0", "most lines; 0 for as many as fit")
    emphasis: Color | None = key(OPTIONAL_COLOR, "none", "the colour of `*emphasised*` words")
    emphasis_weight: Weight = key(WEIGHT, "regular", "the weight of `*emphasised*` words")
    markup: bool = key(FLAG, "yes", "whether `*stars*` and other marks are read")
    marker: Color = key(COLOR, "sun", "the colour behind `==highlighted==` words")
    strips: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a strip behind every line")
    strip_padding: tuple[Length, Length] = key(
        PAIR, ("16%", "14%"), "how far marker and strips reach out; `%` is of the size"
    )
    gradient: tuple[Color, ...] = key(OPTIONAL_COLORS, "none", "colours that flow through the letters")
    gradient_angle: float = key(ANGLE, "180", "where they flow: 0 is up, 90 right, 180 down")
    outline: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a line round the letters")
    outline_width: Length = key(LENGTH, "6%", "how wide that line is; `%` is of the font size")
    outline_join: str = key(choice("miter", "round", "bevel"), "miter", "its corners")
    shadow: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a shadow")
    shadow_offset: tuple[Length, Length] = key(PAIR, ("0", "4%"), "how far it falls; `%` is of the font size")
    shadow_blur: Length = key(LENGTH, "8%", "how soft it is; `%` is of the font size")
    or_fill: Color | None = key(OPTIONAL_COLOR, "none", "another colour, which it takes where `fill` does not read")
    contrast: float | None = key(RATIO, "", "the contrast that it needs; 4.5, or 3 if it is large; 0 for none at all")
    overflow: str = key(choice("ellipsis", "fail"), "ellipsis", "what happens when it is too long at its least size")
    fit: str = key(choice("block", "lines"), "block", "one size for all lines, or every line as wide as the room")
    arc: str = key(choice("none", "top", "bottom"), "none", "along the inside of a circle as wide as the room")
    arc_span: float = key(ANGLE, "180", "the most degrees of the circle that it takes")
    apart: bool = key(FLAG, "no", "the words of a hashtag set apart at their capitals: `#Keep It Open`")
    hang: bool = key(FLAG, "no", "opening quotation marks hang out where lines start")
    small: bool = key(FLAG, "no", "an imprint or credit, which may be set smaller than other text")

    def greed(self, direction: str) -> float:
        along = self.height if direction == "column" else self.width
        return self.size.maximum.px if self.size.minimum != self.size.maximum and along is None else 0.0

    def lay(self, desk: Desk, room: Room) -> Piece:
        if not seen(self.text):
            return Piece(Size(0, 0))
        text = apart(self.text) if self.apart else self.text
        style = self._style(desk, room)
        if self.arc != "none":
            return self._along(desk, text, style, room)
        block, x, y = self._set(desk, text, style, room)
        found = tuple(self._found(desk, block))
        if not block.lines:
            return Piece(Size(0, 0), findings=found)
        # A hanging mark stands out of the piece; outline and strips take room on every side.
        left = max(0.0, block.ink.x)
        right = min(block.ink.right, block.width) if block.rtl else block.ink.right
        whole = Size(right - left + 2 * x, block.height + 2 * y)
        piece = Piece(whole, self._items(desk, block).at(x - left, y), found, block.lines[-1].y + y)
        align = turned(style.align, desk.rtl or block.rtl)
        return filled(piece, replace(room, fill_w=room.fill_w or self.align != "inherit"), align, self.valign)

    def _style(self, desk: Desk, room: Room) -> Style:
        align = room.align if self.align == "inherit" else self.align
        marked = ink_on(self.marker, self.fill, [*map(desk.brand.palette.__getitem__, ("paper", "ink"))])
        ordinary = self.emphasis_weight is NamedWeight.REGULAR
        return replace(
            self.style(desk, room),
            align=align if align in ("center", "end") else "start",
            max_lines=self.max_lines,
            fill=None if self.gradient else self.fill,
            emphasis=self.emphasis,
            emphasis_weight=0 if ordinary else weight_of(self.font, self.emphasis_weight),
            marked=marked,
            markup=self.markup,
            overflow=self.overflow,
            fit=self.fit,
            hang=self.hang,
        )

    def _items(self, desk: Desk, block: TextLayout) -> Piece:
        """What is painted of a set text about its block's corner."""
        size, weight = block.size, weight_of(self.font, self.weight)
        needs = needed(size, weight, desk.canvas) if self.contrast is None else self.contrast
        width = self.outline_width.of(size) if self.outline else 0.0
        stroke = Stroke(self.outline, width, self.outline_join) if self.outline and width else None
        shadow = None
        if self.shadow:
            dx, dy = (offset.of(size) for offset in self.shadow_offset)
            shadow = Shadow(self.shadow, dx, dy, self.shadow_blur.of(size))
        paint = across(block.ink, self.gradient_angle, eased(self.gradient)) if self.gradient else None
        name = self.id or self.kind
        text = Text(name, block.plain, size, block.ink, block.lines, stroke, shadow, paint, needs)
        x, y = (padding.of(size) for padding in self.strip_padding)
        under = [strips(block.rows, self.strips, x, y, block.rise, block.depth)] if self.strips else []
        under += [strips(block.marked, self.marker, x / 3, y, block.rise, block.depth)] if block.marked else []
        return Piece(Size(0, 0), (*under, text))

    def _set(self, desk: Desk, text: str, style: Style, room: Room) -> tuple[TextLayout, float, float]:
        """The text set, and the room that its outline or strips take at each side and above and below."""
        block = self.block(desk, text, style, room.w, room.h)
        if style.hang and _overhang(block) > room.hang:
            # A mark hangs as far as there is room: the text is set a little smaller for it, or else without hanging.
            most = room.hang / _overhang(block) * block.size
            hangs = most > max(style.least, HANGS * block.size)
            style = replace(style, most=most) if hangs else replace(style, hang=False)
            block = self.block(desk, text, style, room.w, room.h)
        if not self.outline and not self.strips:
            return block, 0.0, 0.0
        x, y = self._around(block.size)
        block = self.block(desk, text, style, max(1, room.w - 2 * x), max(1, room.h - 2 * y))
        less = self._around(block.size)
        return block, min(x, less[0]), min(y, less[1])

    def _around(self, size: float) -> tuple[float, float]:
        """What is drawn about the letters at that size, at each side and above and below, in pixels."""
        line = self.outline_width.of(size) if self.outline else 0.0
        x, y = (padding.of(size) for padding in self.strip_padding) if self.strips else (0.0, 0.0)
        return max(line, x), max(line, y)

    def _along(self, desk: Desk, text: str, style: Style, room: Room) -> Piece:
        """The text on one line along the inside of the largest circle in the room."""
        from memegen.text.arc import Arc, bent, most

        radius = min(room.w, room.h) / 2
        width = self.outline_width.of(style.most) if self.outline else 0.0
        arc, span = Arc(radius - width, self.arc == "bottom"), most(self.arc_span)
        style = replace(style, max_lines=1, fit="block", hang=False, marked=None)
        flat = self.block(desk, text, replace(style, least=1, most=1), inf, inf)
        wanted = arc.size(flat, span)
        size = min(max(wanted, style.least), style.most)
        long = span * max(1.0, arc.along(flat, size)) if wanted < size - 1e-6 else inf
        block = bent(self.block(desk, text, replace(style, least=size, most=size), long, inf), arc, desk.fonts)
        found = tuple(self._found(desk, block))
        items = self._items(desk, block).at(radius, radius) if block.lines else ()
        return filled(Piece(Size(2 * radius, 2 * radius), items, found), room, "center", "center")

    def _found(self, desk: Desk, block: TextLayout) -> list[Diagnostic]:
        if block.too_long:
            problem = self.finding("text-too-long", "does not fit even at its least size", "shorten the text")
            raise DiagnosticError([replace(problem, severity="error")])
        return self.legible(desk, block, IMPRINT if self.small else READABLE)


def _overhang(block: TextLayout) -> float:
    """How far marks hang out of the block, in pixels."""
    return max(-block.ink.x, block.ink.right - block.width if block.rtl else 0.0)
