"""Strips of colour behind lines, and highlighted words of a text."""

from __future__ import annotations

from collections.abc import Sequence

from memegen.scene.color import Color, contrast
from memegen.scene.geometry import Box
from memegen.scene.items import Fill
from memegen.scene.path import rectangle
from memegen.text.face import Fonts
from memegen.text.style import TextLayout

# Minimum contrast ratio of highlighted words with the marker (WCAG 2.2, SC 1.4.3, level AA).
MARKER_CONTRAST = 4.5
# Maximum distance between the end of a line and that of highlighted words that end it, px.
LINE_END = 0.5


def strip_fill(rows: Sequence[Box], color: Color, x: float, y: float, ascent: float, descent: float) -> Fill:
    """Return the boxes of lines or words, enlarged, as one fill, in which overlapping boxes are painted once.

    An empty line has none.

    Args:
        rows: Boxes from cap height to baseline, px.
        color: Colour of the fill.
        x: Padding on the left and right, px.
        y: Padding above and below, px; at least a quarter of it remains beyond the ink.
        ascent: Height of the ink above the baseline, px.
        descent: Depth of the ink below the baseline, px.
    """
    below = max(y, descent + y / 4)
    above = max(y, ascent + y / 4 - max((row.h for row in rows), default=0.0))
    enlarged = (Box(row.x - x, row.y - above, row.w + 2 * x, row.h + above + below) for row in rows if row.w > 0)
    return Fill(tuple(contour for box in enlarged for contour in rectangle(box)), color)


def marker_fill(
    boxes: Sequence[Box],
    text_layout: TextLayout,
    color: Color,
    padding: tuple[float, float],
    reach: float,
    fonts: Fonts,
) -> Fill:
    """Return the marker behind words; it reaches beyond them as far as there are no other letters.

    Args:
        boxes: Boxes of the words from cap height to baseline, px.
        text_layout: The text that the words are in.
        color: Colour of the marker.
        padding: How far it reaches beyond the words, to the sides and up and down, px.
        reach: How much farther it reaches at the ends of lines, where these have strips, px.
        fonts: The fonts, for the ink of the letters beside the words.
    """
    if reach:
        boxes = reach_line_ends(boxes, text_layout.line_boxes, reach)
    rows = [_padded(box, text_layout, padding[0], fonts) for box in boxes]
    # In a stack each line has its own size: the marked ones may be smaller than the largest, whose ink is given.
    tallest = max((line.h for line in text_layout.line_boxes), default=0.0)
    scale = max((row.h for row in rows), default=0.0) / tallest if tallest else 1.0
    return strip_fill(rows, color, 0, padding[1], text_layout.max_ascent * scale, text_layout.max_descent * scale)


def _padded(box: Box, text_layout: TextLayout, x: float, fonts: Fonts) -> Box:
    """Return a box wider by *x* px on each side, or as far as the letter there."""
    left, right = box.x - x, box.right + x
    for line in text_layout.lines:
        if abs(line.y - box.bottom) < LINE_END:
            for run in line.runs:
                face = fonts.face(run.font)
                for glyph in run.glyphs:
                    ink, origin = face.ink(glyph.id), line.x + glyph.x
                    if ink.w <= 0:
                        continue
                    if origin >= box.right - LINE_END:
                        right = min(right, max(box.right, origin))
                    elif origin < box.x - LINE_END:
                        left = max(left, min(box.x, origin + ink.right * run.size))
    return Box(left, box.y, right - left, box.h)


def reach_line_ends(highlights: Sequence[Box], lines: Sequence[Box], outset: float) -> tuple[Box, ...]:
    """Return the boxes of highlighted words, longer by *outset* px on each side on which they begin or end a line."""
    extended = []
    for box in highlights:
        line = next((line for line in lines if line.y == box.y), box)
        left = min(box.x, line.x - outset) if box.x <= line.x + LINE_END else box.x
        right = max(box.right, line.right + outset) if box.right >= line.right - LINE_END else box.right
        extended.append(Box(left, box.y, right - left, box.h))
    return tuple(extended)


def legible_color(preferred: Color, marker: Color, alternatives: Sequence[Color]) -> Color:
    """Return *preferred* if it is legible on the marker, otherwise the colour with the highest contrast."""
    if contrast(preferred, marker) >= MARKER_CONTRAST:
        return preferred
    return max((preferred, *alternatives), key=lambda color: contrast(color, marker))
