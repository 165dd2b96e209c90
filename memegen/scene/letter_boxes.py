"""The boxes that the letters of a text occupy, and their colours, for measuring contrast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf

from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Line, Run, Text
from memegen.scene.path import bounds, rectangle, rotate_outline

# Minimum cap height and approximate width of a letter, in em.
CAP_HEIGHT, LETTER_WIDTH = 0.72, 0.5
# Least distance, in em, of the letters of a run from where the next run begins, and from where it begins itself behind
# another. What is behind the other run, such as a marker, may begin or end there.
BESIDE = 0.04
# Width, in em, of the last letter before another run: it may be narrow, and a marker ends beside it.
NARROW_WIDTH = 0.3
# Minimum width, in em, of an outline that separates the letters from their background.
SEPARATING_WIDTH = 0.02
# The bounds of a glyph's ink in em, from its font and number.
Ink = Callable[[Font, int], Box]


@frozen
class LetterBox:
    """A box with letters, their colours (none if a picture fills them), and their font ``size``; lengths in pixels."""

    box: Box
    colors: tuple[Color, ...]
    size: float


def letter_boxes(text: Text, *, by_glyph: bool = False, ink: Ink | None = None) -> Iterator[LetterBox]:
    """Yield the boxes of the letters; runs of emoji have none.

    Args:
        text: The text.
        by_glyph: Whether each glyph has a box of its own, as where the text is rotated: the upright bounding box of a
            long rotated line is far larger than the line. Otherwise each run of each line has one; glyphs along an arc
            always have their own.
        ink: The bounds of a glyph's ink, with which a box is as wide as its letters; without it, the last letter of a
            box has the width of most letters. Spaces have no boxes of their own then.
    """
    height = _letter_height(text)
    for line in text.lines:
        for run in line.runs:
            colors = _colors(run, text)
            if run.glyphs and (colors or (text.picture and not run.fill and not _is_emoji(run))):
                boxes = _boxes(line, run, height, ink, by_glyph=by_glyph)
                yield from (LetterBox(box, colors, run.size) for box in boxes)


def _boxes(line: Line, run: Run, height: float, ink: Ink | None, *, by_glyph: bool) -> Iterator[Box]:
    """Yield the boxes of a run in pixels; *height* is that of its letters in em."""
    w, h = LETTER_WIDTH * run.size, height * run.size
    if any(glyph.turn for glyph in run.glyphs):
        for glyph in run.glyphs:
            yield from _turned_boxes(line.x + glyph.x, line.y + glyph.y, w, h, glyph.turn)
        return
    reaches = [*_inked(run, ink)] if ink else [*_approximate(line, run, w, by_glyph=by_glyph)]
    if by_glyph:
        # All in the band of the line: the origin of a mark is above or below its letter's.
        yield from (Box(line.x + left, line.y - h, max(right - left, 0), h) for left, right in reaches)
    elif reaches:
        left, right = min(left for left, _ in reaches), max(right for _, right in reaches)
        yield Box(line.x + left, line.y - h, max(right - left, 0), h)


def _inked(run: Run, ink: Ink) -> Iterator[tuple[float, float]]:
    """Yield where the ink of each glyph begins and ends, px from the origin of the line."""
    for glyph in run.glyphs:
        box = ink(run.font, glyph.id)
        if box.w > 0:
            yield glyph.x + box.x * run.size, glyph.x + box.right * run.size


def _approximate(line: Line, run: Run, width: float, *, by_glyph: bool) -> Iterator[tuple[float, float]]:
    """Yield where letters of about that width, px, begin and end: each, or all of the run."""
    last = max(glyph.x for glyph in run.glyphs)
    others = (glyph.x for other in line.runs for glyph in other.glyphs if other is not run and glyph.x > last)
    end = min((min(x - BESIDE * run.size, last + NARROW_WIDTH * run.size) for x in others), default=inf)
    if by_glyph:
        yield from ((glyph.x, min(glyph.x + width, end)) for glyph in run.glyphs)
    else:
        first = min(glyph.x for glyph in run.glyphs)
        follows = any(glyph.x < first for other in line.runs for glyph in other.glyphs)
        yield first + BESIDE * run.size if follows else first, min(last + width, end)


def _turned_boxes(x: float, y: float, w: float, h: float, turn: float) -> Iterator[Box]:
    """Yield upright boxes that cover a letter rotated about its origin (x, y): two across and two along its height.

    The bounding box of the whole letter would reach beyond its band of the arc, where nothing of it is painted.
    """
    for row in range(2):
        for column in range(2):
            part = rectangle(Box(x + column * w / 2, y - (row + 1) * h / 2, w / 2, h / 2))
            yield bounds(rotate_outline(part, turn, (x, y)))


def _letter_height(text: Text) -> float:
    """Return the height of the letters in em, from the ink of the first line: some fonts have tall capitals."""
    line = text.lines[0] if text.lines else None
    # With `fit: lines` every line has a size of its own.
    size = max((run.size for run in line.runs), default=0) if line else 0
    return max(CAP_HEIGHT, min(1.0, (line.y - text.box.y) / size)) if line and size else CAP_HEIGHT


def separating_outline(text: Text) -> Color | None:
    """Return the colour of the outline if it is opaque and wide enough to be the letters' background, else None."""
    if text.stroke and text.stroke.width >= SEPARATING_WIDTH * text.size and text.stroke.color.a >= 1:
        return text.stroke.color
    return None


def _colors(run: Run, text: Text) -> tuple[Color, ...]:
    """Return the colours of a run's letters: all those of a gradient; none for emoji, which have their own."""
    if _is_emoji(run):
        return ()
    if run.fill:
        return (run.fill,)
    return tuple(stop.color for stop in text.paint.stops) if text.paint else ()


def _is_emoji(run: Run) -> bool:
    return "emoji" in run.font.family.lower()
