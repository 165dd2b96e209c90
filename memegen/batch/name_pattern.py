"""Names for pictures, after a pattern such as ``{row:03}-{by|slug}-{platform}``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from memegen.core.diagnostics import DiagnosticError, expected, fail
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from memegen.model.entities import Field, Raw

LONGEST = 40
# A file name may have 255 bytes; the platform, a number and the suffix come after the stem.
MOST_BYTES = 160
# Letters that do not decompose into an ASCII letter and a mark.
SPELLED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "ng"}
APOSTROPHES = "'’‘ʼ"
FORBIDDEN = '<>:"/\\|?*'
PICTURE = lazy_pattern(r"\.(png|jpe?g|webp|avif|gif)$", re.IGNORECASE)
# Names that Windows keeps for devices, whatever stands after their first full stop.
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789")}


def slug(text: str) -> str:
    """A text's words in lower case with hyphens between, at most 40 characters; "" for one without letters.

    Latin letters lose their accents, letters of other scripts stay as they are.
    """
    spelled = "".join(map(_spelled, unicodedata.normalize("NFC", text.lower())))
    words = re.sub(r"-+", "-", spelled).strip("-")
    if len(words) <= LONGEST:
        return words
    cut = words[: LONGEST + 1].rpartition("-")[0]
    return (cut if len(cut) >= LONGEST // 2 else words[:LONGEST]).strip("-")


def _spelled(letter: str) -> str:
    if letter in SPELLED:
        return SPELLED[letter]
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii")
    if plain.isalnum():
        return plain.lower()
    if letter in APOSTROPHES:
        return ""
    return letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else "-"


def first_text(fields: Iterable[Field], values: Mapping[str, Raw]) -> str:
    """The first text that a row says, in the order of the template's fields; "" when it says none."""
    for field in fields:
        value = values.get(field.name)
        if field.type == "text" and value and isinstance(value, str):
            return value
    return ""


def safe_stem(name: str) -> str:
    """A name as near to what was written as every file system takes it; "" when nothing of it is left."""
    kept = "".join(map(_kept, unicodedata.normalize("NFC", PICTURE.sub("", name.strip()))))
    stem = re.sub(r"\s+", " ", re.sub(r"-+", "-", kept)).strip(" .-")
    while len(stem.encode()) > MOST_BYTES:
        stem = stem[:-1].rstrip(" .-")
    return f"_{stem}" if stem.partition(".")[0].strip().upper() in DEVICES else stem


def _kept(letter: str) -> str:
    if letter in FORBIDDEN or letter in "\n\r\t":
        return "-"
    # Invisible characters (controls, marks of direction, halves of characters) only make names that cannot be typed.
    return "" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp") else letter


# What a pattern may say beside the columns of the list.
WORDS = ("row", "platform", "template", "brand", "name")
FILTERS = ("slug",)
PART = lazy_pattern(r"\{([^{}]*)\}")
INSIDE = lazy_pattern(r"\s*([^:|]*?)\s*(?::([^|]*))?\s*(?:\|\s*(.*?)\s*)?")
DIGITS = lazy_pattern(r"0?[1-9]")


@frozen
class Part:
    """A piece of a pattern: the text before a word, the word ("" at the end), how many digits, through which filter."""

    text: str
    word: str = ""
    digits: str = ""
    filter: str = ""


class NamePattern:
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
