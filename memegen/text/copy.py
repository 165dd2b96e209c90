"""Copy: the words of a text, and what is marked in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from memegen.frozen import frozen


@frozen
class Look:
    """What sets a stretch of text apart: ``color`` as written ("" for none), ``step`` in size steps, up or down."""

    emphasis: bool = False
    strong: bool = False
    highlight: bool = False
    caps: bool = False
    color: str = ""
    step: int = 0

    def within(self, outer: Look) -> Look:
        """This look inside another: what it does not say itself is as it is outside."""
        return Look(
            self.emphasis or outer.emphasis,
            self.strong or outer.strong,
            self.highlight or outer.highlight,
            self.caps or outer.caps,
            self.color or outer.color,
            self.step + outer.step,
        )


PLAIN = Look()


@frozen
class Span:
    """A marked range of the text; ``keep`` holds it together on one line.

    ``source`` is where its marks begin in the text as it was written, in characters from 0.
    """

    start: int
    end: int
    look: Look = PLAIN
    keep: bool = False
    source: int = 0


@frozen
class Copy:
    """Plain text and the spans marked in it, by where they start, the outer before the inner."""

    plain: str
    spans: tuple[Span, ...] = ()

    def cut(self, end: int, tail: str) -> Copy:
        """The first *end* characters and *tail*, which is marked as the text before it is."""
        plain = self.plain[:end] + tail
        kept = (span for span in self.spans if span.start < end)
        return Copy(plain, tuple(replace(s, end=len(plain)) if s.end >= end else s for s in kept))

    def mapped(self, change: Callable[[str], Sequence[str]]) -> Copy:
        """The copy with each character become what *change* says, which may be none or several."""
        chars = change(self.plain)
        if not self.spans:
            return Copy("".join(chars))
        offsets = [0, *accumulate(map(len, chars))]
        spans = tuple(replace(span, start=offsets[span.start], end=offsets[span.end]) for span in self.spans)
        return Copy("".join(chars), tuple(span for span in spans if span.end > span.start))

    def looks(self) -> Iterator[tuple[int, int, Look]]:
        """The text in stretches of like look: start, end, look."""
        if not self.spans:
            if self.plain:
                yield 0, len(self.plain), PLAIN
            return
        edges = sorted({0, len(self.plain), *(edge for span in self.spans for edge in (span.start, span.end))})
        for start, end in pairwise(edges):
            look = PLAIN
            for span in self.spans:
                if span.start <= start and end <= span.end:
                    look = span.look.within(look)
            yield start, end, look
