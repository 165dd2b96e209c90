"""Opening marks outside the edge where lines start, in a smaller size if need be, or in their line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from memegen.layout.layers.frame import Region
from memegen.text.style import Style, TextLayout

# Minimum font size with hanging punctuation, as a fraction of the size without it.
MIN_HANGING_SIZE = 0.9

# Sets a text in a style into a width and a height, px.
Setter = Callable[[str, Style, float, float], TextLayout]


def with_room(typeset: Setter, text: str, style: Style, region: Region) -> tuple[TextLayout, Style]:
    """Return the text with its opening mark outside the edge, and the style that it is set in.

    Where the mark is wider than `Region.hang` the text is set smaller; where that would cost more than
    `MIN_HANGING_SIZE` leaves, the mark stays in its line. A line of its own would make an ornament of it.

    Args:
        typeset: Sets a text in a style into a width and a height.
        text: The words as written.
        style: Their style; whether marks hang is for this function to decide.
        region: Where the text is set.
    """
    hung = typeset(text, style, region.w, region.h)
    if not style.hang or hung.overhang <= region.hang:
        return hung, style
    max_size = region.hang / hung.overhang * hung.size
    if max_size > max(style.min_size, MIN_HANGING_SIZE * hung.size):
        style = replace(style, max_size=max_size)
    else:
        style = replace(style, hang=False)
    return typeset(text, style, region.w, region.h), style
