"""Change of case by the rules of the language: titles, Turkish i, Dutch ij, Greek accents, German sharp s."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

from memegen.core.regex import lazy_pattern
from memegen.text.addresses import URL
from memegen.text.styled import StyledText

CHANGES = ("upper", "lower", "title")
CASES = ("none", *CHANGES)
WORD = lazy_pattern(r"[#@]?[^\W_](?:[\w’'\u0300-\u036f]*)")
# Words that stay lower case in English titles, unless they come first.
SMALL_WORDS = "a an and as at but by for from if in nor of off on or per the to up via with"
# A word after one of these begins a title.
TITLE_START = ".!?:…\n“"
TONOS, DIALYTIKA = "\u0301", "\u0308"


def change_case(styled: StyledText, case: str, language: str) -> StyledText:
    """Return *styled* in upper, lower or title case; URLs stay as they are.

    Args:
        styled: the text.
        case: one of `CASES`; any other, like "none", leaves the text as it is.
        language: BCP 47 tag.
    """
    if case not in CHANGES:
        return styled
    return styled.map_characters(lambda text: _changed(text, case, language))


def change_text_case(text: str, case: str, language: str) -> str:
    """Return a text without styles in another case; the arguments are those of `change_case`."""
    return "".join(_changed(text, case, language)) if case in CHANGES else text


def _changed(text: str, case: str, language: str) -> list[str]:
    chars = _map_characters(text, case, language.partition("-")[0].lower())
    for url in URL.finditer(text):
        chars[url.start() : url.end()] = text[url.start() : url.end()]
    return chars


def _map_characters(text: str, case: str, language: str) -> list[str]:
    """Return what each character of *text* becomes: mostly one character, sometimes two or none."""
    if case == "upper":
        return _greek_upper(text) if language == "el" else list(map(_upper(language), text))
    return _lower(text, language) if case == "lower" else _title(text, language)


def _title(text: str, language: str) -> list[str]:
    chars = list(text)
    for word in WORD.finditer(text):
        before = text[: word.start()].strip()
        first = not before or text[: word.start()].rstrip()[-1] in TITLE_START
        if text[word.start()] in "#@" or (language == "en" and not first and word[0].lower() in SMALL_WORDS.split()):
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


def _greek_upper(text: str) -> list[str]:
    """Return Greek capitals without tonos; a dialytika replaces the tonos that separated two vowels."""
    chars: list[str] = []
    separated = False
    for char in text:
        base = normalize("NFD", char)
        plain = base.replace(TONOS, "")
        upper = plain.upper()
        if separated and char in "ιυ":
            upper += DIALYTIKA
        chars.append(normalize("NFC", upper))
        separated = TONOS in base and plain in ("α", "ε", "ο", "υ")
    return chars
