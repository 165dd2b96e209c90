"""The bidirectional class of each character, as one letter, so that a text's classes are a string to search."""

from __future__ import annotations

import unicodedata2

from memegen.late import late

LETTERS = {
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


def _pairs() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for entry in _PAIRS.split():
        opening, _, closing = entry.partition(":")
        pairs[chr(int(opening, 16))] = chr(int(closing, 16) if closing else int(opening, 16) + 1)
    return pairs


BRACKETS = _pairs()
"""Opening brackets (the property Bidi_Paired_Bracket), and what closes each."""
# U+2329 and U+232A are U+3008 and U+3009 by another name, and pair with them.
SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
# The scripts that run from right to left lie together; besides there are the marks and the explicit controls.
BIDI = late(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class _Classes(dict[str, str]):
    """The letter of each character, looked up once."""

    def __missing__(self, char: str) -> str:
        # A character that is not assigned yet goes with the scripts around it.
        missing = "R" if BIDI.search(char) else "L"
        letter = self[char] = LETTERS[unicodedata2.bidirectional(char) or missing]
        return letter


_CLASSES = _Classes()


def classes(text: str) -> str:
    """The class of each character of *text*, a letter of LETTERS each; the offsets stay."""
    return "".join(map(_CLASSES.__getitem__, text))
