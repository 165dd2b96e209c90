"""Phrases that are better not torn by the end of a line: what is marked, names and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from memegen.core.regex import lazy_pattern
from memegen.text.fit import FitConstraints, fit
from memegen.text.linebreak import LineBreaks
from memegen.text.measure import SegmentMetrics
from memegen.text.styled import PLAIN, StyledText

# Maximum length of a phrase that is kept on one line, in characters, and the fraction of the size that it may cost.
MAX_PHRASE, MAX_LOSS = 22, 0.12
# Maximum number of phrases that are tried in turn.
MAX_TRIES = 6
WORD = lazy_pattern(r"\S+")
OPENING, CLOSING = "\"'“”‘’„‚«‹([{", "\"'”’“»›)]}"
# What is not part of a name at its end.
AFTER = CLOSING + ",;:.!?…"
# After these a name or a date is over.
ENDING = tuple(",;:.!?…—–")
# Words that join two capitalized words to a name.
JOINING = {"of", "de", "du", "des", "da", "do", "di", "del", "della", "von", "van", "der", "den", "la", "le", "y", "yr"}
YEAR_OR_DAY = lazy_pattern(r"(?:\d{1,2}(?:st|nd|rd|th|er|\.)?|\d{4})$")

# A phrase: its first offset in the text and the offset after it.
Phrase = tuple[int, int]


def names_in(text: str) -> tuple[Phrase, ...]:
    """Return the names and dates of several words: capitalized words, with numbers and "of" between them.

    A text without small letters has none that can be told.
    """
    if text[:1] == "#" or text.islower() or text.isupper():
        return ()
    words = [(match.start(), match.end(), match[0]) for match in WORD.finditer(text)]
    found, i = [], 0
    while i < len(words):
        last = _end_of_name(words, i)
        if last > i:
            phrase = words[i][0], words[last][0] + len(words[last][2].rstrip(AFTER))
            found.append(phrase)
        i = last + 1
    return tuple(phrase for phrase in found if phrase[1] - phrase[0] <= MAX_PHRASE)


def phrases_in(styled: StyledText) -> tuple[Phrase, ...]:
    """Return the phrases of *styled* to keep on one line, in order: marked ones, and those among its names."""
    marked = [(span.start, span.end) for span in styled.spans if span.attributes != PLAIN]
    return tuple(sorted({phrase for phrase in (*marked, *styled.names) if phrase[1] - phrase[0] <= MAX_PHRASE}))


def fit_phrases(metrics: SegmentMetrics, constraints: FitConstraints, phrases: Sequence[Phrase]) -> LineBreaks | None:
    """Return the lines of `fit`, with *phrases* on one line each where that costs at most `MAX_LOSS`."""
    breaks = fit(metrics, constraints)
    if breaks is None or not (torn := _torn(metrics, breaks, phrases)):
        return breaks
    least = (1 - MAX_LOSS) * _size(metrics, constraints, breaks)
    kept: tuple[Phrase, ...] = ()
    for more in (torn, *((phrase,) for phrase in torn[:MAX_TRIES] if len(torn) > 1)):
        if set(more) <= set(kept):
            continue
        merged, firsts = _merged(metrics, (*kept, *more))
        closer = fit(merged, constraints)
        if closer and _size(merged, constraints, closer) >= least:
            lines = tuple((firsts[i], firsts[j + 1] - 1) for i, j in closer.lines)
            breaks, kept = LineBreaks(lines, closer.cost), (*kept, *more)
    return breaks


def _torn(metrics: SegmentMetrics, breaks: LineBreaks, phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return the phrases inside which a line ends."""
    ends = [metrics.ends[j] for _, j in breaks.lines[:-1]]
    return tuple((a, b) for a, b in phrases if any(a < end < b for end in ends))


def _size(metrics: SegmentMetrics, constraints: FitConstraints, breaks: LineBreaks) -> float:
    """Return the size, px, at which lines can be set."""
    return constraints.size(max(metrics.width(i, j) for i, j in breaks.lines), metrics.height(breaks.lines))


def _merged(metrics: SegmentMetrics, phrases: Sequence[Phrase]) -> tuple[SegmentMetrics, list[int]]:
    """Return the measures with each phrase in one segment, and the first of the former segments of each, and the end.

    Paragraphs are never joined.
    """
    count = len(metrics)
    inside = (any(a < metrics.ends[i] < b for a, b in phrases) and metrics.last[i] != i for i in range(count - 1))
    firsts = [0, *(i + 1 for i, joined in enumerate(inside) if not joined), count]
    spans = list(pairwise(firsts))
    index = {end - 1: n for n, (_, end) in enumerate(spans)}
    merged = replace(
        metrics,
        starts=[metrics.starts[i] for i, _ in spans],
        ends=[metrics.ends[end - 1] for _, end in spans],
        left=[metrics.left[i] for i, _ in spans],
        right=[metrics.right[end - 1] for _, end in spans],
        top=[max(metrics.top[i:end]) for i, end in spans],
        bottom=[max(metrics.bottom[i:end]) for i, end in spans],
        last=[index[metrics.last[i]] for i, _ in spans],
        penalty=[metrics.penalty[end - 1] for _, end in spans],
        lone_penalty=[metrics.lone_penalty[i] if end - i == 1 else 0.0 for i, end in spans],
    )
    return merged, firsts


def _end_of_name(words: Sequence[tuple[int, int, str]], i: int) -> int:
    """Return the index of the last word of the name or date that begins with word *i*; *i* if none does."""
    capitals, last = 0, i
    for n, word in _words_of_name(words, i):
        capitals += _is_capitalized(word)
        last = n
    return last if capitals and last > i else i


def _words_of_name(words: Sequence[tuple[int, int, str]], i: int) -> Iterator[tuple[int, str]]:
    """Yield the index and the word of each word from *i* on that may belong to one name or date."""
    for n in range(i, len(words)):
        word = words[n][2]
        bare = word.lstrip(OPENING).rstrip(AFTER)
        joins = word in JOINING and i < n < len(words) - 1 and _is_capitalized(words[n + 1][2])
        if not (_is_capitalized(word) or YEAR_OR_DAY.match(bare) or joins):
            return
        yield n, word
        if word.rstrip(CLOSING).endswith(ENDING):
            return


def _is_capitalized(word: str) -> bool:
    bare = word.lstrip(OPENING)
    return bare[:1].isupper() and any(map(str.islower, bare))
