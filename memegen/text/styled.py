"""Plain text with the attributes of its spans, as markup gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from memegen.core.frozen import frozen
from memegen.scene.color import Color


@frozen
class TextAttributes:
    """What distinguishes a span from the text around it.

    Attributes:
        emphasis: emphasised, in the style's colour and weight for that.
        strong: set in the style's strong weight.
        highlight: highlighted, as by a marker.
        caps: set in small capitals.
        color_name: the colour as written; "" for none.
        step: size steps up or down.
        color: the colour that ``color_name`` names, once `memegen.text.markup.resolve_colors` has looked it up.
    """

    emphasis: bool = False
    strong: bool = False
    highlight: bool = False
    caps: bool = False
    color_name: str = ""
    step: int = 0
    color: Color | None = None

    def within(self, outer: TextAttributes) -> TextAttributes:
        """Return these attributes inside a span of *outer*, which supplies those that are not set here."""
        named = self if self.color_name else outer
        return TextAttributes(
            self.emphasis or outer.emphasis,
            self.strong or outer.strong,
            self.highlight or outer.highlight,
            self.caps or outer.caps,
            named.color_name,
            self.step + outer.step,
            named.color,
        )


PLAIN = TextAttributes()


@frozen
class TextSpan:
    """A range of the text with attributes of its own.

    Attributes:
        start: first offset in the text.
        end: offset after the last character.
        attributes: what distinguishes it.
        keep: whether it is kept together on one line.
        source: offset of its opening mark in the text as written.
    """

    start: int
    end: int
    attributes: TextAttributes = PLAIN
    keep: bool = False
    source: int = 0


@frozen
class StyledText:
    """Plain text and its spans, ordered by start, outer spans before inner ones.

    Attributes:
        plain: the words.
        spans: the ranges with attributes of their own.
        names: first offset, and offset after the last character, of names and dates of several words.
    """

    plain: str
    spans: tuple[TextSpan, ...] = ()
    names: tuple[tuple[int, int], ...] = ()

    def truncated(self, end: int, tail: str) -> StyledText:
        """Return the first *end* characters and *tail*, which continues the spans that reach *end*."""
        plain = self.plain[:end] + tail
        spans = (span for span in self.spans if span.start < end)
        names = tuple(name for name in self.names if name[1] <= end)
        return StyledText(plain, tuple(replace(s, end=len(plain)) if s.end >= end else s for s in spans), names)

    def map_characters(self, change: Callable[[str], Sequence[str]]) -> StyledText:
        """Return the text with each character replaced by the string that *change* returns for it, maybe empty."""
        chars = change(self.plain)
        if not self.spans and not self.names:
            return StyledText("".join(chars))
        offsets = [0, *accumulate(map(len, chars))]
        spans = tuple(replace(span, start=offsets[span.start], end=offsets[span.end]) for span in self.spans)
        names = tuple((offsets[start], offsets[end]) for start, end in self.names)
        return StyledText("".join(chars), tuple(span for span in spans if span.end > span.start), names)

    def with_larger_emphasis(self, steps: int) -> StyledText:
        """Return the text with its emphasised spans set *steps* size steps larger."""
        larger = TextAttributes(step=steps)
        return replace(
            self,
            spans=tuple(
                replace(span, attributes=span.attributes.within(larger)) if span.attributes.emphasis else span
                for span in self.spans
            ),
        )

    def attribute_runs(self) -> Iterator[tuple[int, int, TextAttributes]]:
        """Yield the text in runs of equal attributes: start, end, attributes."""
        if not self.spans:
            if self.plain:
                yield 0, len(self.plain), PLAIN
            return
        edges = sorted({0, len(self.plain), *(edge for span in self.spans for edge in (span.start, span.end))})
        for start, end in pairwise(edges):
            attributes = PLAIN
            for span in self.spans:
                if span.start <= start and end <= span.end:
                    attributes = span.attributes.within(attributes)
            yield start, end, attributes
