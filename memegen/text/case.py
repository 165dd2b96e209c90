"""Upper, lower and title case, by the rules of the language, with what is marked in the text kept in its place."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

from memegen.late import late
from memegen.text.copy import Copy
from memegen.text.glue import URL

CASES = ("none", "upper", "lower", "title")
WORD = late(r"[#@]?[^\W_](?:[\w’'\u0300-\u036f]*)")
# English titles keep these small, unless they come first.
SMALL = "a an and as at but by for from if in nor of off on or per the to up via with"
TONOS, DIALYTIKA = "\u0301", "\u0308"


def recase(copy: Copy, case: str, language: str) -> Copy:
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
