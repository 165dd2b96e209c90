"""The order of text that runs both ways: Unicode's bidirectional algorithm (UAX #9, revision of Unicode 17).

A level is a number: even where text runs from left to right, odd where from right to left, one more for each nesting.
The rules are in `bidi_explicit` and `bidi_rules`; here a paragraph goes through them, and its lines are put in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from memegen.core.regex import lazy_pattern
from memegen.text.bidi.explicit import first_strong, isolating_run_sequences, matching_pdis
from memegen.text.bidi.rules import RTL_OR_CONTROL, bidi_classes, resolve_levels

TextRange = tuple[int, int]
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
# L1: white space and the marks of isolates before a separator or at the end, with what X9 takes away among them.
TRAILING_WHITESPACE = lazy_pattern(r"[WijkpBa-e]*+(?:[PG]|\Z)")


def needs_bidi(text: str) -> bool:
    """Whether any of *text* may run from right to left: false if all of it runs from left to right in an LTR paragraph.

    It is asked of every text, so it is a search and no more; true for a few characters that do not need it.
    """
    return not text.isascii() and RTL_OR_CONTROL.search(text) is not None


def levels(text: str, base: int | None, isolates: Sequence[TextRange] = ()) -> tuple[int, list[int]]:
    """The level of a paragraph, and of each of its characters, before lines are broken (UAX #9, P2 to I2).

    *text* is one paragraph, without "\\n". *base* is its level, 0 or 1; None is that of its first strong character
    outside any isolate (P2, P3), of the first one at all if there is none outside, and 0 if there is none.

    *isolates* are ranges [start, end) of *text*, in order and apart from each other (see `isolated`), that are treated
    as if they stood between an LRI, or an RLI if their first strong character runs from right to left, and a PDI.

    The list has one level for each character. Those that X9 removes, embeddings and joiners, have the level of what
    precedes them, or the paragraph's at its beginning.
    """
    if base is None:
        base = base_level(text, isolates)
    if not isolates:
        return base, _resolve(text, base)
    wrapped, kept = _wrap_isolates(text, isolates)
    found = _resolve(wrapped, base)
    return base, [found[at] for at in kept]


def display_levels(text: str, isolates: Sequence[TextRange]) -> tuple[int, list[int]]:
    """The level of a paragraph and of its characters, its hashtags and the like isolated, to be put in order as it is.

    The mark that opens an isolate keeps it from the run before it. Without that mark, what runs from left to right
    among such text must be on its level, or a run from right to left beside it would take it in.
    """
    base = base_level(text, isolates)
    wrapped, kept = _wrap_isolates(text, isolates)
    found = _resolve(wrapped, base)
    for start, end in isolates:
        inside = range(kept[start], kept[end - 1] + 1)
        if found[inside.start - 1] == 0 and all(found[at] == 2 for at in inside):
            found[inside.start : inside.stop] = [0] * len(inside)
    return base, [found[at] for at in kept]


def line_levels(text: str, levels: Sequence[int], paragraph: int, start: int, end: int) -> list[int]:
    """The levels of the line text[start:end], one for each of its characters (UAX #9, L1).

    *levels* are those of all of *text*, as `levels` gives them with the *paragraph* level. White space at the line's
    end, and separators of paragraphs and segments (tabs) with the white space before them, take the paragraph's level.
    """
    found = list(levels[start:end])
    for blank in TRAILING_WHITESPACE.finditer(bidi_classes(text[start:end])):
        found[blank.start() : blank.end()] = [paragraph] * (blank.end() - blank.start())
    return found


def visual_order(levels: Sequence[int]) -> list[int]:
    """The indices of *levels* in the order from left to right (UAX #9, L2): of characters, or of runs of one level."""
    least_odd = min((level for level in levels if level % 2), default=0)
    if not least_odd:
        return list(range(len(levels)))
    found: list[tuple[int, range]] = []
    start = 0
    for level, group in groupby(levels):
        end = start + len(list(group))
        found.append((level, range(start, end)[:: -1 if level % 2 else 1]))
        start = end
    # Each run is turned within itself already; what is turned for each level is the order of the runs.
    runs = [level for level, _ in found]
    order = list(range(len(runs)))
    for least in range(max(runs), least_odd - 1, -1):
        for first, last in _runs_at_least(runs, least):
            order[first:last] = order[first:last][::-1]
    return [at for number in order for at in found[number][1]]


def base_level(text: str, isolates: Sequence[TextRange]) -> int:
    """P2 and P3. A text of nothing but a hashtag runs as the hashtag does."""
    for candidate in (_wrap_isolates(text, isolates)[0], text) if isolates else (text,):
        letters = bidi_classes(candidate)
        found = first_strong(letters, matching_pdis(letters), 0, len(letters))
        if found is not None:
            return found
    return 0


def _resolve(text: str, base: int) -> list[int]:
    parts = isolating_run_sequences(bidi_classes(text), base)
    if len(parts) == 1 and len(parts[0].indices) == len(text):
        return resolve_levels(parts[0], text)
    found: list[int | None] = [None] * len(text)
    for part in parts:
        for at, level in zip(part.indices, resolve_levels(part, "".join(text[at] for at in part.indices)), strict=True):
            found[at] = level
    # What X9 removed goes with what stands before it.
    return list(accumulate(found, lambda before, level: before if level is None else level, initial=base))[1:]


def _wrap_isolates(text: str, isolates: Sequence[TextRange]) -> tuple[str, list[int]]:
    """*text* with the marks of *isolates* put in, and where in it each character of *text* stands."""
    parts: list[str] = []
    kept: list[int] = []
    done = 0
    for number, (start, end) in enumerate(isolates):
        inside = text[start:end]
        strong = next((letter for letter in bidi_classes(inside) if letter in "LRA"), "L")
        parts += text[done:start], LRI if strong == "L" else RLI, inside, PDI
        kept += range(done + 2 * number, start + 2 * number)
        kept += range(start + 2 * number + 1, end + 2 * number + 1)
        done = end
    parts.append(text[done:])
    kept += range(done + 2 * len(isolates), len(text) + 2 * len(isolates))
    return "".join(parts), kept


def _runs_at_least(levels: Sequence[int], least: int) -> Iterator[TextRange]:
    """The ranges of *levels* that are *least* or above throughout."""
    start = 0
    for inside, group in groupby(levels, lambda level: level >= least):
        end = start + sum(1 for _ in group)
        if inside:
            yield start, end
        start = end
