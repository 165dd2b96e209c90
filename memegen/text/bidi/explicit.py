"""Embeddings, overrides and isolates (UAX #9, X1 to X8), and the isolating run sequences they leave (X9, X10)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from memegen.core.frozen import frozen, slotted
from memegen.core.regex import lazy_pattern

MAX_DEPTH = 125
# What makes a paragraph more than one sequence, or is taken out of it by X9.
EXPLICIT = lazy_pattern("[Ba-eijkp]")
CONTROLS = lazy_pattern("[Pa-eijkp]")
ISOLATES = lazy_pattern("[ijkp]")
STRONG_OR_ISOLATE = lazy_pattern("[LRAijk]")
REMOVED = frozenset("Babcde")
OVERRIDES = {"c": "L", "d": "R"}


@frozen
class IsolatingRunSequence:
    """An isolating run sequence: which characters, their classes between its sos and its eos, and their level."""

    indices: Sequence[int]
    letters: str
    level: int


@frozen
class DirectionalStatus:
    """A directional status: a level, the class that an override forces if it does, and whether an isolate began it."""

    level: int
    override: str
    isolate: bool


@slotted
class ExplicitLevels:
    """Where the rules X1 to X8 are in a paragraph."""

    stack: list[DirectionalStatus]
    isolates: int = 0
    # Isolates and embeddings that found no room.
    over_isolates: int = 0
    over_embeddings: int = 0

    def embed(self, letter: str) -> None:
        """X2 to X5: LRE, RLE, LRO, RLO."""
        if not self._push(letter in "bd", OVERRIDES.get(letter, ""), isolate=False) and not self.over_isolates:
            self.over_embeddings += 1

    def isolate(self, odd: bool) -> None:
        """X5a to X5c: LRI, RLI, FSI."""
        if self._push(odd, "", isolate=True):
            self.isolates += 1
        else:
            self.over_isolates += 1

    def end_isolate(self) -> None:
        """X6a: PDI."""
        if self.over_isolates:
            self.over_isolates -= 1
        elif self.isolates:
            self.over_embeddings = 0
            while not self.stack.pop().isolate:
                pass
            self.isolates -= 1

    def end_embedding(self) -> None:
        """X7: PDF."""
        if self.over_isolates:
            return
        if self.over_embeddings:
            self.over_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1].isolate:
            self.stack.pop()

    def _push(self, odd: bool, override: str, isolate: bool) -> bool:
        level = self.stack[-1].level
        level = (level + 1) | 1 if odd else (level + 2) & ~1
        if level > MAX_DEPTH or self.over_isolates or self.over_embeddings:
            return False
        self.stack.append(DirectionalStatus(level, override, isolate))
        return True


def isolating_run_sequences(letters: str, base: int) -> list[IsolatingRunSequence]:
    """The isolating run sequences of a paragraph of classes (see `bidi_classes`) with the level *base*."""
    if not EXPLICIT.search(letters):
        side = _side(base)
        return [IsolatingRunSequence(range(len(letters)), side + letters + side, base)] if letters else []
    pdis = matching_pdis(letters)
    override, levels = _explicit(letters, base, pdis)
    kept = [at for at, letter in enumerate(letters) if letter not in REMOVED]
    found = []
    for indices in _sequences(kept, levels, pdis):
        level = levels[indices[0]]
        before, after = bisect_left(kept, indices[0]) - 1, bisect_right(kept, indices[-1])
        sos = _side(max(level, levels[kept[before]] if before >= 0 else base))
        # What ends in an isolate that nothing closes ends, for the rules, at the end of the paragraph.
        beyond = after == len(kept) or letters[indices[-1]] in "ijk"
        eos = _side(max(level, base if beyond else levels[kept[after]]))
        found.append(IsolatingRunSequence(indices, sos + "".join(override[at] for at in indices) + eos, level))
    return found


def matching_pdis(letters: str) -> dict[int, int]:
    """Where the PDI of each isolate initiator stands that has one (BD9)."""
    found: dict[int, int] = {}
    opened: list[int] = []
    if "p" in letters:
        for mark in ISOLATES.finditer(letters):
            if mark[0] != "p":
                opened.append(mark.start())
            elif opened:
                found[opened.pop()] = mark.start()
    return found


def first_strong(letters: str, pdis: dict[int, int], start: int, end: int) -> int | None:
    """0 or 1 by the first strong class from *start* to *end* that no isolate holds; None if there is none (P2, P3)."""
    while found := STRONG_OR_ISOLATE.search(letters, start, end):
        if found[0] in "LRA":
            return int(found[0] != "L")
        start = pdis.get(found.start(), end)
    return None


def _explicit(letters: str, base: int, pdis: dict[int, int]) -> tuple[str, list[int]]:
    """The class that each character has after overrides, and its level (X1 to X8)."""
    state = ExplicitLevels([DirectionalStatus(base, "", isolate=False)])
    override: list[str] = []
    levels: list[int] = []
    done = 0
    for mark in CONTROLS.finditer(letters):
        at, letter = mark.start(), mark[0]
        top = state.stack[-1]
        override.append(top.override * (at - done) or letters[done:at])
        levels += [top.level] * (at - done)
        done = at + 1
        if letter == "p":
            state.end_isolate()
            top = state.stack[-1]
        override.append(letter if letter == "P" else top.override or letter)
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
    override.append(top.override * (len(letters) - done) or letters[done:])
    levels += [top.level] * (len(letters) - done)
    return "".join(override), levels


def _sequences(kept: list[int], levels: list[int], pdis: dict[int, int]) -> list[list[int]]:
    """The places of each isolating run sequence (BD13): a level run goes on where its last isolate is closed."""
    found: list[list[int]] = []
    waiting: dict[int, list[int]] = {}
    for _, run in groupby(kept, levels.__getitem__):
        indices = list(run)
        end = indices[-1]
        if whole := waiting.get(indices[0]):
            whole += indices
        else:
            whole = indices
            found.append(whole)
        if end in pdis:
            waiting[pdis[end]] = whole
    return found


def _side(level: int) -> str:
    return "R" if level % 2 else "L"
