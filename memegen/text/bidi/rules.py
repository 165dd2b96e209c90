"""Levels within one isolating run sequence (UAX #9, W1 to I2): rules on a string of classes, by searching it."""

from __future__ import annotations

import re

import unicodedata2

from memegen.core.regex import lazy_pattern
from memegen.text.bidi.explicit import MAX_DEPTH, IsolatingRunSequence

CLASS_LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "ES": "S", "ET": "T", "AN": "N", "CS": "C",
    "NSM": "M", "BN": "B", "B": "P", "S": "G", "WS": "W", "ON": "O",
    "LRE": "a", "RLE": "b", "LRO": "c", "RLO": "d", "PDF": "e",
    "LRI": "i", "RLI": "j", "FSI": "k", "PDI": "p",
}  # fmt: skip
"""Unicode's names of the classes, and the letter of each; small letters are the explicit controls."""

# BidiBrackets.txt of Unicode 17: the opening ones, and the closing one too unless it is the next character.
_PAIRS = """
    0028 005B:005D 007B:007D 0F3A 0F3C 169B 2045 207D 208D 2308 230A 2329 2768 276A 276C 276E 2770 2772 2774 27C5
    27E6 27E8 27EA 27EC 27EE 2983 2985 2987 2989 298B 298D:2990 298F:298E 2991 2993 2995 2997 29D8 29DA 29FC
    2E22 2E24 2E26 2E28 2E55 2E57 2E59 2E5B 3008 300A 300C 300E 3010 3014 3016 3018 301A FE59 FE5B FE5D
    FF08 FF3B:FF3D FF5B:FF5D FF5F FF62
"""


def _bracket_table() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for entry in _PAIRS.split():
        opening, _, closing = entry.partition(":")
        pairs[chr(int(opening, 16))] = chr(int(closing, 16) if closing else int(opening, 16) + 1)
    return pairs


BRACKET_PAIRS = _bracket_table()
"""Opening brackets (the property Bidi_Paired_Bracket), and what closes each."""
# U+2329 and U+232A are U+3008 and U+3009 by another name, and pair with them.
CANONICAL_BRACKETS = {"\u2329": "\u3008", "\u232a": "\u3009"}
# The scripts that run from right to left lie together; besides there are the marks and the explicit controls.
RTL_OR_CONTROL = lazy_pattern(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class _Classes(dict[str, str]):
    """The letter of each character, looked up once."""

    def __missing__(self, char: str) -> str:
        # A character that is not assigned yet goes with the scripts around it.
        missing = "R" if RTL_OR_CONTROL.search(char) else "L"
        letter = self[char] = CLASS_LETTERS[unicodedata2.bidirectional(char) or missing]
        return letter


_CLASSES = _Classes()


def bidi_classes(text: str) -> str:
    """The class of each character of *text*, a letter of LETTERS each; the offsets stay."""
    return "".join(map(_CLASSES.__getitem__, text))


MARKS = lazy_pattern("(.)(M+)")
AFTER_ARABIC = lazy_pattern("A[^LR]*")
AFTER_LATIN = lazy_pattern("L[^R]*")
BETWEEN_EUROPEAN = lazy_pattern("(?<=E)[SC](?=E)")
BETWEEN_ARABIC = lazy_pattern("(?<=N)C(?=N)")
NUMBER_AND_SIGNS = lazy_pattern("[ET]+")
SEPARATORS = str.maketrans("STC", "OOO")
NEUTRAL = lazy_pattern("[OWPGijkp]+")
# What numbers count as for the neutrals around them.
STRONG = {"L": "L", "R": "R", "E": "R", "N": "R"}
# I1 and I2: the level of each class in a stretch of each level.
LEVELS = [
    bytes.maketrans(b"LREN", bytes(level + up for up in ((1, 0, 1, 1) if level % 2 else (0, 1, 2, 2))))
    for level in range(MAX_DEPTH + 1)
]
BRACKET = lazy_pattern(f"[{re.escape(''.join([*BRACKET_PAIRS, *BRACKET_PAIRS.values()]))}]")
MAX_OPEN_BRACKETS = 63


def resolve_levels(sequence: IsolatingRunSequence, text: str) -> list[int]:
    """The level of each character of *stretch*; *text* is those characters."""
    letters = _weak(sequence.letters)
    embedding = "R" if sequence.level % 2 else "L"
    if BRACKET.search(text):
        # One more before them, as the classes have.
        letters = _bracketed(letters, sequence.letters, "\0" + text, embedding)
    letters = _neutral(letters, embedding)
    return list(letters[1:-1].encode("ascii").translate(LEVELS[sequence.level]))


def _weak(letters: str) -> str:
    """W1 to W7."""
    if "M" in letters:
        letters = MARKS.sub(lambda found: found[1] + ("O" if found[1] in "ijkp" else found[1]) * len(found[2]), letters)
    if "A" in letters:
        letters = AFTER_ARABIC.sub(lambda found: found[0].replace("E", "N"), letters).replace("A", "R")
    if "N" in letters:
        letters = BETWEEN_ARABIC.sub("N", letters)
    if "E" in letters:
        letters = BETWEEN_EUROPEAN.sub("E", letters)
        letters = NUMBER_AND_SIGNS.sub(lambda found: "E" * len(found[0]) if "E" in found[0] else found[0], letters)
        letters = AFTER_LATIN.sub(lambda found: found[0].replace("E", "L"), letters)
    return letters.translate(SEPARATORS)


def _bracketed(letters: str, originals: str, chars: str, embedding: str) -> str:
    """N0: both brackets of a pair take one direction, and so do the marks upon them."""
    cells = list(letters)
    for pair in sorted(_pairs(letters, chars)):
        inside = {STRONG.get(letter) for letter in cells[pair[0] + 1 : pair[1]]} - {None}
        if not inside:
            continue
        side = embedding
        if embedding not in inside:
            # All within runs the other way; the brackets do too, if what stands before them does.
            side = next(STRONG[letter] for letter in reversed(cells[: pair[0]]) if letter in STRONG)
        for at in pair:
            cells[at] = side
            while originals[at + 1] == "M":
                at += 1
                cells[at] = side
    return "".join(cells)


def _pairs(letters: str, chars: str) -> list[tuple[int, int]]:
    """The places of paired brackets (BD16), if no more than 63 are open at once; what comes after has none."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for bracket in BRACKET.finditer(chars):
        at = bracket.start()
        if letters[at] != "O":
            continue
        char = CANONICAL_BRACKETS.get(bracket[0], bracket[0])
        if closing := BRACKET_PAIRS.get(char):
            if len(opened) == MAX_OPEN_BRACKETS:
                break
            opened.append((closing, at))
            continue
        depth = next((depth for depth in reversed(range(len(opened))) if opened[depth][0] == char), None)
        if depth is not None:
            found.append((opened[depth][1], at))
            del opened[depth:]
    return found


def _neutral(letters: str, embedding: str) -> str:
    """N1 and N2: neutrals between two of one direction take it, others that of the embedding."""

    def side(found: re.Match[str]) -> str:
        before, after = STRONG[letters[found.start() - 1]], STRONG[letters[found.end()]]
        return (before if before == after else embedding) * (found.end() - found.start())

    return NEUTRAL.sub(side, letters)
