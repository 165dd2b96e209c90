"""Nested quotation marks in the marks of the language, told apart from apostrophes and primes."""

from __future__ import annotations

import re

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.text.punctuation import CLIPPED, NO_BREAK_SPACES, elided_words, punctuation_for

MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』")
MARK = lazy_pattern(f"[\n{''.join(sorted(MARKS))}]")
# The mark that closes each opening mark, for marks that are not those of the language.
PAIRS = {"“": "”", "„": "“”", "‟": "”", "‘": "’", "‚": "‘’", "‛": "’", "«": "»", "‹": "›", "「": "」", "『": "』"}
SINGLE = "'‘’‚‛"
OPENERS, ENDERS, BARS = "([{<¿¡", ".,:;!?)]}…。，、！？：；", "-–—/\u2010"
# Scripts without spaces between words, where a letter next to a mark does not show which way the mark faces.
UNSPACED = lazy_pattern("[\u0e00-\u11ff\u1780-\u17ff\u2e80-\uabff\uac00-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
# English "'n'" between words.
AND = lazy_pattern(r"(?<!\w)['’]n['’](?!\w)", re.IGNORECASE)
WORD = lazy_pattern(r"[^\W_]*")
LAST_WORD = lazy_pattern(r"[^\W_]+$")
# The next single mark that is not inside a word: one that opens, or (group "closes") one that closes.
NEXT_SINGLE = lazy_pattern(r"(?<![^\s(\[])['’‘](?=[^\W_])|[^\s'’(\[](?P<closes>[’'])(?![^\W_])")
# A single mark that may close a quotation, in this paragraph or a later one.
CLOSING_SINGLE = lazy_pattern(r"(?<=[^\s(\[])['’](?![^\W_])")
# Three digits after a Swiss thousands separator, and the digits before a prime.
THOUSANDS, DIGITS_BEFORE = lazy_pattern(r"\d{3}(?!\d)"), lazy_pattern(r"(?:(?<![\w.])|(?<=[\"'′″]x))\d+(?:[.,]\d+)?$")
HEBREW = lazy_pattern("[\u05d0-\u05ea]")


@frozen
class OpenQuote:
    """A quotation that is not closed yet.

    Attributes:
        typed: the marks that close it when typed.
        close: the mark that is set then.
        single: whether it was opened by a single mark.
        kind: "outer", "inner", or "other" for marks that are not those of the language.
    """

    typed: str
    close: str
    single: bool
    kind: str


class QuoteResolver:
    """Replaces the quotation marks of one text, keeping a stack of the open quotations."""

    def __init__(self, text: str, language: str, skip: bytes) -> None:
        """Prepare to resolve *text*; characters flagged in *skip* stay as they are."""
        self.text, self.skip = text, skip
        self.base = language.lower().replace("_", "-").partition("-")[0]
        self.style = punctuation_for(language)
        self.elided = elided_words(language)
        self.chars = list(text)
        self.stack: list[OpenQuote] = []
        self.openings: set[int] = set()
        self.unclosed = False

    def resolve(self) -> list[str]:
        """Return what each character of the text becomes."""
        for match in MARK.finditer(self.text):
            at, char = match.start(), match[0]
            if char == "\n":
                # An unclosed quotation may still close after a number: that mark is not a prime.
                self.unclosed = any(not opened.single for opened in self.stack)
                self.stack.clear()
            elif self.skip[at]:
                continue
            elif char in "'’":
                self._single(at, char)
            elif char == '"':
                self._double(at)
            else:
                self._typed(at, char)
        return self.chars

    def _double(self, at: int) -> None:
        """Resolve a straight double mark."""
        doubles = [opened for opened in self.stack if not opened.single]
        if self.base in ("he", "yi") and self._is_gershayim(at):
            self.chars[at] = "״"
        elif self._is_double_prime(at, bool(doubles)):
            self.chars[at] = "″"
        elif (self._side(at) or (-1 if doubles else 1)) > 0:
            self._open(at, inner=bool(self.stack) and self.stack[-1].kind == "outer", single=False)
        else:
            self._close(at, doubles[-1] if doubles else None, self.style.outer[1])

    def _single(self, at: int, char: str) -> None:
        """Resolve a straight single mark, or ’, which closes a quotation in many languages and opens it in some."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        singles = [opened for opened in self.stack if opened.single]
        if char == "’":
            singles = [opened for opened in singles if "’" in opened.typed]
        if AND.match(self.text, at) or AND.match(self.text, max(at - 2, 0)):
            self._apostrophe(at)
        elif _in_word(before) and _in_word(after):
            prime = char == "'" and before.isdecimal() and after.isdecimal() and not THOUSANDS.match(self.text, at + 1)
            self._apostrophe(at, "′" if prime else "")
        elif (side := self._side(at) or self._unspaced_side(at, bool(singles))) > 0:
            opens_typed = char in (self.style.outer[0], self.style.inner[0])
            if self._elides(at) or (not opens_typed and (char == "’" or self._never_closes(at))):
                self._apostrophe(at)
            else:
                self._open(at, inner=not self.stack or self.stack[-1].kind != "inner", single=True)
        elif side < 0 and singles and not self._possesses(at):
            self._close(at, singles[-1], "’")
        else:
            digits = DIGITS_BEFORE.search(self.text, max(at - 8, 0), at) if char == "'" else None
            self._apostrophe(at, "′" if digits and len(digits[0]) < 4 else "")

    def _typed(self, at: int, char: str) -> None:
        """Record a typographic mark, which stays as it is, on the stack."""
        outer, inner = self.style.outer, self.style.inner
        opens, closes = char in (outer[0], inner[0]), char in (outer[1], inner[1])
        match = next((opened for opened in reversed(self.stack) if char in opened.typed), None)
        default = 1 if char in PAIRS else -1
        if opens != closes:
            side = 1 if opens else -1 if match else self._side(at) or -1
        else:
            side = self._side(at) or (-1 if match else 1 if opens else default)
        if side < 0:
            self._close(at, match, char)
        elif char == outer[0] and self.stack and self.stack[-1].kind == "outer":
            self._open(at, inner=True, single=False, typed=outer[1])
        elif char in (outer[0], inner[0]):
            self._open(at, inner=char != outer[0], single=char in SINGLE)
        else:
            typed = PAIRS.get(char, {"”": "”", "»": "«", "›": "‹"}.get(char, char))
            # If a straight mark closes it, set a mark that does not open a quotation in this language.
            close = next((mark for mark in typed if mark not in (outer[0], inner[0])), outer[1])
            self.stack.append(OpenQuote(typed, close, char in SINGLE, "other"))
            self.openings.add(at)

    def _open(self, at: int, *, inner: bool, single: bool, typed: str = "") -> None:
        pair = self.style.inner if inner else self.style.outer
        self.chars[at] = pair[0]
        self.stack.append(OpenQuote(typed or pair[1], pair[1], single, "inner" if inner else "outer"))
        self.openings.add(at)

    def _close(self, at: int, opened: OpenQuote | None, stray: str) -> None:
        """Close *opened* and all quotations inside it; without one, set *stray*."""
        if not opened:
            self.chars[at] = stray
        else:
            foreign = opened.kind == "other" and self.text[at] in opened.typed
            self.chars[at] = self.text[at] if foreign else opened.close
            while self.stack.pop() is not opened:
                pass

    def _apostrophe(self, at: int, mark: str = "") -> None:
        before = self.text[at - 1 : at]
        if self.text[at] == "'" and not mark:
            if self.base in ("he", "yi") and HEBREW.match(before):
                mark = "׳"
            elif self.base == "haw" or (self.base == "uz" and before and before in "oOgG"):
                mark = "ʻ"
        if self.text[at] == "'":
            self.chars[at] = mark or "’"

    def _side(self, at: int) -> int:
        """Return whether a mark opens (1) or closes (-1), judged by its neighbours; 0 if they do not show it."""
        before = self.text[at - 1 : at]
        left = not before or before.isspace() or before in OPENERS or at - 1 in self.openings
        end = at + 1
        while self.text[end : end + 1] in MARKS or (
            self.text[end - 1] == "«" and self.text[end : end + 1] in NO_BREAK_SPACES
        ):
            end += 1
        after = self.text[end : end + 1]
        right = not after or after.isspace()
        if left != right:
            return 1 if left else -1
        if left:
            return 0
        if before in BARS and _in_word(after):
            return 1
        return -1 if after in (*ENDERS, *BARS) else 0

    def _unspaced_side(self, at: int, opened: bool) -> int:
        """Return the side of a single mark between similar neighbours: only unspaced scripts open there."""
        if opened:
            return -1
        around = self.text[at - 1 : at] + self.text[at + 1 : at + 2]
        return 1 if UNSPACED.search(around) else 0

    def _paragraph_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _closes_later(self, at: int) -> bool:
        later = NEXT_SINGLE.search(self.text, at + 1, self._paragraph_end(at))
        return later is not None and later["closes"] is not None

    def _never_closes(self, at: int) -> bool:
        """Return whether no mark from *at* on may close a quotation: the mark then omits letters ('ave, 'Nam)."""
        return _in_word(self.text[at + 1 : at + 2]) and not CLOSING_SINGLE.search(self.text, at + 1)

    def _elides(self, at: int) -> bool:
        """Return whether the mark at *at* replaces the beginning of a word: 'tis, 'em, '90s, Welsh 'r."""
        match = WORD.match(self.text, at + 1)
        word = match[0].lower() if match else ""
        if word[:2].isdecimal() and word[2:] in ("s", "er", "ers"):
            return True
        after = self.text[at + 1 + len(word) :][:1]
        if word in self.elided[0] and after not in ("'", "’"):
            return True
        maybe = word in self.elided[1] or (len(word) == 2 and word.isdecimal())
        return maybe and not self._closes_later(at)

    def _possesses(self, at: int) -> bool:
        """Return whether the mark at *at* ends a word ("the workers' rights") and its quotation closes later."""
        word = LAST_WORD.search(self.text, max(at - 24, 0), at)
        if not word or not (word[0][-1] in "sSxXzZ" or word[0].lower() in CLIPPED or word[0].endswith("in")):
            return False
        return self.text[at + 1 : at + 2] == " " and self._closes_later(at)

    def _is_double_prime(self, at: int, opened: bool) -> bool:
        """Return whether a straight double mark is a prime: after a number, and not closing a quotation."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        if not before.isdecimal() or (_in_word(after) and after not in "x×"):
            return False
        digits = DIGITS_BEFORE.search(self.text, max(at - 8, 0), at)
        if not opened:
            return digits is not None and len(re.split("[.,]", digits[0])[0]) < 3 and not self.unclosed
        later = re.compile(f'["{self.style.outer[1]}]').search(self.text, at + 1, self._paragraph_end(at))
        if later is None or self.text[later.start() - 1].isspace():
            return False
        return not _in_word(self.text[later.end() : later.end() + 1])

    def _is_gershayim(self, at: int) -> bool:
        """Return whether exactly one Hebrew letter follows and others precede: the gershayim of an acronym."""
        around = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        return all(map(HEBREW.match, around)) and not HEBREW.match(self.text[at + 2 : at + 3])


def _in_word(char: str) -> bool:
    """Return whether *char* is part of a word in a script with spaces between words."""
    return char.isalnum() and not UNSPACED.match(char)
