"""Segments wider than a line: split where Unicode allows, by hyphenation, and at last between clusters."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.regex import lazy_pattern
from memegen.text.breaks import NO_LINE_START, clusters, opportunities
from memegen.text.hyphenation import SOFT_HYPHEN, hyphens
from memegen.text.measure import TOLERANCE, SegmentMetrics, measure_segments
from memegen.text.shape import ShapedParagraph

# A soft hyphen inside a word of any script.
INNER_SOFT_HYPHEN = lazy_pattern(r"(?<=[^\s\u00ad])\u00ad(?=[^\s\u00ad])")
WORD = lazy_pattern(r"[^\W_]+(?:[’'\u00ad][^\W_]+)*")


def split_wide_segments(
    paragraph: ShapedParagraph, metrics: SegmentMetrics, max_width: float
) -> tuple[SegmentMetrics, bool]:
    """Split the segments wider than *max_width* em.

    Returns:
        The new metrics, and whether a word was broken between letters without a hyphen.
    """
    text, language = paragraph.plain, paragraph.language
    for step in ("allowed", "hyphenated", "broken"):
        wide = [i for i in range(len(metrics)) if metrics.width(i, i) > max_width + TOLERANCE]
        if not wide:
            return metrics, False
        if step == "hyphenated":
            offsets = list(_hyphen_offsets(paragraph, wide, metrics))
        else:
            offsets = (opportunities if step == "allowed" else clusters)(text, language)
            # Next to a soft hyphen, a line breaks with a hyphen or not at all.
            offsets = [at for at in offsets if SOFT_HYPHEN not in text[at - 1 : at + 1]]
        inside = {at for i in wide for at in offsets if metrics.starts[i] < at < metrics.ends[i]}
        inside = {at for at in inside if not text[at].isspace() and text[at] not in NO_LINE_START}
        if inside:
            hyphenated = metrics.hyphenated | inside if step == "hyphenated" else metrics.hyphenated
            metrics = measure_segments(paragraph, sorted(inside.union(metrics.starts)), hyphenated)
    return metrics, True


def _hyphen_offsets(paragraph: ShapedParagraph, wide: list[int], metrics: SegmentMetrics) -> Iterator[int]:
    """Yield the offsets at which words in the segments *wide* may be hyphenated."""
    text = paragraph.plain
    for i in wide:
        start, end = metrics.starts[i], metrics.ends[i]
        for match in INNER_SOFT_HYPHEN.finditer(text, start, end):
            yield match.end()
        for word in WORD.finditer(text, start, end):
            for at in hyphens(word[0], paragraph.language):
                yield word.start() + at
