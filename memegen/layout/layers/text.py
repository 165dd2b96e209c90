"""The text layer: a text that is fitted, broken into lines and balanced in its region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import ClassVar

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.layout.layers.backgrounds import eased_stops, linear_gradient
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.emphasis import DEVICES, Device
from memegen.layout.layers.frame import EMPTY, Frame, Region, fill_region, logical_to_physical
from memegen.layout.layers.hanging import with_room
from memegen.layout.layers.letter_picture import Pictured
from memegen.layout.layers.lettering import IMPRINT, READABLE, required_contrast, resolve_weight
from memegen.layout.layers.marker import legible_color, marker_fill, strip_fill
from memegen.layout.layers.shortening import Hint, shortening_hint, too_long, unknown_length, with_lengths
from memegen.model.effects import HIGHER, MARKED, STARTS
from memegen.model.keys import key
from memegen.model.kinds import (
    ANGLE,
    AUTO_LENGTH,
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
from memegen.scene.items import Fill, Item, Shadow, Stroke, Text
from memegen.text.breaks import split_hashtag_words
from memegen.text.markup import visible_text
from memegen.text.parts import split_where
from memegen.text.style import Style, TextLayout

# Ratio of the horizontal padding of strips to that of highlighted words.
STRIP_TO_MARKER = 3


@frozen(kw_only=True, eq=False)
class TextLayer(Pictured):
    """A text, fitted into its box and broken at phrase boundaries. `*word*` is emphasis."""

    kind: ClassVar[str] = "text"
    primary: ClassVar[str] = "text"

    text: str = key(TEXT, None, "the text, with `{fields}` in it")
    align: str = key(
        choice("inherit", "start", "center", "end"), "inherit", "how its lines stand; as its holder does", needs="!arc"
    )
    valign: str = key(
        choice("start", "center", "end"), "start", "its place in a box higher than the text", needs=("!arc", HIGHER)
    )
    max_lines: int = key(WHOLE, "0", "most lines; 0 for as many as fit", needs="!arc")
    emphasis: Color | None = key(
        OPTIONAL_COLOR, "none", "the colour of `*emphasised*` words, or of their device", needs=("markup", MARKED)
    )
    emphasis_style: str = key(
        choice(*DEVICES),
        "colour",
        "the device that shows them: their colour, a marker behind them, an underline, a larger size, "
        "or what the brand says (`brand`)",
        needs=("markup", MARKED),
    )
    emphasis_weight: Weight = key(WEIGHT, "regular", "the weight of `*emphasised*` words", needs=("markup", MARKED))
    markup: bool = key(FLAG, "yes", "whether `*stars*` and other marks are read")
    marker: Color = key(
        COLOR,
        "sun",
        "the colour behind `==highlighted==` words",
        needs=("markup", "text=*==* | emphasis-style=marker,brand // with a highlighted word"),
    )
    strips: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a strip behind every line")
    strip_padding: tuple[Length, Length] = key(
        PAIR,
        ("16%", "14%"),
        "how far marker and strips reach out; `%` is of the size",
        needs="strips | markup & text=*==* | emphasis-style=marker,brand // with `strips` or a highlighted word",
    )
    gradient: tuple[Color, ...] = key(OPTIONAL_COLORS, "none", "colours flowing through the letters", needs="!picture")
    gradient_angle: float = key(ANGLE, "180", "where they flow: 0 is up, 90 right, 180 down", needs="gradient")
    outline: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a line round the letters")
    outline_width: Length = key(LENGTH, "6%", "how wide that line is; `%` is of the font size", needs="outline")
    outline_join: str = key(choice("miter", "round", "bevel"), "miter", "its corners", needs="outline")
    shadow: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a shadow")
    shadow_offset: tuple[Length, Length] = key(
        PAIR, ("0", "4%"), "how far it falls; `%` is of the font size", needs="shadow"
    )
    shadow_blur: Length = key(LENGTH, "8%", "how soft it is; `%` is of the font size", needs="shadow")
    or_fill: Color | None = key(
        OPTIONAL_COLOR, "none", "another colour, taken where `fill` does not read", needs=("!gradient", "!picture")
    )
    contrast: float | None = key(RATIO, "", "required contrast; 0 for no check", unset="4.5, or 3 for large text")
    overflow: str = key(
        choice("ellipsis", "fail", "next"),
        "ellipsis",
        "what happens when it is too long; `next`: the rest on a next page",
    )
    fit: str = key(
        choice("block", "lines"), "block", "one size for all lines, or every line as wide as the room", needs="!arc"
    )
    arc: str = key(choice("none", "top", "bottom"), "none", "along the inside of a circle as wide as the room")
    arc_radius: Length | None = key(
        AUTO_LENGTH, "auto", "the radius of that circle; `%` is of the largest", needs="arc"
    )
    arc_span: float = key(ANGLE, "180", "the most degrees of the circle that it takes", needs="arc")
    apart: bool = key(
        FLAG,
        "no",
        "the words of a hashtag set apart at their capitals: `#Keep It Open`",
        needs="text=*#* // with a hashtag",
    )
    hang: bool = key(
        FLAG,
        "no",
        "opening quotation marks hang out where lines start, or stand above the first",
        needs=("!arc", STARTS),
    )
    small: bool = key(FLAG, "no", "an imprint or credit, which may be set smaller than other text")

    def max_content(self, direction: str) -> float:
        along = self.height if direction == "column" else self.width
        return self.size.maximum.px if self.size.minimum != self.size.maximum and along is None else 0.0

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        if not visible_text(self.text):
            return EMPTY
        text, rest = split_hashtag_words(self.text) if self.apart else self.text, ""
        if self.arc != "none":
            return self._on_arc(context, text, region)
        style = self._style(context, region)
        text_layout, x, y = self._padded(context, text, style, region)
        if text_layout.truncated and self.overflow == "next":
            style = replace(style, max_size=style.min_size)
            text, rest = split_where(text, lambda part: not self._padded(context, part, style, region)[0].truncated)
            text_layout, x, y = self._padded(context, text, style, region)
        shortening = partial(shortening_hint, partial(self.typeset, context), text, style, region, (x, y))
        findings = tuple(self._findings(context, text_layout, shortening))
        if not text_layout.lines:
            return replace(EMPTY, findings=findings)
        # Hanging punctuation is outside the frame; outline and strips are inside it on every side.
        left = max(0.0, text_layout.ink.x)
        right = min(text_layout.ink.right, text_layout.width) if text_layout.rtl else text_layout.ink.right
        size = Size(right - left + 2 * x, text_layout.height + 2 * y)
        items = Frame(size, self._items(context, text_layout, rest)).translated(x - left, y)
        frame = Frame(size, items, findings, text_layout.lines[-1].y + y, self.matched(text_layout))
        align = logical_to_physical(style.align, context.rtl or text_layout.rtl)
        outer = replace(region, fill_w=region.fill_w or self.align != "inherit")
        return fill_region(frame, outer, align, self.valign)

    def _style(self, context: LayoutContext, region: Region) -> Style:
        align = region.align if self.align == "inherit" else self.align
        palette, ordinary = context.brand.palette, self.emphasis_weight is NamedWeight.REGULAR
        style = replace(
            self.base_style(context, region),
            align=align if align in ("center", "end") else "start",
            max_lines=self.max_lines,
            fill=None if self.gradient or self.picture else self.fill,
            emphasis_color=self.emphasis,
            emphasis_weight=0 if ordinary else resolve_weight(self.font, self.emphasis_weight),
            highlight_color=legible_color(self.fill, self.marker, (palette["paper"], palette["ink"])),
            markup=self.markup,
            overflow="fail" if self.overflow == "fail" else "ellipsis",
            fit=self.fit,
            hang=self.hang,
        )
        return self._device(context).applied(style, context.brand)

    def _device(self, context: LayoutContext) -> Device:
        device = Device.of(self.emphasis_style, context.brand, self.fill, self.emphasis, self.marker)
        return device if self.arc == "none" else device.without_boxes()

    def _items(self, context: LayoutContext, text_layout: TextLayout, rest: str = "") -> tuple[Item, ...]:
        """Return the text and what is painted below its letters, relative to the text layout's corner."""
        size, weight = text_layout.size, resolve_weight(self.font, self.weight)
        needs = required_contrast(size, weight, context.canvas) if self.contrast is None else self.contrast
        width = self.outline_width.of(size) if self.outline else 0.0
        stroke = Stroke(self.outline, width, self.outline_join) if self.outline and width else None
        shadow = paint = None
        if self.shadow:
            dx, dy = (offset.of(size) for offset in self.shadow_offset)
            shadow = Shadow(self.shadow, dx, dy, self.shadow_blur.of(size))
        if self.gradient and not self.picture:
            paint = linear_gradient(text_layout.ink, self.gradient_angle, eased_stops(self.gradient))
        name, lines, picture = self.id or self.kind, text_layout.lines, self.picture_in(context, text_layout.ink)
        text = Text(name, text_layout.plain, size, text_layout.ink, lines, stroke, shadow, paint, needs, rest, picture)
        return *self._strips(context, text_layout), text

    def _strips(self, context: LayoutContext, text_layout: TextLayout) -> Iterator[Fill]:
        """Yield what is painted below the letters: strips, then markers and underlines."""
        x, y = (padding.of(text_layout.size) for padding in self.strip_padding)
        inner = x / STRIP_TO_MARKER
        reach = x - inner if self.strips else 0
        if self.strips:
            ascent, descent = text_layout.max_ascent, text_layout.max_descent
            yield strip_fill(text_layout.line_boxes, self.strips, x, y, ascent, descent)
        if highlights := text_layout.highlight_boxes:
            yield marker_fill(highlights, text_layout, self.marker, (inner, y), reach, context.fonts)
        yield from self._device(context).fills(text_layout, (inner, y), reach, context.fonts)

    def _padded(
        self, context: LayoutContext, text: str, style: Style, region: Region
    ) -> tuple[TextLayout, float, float]:
        """Return the text, and the padding for its outline or strips: at each side, and above and below, px."""
        text_layout, style = with_room(partial(self.typeset, context), text, style, region)
        if not self.outline and not self.strips:
            return text_layout, 0.0, 0.0
        x, y = self._padding(text_layout.size)
        text_layout = self.typeset(context, text, style, max(1, region.w - 2 * x), max(1, region.h - 2 * y))
        fitted_x, fitted_y = self._padding(text_layout.size)
        return text_layout, min(x, fitted_x), min(y, fitted_y)

    def _padding(self, size: float) -> tuple[float, float]:
        """Return the width of outline or strips around letters of *size* px: horizontal and vertical, px."""
        line = self.outline_width.of(size) if self.outline else 0.0
        x, y = (padding.of(size) for padding in self.strip_padding) if self.strips else (0.0, 0.0)
        return max(line, x), max(line, y)

    def _on_arc(self, context: LayoutContext, text: str, region: Region) -> Frame:
        """Return the text on one line along the inside of a circle in the region; `%` of its size is of the radius."""
        from memegen.text.arc import Arc, set_on_arc

        largest = region.short / 2
        radius = min(max(1.0, self.arc_radius.of(largest)), largest) if self.arc_radius else largest
        style = self._style(context, replace(region, h=radius))
        width = self.outline_width.of(style.max_size) if self.outline else 0.0
        text_layout = set_on_arc(text, style, Arc(radius - width, self.arc == "bottom"), self.arc_span, context.fonts)
        findings = tuple(self._findings(context, text_layout, unknown_length))
        circle = Frame(Size(2 * radius, 2 * radius))
        items = Frame(circle.size, self._items(context, text_layout) if text_layout.lines else ())
        bent = replace(circle, items=items.translated(radius, radius), findings=findings)
        return fill_region(replace(bent, matched=self.matched(text_layout)), region, "center", "center")

    def _findings(self, context: LayoutContext, text_layout: TextLayout, shortening: Hint) -> list[Diagnostic]:
        minimum = IMPRINT if self.small else READABLE
        if text_layout.too_long:
            raise too_long(self.finding, text_layout.size, minimum, context, shortening)
        return with_lengths(self.typesetting_findings(context, text_layout, minimum), minimum, context, shortening)
