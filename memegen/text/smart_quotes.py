"""Quotation marks within quotation marks, and the apostrophes and primes that are none."""

from __future__ import annotations

import re

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.text.punctuation import CLIPPED, HELD, elided, marks

MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』")
MARK = lazy_pattern(f"[\n{''.join(sorted(MARKS))}]")
# What a mark closes with when it is not one of the language's own, and so which way a mark looks by itself.
PAIRS = {"“": "”", "„": "“”", "‟": "”", "‘": "’", "‚": "‘’", "‛": "’", "«": "»", "‹": "›", "「": "」", "『": "』"}
SINGLE = "'‘’‚‛"
OPENERS, ENDERS, BARS = "([{<¿¡", ".,:;!?)]}…。，、！？：；", "-–—/\u2010"
# Scripts that set no spaces: there a letter beside a mark tells nothing.
UNSPACED = lazy_pattern("[\u0e00-\u11ff\u1780-\u17ff\u2e80-\uabff\uac00-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
AND = lazy_pattern(r"(?<!\w)['’]n['’](?!\w)", re.IGNORECASE)
WORD = lazy_pattern(r"[^\W_]*")
LAST_WORD = lazy_pattern(r"[^\W_]+$")
# The next single mark that is not inside a word: one that opens, or one ("closes") that closes.
NEXT_SINGLE = lazy_pattern(r"(?<![^\s(\[])['’‘](?=[^\W_])|[^\s'’(\[](?P<closes>[’'])(?![^\W_])")
THOUSANDS, FIGURES = lazy_pattern(r"\d{3}(?!\d)"), lazy_pattern(r"(?:(?<![\w.])|(?<=[\"'′″]x))\d+(?:[.,]\d+)?$")
HEBREW = lazy_pattern("[\u05d0-\u05ea]")


@frozen
class Opened:
    """A quotation that is open: what closes it when typed, what is set then, whether it is a single one, its kind."""

    typed: str
    close: str
    single: bool
    kind: str


class Nest:
    """The marks of one text in one language; those flagged in *skip* stay."""

    def __init__(self, text: str, language: str, skip: bytes) -> None:
        self.text, self.skip = text, skip
        self.base = language.lower().replace("_", "-").partition("-")[0]
        self.marks = marks(language)
        self.elided = elided(language)
        self.chars = list(text)
        self.stack: list[Opened] = []
        self.openings: set[int] = set()
        self.unclosed = False

    def set(self) -> list[str]:
        """What each character of the text becomes."""
        for match in MARK.finditer(self.text):
            at, char = match.start(), match[0]
            if char == "\n":
                # A quotation that runs over lines may still close after a figure: that is no prime.
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
        """A straight double mark."""
        doubles = [opened for opened in self.stack if not opened.single]
        if self.base in ("he", "yi") and self._acronym(at):
            self.chars[at] = "״"
        elif self._inches(at, bool(doubles)):
            self.chars[at] = "″"
        elif (self._side(at) or (-1 if doubles else 1)) > 0:
            self._open(at, inner=bool(self.stack) and self.stack[-1].kind == "outer", single=False)
        else:
            self._close(at, doubles[-1] if doubles else None, self.marks.outer[1])

    def _single(self, at: int, char: str) -> None:
        """A straight single mark, or an apostrophe, which closes a quotation in many languages and opens it in some."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        singles = [opened for opened in self.stack if opened.single]
        if char == "’":
            singles = [opened for opened in singles if "’" in opened.typed]
        if AND.match(self.text, at) or AND.match(self.text, max(at - 2, 0)):
            self._apostrophe(at)
        elif _wordy(before) and _wordy(after):
            feet = char == "'" and before.isdecimal() and after.isdecimal() and not THOUSANDS.match(self.text, at + 1)
            self._apostrophe(at, "′" if feet else "")
        elif (side := self._side(at) or self._guess(at, bool(singles))) > 0:
            if self._elides(at) or (char == "’" and char not in (self.marks.outer[0], self.marks.inner[0])):
                self._apostrophe(at)
            else:
                self._open(at, inner=not self.stack or self.stack[-1].kind != "inner", single=True)
        elif side < 0 and singles and not self._possesses(at):
            self._close(at, singles[-1], "’")
        else:
            figures = FIGURES.search(self.text, max(at - 8, 0), at) if char == "'" else None
            self._apostrophe(at, "′" if figures and len(figures[0]) < 4 else "")

    def _typed(self, at: int, char: str) -> None:
        """A mark that is typographic already: it stays, and counts."""
        outer, inner = self.marks.outer, self.marks.inner
        opens, closes = char in (outer[0], inner[0]), char in (outer[1], inner[1])
        fits = next((opened for opened in reversed(self.stack) if char in opened.typed), None)
        nature = 1 if char in PAIRS else -1
        if opens != closes:
            side = 1 if opens else -1 if fits else self._side(at) or -1
        else:
            side = self._side(at) or (-1 if fits else 1 if opens else nature)
        if side < 0:
            self._close(at, fits, char)
        elif char == outer[0] and self.stack and self.stack[-1].kind == "outer":
            self._open(at, inner=True, single=False, typed=outer[1])
        elif char in (outer[0], inner[0]):
            self._open(at, inner=char != outer[0], single=char in SINGLE)
        else:
            typed = PAIRS.get(char, {"”": "”", "»": "«", "›": "‹"}.get(char, char))
            # A straight mark closes it with one that does not open in this language.
            close = next((mark for mark in typed if mark not in (outer[0], inner[0])), outer[1])
            self.stack.append(Opened(typed, close, char in SINGLE, "other"))
            self.openings.add(at)

    def _open(self, at: int, *, inner: bool, single: bool, typed: str = "") -> None:
        pair = self.marks.inner if inner else self.marks.outer
        self.chars[at] = pair[0]
        self.stack.append(Opened(typed or pair[1], pair[1], single, "inner" if inner else "outer"))
        self.openings.add(at)

    def _close(self, at: int, opened: Opened | None, stray: str) -> None:
        """Close *opened* and all that is open within it; a mark that closes nothing is *stray*."""
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
        """Whether a mark opens (1) or closes (-1) by what it stands between; 0 when that does not tell."""
        before = self.text[at - 1 : at]
        left = not before or before.isspace() or before in OPENERS or at - 1 in self.openings
        end = at + 1
        while self.text[end : end + 1] in MARKS or (self.text[end - 1] == "«" and self.text[end : end + 1] in HELD):
            end += 1
        after = self.text[end : end + 1]
        right = not after or after.isspace()
        if left != right:
            return 1 if left else -1
        if left:
            return 0
        if before in BARS and _wordy(after):
            return 1
        return -1 if after in (*ENDERS, *BARS) else 0

    def _guess(self, at: int, opened: bool) -> int:
        """The side of a single mark that stands between like things: only unspaced scripts open there."""
        if opened:
            return -1
        beside = self.text[at - 1 : at] + self.text[at + 1 : at + 2]
        return 1 if UNSPACED.search(beside) else 0

    def _paragraph_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _closes_later(self, at: int) -> bool:
        later = NEXT_SINGLE.search(self.text, at + 1, self._paragraph_end(at))
        return later is not None and later["closes"] is not None

    def _elides(self, at: int) -> bool:
        """Whether the mark at *at* begins a word that has lost its beginning: 'tis, 'em, '90s, Welsh 'r."""
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
        """Whether the mark at *at* ends a word ("the workers' rights") while its quotation closes further on."""
        word = LAST_WORD.search(self.text, max(at - 24, 0), at)
        if not word or not (word[0][-1] in "sSxXzZ" or word[0].lower() in CLIPPED or word[0].endswith("in")):
            return False
        return self.text[at + 1 : at + 2] == " " and self._closes_later(at)

    def _inches(self, at: int, opened: bool) -> bool:
        """Whether a straight double mark is a prime: after a figure, and not what closes a quotation."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        if not before.isdecimal() or (_wordy(after) and after not in "x×"):
            return False
        figures = FIGURES.search(self.text, max(at - 8, 0), at)
        if not opened:
            return figures is not None and len(re.split("[.,]", figures[0])[0]) < 3 and not self.unclosed
        later = re.compile(f'["{self.marks.outer[1]}]').search(self.text, at + 1, self._paragraph_end(at))
        if later is None or self.text[later.start() - 1].isspace():
            return False
        return not _wordy(self.text[later.end() : later.end() + 1])

    def _acronym(self, at: int) -> bool:
        """Whether one Hebrew letter follows and others stand before: the gershayim of an acronym."""
        around = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        return all(map(HEBREW.match, around)) and not HEBREW.match(self.text[at + 2 : at + 3])


def _wordy(char: str) -> bool:
    """Whether *char* makes a word with its neighbours, in a script that sets spaces between words."""
    return char.isalnum() and not UNSPACED.match(char)
