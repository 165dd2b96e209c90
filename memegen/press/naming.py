"""Names for pictures, after a pattern such as ``{row:03}-{by|slug}-{platform}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.errors import DiagnosticError, expected, fail
from memegen.frozen import frozen
from memegen.late import late
from memegen.press.slug import safe_stem, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from memegen.model import Raw

# What a pattern may say beside the columns of the list.
WORDS = ("row", "platform", "template", "brand", "name")
FILTERS = ("slug",)
PART = late(r"\{([^{}]*)\}")
INSIDE = late(r"\s*([^:|]*?)\s*(?::([^|]*))?\s*(?:\|\s*(.*?)\s*)?")
DIGITS = late(r"0?[1-9]")


@frozen
class Part:
    """A piece of a pattern: the text before a word, the word ("" at the end), how many digits, through which filter."""

    text: str
    word: str = ""
    digits: str = ""
    filter: str = ""


class Naming:
    """A pattern that has been read. Raises DiagnosticError (``name-pattern``) for one that means nothing."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        parts: list[Part] = []
        start = 0
        for found in PART.finditer(pattern):
            parts.append(self._part(pattern[start : found.start()], found[0], found[1]))
            start = found.end()
        parts.append(Part(pattern[start:]))
        if any(set(part.text) & {"{", "}"} for part in parts):
            raise self._wrong("a brace without its other half", "write {row:03}-{by|slug}-{platform}, for example")
        if not any(part.word in ("row", "name") or part.word not in WORDS for part in parts if part.word):
            raise self._wrong("every row would get one name", "put {row:03} or a column into it")
        self.parts = tuple(parts)

    @property
    def words(self) -> set[str]:
        """The columns, and other words, that the pattern speaks of."""
        return {part.word for part in self.parts if part.word}

    def check(self, columns: Iterable[str]) -> None:
        """Raise DiagnosticError (``name-pattern``) for a word that is none of the *columns*, nor known otherwise."""
        known = [*columns, *WORDS]
        for word in sorted(self.words):
            if word not in known:
                raise self._wrong(f"there is no column {word!r}", expected(word, known, "columns"))

    def stem(self, row: int, told: Mapping[str, Raw]) -> str:
        """The name of a picture of that row, without a suffix, as every file system takes it; never "".

        *told* is what columns and words stand for; what is not among them is left out.
        """
        return safe_stem("".join(_said(part, row, told) for part in self.parts)) or f"{row:03}"

    def _part(self, text: str, written: str, inside: str) -> Part:
        found = INSIDE.fullmatch(inside)
        word, digits, through = (found[number] or "" for number in (1, 2, 3)) if found else ("", "", "")
        if not word:
            raise self._wrong(f"{written} names no column", "write {row:03}-{by|slug}-{platform}, for example")
        if digits and (word != "row" or not DIGITS.fullmatch(digits)):
            raise self._wrong(f"{written} is no format that is known", "only the row takes one, such as {row:03}")
        if through and through not in FILTERS:
            raise self._wrong(f"there is no filter {through!r}", expected(through, FILTERS, "filters"))
        return Part(text, word, digits, through)

    def _wrong(self, why: str, hint: str) -> DiagnosticError:
        return fail("name-pattern", f"the name {self.pattern!r} cannot be used: {why}", hint)


def _said(part: Part, row: int, told: Mapping[str, Raw]) -> str:
    if part.word == "row":
        return f"{part.text}{row:{part.digits}}"
    value = told.get(part.word, "")
    text = value if isinstance(value, str) else ", ".join(map(str, value))
    return part.text + (slug(text) if part.filter == "slug" else text)
