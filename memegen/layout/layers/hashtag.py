"""The hashtag: a pill, plain text, a rotated ribbon, or a repeating pattern."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, hypot, inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import EMPTY, Frame, Region, merge_frames
from memegen.layout.layers.lettering import READABLE, Lettering, required_contrast, resolve_weight
from memegen.model.keys import key
from memegen.model.kinds import COLOR, LENGTH, RADIUS, TEXT, WEIGHT, choice
from memegen.model.values import Weight
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.items import Fill, Text
from memegen.scene.path import bounds, rectangle, rotate_outline
from memegen.text.markup import visible_text
from memegen.text.style import Style, TextLayout

# Minimum distance from one repeat of a pattern to the next, px; bounds the number of repeats of a word without ink.
MIN_STEP = 8
# Maximum diagonal of a pattern, in diagonals of the canvas.
MAX_DIAGONALS = 4
# Minimum width of a padded word, in font sizes.
MIN_EM = 0.01
# Padding above and below the capitals of a pill, together, as a multiple of the padding at its sides.
PILL_PADDING = 1.7
# The same where there is less space: descenders are just inside the pill.
TIGHT_PADDING = 0.7
# Maximum height of a pill beyond its region, px.
TOLERANCE = 0.5


@frozen(kw_only=True, eq=False)
class Hashtag(Lettering):
    """A hashtag as a pill, plain, on a ribbon, or repeated as a pattern."""

    kind: ClassVar[str] = "hashtag"
    primary: ClassVar[str] = "text"

    text: str = key(TEXT, None, "the hashtag")
    variant: str = key(choice("pill", "plain", "ribbon", "pattern"), "pill", "how it is drawn", "style")
    weight: Weight = key(WEIGHT, "bold", "regular, bold or 100 to 900")
    ground: Color = key(COLOR, "readable(accent, paper)", "the colour of the pill or ribbon", needs="style=pill,ribbon")
    padding: Length = key(LENGTH, "62%", "room beside the letters; `%` is of the font size", needs="style=pill,ribbon")
    radius: Length = key(
        RADIUS, "50%", "how round a pill is: `%` is of its height, `brand` as the brand says", needs="style=pill"
    )
    spacing: Length = key(
        LENGTH, "90%", "for a pattern: room between repeats; `%` is of the font size", needs="style=pattern"
    )

    @property
    def bleeds(self) -> bool:
        return self.variant in ("ribbon", "pattern")

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        if not visible_text(self.text):
            return EMPTY
        case = "none" if self.case == "font" else self.case
        style = replace(self.base_style(context, region), max_lines=1, markup=False, case=case)
        if self.variant in ("pill", "ribbon"):
            text_layout = self._typeset_padded(context, style, region)
        else:
            text_layout = self.typeset(context, self.text, style, region.w, region.h)
        findings = tuple(self.typesetting_findings(context, text_layout, READABLE))
        if not text_layout.lines:
            return replace(EMPTY, findings=findings)
        match self.variant:
            case "pill":
                frame = self._pill(context, text_layout, region)
            case "ribbon":
                frame = self._ribbon(context, text_layout, region)
            case "pattern":
                return self._pattern(context, text_layout, region)
            case _:
                size = Size(text_layout.ink.w, text_layout.height)
                frame = Frame(size, (self._text(context, text_layout),), baseline=text_layout.baseline)
        return replace(frame, findings=findings, matched=self.matched(text_layout))

    def _typeset_padded(self, context: LayoutContext, style: Style, region: Region) -> TextLayout:
        """Return the word with room for its padding; without lines if even a tight pill is higher than the region."""
        text_layout = self._typeset_across(context, style, region)
        if self.variant == "ribbon" or (height := self._pill_height(text_layout, 0)) <= region.h + TOLERANCE:
            return text_layout
        lower = replace(style, max_size=max(style.min_size, text_layout.size * region.h / height))
        text_layout = self._typeset_across(context, lower, region)
        fits = self._pill_height(text_layout, 0) <= region.h + TOLERANCE
        return text_layout if fits else self.typeset(context, self.text, lower, 0, 0)

    def _typeset_across(self, context: LayoutContext, style: Style, region: Region) -> TextLayout:
        """Return the word with room for its padding at both sides.

        A word of w em with a padding of p px and f em is w·s + 2·(p + f·s) px wide at the size s.
        """
        width = region.w - 2 * self.padding.of(style.max_size)
        if width > 0:
            text_layout = self.typeset(context, self.text, style, width, region.h)
            if text_layout.size == style.max_size and not text_layout.truncated:
                return text_layout
        em = self.typeset(context, self.text, replace(style, min_size=1, max_size=1), inf, inf).ink.w
        size = max(0.0, region.w - 2 * self.padding.px) / max(em + 2 * self.padding.fraction, MIN_EM)
        style = replace(style, max_size=max(style.min_size, min(style.max_size, size)))
        width = max(1.0, region.w - 2 * self.padding.of(style.max_size))
        return self.typeset(context, self.text, style, width, region.h)

    def _text(self, context: LayoutContext, text_layout: TextLayout) -> Text:
        needs = required_contrast(text_layout.size, resolve_weight(self.font, self.weight), context.canvas)
        return Text(
            self.id or self.kind, text_layout.plain, text_layout.size, text_layout.ink, text_layout.lines, needs=needs
        )

    def _pill_height(self, text_layout: TextLayout, available: float) -> float:
        """Return the height of the word on a pill, px: less than its padding asks for where less is *available*."""
        if not text_layout.lines:
            return 0.0
        padding = self.padding.of(text_layout.size)
        full, tight = (text_layout.baseline + part * padding for part in (PILL_PADDING, TIGHT_PADDING))
        return min(full, max(tight, available))

    def _pill(self, context: LayoutContext, text_layout: TextLayout, region: Region) -> Frame:
        """Return the word on a pill, centred by cap height so that descenders do not move it up."""
        padding, cap_height = self.padding.of(text_layout.size), text_layout.baseline
        size = Size(text_layout.ink.w + 2 * padding, self._pill_height(text_layout, region.h))
        pill = Fill(rectangle(Box(0, 0, size.w, size.h), self.radius.of(size.h)), self.ground)
        word = Frame(size, (self._text(context, text_layout),))
        letters = word.translated(padding - text_layout.ink.x, (size.h - cap_height) / 2)
        tight = size.h < self._pill_height(text_layout, inf) - TOLERANCE
        return Frame(size, (pill, *letters), baseline=(size.h + cap_height) / 2, tight=tight)

    def _ribbon(self, context: LayoutContext, text_layout: TextLayout, region: Region) -> Frame:
        """Return the word centred on a band that is so long that no angle shows its ends."""
        padding = self.padding.of(text_layout.size)
        h = text_layout.baseline + 2 * padding
        length = 2 * hypot(region.w, region.h)
        band = Fill(rectangle(Box((region.w - length) / 2, 0, length, h)), self.ground)
        word = Frame(Size(region.w, h), (self._text(context, text_layout),))
        letters = word.translated((region.w - text_layout.ink.w) / 2 - text_layout.ink.x, padding)
        return Frame(word.size, (band, *letters))

    def _pattern(self, context: LayoutContext, text_layout: TextLayout, region: Region) -> Frame:
        """Return rows of the word that cover the region at any angle; odd rows are shifted by half a step."""
        gap = self.spacing.of(text_layout.size)
        step_x, step_y = max(MIN_STEP, text_layout.ink.w + gap), max(MIN_STEP, text_layout.baseline + gap)
        # A region may be far larger than the canvas, on which it is at least partly visible.
        diagonal = min(hypot(region.w, region.h), MAX_DIAGONALS * hypot(context.canvas.w, context.canvas.h))
        columns, rows = ceil(diagonal / step_x) + 1, ceil(diagonal / step_y) + 1
        # Texts without a layer name are decoration: not listed in results, not measured for contrast.
        decoration = replace(self._text(context, text_layout), layer="", needs=0)
        word = Frame(Size(text_layout.ink.w, text_layout.height), (decoration,))
        left, top = (region.w - columns * step_x) / 2, (region.h - rows * step_y) / 2
        corners = (
            (left + (column + row % 2 / 2) * step_x, top + row * step_y)
            for row in range(rows)
            for column in range(columns)
        )
        return merge_frames(region.size, [(word, x, y) for x, y in corners if self._is_visible(word, x, y, region)])

    def _is_visible(self, word: Frame, x: float, y: float, region: Region) -> bool:
        """Return whether a word at (x, y) is in the region once the pattern is rotated."""
        center = (region.w / 2, region.h / 2)
        outline = rotate_outline(rectangle(Box(x, y, word.size.w, word.size.h)), self.rotate, center)
        return bounds(outline).intersects(Box(0, 0, region.w, region.h))
