"""Change of case by the rules of the language: titles, Turkish i, Dutch ij, Greek accents, German sharp s."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

from memegen.core.regex import lazy_pattern
from memegen.text.addresses import TAG_SIGN, addresses
from memegen.text.styled import StyledText

CHANGES = ("upper", "lower", "title")
CASES = ("none", *CHANGES)
WORD = lazy_pattern(r"[#@]?[^\W_](?:[\w’'\u0300-\u036f]*)")
# A capital in a word, by which a hashtag or mention of several words is read.
MIXED = lazy_pattern(r"[a-zà-ÿ][A-ZÀ-Þ]")
# Words that stay lower case in English titles, unless they come first.
SMALL_WORDS = "a an and as at but by for from if in nor of off on or per the to up via with"
# A word after one of these begins a title.
TITLE_START = ".!?:…\n“"
TONOS, DIALYTIKA, IOTA_SUBSCRIPT = "\u0301", "\u0308", "\u0345"
# Grave, acute and circumflex; and these with the breathings, as marks of their own.
ACCENTS = "\u0300\u0301\u0342"
GREEK_MARKS = f"{ACCENTS}\u0313\u0314"
GREEK = lazy_pattern("[\u0370-\u03ff\u1f00-\u1fff]")
# The word ή by itself, with any accent and breathing.
DISJUNCTIVE = lazy_pattern(r"(?<![\w'’\u0300-\u036f])(?:[ήὴἤἢ\u1f75]|η\u0313?[\u0300\u0301])(?![\w\u0300-\u036f])")


def change_case(styled: StyledText, case: str, language: str) -> StyledText:
    """Return *styled* in upper, lower or title case; addresses stay as they are, and hashtags of several words.

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
    for start, end in addresses(text):
        # A hashtag or mention by itself is a word of the design, which has the case of the others.
        tag = TAG_SIGN.match(text, start) and "." not in text[start:end]
        if not tag or (MIXED.search(text, start, end) and text[start:end] != text.strip()):
            chars[start:end] = text[start:end]
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
    """Return Greek capitals without accents and breathings, as ICU does for the language.

    The word ή ("or") keeps its accent, which tells it from the article η. A dialytika replaces an accent that separated
    two vowels. Letters of other scripts keep their marks.
    """
    disjunctives = {match.start() for match in DISJUNCTIVE.finditer(text)}
    chars: list[str] = []
    separated = False
    for at, char in enumerate(text):
        decomposed = normalize("NFD", char)
        base, marks = decomposed[0], decomposed[1:]
        if not GREEK.match(base):
            # Marks of a decomposed letter go with those of a composed one.
            follows = char in GREEK_MARKS and at > 0 and GREEK.match(normalize("NFD", text[at - 1])[0])
            chars.append("" if follows else char.upper())
            continue
        accented = any(mark in ACCENTS for mark in marks) or text[at + 1 : at + 2] in [*ACCENTS]
        kept = TONOS if at in disjunctives else DIALYTIKA * (DIALYTIKA in marks)
        upper = base.upper() + (DIALYTIKA if separated and char in "ιυ" else kept)
        chars.append(normalize("NFC", upper) + ("Ι" if IOTA_SUBSCRIPT in marks else ""))
        separated = accented and base in "αεου"
    return chars
