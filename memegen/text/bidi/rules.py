"""Levels within one isolating run sequence (UAX #9, W1 to I2), by substitutions on a string of classes."""

from __future__ import annotations

import re

import unicodedata2

from memegen.core.regex import lazy_pattern
from memegen.text.bidi.explicit import MAX_DEPTH, IsolatingRunSequence

# The letter of each bidirectional class, by Unicode's name; lower case for the explicit controls.
CLASS_LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "ES": "S", "ET": "T", "AN": "N", "CS": "C",
    "NSM": "M", "BN": "B", "B": "P", "S": "G", "WS": "W", "ON": "O",
    "LRE": "a", "RLE": "b", "LRO": "c", "RLO": "d", "PDF": "e",
    "LRI": "i", "RLI": "j", "FSI": "k", "PDI": "p",
}  # fmt: skip

# BidiBrackets.txt of Unicode 17: opening brackets, with the closing one unless it is the next character.
_BRACKETS = """
    0028 005B:005D 007B:007D 0F3A 0F3C 169B 2045 207D 208D 2308 230A 2329 2768 276A 276C 276E 2770 2772 2774 27C5
    27E6 27E8 27EA 27EC 27EE 2983 2985 2987 2989 298B 298D:2990 298F:298E 2991 2993 2995 2997 29D8 29DA 29FC
    2E22 2E24 2E26 2E28 2E55 2E57 2E59 2E5B 3008 300A 300C 300E 3010 3014 3016 3018 301A FE59 FE5B FE5D
    FF08 FF3B:FF3D FF5B:FF5D FF5F FF62
"""


def _bracket_pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for entry in _BRACKETS.split():
        opening, _, closing = entry.partition(":")
        pairs[chr(int(opening, 16))] = chr(int(closing, 16) if closing else int(opening, 16) + 1)
    return pairs


