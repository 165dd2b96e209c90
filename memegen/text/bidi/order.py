"""The order of text of both directions: the Unicode Bidirectional Algorithm (UAX #9, revision of Unicode 17).

An embedding level is a number: even for left to right, odd for right to left, one more for each nesting. The rules are
in `explicit` and `rules`; this module applies them to a paragraph and orders its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from memegen.core.regex import lazy_pattern
from memegen.text.bidi.explicit import first_strong, isolating_run_sequences, matching_pdis
from memegen.text.bidi.rules import RTL_OR_CONTROL, bidi_classes, resolve_levels

TextRange = tuple[int, int]
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
# L1: whitespace and isolate controls before a separator or the end, including what X9 removes.
TRAILING_WHITESPACE = lazy_pattern(r"[WijkpBa-e]*+(?:[PG]|\Z)")


def needs_bidi(text: str) -> bool:
    """Return whether *text* may contain right-to-left runs; if not, a left-to-right paragraph is all at level 0.

    It is a single search, because it is called for every text; it is also true for a few characters that need nothing.
    """
    return not text.isascii() and RTL_OR_CONTROL.search(text) is not None


def levels(text: str, base: int | None, isolates: Sequence[TextRange] = ()) -> tuple[int, list[int]]:
    """Return the level of a paragraph, and of each of its characters, before line breaking (UAX #9, P2 to I2).

    Characters that X9 removes, embeddings and joiners, have the level of what precedes them, or else the paragraph's.

    Args:
        text: one paragraph, without newlines.
        base: the paragraph level, 0 or 1; None for that of its first strong character outside isolates (P2, P3), else
            of its first strong character, else 0.
        isolates: ordered and disjoint ranges [start, end) of *text*, treated as if they were between an LRI, or an RLI
            if their first strong character is right-to-left, and a PDI.
    """
    if base is None:
        base = base_level(text, isolates)
    if not isolates:
        return base, _resolve(text, base)
    wrapped, indices = _wrap_isolates(text, isolates)
    result = _resolve(wrapped, base)
    return base, [result[at] for at in indices]


def display_levels(text: str, isolates: Sequence[TextRange]) -> tuple[int, list[int]]:
    """Return the level of a paragraph and of its characters, to be ordered without the isolates' controls.

    The controls of an isolate separate it from the runs beside it. Without them an isolate in the direction of the text
    that holds it must be at the level of that text, or an adjacent run of the other direction would include it.
    """
    base = base_level(text, isolates)
    wrapped, indices = _wrap_isolates(text, isolates)
    result = _resolve(wrapped, base)
    for start, end in isolates:
        inside = range(indices[start], indices[end - 1] + 1)
        around = result[inside.start - 1]
        if all(result[at] == around + 2 for at in inside):
            result[inside.start : inside.stop] = [around] * len(inside)
    return base, [result[at] for at in indices]


def line_levels(text: str, levels: Sequence[int], paragraph: int, start: int, end: int) -> list[int]:
    """Return the levels of the characters of the line text[start:end] (UAX #9, L1).

    Whitespace at its end, and separators of paragraphs and segments (tabs) with the whitespace before them, are at the
    paragraph level.

    Args:
        text: the paragraph.
        levels: the levels of its characters, from `levels`.
        paragraph: the paragraph level.
        start: first offset of the line.
        end: offset after the line.
    """
    result = list(levels[start:end])
    for match in TRAILING_WHITESPACE.finditer(bidi_classes(text[start:end])):
        result[match.start() : match.end()] = [paragraph] * (match.end() - match.start())
    return result


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of *levels*, of characters or of runs of one level, from left to right (UAX #9, L2)."""
    min_odd = min((level for level in levels if level % 2), default=0)
    if not min_odd:
        return list(range(len(levels)))
    runs: list[tuple[int, range]] = []
    start = 0
    for level, group in groupby(levels):
        end = start + len(list(group))
        runs.append((level, range(start, end)[:: -1 if level % 2 else 1]))
        start = end
    # Each run is in visual order already; what is reversed at each level is the order of the runs.
    run_levels = [level for level, _ in runs]
    order = list(range(len(runs)))
    for minimum in range(max(run_levels), min_odd - 1, -1):
        for first, last in _ranges_at_least(run_levels, minimum):
            order[first:last] = order[first:last][::-1]
    return [at for number in order for at in runs[number][1]]


def base_level(text: str, isolates: Sequence[TextRange]) -> int:
    """Return the paragraph level (P2 and P3); in a text of isolates only, the first strong character in them counts."""
    for candidate in (_wrap_isolates(text, isolates)[0], text) if isolates else (text,):
        letters = bidi_classes(candidate)
        level = first_strong(letters, matching_pdis(letters), 0, len(letters))
        if level is not None:
            return level
    return 0


def is_rtl_isolate(text: str) -> bool:
    """Return whether the first strong character of an isolate is right-to-left."""
    return next((letter for letter in bidi_classes(text) if letter in "LRA"), "L") != "L"


def _resolve(text: str, base: int) -> list[int]:
    """Return the levels of the characters of a paragraph without implied isolates."""
    sequences = isolating_run_sequences(bidi_classes(text), base)
    if len(sequences) == 1 and len(sequences[0].indices) == len(text):
        return resolve_levels(sequences[0], text)
    result: list[int | None] = [None] * len(text)
    for sequence in sequences:
        chars = "".join(text[at] for at in sequence.indices)
        for at, level in zip(sequence.indices, resolve_levels(sequence, chars), strict=True):
            result[at] = level
    # Characters that X9 removed have the level of the one before.
    return list(accumulate(result, lambda before, level: before if level is None else level, initial=base))[1:]


def _wrap_isolates(text: str, isolates: Sequence[TextRange]) -> tuple[str, list[int]]:
    """Return *text* with the controls of *isolates* inserted, and the index in it of each character of *text*."""
    parts: list[str] = []
    indices: list[int] = []
    done = 0
    for number, (start, end) in enumerate(isolates):
        inside = text[start:end]
        parts += text[done:start], RLI if is_rtl_isolate(inside) else LRI, inside, PDI
        indices += range(done + 2 * number, start + 2 * number)
        indices += range(start + 2 * number + 1, end + 2 * number + 1)
        done = end
    parts.append(text[done:])
    indices += range(done + 2 * len(isolates), len(text) + 2 * len(isolates))
    return "".join(parts), indices


def _ranges_at_least(levels: Sequence[int], minimum: int) -> Iterator[TextRange]:
    """Yield the maximal ranges of *levels* that are at least *minimum* throughout."""
    start = 0
    for inside, group in groupby(levels, lambda level: level >= minimum):
        end = start + sum(1 for _ in group)
        if inside:
            yield start, end
        start = end
