r"""The markup of texts.

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
``\*``, ``\=``, ``\[``      the character itself; so is ``\\``
==========================  ==============================================================

Options in parentheses may be combined: ``[words](sun +1 keep)``. Marks that do not pair stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple
from unicodedata import category

from memegen.core.diagnostics import fail, hint_of
from memegen.core.regex import lazy_pattern
from memegen.scene.color import Color, parse_color
from memegen.text.styled import PLAIN, StyledText, TextAttributes, TextSpan

BREAKS = lazy_pattern(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls have no glyph; direction overrides show words that are not in the text.
NOT_DRAWN = lazy_pattern(r"[\u202d\u202e\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
MARKS = lazy_pattern(r"[*=\[\\]")
ESCAPES = {"n": "\n", " ": "\u00a0", "*": "*", "=": "=", "[": "[", "\\": "\\"}
# A closing bracket and its options, each of a form below, with one colour at most.
OPTIONS = lazy_pattern(r"\]\(\s*([^()\n]{1,60}?)\s*\)")
# Maximum length of an excerpt that shows a mark without a partner, in characters.
EXCERPT = 24
STEP = lazy_pattern(r"[+-][1-9]")
COLOR = lazy_pattern(r"[A-Za-z][\w-]*|#[0-9A-Fa-f]{3,8}")
MARK_ATTRIBUTES = {
    "*": TextAttributes(emphasis=True),
    "**": TextAttributes(strong=True),
    "==": TextAttributes(highlight=True),
}


def clean(text: str) -> str:
    """Return *text* with every line break as a newline, tabs as spaces, and no undrawable characters or blank ends."""
    return NOT_DRAWN.sub("", BREAKS.sub("\n", text).replace("\t", " ")).strip()


def visible_text(text: str) -> str:
    """Return *text*, or "" if it consists of spaces, joiners and the like only."""
    return "" if all(char.isspace() or category(char) in ("Cc", "Cf") for char in text) else text


def parse(text: str) -> StyledText:
    """Parse the markup in *text*, see the module for the grammar; colours stay names.

    A mark opens when a non-space follows and no letter or digit precedes it, and closes when a non-space precedes it
    and no letter or digit follows; so ``2 * 3 * 4``, ``2*3*4``, ``f*** off`` and ``a == b`` stay text. A span ends
    within its paragraph, and a mark without a partner stays a character.
    """
    return _Parser(text).parse() if MARKS.search(text) else StyledText(text)


def stray_marks(text: str) -> tuple[str, ...]:
    """Return what looks like a mark in *text* and is none: an opening without its end, unknown options of brackets."""
    if not MARKS.search(text):
        return ()
    parser = _Parser(text)
    parser.parse()
    return tuple(parser.stray)


def resolve_colors(styled: StyledText, source: str, palette: Mapping[str, Color]) -> StyledText:
    """Return *styled* with the colours that its spans name looked up.

    Args:
        styled: the parsed text.
        source: the text that it was parsed from, quoted in the diagnostic.
        palette: colours by name.

    Raises:
        DiagnosticError: a span names a colour that does not exist.
    """
    return replace(styled, spans=tuple([_resolve_color(span, source, palette) for span in styled.spans]))


def _resolve_color(span: TextSpan, source: str, palette: Mapping[str, Color]) -> TextSpan:
    attributes = span.attributes
    if not attributes.color_name:
        return span
    try:
        color = parse_color(attributes.color_name, palette)
    except ValueError as error:
        excerpt = source[max(0, span.source - 10) : span.source + 30]
        message = f"at character {span.source + 1}, “{excerpt}”: {error}"
        color_hint = hint_of(error, "use a colour of the palette, e.g. [word](sun)")
        hint = f"{color_hint}. If the bracket is to be printed, put \\ before it"
        raise fail("markup-colour-invalid", message, hint) from None
    return replace(span, attributes=replace(attributes, color=color))


class _OpenMark(NamedTuple):
    """An opening mark, its offset in the plain characters (where it stays until it pairs) and in the source."""

    mark: str
    start: int
    source: int


class _Parser:
    """The state of parsing one text: the plain characters so far, the open marks, the closed spans."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain: list[str] = []
        self.open: list[_OpenMark] = []
        self.spans: list[TextSpan] = []
        self.stray: list[str] = []
        self.escape_end = -1

    def parse(self) -> StyledText:
        at = 0
        while at < len(self.text):
            at = self._step(at)
        self._abandon(0)
        spans = sorted(self.spans, key=lambda span: (span.start, -span.end, span.source))
        return StyledText("".join(self.plain), tuple(spans))

    def _step(self, at: int) -> int:
        """Parse the token at *at* and return the offset of the next."""
        char, following = self.text[at], self.text[at + 1 : at + 2]
        if char == "\\" and following in ESCAPES:
            self._put(ESCAPES[following])
            self.escape_end = at + 2
            return self.escape_end
        if char in "*=" and (mark := self._mark(at)):
            return self._open_or_close(at, mark)
        if char == "[":
            self.open.append(_OpenMark(char, len(self.plain), at))
        elif char == "]" and (options := OPTIONS.match(self.text, at)) and self._close_bracket(options):
            return options.end()
        self._put(char)
        return at + 1

    def _put(self, char: str) -> None:
        if char == "\n":
            self._abandon(0)
        self.plain.append(char)

    def _abandon(self, first: int) -> None:
        """Leave the open marks from index *first* on as characters; brackets are no marks that were meant."""
        for mark, _, source in self.open[first:]:
            if mark != "[":
                self.stray.append(self.text[source : source + EXCERPT].split("\n")[0])
        del self.open[first:]

    def _mark(self, at: int) -> str:
        """Return the run of equal characters at *at* if it is a mark, else ""."""
        run = re.compile(re.escape(self.text[at]) + "+").match(self.text, at)
        mark = run[0] if run else ""
        if mark == "***":
            # The inner mark opens last and closes first.
            return "*" if any(opened.mark == "*" for opened in self.open) else "**"
        return mark if mark in MARK_ATTRIBUTES else ""

    def _open_or_close(self, at: int, mark: str) -> int:
        end = at + len(mark)
        before, after = self.text[at - 1 : at], self.text[end : end + 1]
        if at == self.escape_end:
            before = self.plain[-1]
        opened = next((i for i in reversed(range(len(self.open))) if self.open[i].mark == mark), -1)
        if (
            opened >= 0
            and not before.isspace()
            and not _joins_word(after)
            and self.open[opened].start + len(mark) < len(self.plain)
        ):
            self._close(opened, MARK_ATTRIBUTES[mark])
            return end
        if opened < 0 and after and not after.isspace() and not _joins_word(before):
            self.open.append(_OpenMark(mark, len(self.plain), at))
        self.plain += mark
        return end

    def _close_bracket(self, options: re.Match[str]) -> bool:
        """Close the innermost open bracket, if any and if the options are valid; return whether it was closed."""
        opened = next((i for i in reversed(range(len(self.open))) if self.open[i].mark == "["), -1)
        parsed = _parse_options(options[1])
        if opened < 0 or self.open[opened].start + 1 == len(self.plain):
            return False
        if parsed is None:
            self.stray.append(self.text[self.open[opened].source : options.end()])
            return False
        self._close(opened, parsed[0], keep=parsed[1])
        return True

    def _close(self, opened: int, attributes: TextAttributes, *, keep: bool = False) -> None:
        """Turn an open mark and what follows it into a span; marks opened inside it stay characters."""
        mark, start, source = self.open[opened]
        self._abandon(opened + 1)
        del self.open[opened]
        del self.plain[start : start + len(mark)]
        self.spans = [
            replace(span, start=span.start - len(mark), end=span.end - len(mark)) if span.start > start else span
            for span in self.spans
        ]
        self.spans.append(TextSpan(start, len(self.plain), attributes, keep, source))


def _parse_options(options: str) -> tuple[TextAttributes, bool] | None:
    """Return the attributes that options describe and whether the words are kept together; None if invalid."""
    attributes, keep = PLAIN, False
    for word in re.split(r"[,\s]+", options):
        if STEP.fullmatch(word):
            attributes = replace(attributes, step=attributes.step + int(word))
        elif word == "keep":
            keep = True
        elif word == "caps":
            attributes = replace(attributes, caps=True)
        elif COLOR.fullmatch(word) and not attributes.color_name:
            attributes = replace(attributes, color_name=word)
        else:
            return None
    return attributes, keep


def _joins_word(char: str) -> bool:
    """Return whether a mark next to *char* is inside a word.

    From Hebrew on, scripts attach small words without a space, or have no spaces at all; there it never is.
    """
    return char.isalnum() and char < "\u0590"
