"""Marks of a text that do not do what they are meant to: emphasis that looks like the rest, marks that are none."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.color_difference import color_difference
from memegen.text.markup import parse, stray_marks
from memegen.text.styled import TextSpan

# Minimum difference of a colour from that of the text for words to stand out (CIE76; black and white differ by 100).
MIN_DIFFERENCE = 25


@frozen
class Emphasis:
    """How a layer shows emphasised words.

    Attributes:
        device: The device, one of `memegen.model.direction.EMPHASES`.
        fill: Colour of the text; None for a gradient.
        color: Colour of the words; None for that of the text.
        weight: Weight of the text, 100-900.
        emphasis_weight: Weight of the words; 0 for that of the text.
    """

    device: str
    fill: Color | None
    color: Color | None
    weight: int
    emphasis_weight: int

    @property
    def is_visible(self) -> bool:
        """Whether the words differ from the text."""
        if self.device != "colour" or self.emphasis_weight not in (0, self.weight):
            return True
        if self.color is None or self.fill is None:
            return self.color is not None
        return color_difference(self.color, self.fill) >= MIN_DIFFERENCE


def mark_problems(text: str, emphasis: Emphasis) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and hint of what is wrong with the marks in a text."""
    if words := unseen_words(text, emphasis):
        colors = f": {emphasis.color.hex()} beside {emphasis.fill.hex()}" if emphasis.color and emphasis.fill else ""
        message = f"the emphasised “{words}” looks like the rest of the text{colors}"
        yield "emphasis-unseen", message, "set `emphasis` to another colour, or `emphasis-weight` to another weight"
    for mark in stray_marks(text):
        if mark.startswith("["):
            hint = "write a colour name, a step (+1), caps or keep in the mark, or \\[ for a bracket"
            yield "mark-unknown", f"“{mark}” is not a mark and is set as it is", hint
        else:
            hint = f"close it, or write \\{mark[0]} for the character itself"
            yield "mark-unpaired", f"“{mark}” opens a mark that is not closed, and is set as it is", hint


def unseen_words(text: str, emphasis: Emphasis) -> str:
    """Return the first emphasised words of a text that look like the rest; "" if all emphasis is seen."""
    if "*" not in text or emphasis.is_visible:
        return ""
    styled = parse(text)
    for span in styled.spans:
        if span.attributes.emphasis and not any(_stands_out(other, span) for other in styled.spans):
            return styled.plain[span.start : span.end]
    return ""


def _stands_out(other: TextSpan, span: TextSpan) -> bool:
    """Return whether another mark that covers all words of *span* distinguishes them."""
    attributes = other.attributes
    covers = other.start <= span.start and other.end >= span.end
    distinct = attributes.strong or attributes.highlight or attributes.step or attributes.caps or attributes.color_name
    return covers and bool(distinct)
