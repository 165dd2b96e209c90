"""Where the letters of a set text stand, and in which colours, as far as legibility asks."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Run, Text

# How high capitals are at least, and how wide a letter is, roughly, in font sizes.
HIGH, WIDE = 0.72, 0.5
# An outline of this width, in font sizes, parts the letters from whatever is behind them.
PARTS = 0.02


@frozen
class LetterBox:
    """A box that letters stand in, in pixels, and the colours that they have there; ``size`` is their font size."""

    box: Box
    colors: tuple[Color, ...]
    size: float


def letter_boxes(text: Text) -> Iterator[LetterBox]:
    """The patches of a text, one for each run of a line; of a line that is bent, one for each letter."""
    high = _high(text)
    for line in text.lines:
        for run in line.runs:
            colors = _colors(run, text)
            if not run.glyphs or not colors:
                continue
            if any(glyph.turn for glyph in run.glyphs):
                reach = run.size * WIDE
                for glyph in run.glyphs:
                    yield LetterBox(
                        Box(line.x + glyph.x - reach, line.y + glyph.y - reach, 2 * reach, 2 * reach), colors, run.size
                    )
                continue
            left = min(glyph.x for glyph in run.glyphs)
            right = max(glyph.x for glyph in run.glyphs) + WIDE * run.size
            box = Box(line.x + left, line.y - high * run.size, right - left, high * run.size)
            yield LetterBox(box, colors, run.size)


def _high(text: Text) -> float:
    """How high the letters are, in font sizes: as the ink of the first line, for some fonts have tall capitals."""
    line = text.lines[0] if text.lines else None
    return max(HIGH, min(1.0, (line.y - text.box.y) / text.size)) if line and text.size else HIGH


def separating_outline(text: Text) -> Color | None:
    """The colour of the outline that parts the letters from what is behind them, if there is such a one."""
    if text.stroke and text.stroke.width >= PARTS * text.size and text.stroke.color.a >= 1:
        return text.stroke.color
    return None


def _colors(run: Run, text: Text) -> tuple[Color, ...]:
    """The colours of a run's letters: none for emoji, which have their own; all of a gradient's."""
    if "emoji" in run.font.family.lower():
        return ()
    if run.fill:
        return (run.fill,)
    return tuple(stop.color for stop in text.paint.stops) if text.paint else ()
