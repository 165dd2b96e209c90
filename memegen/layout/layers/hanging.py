"""Opening marks outside the edge where lines start: hung, in a smaller size if need be, or alone above the first line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile

from memegen.scene.geometry import Box
from memegen.scene.items import Line
from memegen.text.shape import HANGING
from memegen.text.style import Style, TextLayout

# Minimum font size with hanging punctuation, as a fraction of the size without it.
MIN_HANGING_SIZE = 0.8
# Gap between a mark that stands alone and the capitals below it, em.
GAP = 0.14

# Sets a text in a style into a height, px.
Setter = Callable[[str, Style, float], TextLayout]


def with_room(typeset: Setter, text: str, style: Style, room: float, height: float) -> tuple[TextLayout, Style]:
    """Return the text with its opening mark outside the edge, and the style that it is set in.

    Where the mark is wider than the room it is set smaller, down to `MIN_HANGING_SIZE`; where that is not enough, the
    mark stands alone above the first line. So the first letter is where it is in every other card. Only where the rest
    would not fit then does the mark stay in its line.

    Args:
        typeset: Sets a text in a style into a height.
        text: The words as written.
        style: Their style; whether marks hang is for this function to decide.
        room: How far a mark may hang beyond the edge, px.
        height: Height available, px.
    """
    hung = typeset(text, style, height)
    if not style.hang or hung.overhang <= room:
        return hung, style
    max_size = room / hung.overhang * hung.size
    if max_size > max(style.min_size, MIN_HANGING_SIZE * hung.size):
        style = replace(style, max_size=max_size)
        return typeset(text, style, height), style
    style = replace(style, hang=False)
    inline = typeset(text, style, height)
    return _mark_above(typeset, text, style, inline, height) or inline, style


def _mark_above(typeset: Setter, text: str, style: Style, inline: TextLayout, height: float) -> TextLayout | None:
    """Return the text with its opening marks on a line of their own; None if it has none, or does not fit then."""
    marks = _opening(inline.plain)
    rest = text.lstrip()
    if inline.truncated or not marks or len(_opening(rest)) != len(marks):
        return None
    rest = rest[len(marks) :]
    words = typeset(rest, style, height)
    above = typeset(marks.rstrip(), replace(style, min_size=words.size, max_size=words.size), height)
    extra = above.ink.h + GAP * words.size
    if words.height + extra > height:
        words = typeset(rest, style, height - extra)
        above = typeset(marks.rstrip(), replace(style, min_size=words.size, max_size=words.size), height)
        extra = above.ink.h + GAP * words.size
    if words.truncated or words.broken > inline.broken or marks + words.plain != inline.plain or not above.lines:
        return None
    return _stacked(above, words, marks, extra)


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
