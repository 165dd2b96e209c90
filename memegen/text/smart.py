"""What a keyboard has into what a printer sets: quotation marks, apostrophes, primes, dashes, ellipses, spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from memegen.core.regex import lazy_pattern
from memegen.text.addresses import addresses, phones
from memegen.text.punctuation import HELD, PunctuationStyle, marks
from memegen.text.smart_quotes import Nest

# Two hyphens or three, no arrow and no rule; or one between spaces, which is no minus between numbers and no bullet.
DASH = lazy_pattern(r"(?<![-<–—])(?<![<–—]-)(?P<before> *)(?P<dash>---?)(?![->])(?P<after> *)")
HYPHEN = lazy_pattern(r"(?<=[^\s\d] )-(?= [^\s>])|(?<=\d )-(?= [^\s\d>])")
ELLIPSIS = lazy_pattern(r"(?<!\.)\.\.\.(?!\.)")
# "10-12", "7.30-9.00", "9am-5pm": alone, so that dates, telephone numbers and names such as COVID-19 are left out.
NUMBER = r"\d{1,4}(?:[.:]\d\d)?"
RANGE = lazy_pattern(
    rf"(?<![\w.,:/+–…])(?<!(?<!-)-)(?P<first>{NUMBER})(?:am|pm)?-(?P<last>{NUMBER})(?:am|pm|k|m|bn|th|st|nd|rd|s)?"
    r"(?![\w/–]|-(?!-)|[.,:]\d)"
)
# Days as German, Czech and others write them: "10.-12. März".
DAYS = lazy_pattern(r"(?<![\w.,:/+–…-])\d{1,2}\.(-)\d{1,2}\.(?= [^\W\d_])")
# Between a dash and a mark there is a space when a word stands beyond the mark.
DASH_OPENING, BESIDE = "([{¿¡", "\"'“”‘’„‚»«›‹「」『』"


def dashed(text: str, marks: PunctuationStyle, skip: bytes) -> list[str]:
    """What each character of *text* becomes; those marked in *skip* stay."""
    chars = list(text)
    if "-" in text:
        _hyphens(chars, text, marks, skip)
    if "..." in text:
        for match in ELLIPSIS.finditer(text):
            if not skip[match.start()]:
                chars[match.start() : match.end()] = marks.ellipsis, "", ""
    return chars


def _hyphens(chars: list[str], text: str, marks: PunctuationStyle, skip: bytes) -> None:
    for match in DASH.finditer(text):
        if not any(skip[match.start("dash") : match.end("dash")]):
            _dash(chars, match, marks)
    for match in HYPHEN.finditer(text):
        if not skip[match.start()]:
            chars[match.start()] = marks.dash
    for match in RANGE.finditer(text):
        if not skip[match.start()] and _ascends(match["first"], match["last"]):
            chars[text.index("-", match.start())] = "–"
    for match in DAYS.finditer(text):
        if not skip[match.start()]:
            chars[match.start(1)] = "–"


def _dash(chars: list[str], match: re.Match[str], marks: PunctuationStyle) -> None:
    """Set the dash of *match*, and the spaces about it as the language has them."""
    text, at = match.string, match.start("dash")
    long = len(match["dash"]) == 3
    dash = "—" if long and len(marks.dash) == 1 else marks.dash
    before, after = text[: match.start()].rstrip(BESIDE)[-1:], text[match.end() :].lstrip(BESIDE)[:1]
    parts = bool(before and after) and not (before.isspace() or after.isspace())
    if marks.room is False and parts:
        for i in (*range(*match.span("before")), *range(*match.span("after"))):
            chars[i] = ""
    elif marks.room and not long:
        left = before and not before.isspace() and before not in DASH_OPENING and not match["before"]
        right = (after.isalnum() or after in DASH_OPENING) and after and not match["after"]
        dash = f"{' ' if left else ''}{dash}{' ' if right else ''}"
    chars[at : at + len(match["dash"])] = dash, *[""] * (len(match["dash"]) - 1)


def _ascends(first: str, last: str) -> bool:
    """Whether "first-last" is a range: no number with a leading nought, no telephone number, no name of a thing."""
    if ":" in first + last or "." in first + last:
        return True
    if len(first) == 4 and len(last) == 2:
        # "2004-05" is a year and the next; with another number it is a month.
        return int(last) == (int(first) + 1) % 100 if last[0] == "0" else int(last) > int(first) % 100
    if (first[0] == "0" or last[0] == "0") and (len(first) > 1 or len(last) > 1):
        return False
    if len(first) < 3 and len(last) < 3:
        return first != last
    return int(first) < int(last) and not (len(first) == 3 and len(last) == 4)


MARKS = "\"'“”‘’«»‹›"
SPACE_OPENING = "([{«¿¡“‘"


def aired(text: str, marks: PunctuationStyle, skip: bytes) -> list[str]:
    """What each character of *text* becomes; those marked in *skip* stay."""
    chars = list(text)
    high = dict(marks.high)
    opening, closing = (marks.outer[0], marks.outer[1]) if marks.air else ("", "")
    for match in re.finditer(f"[{opening}{closing}{''.join(high)}]", text):
        at, char = match.start(), match[0]
        if skip[at]:
            continue
        if char == opening:
            _after(chars, text, at, marks.air)
        elif char == closing or _parts(text, at):
            _before(chars, text, at, high.get(char, marks.air), opening)
    return chars


def _after(chars: list[str], text: str, at: int, air: str) -> None:
    end = at + 1
    while text[end : end + 1] == " ":
        end += 1
    if end > at + 1:
        chars[at + 1 : end] = air, *[""] * (end - at - 2)
    elif text[end : end + 1] not in ("", "\n", *HELD):
        chars[at] += air


def _before(chars: list[str], text: str, at: int, air: str, opening: str) -> None:
    start = at
    while text[start - 1 : start] == " ":
        start -= 1
    if (opening and text[:start].endswith(opening)) or not text[:start] or text[start - 1] == "\n":
        # The opening mark has seen to it, or there is nothing to keep a distance from.
        return
    if start < at:
        chars[start:at] = air, *[""] * (at - start - 1)
    elif text[at - 1] not in HELD:
        chars[at] = air + text[at]


def _parts(text: str, at: int) -> bool:
    """Whether the high punctuation at *at* ends something: no time, no face, not the second of two."""
    after = text[at + 1 : at + 2]
    if after.isalnum() or (text[at] in ":;" and after and not after.isspace() and after not in MARKS):
        return False
    before = text[:at].rstrip(" \u00a0\u202f")[-1:]
    return before not in (*SPACE_OPENING, *";:!?", "", "\n")


# Without one of these, and without the marks of a language that keeps spaces, nothing changes.
DASHED, QUOTED = lazy_pattern(r"-|\.\.\."), lazy_pattern("[\"'“”„‟‘’‚‛«»‹›「」『』]")
# Set marks can make one that was typed look the other way, where several languages are mixed; mostly one round is all.
ROUNDS = 4
# An address ends before a mark that is not inside a word ("Women's").
ADDRESS_END = lazy_pattern(r"[\"“”„‟‘‚‛«»‹›「」『』…]|\.\.\.|[-–—]{2,}(?!\w)|['’](?![^\W_])|[.,:;!?)\]]+$")


def smarten(text: str, language: str, protect: Sequence[tuple[int, int]] = ()) -> list[str]:
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
