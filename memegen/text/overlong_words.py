"""Words wider than a line, or so long that they make the whole text small: split at the best places they have.

Those are where Unicode allows, within an address after its marks and before its capitals, by hyphenation, and at last
between clusters.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, sqrt

from memegen.core.regex import lazy_pattern
from memegen.text.addresses import addresses
from memegen.text.bidi.order import needs_bidi
from memegen.text.breaks import NO_LINE_START, clusters, opportunities
from memegen.text.fit import FitConstraints, largest_size
from memegen.text.hyphenation import SOFT_HYPHEN, hyphens
from memegen.text.measure import TOLERANCE, SegmentMetrics, measure_segments
from memegen.text.shape import ShapedParagraph

# A soft hyphen inside a word of any script.
INNER_SOFT_HYPHEN = lazy_pattern(r"(?<=[^\s\u00ad])\u00ad(?=[^\s\u00ad])")
# Within an address: after a mark, or before a word that begins with a capital.
ADDRESS_BREAK = lazy_pattern(r"(?<=[/._@&=?-])(?=\w)|(?<=[a-zà-þ0-9])(?=[A-ZÀ-Þ])")
# Minimum number of letters of a word that is hyphenated although it has room, to make the text larger.
LONG_WORD = 12
# Factor by which the text must become larger for that, and where all its hyphens are soft hyphens of the author.
GAIN, SOFT_GAIN = 1.5, 1.15
# Factor by which the last line's leading and the descenders, which take no room, may make a text larger than its area.
AREA = 1.2
WORD = lazy_pattern(r"[^\W_]+(?:[’'\u00ad][^\W_]+)*")


def split_long_words(
    paragraph: ShapedParagraph, metrics: SegmentMetrics, constraints: FitConstraints
) -> SegmentMetrics:
    """Split long words where they may be hyphenated, if that makes the text much larger in its box."""
    if constraints.width == inf or metrics.widest() * _area_size(metrics, constraints) <= constraints.width:
        return metrics
    words = [paragraph.plain[start:end] for start, end in zip(metrics.starts, metrics.ends, strict=True)]
    long = [i for i, word in enumerate(words) if len(word.rstrip()) >= LONG_WORD or SOFT_HYPHEN in word.strip()]
    offsets = set(_hyphen_offsets(paragraph, long, metrics)) if long else set()
    if not offsets:
        return metrics
    soft = all(paragraph.plain[at - 1] == SOFT_HYPHEN for at in offsets)
    whole = largest_size(metrics, constraints)
    split = largest_size(_split(paragraph, metrics, offsets), constraints)
    if not split or split < whole * (SOFT_GAIN if soft else GAIN):
        return metrics
    # Words that have room at that size stay whole.
    wide = [i for i in long if metrics.width(i, i) > constraints.width / split + TOLERANCE]
    return _split(paragraph, metrics, set(_hyphen_offsets(paragraph, wide, metrics)))


def _area_size(metrics: SegmentMetrics, constraints: FitConstraints) -> float:
    """Return about the largest size, px, at which the text fits if it may be broken anywhere.

    A text w em long with lines p em apart has an area of w·p·s² at the size s.
    """
    area = constraints.width * constraints.height
    length = max(metrics.right[-1] - metrics.left[0], TOLERANCE)
    return min(constraints.max_size, AREA * sqrt(area / (length * metrics.pitch)))


def _split(paragraph: ShapedParagraph, metrics: SegmentMetrics, hyphenated: set[int]) -> SegmentMetrics:
    """Return the metrics of the text with more segments, which end with a hyphen at the end of a line."""
    return measure_segments(paragraph, sorted(hyphenated.union(metrics.starts)), metrics.hyphenated | hyphenated)


def split_wide_segments(
    paragraph: ShapedParagraph, metrics: SegmentMetrics, max_width: float
) -> tuple[SegmentMetrics, bool]:
    """Split the segments wider than *max_width* em.

    Returns:
        The new metrics, and whether a word was broken between letters without a hyphen.
    """
    text, language = paragraph.plain, paragraph.language
    # An address of both directions keeps its order only as a whole.
    in_address, broken = _in_addresses(text) if not needs_bidi(text) else set(), False
    for step in ("address", "allowed", "hyphenated", "broken"):
        wide = [i for i in range(len(metrics)) if metrics.width(i, i) > max_width + TOLERANCE]
        if not wide:
            return metrics, broken
        if step == "hyphenated":
            offsets = list(_hyphen_offsets(paragraph, wide, metrics))
        elif step == "address":
            offsets = [match.start() for match in ADDRESS_BREAK.finditer(text) if match.start() in in_address]
        else:
            offsets = (opportunities if step == "allowed" else clusters)(text, language)
            # Next to a soft hyphen, a line breaks with a hyphen or not at all.
            offsets = [at for at in offsets if SOFT_HYPHEN not in text[at - 1 : at + 1]]
        inside = {at for i in wide for at in offsets if metrics.starts[i] < at < metrics.ends[i]}
        inside = {at for at in inside if not text[at].isspace() and text[at] not in NO_LINE_START}
        if inside:
            broken |= step == "address"
            hyphenated = metrics.hyphenated | inside if step == "hyphenated" else metrics.hyphenated
            metrics = measure_segments(paragraph, sorted(inside.union(metrics.starts)), hyphenated)
    return metrics, True


def _hyphen_offsets(paragraph: ShapedParagraph, wide: list[int], metrics: SegmentMetrics) -> Iterator[int]:
    """Yield the offsets at which words in the segments *wide* may be hyphenated."""
    text = paragraph.plain
    in_address = _in_addresses(text)
    for i in wide:
        start, end = metrics.starts[i], metrics.ends[i]
        for match in INNER_SOFT_HYPHEN.finditer(text, start, end):
            yield match.end()
        for word in WORD.finditer(text, start, end):
            for at in hyphens(word[0], paragraph.language):
                if word.start() + at not in in_address:
                    yield word.start() + at


def _in_addresses(text: str) -> set[int]:
    """Return the offsets inside of web and e-mail addresses, hashtags and mentions."""
    return {at for start, end in addresses(text) for at in range(start + 1, end)}
