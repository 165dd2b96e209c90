"""File names: slugs of texts, and names that every file system accepts."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from memegen.model.entities import Field, Raw

MAX_SLUG = 40
"""Maximum characters of a slug."""
MAX_STEM_BYTES = 160
"""Maximum bytes of a name without suffix: file systems accept 255, and a platform, a number and a suffix follow."""
# Letters that do not decompose into an ASCII letter and a mark.
TRANSLITERATION = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "ı": "i",
    "ŋ": "ng",
}
APOSTROPHES = "'’‘ʼ"
FORBIDDEN = '<>:"/\\|?*'
MARKS_ABOVE = lazy_pattern("(?<=[a-z])[\u0300-\u036f]+")
PICTURE_SUFFIX = lazy_pattern(r"\.(png|jpe?g|webp|avif|gif)$", re.IGNORECASE)
# Names that Windows reserves for devices, whatever follows their first full stop.
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789")}


def slug(text: str) -> str:
    """Return the words of a text in lower case with hyphens between, at most 40 characters; "" if it has no letters.

    Latin letters lose their accents; letters of other scripts are unchanged.
    """
    # What lower case leaves above a letter that has no such form: İ becomes i and a dot.
    plain = MARKS_ABOVE.sub("", unicodedata.normalize("NFC", text.lower()))
    letters = "".join(map(_slug_letter, plain))
    words = re.sub(r"-+", "-", letters).strip("-")
    if len(words) <= MAX_SLUG:
        return words
    cut = words[: MAX_SLUG + 1].rpartition("-")[0]
    return (cut if len(cut) >= MAX_SLUG // 2 else words[:MAX_SLUG]).strip("-")


def _slug_letter(letter: str) -> str:
    if letter in TRANSLITERATION:
        return TRANSLITERATION[letter]
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii")
    if plain.isalnum():
        return plain.lower()
    if letter in APOSTROPHES:
        return ""
    return letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else "-"


def first_text(fields: Iterable[Field], values: Mapping[str, Raw]) -> str:
    """Return the first text of a row, in the order of the template's fields; "" if it has none."""
    for field in fields:
        value = values.get(field.name)
        if field.type == "text" and value and isinstance(value, str):
            return value
    return ""


def first_figure(fields: Iterable[Field], values: Mapping[str, Raw]) -> str:
    """Return the first date, time, number or entry of a list of a row; "" if it has none."""
    for field in fields:
        value = values.get(field.name)
        first = value[0] if isinstance(value, tuple) and value else value
        if field.type in ("date", "time", "number", "list") and isinstance(first, str) and first:
            return first
    return ""


def first_photo(fields: Iterable[Field], values: Mapping[str, Raw]) -> str:
    """Return the name of a row's first photo without folder and suffix; "" if it has none."""
    photos = (values.get(field.name) for field in fields if field.type == "photo")
    photo = next((value for value in photos if value and isinstance(value, str)), "")
    return PICTURE_SUFFIX.sub("", re.split(r"[/\\]", photo)[-1])


def safe_stem(name: str) -> str:
    """Return *name* without a suffix of a picture, as every file system accepts it; "" if nothing is left."""
    letters = "".join(map(_safe_letter, unicodedata.normalize("NFC", PICTURE_SUFFIX.sub("", name.strip()))))
    stem = re.sub(r"\s+", " ", re.sub(r"-+", "-", letters)).strip(" .-")
    while len(stem.encode()) > MAX_STEM_BYTES:
        stem = stem[:-1].rstrip(" .-")
    return f"_{stem}" if stem.partition(".")[0].strip().upper() in DEVICES else stem


def _safe_letter(letter: str) -> str:
    if letter in FORBIDDEN or letter in "\n\r\t":
        return "-"
    # Invisible characters (controls, direction marks, surrogates) would make names that cannot be typed.
    return "" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp") else letter


def names_of(stem: str, pages: int) -> list[str]:
    """Return the names that the files of a row may have if it makes up to so many *pages*, at most 99."""
    if pages == 1:
        return [stem]
    return [stem, *(f"{stem}-{page}" for page in range(1, pages + 1)), *(f"{stem}-0{page}" for page in range(1, 10))]
