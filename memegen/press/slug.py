"""File names out of texts: safe on every file system, and never outside their folder."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from memegen.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from memegen.model import Field, Raw

LONGEST = 40
# A file name may have 255 bytes; the platform, a number and the suffix come after the stem.
MOST_BYTES = 160
# Letters that do not decompose into an ASCII letter and a mark.
SPELLED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "ng"}
APOSTROPHES = "'’‘ʼ"
FORBIDDEN = '<>:"/\\|?*'
PICTURE = late(r"\.(png|jpe?g|webp|avif|gif)$", re.IGNORECASE)
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
