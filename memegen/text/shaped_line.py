"""A line of shaped glyphs, and the extent of its ink, in em."""

from __future__ import annotations

from memegen.core.frozen import frozen, slotted
from memegen.scene.geometry import Box
from memegen.scene.items import Font
from memegen.text.styled import TextAttributes

# A glyph id and its position, em from the line's origin, y downwards.
PositionedGlyph = tuple[int, float, float]


@frozen
class GlyphRun:
    """Glyphs of one font, scale and set of attributes within a line.

    Attributes:
        font: the font.
        attributes: the attributes of their characters.
        scale: ratio of their size to that of the text.
        glyphs: the glyphs, left to right.
    """

    font: Font
    attributes: TextAttributes
    scale: float
    glyphs: tuple[PositionedGlyph, ...]


@frozen
class ShapedLine:
    """One shaped line.

    Attributes:
        text: its text, spaces at the end included.
        runs: its glyph runs, left to right.
        left: x at which the ink starts, without hanging marks.
        right: x at which the ink ends, without hanging marks.
        first: x at which the ink starts, with hanging marks.
        last: x at which the ink ends, with hanging marks.
        top: height of the ink above the baseline.
        bottom: depth of the ink below the baseline.
        rtl: whether its paragraph runs from right to left.
        highlights: x ranges of highlighted words.
        emphases: x ranges of emphasised words, if the style asks for them.
    """

    text: str
    runs: tuple[GlyphRun, ...]
    left: float
    right: float
    first: float
    last: float
    top: float
    bottom: float
    rtl: bool = False
    highlights: tuple[tuple[float, float], ...] = ()
    emphases: tuple[tuple[float, float], ...] = ()

    @property
    def width(self) -> float:
        """Width of the ink without hanging marks."""
        return self.right - self.left


@slotted
class InkBounds:
    """Bounds of the ink of a line that is being shaped; attributes as in `ShapedLine`."""

    left: float = float("inf")
    right: float = float("-inf")
    first: float = float("inf")
    last: float = float("-inf")
    top: float = 0.0
    bottom: float = 0.0

    def add(self, box: Box, x: float, y: float, scale: float, *, hanging: bool) -> None:
        """Add the ink of a glyph.

        Args:
            box: its ink around its origin, em of its own size.
            x: its origin on the line.
            y: likewise, downwards.
            scale: ratio of its size to that of the text.
            hanging: whether it hangs outside the edge of the text.
        """
        start, top = x + box.x * scale, y + box.y * scale
        end, bottom = start + box.w * scale, top + box.h * scale
        if start < self.first:
            self.first = start
        if end > self.last:
            self.last = end
        if not hanging:
            if start < self.left:
                self.left = start
            if end > self.right:
                self.right = end
        if -top > self.top:
            self.top = -top
        if bottom > self.bottom:
            self.bottom = bottom

    def settle(self) -> None:
        """Count hanging marks as ink of the line if there is no other, and make the bounds finite."""
        if self.right < self.left:
            self.left, self.right = (self.first, self.last) if self.last > self.first else (0.0, 0.0)
            self.first, self.last = self.left, self.right
