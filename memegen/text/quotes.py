"""What a keyboard has into what a printer sets: quotation marks, apostrophes, primes, dashes, ellipses, spaces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from memegen.late import late
from memegen.text.air import aired
from memegen.text.dashes import dashed
from memegen.text.glue import addresses, phones
from memegen.text.marks import marks
from memegen.text.nest import Nest

# Without one of these, and without the marks of a language that keeps spaces, nothing changes.
DASHED, QUOTED = late(r"-|\.\.\."), late("[\"'“”„‟‘’‚‛«»‹›「」『』]")
# Set marks can make one that was typed look the other way, where several languages are mixed; mostly one round is all.
ROUNDS = 4
# An address ends before a mark that is not inside a word ("Women's").
ADDRESS_END = late(r"[\"“”„‟‘‚‛«»‹›「」『』…]|\.\.\.|[-–—]{2,}(?!\w)|['’](?![^\W_])|[.,:;!?)\]]+$")


def smart(text: str, language: str, protect: Sequence[tuple[int, int]] = ()) -> list[str]:
    """What each character of *text* becomes in *language*: often itself, sometimes several characters, or none.

    Straight marks become the language's own, nested ones alternate; an apostrophe, a prime and an elision are told
    from them. Marks that are typographic already stay, but for a primary one directly within another. "--" is the
    language's dash, "---" an em dash, "..." an ellipsis, "10-12" a range. French gets its spaces. Addresses, hashtags,
    mentions, and the ranges of *protect* stay as they are. What it gives, given to it again, does not change.
    """
    own = marks(language)
    chars = list(text)
    if DASHED.search(text):
        chars = _then(chars, protect, lambda plain, skip: dashed(plain, own, skip))
    for _ in range(ROUNDS if QUOTED.search(text) else 0):
        before, chars = chars, _then(chars, protect, lambda plain, skip: Nest(plain, language, skip).set())
        if chars == before:
            break
    if own.air or own.high:
        chars = _then(chars, protect, lambda plain, skip: aired(plain, own, skip))
    return chars


def _then(chars: list[str], protect: Sequence[tuple[int, int]], step: Callable[[str, bytes], list[str]]) -> list[str]:
    """What becomes of *chars* when *step*, which is given the text and what to skip of it, comes after."""
    text = "".join(chars)
    changed = len(text) != len(chars) or "" in chars
    at = [0, *accumulate(map(len, chars))] if changed else range(len(chars) + 1)
    skip = bytearray(len(text))
    held = [(at[start], at[end]) for start, end in protect]
    held.extend((start, _address_end(text, start, end)) for start, end in addresses(text))
    held.extend(phones(text))
    for start, end in held:
        skip[start:end] = b"\1" * (end - start)
    done = step(text, bytes(skip))
    return ["".join(done[start:end]) for start, end in pairwise(at)] if changed else done


def _address_end(text: str, start: int, end: int) -> int:
    """Where the address from *start* to *end* ends when the marks and stops after it are left out."""
    found = ADDRESS_END.search(text, start, end)
    return found.start() if found else end