# The closing bracket of each opening one (the property Bidi_Paired_Bracket).
BRACKET_PAIRS = _bracket_pairs()
# Canonical equivalents, which pair with each other (BD14).
CANONICAL_BRACKETS = {"\u2329": "\u3008", "\u232a": "\u3009"}
BRACKET = lazy_pattern(f"[{re.escape(''.join([*BRACKET_PAIRS, *BRACKET_PAIRS.values()]))}]")
# Size of the bracket stack (BD16).
MAX_OPEN_BRACKETS = 63
# The blocks of the right-to-left scripts, the directional marks, and the explicit controls.
RTL_OR_CONTROL = lazy_pattern(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# What the weak types' rules apply to: W1, W2, W7, W4 (twice), W5, W6.
MARKS = lazy_pattern("(.)(M+)")
AFTER_ARABIC = lazy_pattern("A[^LR]*")
AFTER_LATIN = lazy_pattern("L[^R]*")
BETWEEN_EUROPEAN = lazy_pattern("(?<=E)[SC](?=E)")
BETWEEN_ARABIC = lazy_pattern("(?<=N)C(?=N)")
NUMBER_AND_SIGNS = lazy_pattern("[ET]+")
SEPARATORS = str.maketrans("STC", "OOO")
# Neutrals and isolate controls (NI).
NEUTRAL = lazy_pattern("[OWPGijkp]+")
# The direction of strong types and numbers in the rules for neutrals (N0, N1).
STRONG = {"L": "L", "R": "R", "E": "R", "N": "R"}
# I1 and I2: for each level of a sequence, the resulting level of each class.
LEVELS = [
    bytes.maketrans(b"LREN", bytes(level + up for up in ((1, 0, 1, 1) if level % 2 else (0, 1, 2, 2))))
    for level in range(MAX_DEPTH + 1)
]


class _ClassLetters(dict[str, str]):
    """The class letter of each character, looked up once."""

    def __missing__(self, char: str) -> str:
        # An unassigned character has the default of its block (DerivedBidiClass.txt).
        default = "R" if RTL_OR_CONTROL.search(char) else "L"
        letter = self[char] = CLASS_LETTERS[unicodedata2.bidirectional(char) or default]
        return letter


_CLASSES = _ClassLetters()


def bidi_classes(text: str) -> str:
    """Return the class of each character of *text*, a letter of `CLASS_LETTERS` each."""
    return "".join(map(_CLASSES.__getitem__, text))


def resolve_levels(sequence: IsolatingRunSequence, text: str) -> list[int]:
    """Return the level of each character of *sequence*; *text* is those characters."""
    letters = _resolve_weak(sequence.letters)
    embedding = "R" if sequence.level % 2 else "L"
    if BRACKET.search(text):
        # One character more at the start, like the classes.
        letters = _resolve_brackets(letters, sequence.letters, "\0" + text, embedding)
    letters = _resolve_neutral(letters, embedding)
    return list(letters[1:-1].encode("ascii").translate(LEVELS[sequence.level]))


def _resolve_weak(letters: str) -> str:
    """Apply W1 to W7."""
    if "M" in letters:
        letters = MARKS.sub(lambda match: match[1] + ("O" if match[1] in "ijkp" else match[1]) * len(match[2]), letters)
    if "A" in letters:
        letters = AFTER_ARABIC.sub(lambda match: match[0].replace("E", "N"), letters).replace("A", "R")
    if "N" in letters:
        letters = BETWEEN_ARABIC.sub("N", letters)
    if "E" in letters:
        letters = BETWEEN_EUROPEAN.sub("E", letters)
        letters = NUMBER_AND_SIGNS.sub(lambda match: "E" * len(match[0]) if "E" in match[0] else match[0], letters)
        letters = AFTER_LATIN.sub(lambda match: match[0].replace("E", "L"), letters)
    return letters.translate(SEPARATORS)


def _resolve_brackets(letters: str, originals: str, chars: str, embedding: str) -> str:
    """Apply N0: both brackets of a pair, and the marks on them, take one direction.

    Args:
        letters: the classes after the rules for weak types.
        originals: the classes before them.
        chars: the characters, with one more at the start.
        embedding: the class of the embedding direction.
    """
    resolved = list(letters)
    for pair in sorted(_matching_brackets(letters, chars)):
        inside = {STRONG.get(letter) for letter in resolved[pair[0] + 1 : pair[1]]} - {None}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            # All strong types inside are opposite; the brackets are too, if the context before them is (N0 c).
            direction = next(STRONG[letter] for letter in reversed(resolved[: pair[0]]) if letter in STRONG)
        for at in pair:
            resolved[at] = direction
            while originals[at + 1] == "M":
                at += 1
                resolved[at] = direction
    return "".join(resolved)


def _matching_brackets(letters: str, chars: str) -> list[tuple[int, int]]:
    """Return the indices of bracket pairs (BD16); beyond `MAX_OPEN_BRACKETS` open at once, none follow."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in BRACKET.finditer(chars):
        at = match.start()
        if letters[at] != "O":
            continue
        char = CANONICAL_BRACKETS.get(match[0], match[0])
        if closing := BRACKET_PAIRS.get(char):
            if len(opened) == MAX_OPEN_BRACKETS:
                break
            opened.append((closing, at))
            continue
        depth = next((depth for depth in reversed(range(len(opened))) if opened[depth][0] == char), None)
        if depth is not None:
            pairs.append((opened[depth][1], at))
            del opened[depth:]
    return pairs


def _resolve_neutral(letters: str, embedding: str) -> str:
    """Apply N1 and N2: neutrals between two of one direction take it, others that of the embedding."""

    def direction(match: re.Match[str]) -> str:
        before, after = STRONG[letters[match.start() - 1]], STRONG[letters[match.end()]]
        return (before if before == after else embedding) * (match.end() - match.start())

    return NEUTRAL.sub(direction, letters)
