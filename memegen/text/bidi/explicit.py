"""Explicit levels: embeddings, overrides and isolates (UAX #9, X1 to X8), and isolating run sequences (X9, X10).

Text is represented by a string of bidirectional classes, one letter each: see `memegen.text.bidi.rules.CLASS_LETTERS`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from memegen.core.frozen import frozen, slotted
from memegen.core.regex import lazy_pattern

# Maximum explicit level (BD2, max_depth).
MAX_DEPTH = 125
# Classes that divide a paragraph into several sequences, or that X9 removes.
EXPLICIT = lazy_pattern("[Ba-eijkp]")
# Paragraph separators and explicit controls.
CONTROLS = lazy_pattern("[Pa-eijkp]")
ISOLATES = lazy_pattern("[ijkp]")
STRONG_OR_ISOLATE = lazy_pattern("[LRAijk]")
# Classes that X9 removes.
REMOVED = frozenset("Babcde")
# The class that LRO and RLO impose.
OVERRIDES = {"c": "L", "d": "R"}


@frozen
class IsolatingRunSequence:
    """An isolating run sequence (BD13).

    Attributes:
        indices: its characters in the paragraph.
        letters: their classes, between those of its start (sos) and its end (eos).
        level: its embedding level.
    """

    indices: Sequence[int]
    letters: str
    level: int


@frozen
class DirectionalStatus:
    """An entry of the directional status stack: level, override class ("" for neutral), and isolate status (X1)."""

    level: int
    override: str
    isolate: bool


@slotted
class ExplicitLevels:
    """The state of the rules X1 to X8 at a position in a paragraph.

    Attributes:
        stack: the directional status stack.
        isolates: valid isolate count.
        overflow_isolates: isolate initiators without space on the stack.
        overflow_embeddings: embedding initiators without space on the stack.
    """

    stack: list[DirectionalStatus]
    isolates: int = 0
    overflow_isolates: int = 0
    overflow_embeddings: int = 0

    def embed(self, letter: str) -> None:
        """Apply X2 to X5: LRE, RLE, LRO, RLO."""
        if not self._push(letter in "bd", OVERRIDES.get(letter, ""), isolate=False) and not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, odd: bool) -> None:
        """Apply X5a to X5c: LRI, RLI, FSI."""
        if self._push(odd, "", isolate=True):
            self.isolates += 1
        else:
            self.overflow_isolates += 1

    def end_isolate(self) -> None:
        """Apply X6a: PDI."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.isolates:
            self.overflow_embeddings = 0
            while not self.stack.pop().isolate:
                pass
            self.isolates -= 1

    def end_embedding(self) -> None:
        """Apply X7: PDF."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1].isolate:
            self.stack.pop()

    def _push(self, odd: bool, override: str, isolate: bool) -> bool:
        """Push the next odd or even level; return whether there was space for it."""
        level = self.stack[-1].level
        level = (level + 1) | 1 if odd else (level + 2) & ~1
        if level > MAX_DEPTH or self.overflow_isolates or self.overflow_embeddings:
            return False
        self.stack.append(DirectionalStatus(level, override, isolate))
        return True


def isolating_run_sequences(letters: str, base: int) -> list[IsolatingRunSequence]:
    """Return the isolating run sequences of a paragraph.

    Args:
        letters: the classes of its characters.
        base: its paragraph level, 0 or 1.
    """
    if not EXPLICIT.search(letters):
        edge = _direction(base)
        return [IsolatingRunSequence(range(len(letters)), edge + letters + edge, base)] if letters else []
    pdis = matching_pdis(letters)
    overridden, levels = _explicit_levels(letters, base, pdis)
    kept = [at for at, letter in enumerate(letters) if letter not in REMOVED]
    sequences = []
    for indices in _sequence_indices(kept, levels, pdis):
        level = levels[indices[0]]
        before, after = bisect_left(kept, indices[0]) - 1, bisect_right(kept, indices[-1])
        sos = _direction(max(level, levels[kept[before]] if before >= 0 else base))
        # After an isolate initiator without a PDI, the level of the paragraph counts.
        at_end = after == len(kept) or letters[indices[-1]] in "ijk"
        eos = _direction(max(level, base if at_end else levels[kept[after]]))
        sequences.append(IsolatingRunSequence(indices, sos + "".join(overridden[at] for at in indices) + eos, level))
    return sequences


def matching_pdis(letters: str) -> dict[int, int]:
    """Return the index of the matching PDI of each isolate initiator that has one (BD9)."""
    pdis: dict[int, int] = {}
    opened: list[int] = []
    if "p" in letters:
        for match in ISOLATES.finditer(letters):
            if match[0] != "p":
                opened.append(match.start())
            elif opened:
                pdis[opened.pop()] = match.start()
    return pdis


def first_strong(letters: str, pdis: dict[int, int], start: int, end: int) -> int | None:
    """Return 0 or 1 by the first strong class in [start, end) outside isolates; None without one (P2, P3)."""
    while match := STRONG_OR_ISOLATE.search(letters, start, end):
        if match[0] in "LRA":
            return int(match[0] != "L")
        start = pdis.get(match.start(), end)
    return None


def _explicit_levels(letters: str, base: int, pdis: dict[int, int]) -> tuple[str, list[int]]:
    """Return the classes of the characters after overrides, and their explicit levels (X1 to X8)."""
    state = ExplicitLevels([DirectionalStatus(base, "", isolate=False)])
    overridden: list[str] = []
    levels: list[int] = []
    done = 0
    for match in CONTROLS.finditer(letters):
        at, letter = match.start(), match[0]
        top = state.stack[-1]
        overridden.append(top.override * (at - done) or letters[done:at])
        levels += [top.level] * (at - done)
        done = at + 1
        if letter == "p":
            state.end_isolate()
            top = state.stack[-1]
        overridden.append(letter if letter == "P" else top.override or letter)
        levels.append(base if letter == "P" else top.level)
        if letter in "abcd":
            state.embed(letter)
        elif letter == "e":
            state.end_embedding()
        elif letter in "ij":
            state.isolate(odd=letter == "j")
        elif letter == "k":
            state.isolate(odd=first_strong(letters, pdis, at + 1, pdis.get(at, len(letters))) == 1)
    top = state.stack[-1]
    overridden.append(top.override * (len(letters) - done) or letters[done:])
    levels += [top.level] * (len(letters) - done)
    return "".join(overridden), levels


def _sequence_indices(kept: list[int], levels: list[int], pdis: dict[int, int]) -> list[list[int]]:
    """Return the indices of each isolating run sequence: a level run continues at the PDI of its last isolate."""
    sequences: list[list[int]] = []
    continued: dict[int, list[int]] = {}
    for _, run in groupby(kept, levels.__getitem__):
        indices = list(run)
        end = indices[-1]
        if sequence := continued.get(indices[0]):
            sequence += indices
        else:
            sequence = indices
            sequences.append(sequence)
        if end in pdis:
            continued[pdis[end]] = sequence
    return sequences


def _direction(level: int) -> str:
    """Return the class that corresponds to a level, L or R."""
    return "R" if level % 2 else "L"
