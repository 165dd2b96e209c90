"""The measures of a text's unbreakable segments: widths as prefix sums, in em, from shaping the text once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import inf

from memegen.core.frozen import frozen, slotted
from memegen.text.breaks import segments
from memegen.text.hyphenation import SOFT_HYPHEN
from memegen.text.itemize import TextItem
from memegen.text.penalties import break_penalties, lone_penalties
from memegen.text.shape import HYPHENS, ShapedParagraph

# Minimum gap between the ink of two lines, where letters are taller than the leading allows for, em.
MIN_GAP = 0.06
# Maximum difference between sums of advances that should be equal, em.
TOLERANCE = 1e-9


@frozen
class SegmentMetrics:
    """The measures of the unbreakable segments of a text, one entry a segment; lengths in em.

    Attributes:
        starts: offset of each segment in the text.
        ends: offset after it.
        left: x of the start of its ink, with the whole text on one line. A line of the segments i to j is
            ``right[j] - left[i]`` wide.
        right: x of the end of its ink, including a hyphen after it; never decreasing.
        top: height of its ink above the baseline.
        bottom: depth of its ink below the baseline.
        last: index of the last segment of its paragraph.
        penalty: cost of a line break after it.
        lone_penalty: cost of a line that contains nothing else.
        cap: cap height.
        pitch: distance of baselines.
        hyphenated: the offsets in the text at which a line ends with a hyphen.
    """

    starts: list[int]
    ends: list[int]
    left: list[float]
    right: list[float]
    top: list[float]
    bottom: list[float]
    last: list[int]
    penalty: list[float]
    lone_penalty: list[float]
    cap: float
    pitch: float
    hyphenated: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def paragraphs(self) -> int:
        """Number of paragraphs, and so the minimum number of lines."""
        return len(set(self.last))

    def width(self, i: int, j: int) -> float:
        """Return the width of a line of the segments *i* to *j*, em."""
        return self.right[j] - self.left[i]

    def widest(self) -> float:
        """Return the width of the widest segment, em."""
        return max(map(float.__sub__, self.right, self.left))

    def height(self, lines: Sequence[tuple[int, int]]) -> float:
        """Return the height of lines, em, each from its first to its last segment: from the top to the bottom ink."""
        top, bottom = self.top[: lines[0][1] + 1], self.bottom[lines[-1][0] :]
        return max(self.cap, *top) + (len(lines) - 1) * self.pitch + max(bottom)

    def min_height(self, n: int) -> float:
        """Return the minimum height of *n* lines, em."""
        return max(self.cap, self.top[0]) + (n - 1) * self.pitch + self.bottom[-1]


def segment_starts(paragraph: ShapedParagraph) -> list[int]:
    """Return the offsets at which segments begin that are broken only if they are too wide.

    These are Unicode's break opportunities less those that `nonbreaking`, a span to keep together, or a soft hyphen
    forbids.
    """
    text, starts = paragraph.plain, segments(paragraph.plain, paragraph.language)
    kept = [(span.start, span.end) for span in paragraph.styled.spans if span.keep]
    if kept or SOFT_HYPHEN in text:
        starts = [at for at in starts if not any(a < at < b for a, b in kept) and text[at - 1 : at] != SOFT_HYPHEN]
    return starts


def measure_segments(
    paragraph: ShapedParagraph, starts: list[int], hyphenated: frozenset[int] = frozenset()
) -> SegmentMetrics:
    """Shape the whole text once and measure the segments that begin at *starts*.

    A line that ends at one of the offsets *hyphenated* ends with a hyphen.
    """
    text, count = paragraph.plain, len(starts)
    ends = [*starts[1:], len(text)]
    sums = [_SegmentSums() for _ in starts]
    ascent, descent = 0.0, 0.0
    for item in paragraph.itemized.items:
        above, below = _add_item(paragraph, item, starts, ends, sums)
        ascent, descent = max(ascent, above), max(descent, below)
    left, right = [0.0] * count, [0.0] * count
    x, has_rtl = 0.0, any(one.level % 2 for one in paragraph.itemized.paragraphs)
    for i, segment in enumerate(sums):
        start, end = (segment.left, segment.right) if segment.right > segment.left else (0.0, 0.0)
        if has_rtl and paragraph.rtl(starts[i]):
            # Mirror it, so that lines of right-to-left text may be measured from left to right, too.
            start, end = segment.advance - end, segment.advance - start
        left[i], right[i] = x + start, x + end
        if ends[i] in hyphenated:
            right[i] += _hyphen_width(paragraph, ends[i])
        x += segment.advance
    top, bottom = [segment.top for segment in sums], [segment.bottom for segment in sums]
    leading = paragraph.style.leading
    pitch = max(leading, ascent + max(bottom) + MIN_GAP, descent + max(top) + MIN_GAP) if ascent else leading
    last = _last_of_paragraph(text, ends)
    costs = break_penalties(paragraph, starts, ends), lone_penalties(paragraph, starts, ends, last)
    return SegmentMetrics(
        starts, ends, left, _non_decreasing(right), top, bottom, last, *costs, paragraph.cap, pitch, hyphenated
    )


@slotted
class _SegmentSums:
    """The sums of one segment, em: its advance, and its ink relative to its own start and baseline."""

    advance: float = 0.0
    left: float = inf
    right: float = -inf
    top: float = 0.0
    bottom: float = 0.0

    def add(self, start: float, end: float, up: float, down: float, *, hanging: bool, rtl: bool = False) -> None:
        """Add the ink of a glyph; a hanging one does not count on the side where its paragraph starts."""
        if start < self.left and (not hanging or rtl):
            self.left = start
        if end > self.right and not (hanging and rtl):
            self.right = end
        if up > self.top:
            self.top = up
        if down > self.bottom:
            self.bottom = down


def _add_item(
    paragraph: ShapedParagraph, item: TextItem, starts: list[int], ends: list[int], sums: list[_SegmentSums]
) -> tuple[float, float]:
    """Add the glyphs of an item to the segments that contain them.

    Returns:
        Height and depth of its ink, em, if it may exceed the leading; otherwise 0 and 0.
    """
    shaped, ink, scale, origin, shift = (
        paragraph.shape(item),
        item.face.ink,
        item.scale,
        item.start,
        item.baseline_shift,
    )
    tracked, may_hang = paragraph.style.tracking != 0, paragraph.style.hang
    start, end, rtl, tall = 0, 0, paragraph.rtl(origin), paragraph.may_exceed_leading(item)
    segment, whole = sums[0], _SegmentSums()
    for n, one in enumerate(shaped):
        at = origin + one.cluster
        if not start <= at < end:
            i = bisect_right(starts, at) - 1
            start, end, segment = starts[i], ends[i], sums[i]
        box = ink(one.glyph)
        if box.w > 0 and box.h > 0:
            x, up = segment.advance + (one.dx + box.x) * scale, shift - (one.dy + box.y) * scale
            down = box.h * scale - up
            segment.add(x, x + box.w * scale, up, down, hanging=may_hang and paragraph.hangs(at, start), rtl=rtl)
            if tall:
                whole.add(0, 0, up, down, hanging=True)
        segment.advance += one.advance * scale
        if tracked:
            segment.advance += paragraph.tracking(item, shaped, n)
    return whole.top, whole.bottom


def _hyphen_width(paragraph: ShapedParagraph, at: int) -> float:
    """Return the width of a hyphen after the character before *at*, em."""
    item = next(paragraph.itemized.within(at - 1, at), None)
    char = next((char for char in HYPHENS if item and item.face.covers(char)), "")
    shaped = item.face.shape(char, language=paragraph.language) if item and char else ()
    return sum(one.advance for one in shaped) * (item.scale if item else 1)


def _last_of_paragraph(text: str, ends: list[int]) -> list[int]:
    """Return the index of the last segment of each segment's paragraph."""
    last = [len(ends) - 1] * len(ends)
    for i in reversed(range(len(ends) - 1)):
        last[i] = i if text[ends[i] - 1] == "\n" else last[i + 1]
    return last


def _non_decreasing(values: list[float]) -> list[float]:
    """Return the running maximum of *values*: bisection needs sorted values, and an overhang may break the order."""
    high = -inf
    return [high := max(high, value) for value in values]
