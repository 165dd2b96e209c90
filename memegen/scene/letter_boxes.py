"""The boxes that the letters of a text occupy, and their colours, for measuring contrast."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Line, Run, Text

# Minimum cap height and approximate width of a letter, in em.
CAP_HEIGHT, LETTER_WIDTH = 0.72, 0.5
# Minimum width, in em, of an outline that separates the letters from their background.
SEPARATING_WIDTH = 0.02


@frozen
class LetterBox:
    """A box with letters, in pixels, the colours of the letters, and their font ``size`` in pixels."""

    box: Box
    colors: tuple[Color, ...]
    size: float


def letter_boxes(text: Text) -> Iterator[LetterBox]:
    """Yield a box for each run of each line, or for each glyph of a run along an arc; runs of emoji have none."""
    height = _letter_height(text)
    for line in text.lines:
        for run in line.runs:
            colors = _colors(run, text)
            if run.glyphs and colors:
                yield from (LetterBox(box, colors, run.size) for box in _boxes(line, run, height))


def _boxes(line: Line, run: Run, height: float) -> Iterator[Box]:
    """Yield the boxes of a run in pixels; *height* is that of its letters in em."""
    if any(glyph.turn for glyph in run.glyphs):
        reach = run.size * LETTER_WIDTH
        for glyph in run.glyphs:
            yield Box(line.x + glyph.x - reach, line.y + glyph.y - reach, 2 * reach, 2 * reach)
        return
    left = min(glyph.x for glyph in run.glyphs)
    right = max(glyph.x for glyph in run.glyphs) + LETTER_WIDTH * run.size
    yield Box(line.x + left, line.y - height * run.size, right - left, height * run.size)


def _letter_height(text: Text) -> float:
    """Return the height of the letters in em, from the ink of the first line: some fonts have tall capitals."""
    line = text.lines[0] if text.lines else None
    return max(CAP_HEIGHT, min(1.0, (line.y - text.box.y) / text.size)) if line and text.size else CAP_HEIGHT


def separating_outline(text: Text) -> Color | None:
    """Return the colour of the outline if it is opaque and wide enough to be the letters' background, else None."""
    if text.stroke and text.stroke.width >= SEPARATING_WIDTH * text.size and text.stroke.color.a >= 1:
        return text.stroke.color
    return None


def _colors(run: Run, text: Text) -> tuple[Color, ...]:
    """Return the colours of a run's letters: all those of a gradient; none for emoji, which have their own."""
    if "emoji" in run.font.family.lower():
        return ()
    if run.fill:
        return (run.fill,)
    return tuple(stop.color for stop in text.paint.stops) if text.paint else ()
