r"""The markup of texts. One small grammar:

==========================  ==============================================================
``*words*``                 emphasis
``**words**``               strong
``==words==``               highlighted, as by a marker
``[words](sun)``            a colour of the palette, or ``#rrggbb``
``[words](+1)``, ``(-2)``   size steps up or down
``[words](caps)``           small capitals
``[words](keep)``           kept together on one line
``\n``                      a line break; a real one is one too
``\ ``                      a space at which no line breaks
``\*``, ``\=``, ``\[``     the character itself; so is ``\\``
==========================  ==============================================================

Options in parentheses go together: ``[words](sun +1 keep)``. Marks that do not pair stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from unicodedata import category

from memegen.core.regex import lazy_pattern
from memegen.text.styled import PLAIN, StyledText, TextAttributes, TextSpan

BREAKS = lazy_pattern(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls have no shape; overrides of direction show words that are not there.
SHAPELESS = lazy_pattern(r"[\u202d\u202e\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
MARKS = lazy_pattern(r"[*=\[\\]")
ESCAPED = {"n": "\n", " ": "\u00a0", "*": "*", "=": "=", "[": "[", "\\": "\\"}
# What stands behind a closing bracket: options that are all of a known form, with one colour at most.
OPTIONS = lazy_pattern(r"\]\(\s*([^()\n]{1,60}?)\s*\)")
STEP = lazy_pattern(r"[+-][1-9]")
COLOR = lazy_pattern(r"[A-Za-z][\w-]*|#[0-9A-Fa-f]{3,8}")
LOOKS = {"*": TextAttributes(emphasis=True), "**": TextAttributes(strong=True), "==": TextAttributes(highlight=True)}


def clean(text: str) -> str:
    """Every kind of line break as "\\n", tabs as spaces, no characters without a shape, no blank ends."""
    return SHAPELESS.sub("", BREAKS.sub("\n", text).replace("\t", " ")).strip()


def visible_text(text: str) -> str:
    """What can be seen of a text: nothing, if it is only spaces, joiners and the like."""
    return "" if all(char.isspace() or category(char) in ("Cc", "Cf") for char in text) else text


def parse(text: str) -> StyledText:
    """Read the markup; see the module for the grammar.

    A mark opens when a non-space follows and no letter or digit stands before it, and closes when a non-space stands
    before it and no letter or digit follows; so ``2 * 3 * 4``, ``2*3*4``, ``f*** off`` and ``a == b`` stay text. What
    is marked ends within its paragraph, and a mark without a partner stays what it is.
    """
    return _Parser(text).parsed() if MARKS.search(text) else StyledText(text)


class _Parser:
    """One text being read: the plain characters so far, the marks open, the spans closed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain: list[str] = []
        # The mark, its place in the plain characters (where it stands until its partner is found), and in the text.
        self.open: list[tuple[str, int, int]] = []
        self.spans: list[TextSpan] = []

    def parsed(self) -> StyledText:
        at = 0
        while at < len(self.text):
            at = self._step(at)
        spans = sorted(self.spans, key=lambda span: (span.start, -span.end, span.source))
        return StyledText("".join(self.plain), tuple(spans))

    def _step(self, at: int) -> int:
        """Read what stands at *at*; where the next begins."""
        char, following = self.text[at], self.text[at + 1 : at + 2]
        if char == "\\" and following in ESCAPED:
            self._put(ESCAPED[following])
            return at + 2
        if char in "*=" and (mark := self._mark(at)):
            return self._marked(at, mark)
        if char == "[":
            self.open.append((char, len(self.plain), at))
        elif char == "]" and (found := OPTIONS.match(self.text, at)) and self._options(found):
            return found.end()
        self._put(char)
        return at + 1

    def _put(self, char: str) -> None:
        if char == "\n":
            self.open.clear()
        self.plain.append(char)

    def _mark(self, at: int) -> str:
        """The mark at *at*: as many of its characters as stand there, if that is a mark."""
        run = re.compile(re.escape(self.text[at]) + "+").match(self.text, at)
        found = run[0] if run else ""
        if found == "***":
            # The inner one closes first and opens last.
            return "*" if any(mark == "*" for mark, _, _ in self.open) else "**"
        return found if found in LOOKS else ""

    def _marked(self, at: int, mark: str) -> int:
        end = at + len(mark)
        before, after = self.text[at - 1 : at], self.text[end : end + 1]
        opened = next((i for i in reversed(range(len(self.open))) if self.open[i][0] == mark), -1)
        if (
            opened >= 0
            and not before.isspace()
            and not _joins(after)
            and self.open[opened][1] + len(mark) < len(self.plain)
        ):
            self._close(opened, LOOKS[mark])
            return end
        if opened < 0 and after and not after.isspace() and not _joins(before):
            self.open.append((mark, len(self.plain), at))
        self.plain += mark
        return end

    def _options(self, found: re.Match[str]) -> bool:
        """Close the bracket that is open, if there is one and the options are such; whether that was done."""
        opened = next((i for i in reversed(range(len(self.open))) if self.open[i][0] == "["), -1)
        read = _read(found[1])
        if opened < 0 or read is None or self.open[opened][1] + 1 == len(self.plain):
            return False
        self._close(opened, read[0], keep=read[1])
        return True

    def _close(self, opened: int, look: TextAttributes, *, keep: bool = False) -> None:
        """Turn the open mark and what follows it into a span; marks opened inside it stay what they are."""
        mark, start, source = self.open[opened]
        del self.open[opened:]
        del self.plain[start : start + len(mark)]
        self.spans = [
            replace(span, start=span.start - len(mark), end=span.end - len(mark)) if span.start > start else span
            for span in self.spans
        ]
        self.spans.append(TextSpan(start, len(self.plain), look, keep, source))


def _read(options: str) -> tuple[TextAttributes, bool] | None:
    """The look that options describe, and whether the words are kept together; None when they are no options."""
    look, keep = PLAIN, False
    for word in re.split(r"[,\s]+", options):
        if STEP.fullmatch(word):
            look = replace(look, step=look.step + int(word))
        elif word == "keep":
            keep = True
        elif word == "caps":
            look = replace(look, caps=True)
        elif COLOR.fullmatch(word) and not look.color:
            look = replace(look, color=word)
        else:
            return None
    return look, keep


def _joins(char: str) -> bool:
    """Whether *char* makes one word with what it stands beside.

    From Hebrew on, scripts set small words to the next without a space, or set no spaces at all.
    """
    return char.isalnum() and char < "\u0590"
