"""Opening marks outside the edge where lines start: hung, in a smaller size if need be, or above the first line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from math import inf

from memegen.layout.layers.frame import Region
from memegen.scene.geometry import Box
from memegen.scene.items import Line
from memegen.text.face import Fonts
from memegen.text.shape import HANGING
from memegen.text.style import Style, TextLayout

# Minimum font size with hanging punctuation, as a fraction of the size without it.
MIN_HANGING_SIZE = 0.8
# Tolerance of heights, px.
TOLERANCE = 1e-6
# Gap between a mark that stands alone and the capitals below it, em.
GAP = 0.28

# Sets a text in a style into a width and a height, px.
Setter = Callable[[str, Style, float, float], TextLayout]


def with_room(typeset: Setter, text: str, style: Style, region: Region, fonts: Fonts) -> tuple[TextLayout, Style]:
    """Return the text with its opening mark outside the edge, and the style that it is set in.

    Where the mark is wider than `Region.hang` the text is set smaller; where that would cost more than
    `MIN_HANGING_SIZE` leaves, the mark stands alone above the first line. So the first letter is where it is in every
    other card. The mark stays in its line where the rest would become too small by that, and among lines that are as
    wide as the room each.

    Args:
        typeset: Sets a text in a style into a width and a height.
        text: The words as written.
        style: Their style; whether marks hang is for this function to decide.
        region: Where the text is set.
        fonts: The fonts that it is set in.
    """
    hung = typeset(text, style, region.w, region.h)
    if not style.hang or hung.overhang <= region.hang:
        return hung, style
    max_size = region.hang / hung.overhang * hung.size
    if max_size > max(style.min_size, MIN_HANGING_SIZE * hung.size):
        style = replace(style, max_size=max_size)
        return typeset(text, style, region.w, region.h), style
    style = replace(style, hang=False)
    inline = typeset(text, style, region.w, region.h)
    above = _mark_above(typeset, (text, style), region, inline, fonts) if style.fit == "block" else None
    return above or inline, style


def _mark_above(
    typeset: Setter, styled: tuple[str, Style], region: Region, inline: TextLayout, fonts: Fonts
) -> TextLayout | None:
    """Return the text with its opening marks on a line of their own; None if it has none, or is too small then."""
    text, style = styled
    marks, rest = _opening(inline.plain), text.lstrip()
    if inline.truncated or not marks or len(_opening(rest)) != len(marks):
        return None
    rest, room = rest[len(marks) :], region.h
    # Once to find the size, and where that leaves too little room for the mark, once more below it.
    for _ in range(2):
        words = typeset(rest, style, region.w, room)
        least = max(style.min_size, MIN_HANGING_SIZE * inline.size)
        if words.truncated or words.size < least or marks + words.plain != inline.plain:
            return None
        above = typeset(marks.rstrip(), replace(style, min_size=words.size, max_size=words.size), region.w, inf)
        if not above.lines:
            return None
        extra = _depth(above.lines[0], fonts) - above.ink.y + GAP * words.size
        room = region.h - extra
        if words.height <= room + TOLERANCE:
            return _stacked(above, words, marks, extra)
        if room <= 0:
            return None
    return None


def _depth(line: Line, fonts: Fonts) -> float:
    """Return the y at which the ink of a line ends, px."""
    inks = ((run, glyph, fonts.face(run.font).ink(glyph.id)) for run in line.runs for glyph in run.glyphs)
    return max(line.y + glyph.y + (box.y + box.h) * run.size for run, glyph, box in inks)


def _opening(text: str) -> str:
    """Return the marks at the start of a text that may hang, with spaces after them."""
    marks = "".join(takewhile(lambda char: char in HANGING or char.isspace(), text))
    return marks if marks.strip() else ""


def _stacked(above: TextLayout, words: TextLayout, marks: str, extra: float) -> TextLayout:
    """Return the layout of the words with marks above them, which take *extra* px of the height."""
    up = -above.ink.y
    line = above.lines[0]
    lines = [Line(marks, line.x, line.y + up, line.runs)]
    lines += [Line(line.text, line.x, line.y + extra, line.runs) for line in words.lines]

    def moved(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
        return tuple(box.translated(0, extra) for box in boxes)

    return replace(
        words,
        height=words.height + extra,
        lines=tuple(lines),
        ink=above.ink.translated(0, up).union(words.ink.translated(0, extra)),
        plain=marks + words.plain,
        baseline=words.baseline + extra,
        line_boxes=moved(words.line_boxes),
        highlight_boxes=moved(words.highlight_boxes),
        emphasis_boxes=moved(words.emphasis_boxes),
    )
