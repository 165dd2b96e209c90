"""Smart punctuation: typed quotation marks, apostrophes, dashes and spaces into those of the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from memegen.core.regex import lazy_pattern
from memegen.text.addresses import addresses, phones
from memegen.text.dashes import set_dashes
from memegen.text.punctuation import NO_BREAK_SPACES, PunctuationStyle, punctuation_for
from memegen.text.smart_quotes import QuoteResolver

# A text without these needs no dashes, or no quotation marks.
DASH_SIGN, QUOTE_SIGN = lazy_pattern(r"-|\.\.\."), lazy_pattern("[\"'“”„‟‘’‚‛«»‹›「」『』]")
# Maximum passes over the quotation marks: one that was set may reverse a typed one in a text of several languages;
# mostly one pass suffices.
MAX_PASSES = 4
# An address ends before a mark that is not inside a word ("Women's").
ADDRESS_END = lazy_pattern(r"[\"“”„‟‘‚‛«»‹›「」『』…]|\.\.\.|[-–—]{2,}(?!\w)|['’](?![^\W_])|[.,:;!?)\]]+$")
# Marks that may follow a colon or semicolon that ends a clause; other characters make an emoticon or the like.
CLOSING = "\"'“”‘’«»‹›"
# After one of these a spaced mark gets no space.
OPENING = "([{«¿¡“‘"


def smarten(text: str, language: str, protect: Sequence[tuple[int, int]] = ()) -> list[str]:
    """Return what each character of *text* becomes: often itself, sometimes several characters, or none.

    Straight quotation marks become those of the language, nested ones alternate; apostrophes, primes and elisions are
    recognised. Typographic marks stay, except for a primary one directly within another. "--" becomes the language's
    dash, "---" an em dash, "..." an ellipsis, "10-12" a range. French gets its spaces. Addresses, hashtags and mentions
    stay as they are. Applied to its own result, it changes nothing.

    Args:
        text: the text as typed.
        language: BCP 47 tag.
        protect: more ranges that stay as they are.
    """
    style = punctuation_for(language)
    chars = list(text)
    if DASH_SIGN.search(text):
        chars = _apply(chars, protect, lambda plain, skip: set_dashes(plain, style, skip))
    for _ in range(MAX_PASSES if QUOTE_SIGN.search(text) else 0):
        before = chars
        chars = _apply(chars, protect, lambda plain, skip: QuoteResolver(plain, language, skip).resolve())
        if chars == before:
            break
    if style.inner_space or style.spaces_before:
        chars = _apply(chars, protect, lambda plain, skip: set_spaces(plain, style, skip))
    return chars


def set_spaces(text: str, style: PunctuationStyle, skip: bytes) -> list[str]:
    """Return what each character of *text* becomes, with spaces inside quotation marks and before punctuation.

    Args:
        text: the text.
        style: the punctuation of the language.
        skip: a flag for each character that stays as it is.
    """
    chars = list(text)
    spaces = dict(style.spaces_before)
    opening, closing = (style.outer[0], style.outer[1]) if style.inner_space else ("", "")
    for match in re.finditer(f"[{opening}{closing}{''.join(spaces)}]", text):
        at, char = match.start(), match[0]
        if skip[at]:
            continue
        if char == opening:
            _space_after(chars, text, at, style.inner_space)
        elif char == closing or _ends_clause(text, at):
            _space_before(chars, text, at, spaces.get(char, style.inner_space), opening)
    return chars


def _apply(chars: list[str], protect: Sequence[tuple[int, int]], step: Callable[[str, bytes], list[str]]) -> list[str]:
    """Return *chars* after another step.

    Args:
        chars: what each character of the original text has become.
        protect: ranges of the original text that stay as they are.
        step: takes the text so far and a flag for each of its characters to skip.
    """
    text = "".join(chars)
    changed = len(text) != len(chars) or "" in chars
    offsets = [0, *accumulate(map(len, chars))] if changed else range(len(chars) + 1)
    skip = bytearray(len(text))
    ranges = [(offsets[start], offsets[end]) for start, end in protect]
    ranges.extend((start, _address_end(text, start, end)) for start, end in addresses(text))
    ranges.extend(phones(text))
    for start, end in ranges:
        skip[start:end] = b"\1" * (end - start)
    result = step(text, bytes(skip))
    return ["".join(result[start:end]) for start, end in pairwise(offsets)] if changed else result


def _address_end(text: str, start: int, end: int) -> int:
    """Return where the address from *start* to *end* ends without the marks and full stops after it."""
    match = ADDRESS_END.search(text, start, end)
    return match.start() if match else end


def _space_after(chars: list[str], text: str, at: int, space: str) -> None:
    end = at + 1
    while text[end : end + 1] == " ":
        end += 1
    if end > at + 1:
        chars[at + 1 : end] = space, *[""] * (end - at - 2)
    elif text[end : end + 1] not in ("", "\n", *NO_BREAK_SPACES):
        chars[at] += space


def _space_before(chars: list[str], text: str, at: int, space: str, opening: str) -> None:
    start = at
    while text[start - 1 : start] == " ":
        start -= 1
    if (opening and text[:start].endswith(opening)) or not text[:start] or text[start - 1] == "\n":
        # The opening mark has its space already, or there is nothing to separate from.
        return
    if start < at:
        chars[start:at] = space, *[""] * (at - start - 1)
    elif text[at - 1] not in NO_BREAK_SPACES:
        chars[at] = space + text[at]


def _ends_clause(text: str, at: int) -> bool:
    """Return whether the spaced mark at *at* ends something: not in a time or an emoticon, nor the second of two."""
    after = text[at + 1 : at + 2]
    if after.isalnum() or (text[at] in ":;" and after and not after.isspace() and after not in CLOSING):
        return False
    before = text[:at].rstrip(" \u00a0\u202f")[-1:]
    return before not in (*OPENING, *":;!?", "", "\n")
