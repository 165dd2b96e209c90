"""The devices that show emphasised words: their colour, a marker behind them, an underline, a larger size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from memegen.core.frozen import frozen
from memegen.layout.layers.marker import legible_color, marker_fill
from memegen.layout.layers.marks import MIN_DIFFERENCE
from memegen.model.brand import Brand
from memegen.model.direction import EMPHASES
from memegen.scene.color import Color
from memegen.scene.color_difference import color_difference
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Line
from memegen.scene.path import Contour, rectangle
from memegen.text.face import Fonts
from memegen.text.style import Style, TextLayout

# The devices of a text layer; `brand` is whichever of the others the brand says.
BRAND = "brand"
DEVICES = (BRAND, *EMPHASES)
# Distance of an underline from the baseline, and its thickness, em.
UNDERLINE_GAP, UNDERLINE_THICKNESS = 0.08, 0.1
# Room on both sides of a descender that crosses an underline, em.
CLEARANCE = 0.06
# Minimum length of a piece of an underline between two descenders, em.
MIN_PIECE = 0.08
# Size steps of emphasised words that are set larger.
STEPS = 1


@frozen
class Device:
    """How the emphasised words of a layer are shown.

    Attributes:
        name: one of `EMPHASES`.
        fill: colour of the text.
        color: colour of what is painted behind or below the words.
    """

    name: str
    fill: Color
    color: Color

    @classmethod
    def of(cls, style: str, brand: Brand, fill: Color, emphasis: Color | None, marker: Color) -> Device:
        """Return the device of a layer.

        Args:
            style: its ``emphasis-style``, one of `DEVICES`.
            brand: the brand.
            fill: colour of its letters.
            emphasis: colour of its emphasised words, if it has one.
            marker: colour of its marker.
        """
        name = brand.direction.emphasis if style == BRAND else style
        if style == BRAND and name == "colour" and emphasis and color_difference(emphasis, fill) < MIN_DIFFERENCE:
            # Where the palette has no colour that stands out, a marker does.
            name = "marker"
        return cls(name, fill, emphasis or (marker if name == "marker" else fill))

    def without_boxes(self) -> Device:
        """Return the device for a text that is bent, along which nothing straight can be painted."""
        return replace(self, name="colour") if self.name in ("marker", "underline") else self

    def applied(self, style: Style, brand: Brand) -> Style:
        """Return the style that sets emphasised words for the device.

        On a marker letters are ink or paper of the *brand* where the colour of the text is not legible.
        """
        match self.name:
            case "marker":
                letters = legible_color(self.fill, self.color, (brand.palette["paper"], brand.palette["ink"]))
                return replace(style, emphasis_boxes=True, emphasis_color=letters)
            case "underline":
                depth = UNDERLINE_GAP + UNDERLINE_THICKNESS
                return replace(style, emphasis_boxes=True, emphasis_depth=depth, emphasis_color=None)
            case "size":
                return replace(style, emphasis_step=STEPS)
        return style

    def fills(
        self, text_layout: TextLayout, padding: tuple[float, float], reach: float, fonts: Fonts
    ) -> Iterator[Fill]:
        """Yield what is painted behind or below emphasised words.

        Args:
            text_layout: the text as it was set.
            padding: how far a marker reaches beyond words, to the sides and up and down, px.
            reach: how much farther it reaches at the ends of lines, where these have strips, px.
            fonts: the fonts: descenders interrupt an underline, and letters beside a marker bound it.
        """
        boxes: Sequence[Box] = text_layout.emphasis_boxes
        if boxes and self.name == "marker":
            yield marker_fill(boxes, text_layout, self.color, padding, reach, fonts)
        elif boxes:
            yield underline_fill(text_layout, self.color, fonts)


def underline_fill(text_layout: TextLayout, color: Color, fonts: Fonts) -> Fill:
    """Return the underlines of all emphasised words, with gaps where descenders cross them."""
    contours: list[Contour] = []
    for box in text_layout.emphasis_boxes:
        line = min(text_layout.lines, key=lambda line: abs(line.y - box.bottom))
        size = text_layout.size if len(text_layout.lines) < 2 else _size(line, text_layout.size)
        band = Box(box.x, box.bottom + UNDERLINE_GAP * size, box.w, UNDERLINE_THICKNESS * size)
        gaps = sorted(_crossings(line, band, size * CLEARANCE, fonts))
        for left, right in _pieces(band.x, band.right, gaps):
            if right - left >= MIN_PIECE * size:
                contours += rectangle(Box(left, band.y, right - left, band.h))
    return Fill(tuple(contours), color)


def _size(line: Line, default: float) -> float:
    """Return the font size of a line, px: of its first run, for each line may have its own."""
    return line.runs[0].size if line.runs else default


def _crossings(line: Line, band: Box, clearance: float, fonts: Fonts) -> Iterator[tuple[float, float]]:
    """Yield the x ranges where glyphs of a line cross the band, with room on both sides, px."""
    for run in line.runs:
        face = fonts.face(run.font)
        for glyph in run.glyphs:
            x, y = line.x + glyph.x, line.y + glyph.y
            top, bottom = (band.y - y) / run.size, (band.bottom - y) / run.size
            if crossing := face.ink_between(glyph.id, top, bottom):
                left, right = crossing
                yield x + left * run.size - clearance, x + right * run.size + clearance


def _pieces(start: float, end: float, gaps: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield what is left of the range between *start* and *end* without the *gaps*, which are sorted."""
    for left, right in gaps:
        if right <= start or left >= end:
            continue
        if left > start:
            yield start, left
        start = max(start, right)
    if start < end:
        yield start, end
