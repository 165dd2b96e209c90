"""Copy: the words of a text, and what is marked in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from unicodedata import normalize

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.text.nonbreaking import URL


@frozen
class TextAttributes:
    """What sets a stretch of text apart: ``color`` as written ("" for none), ``step`` in size steps, up or down."""

    emphasis: bool = False
    strong: bool = False
    highlight: bool = False
    caps: bool = False
    color: str = ""
    step: int = 0

    def within(self, outer: TextAttributes) -> TextAttributes:
        """This look inside another: what it does not say itself is as it is outside."""
        return TextAttributes(
            self.emphasis or outer.emphasis,
            self.strong or outer.strong,
            self.highlight or outer.highlight,
            self.caps or outer.caps,
            self.color or outer.color,
            self.step + outer.step,
        )


PLAIN = TextAttributes()


@frozen
class TextSpan:
    """A marked range of the text; ``keep`` holds it together on one line.

    ``source`` is where its marks begin in the text as it was written, in characters from 0.
    """

    start: int
    end: int
    look: TextAttributes = PLAIN
    keep: bool = False
    source: int = 0


@frozen
class StyledText:
    """Plain text and the spans marked in it, by where they start, the outer before the inner."""

    plain: str
    spans: tuple[TextSpan, ...] = ()

    def cut(self, end: int, tail: str) -> StyledText:
        """The first *end* characters and *tail*, which is marked as the text before it is."""
        plain = self.plain[:end] + tail
        kept = (span for span in self.spans if span.start < end)
        return StyledText(plain, tuple(replace(s, end=len(plain)) if s.end >= end else s for s in kept))

    def mapped(self, change: Callable[[str], Sequence[str]]) -> StyledText:
        """The copy with each character become what *change* says, which may be none or several."""
        chars = change(self.plain)
        if not self.spans:
            return StyledText("".join(chars))
        offsets = [0, *accumulate(map(len, chars))]
        spans = tuple(replace(span, start=offsets[span.start], end=offsets[span.end]) for span in self.spans)
        return StyledText("".join(chars), tuple(span for span in spans if span.end > span.start))

    def looks(self) -> Iterator[tuple[int, int, TextAttributes]]:
        """The text in stretches of like look: start, end, look."""
        if not self.spans:
            if self.plain:
                yield 0, len(self.plain), PLAIN
            return
        edges = sorted({0, len(self.plain), *(edge for span in self.spans for edge in (span.start, span.end))})
        for start, end in pairwise(edges):
            look = PLAIN
            for span in self.spans:
                if span.start <= start and end <= span.end:
                    look = span.look.within(look)
            yield start, end, look


CASES = ("none", "upper", "lower", "title")
WORD = lazy_pattern(r"[#@]?[^\W_](?:[\w’'\u0300-\u036f]*)")
# English titles keep these small, unless they come first.
SMALL = "a an and as at but by for from if in nor of off on or per the to up via with"
TONOS, DIALYTIKA = "\u0301", "\u0308"


def change_case(copy: StyledText, case: str, language: str) -> StyledText:
    """*copy* in another case: "upper", "lower", "title", or "none". URLs stay as they are."""
    if case not in ("upper", "lower", "title"):
        return copy

    def change(text: str) -> list[str]:
        chars = _mapped(text, case, language.partition("-")[0].lower())
        for url in URL.finditer(text):
            chars[url.start() : url.end()] = text[url.start() : url.end()]
        return chars

    return copy.mapped(change)


def _mapped(text: str, case: str, language: str) -> list[str]:
    """What each character of *text* becomes; often one character, sometimes two or none."""
    if case == "upper":
        return _greek(text) if language == "el" else list(map(_upper(language), text))
    if case == "lower":
        return _lower(text, language)
    chars = list(text)
    for word in WORD.finditer(text):
        first = not text[: word.start()].strip() or text[: word.start()].rstrip()[-1] in ".!?:…\n“"
        if text[word.start()] in "#@" or (language == "en" and not first and word[0].lower() in SMALL.split()):
            continue
        chars[word.start()] = _upper(language)(text[word.start()])
        if language == "nl" and word[0][:2].lower() == "ij":
            chars[word.start() + 1] = "J"
    return chars


def _upper(language: str) -> Callable[[str], str]:
    if language in ("tr", "az"):
        return lambda char: "İ" if char == "i" else char.upper()
    return str.upper


def _lower(text: str, language: str) -> list[str]:
    turkic = {"I": "ı", "İ": "i"} if language in ("tr", "az") else {}
    chars = [turkic.get(char) or char.lower() for char in text]
    for i, char in enumerate(text):
        if char == "Σ" and text[i - 1 : i].isalpha() and not text[i + 1 : i + 2].isalpha():
            chars[i] = "ς"
    return chars


def _greek(text: str) -> list[str]:
    """Capitals without the tonos; a diphthong that the tonos kept apart takes a dialytika instead."""
    chars: list[str] = []
    parted = False
    for char in text:
        base = normalize("NFD", char)
        plain = base.replace(TONOS, "")
        upper = plain.upper()
        if parted and char in "ιυ":
            upper += DIALYTIKA
        chars.append(normalize("NFC", upper))
        parted = TONOS in base and plain in ("α", "ε", "ο", "υ")
    return chars
