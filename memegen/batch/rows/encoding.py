"""Finding the code page of text that is not Unicode: the one in which it reads as words of a language."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterable
from functools import cache

from memegen.batch.rows.code_pages import CODE_PAGES, LATIN_LETTERS, CodePage
from memegen.core.diagnostics import expected, fail
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WORD = lazy_pattern(r"(?:[^\W_]|[\u0300-\u036f\u0e31-\u0e4e\u064b-\u0652\u05b0-\u05c7])+")
# Signs of the typography of any language, which cost nothing, and those that cost nothing apart from letters.
SIGNS = frozenset("“”‘’„‚«»‹›–—…¡¿、。，．！？；：「」『』（）《》〈〉・～―　\u00a0\u200e\u200f\u200c\u200d\ufeff")
SYMBOLS = frozenset("·•°©®™€£§№")
SPACED = lazy_pattern(r"[\u3040-\u30ff\u4e00-\u9fff] (?=[\u3040-\u30ff\u4e00-\u9fff])")
RARE_CYRILLIC = frozenset("щъэфцѓќѕџљњђћ")
# Costs of a character that is no text, of one that is out of place, and of one that is rare.
BROKEN, WRONG, RARE = 10.0, 3.0, 1.0
# Cost of each character beyond ASCII if the code page is not one of the brand's language.
FOREIGN = 0.2
# Another code page is a rival if it costs less than so much more, for each character beyond ASCII.
NEAR = FOREIGN
# Maximum bytes that are examined.
MAX_SAMPLE = 8192


@frozen
class Encoding:
    """How bytes are read as text.

    Attributes:
        name: a codec of Python.
        title: what people call it.
        rival: the codec of a code page that is nearly as likely; "" if there is none.
    """

    name: str
    title: str
    rival: str = ""


def detect_unicode(head: bytes) -> tuple[str, int]:
    """Return the encoding, and the number of bytes of a byte order mark to skip.

    "utf-8" is what no mark and no zero bytes tell from other encodings. UTF-16 without a mark is recognized by the zero
    bytes of Latin letters.
    """
    for bom, name in BOMS:
        if head.startswith(bom):
            # The decoders of UTF-16 and UTF-32 read the byte order from the mark, so it is not skipped.
            return name, len(bom) if name == "utf-8" else 0
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) / 2
    if len(head) >= 4 and odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le", 0
    if len(head) >= 4 and even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be", 0
    return "utf-8", 0


def find_encoding(data: bytes, language: str = "") -> Encoding:
    """Return the encoding of text that is not Unicode.

    Args:
        data: whole lines, not all of them ASCII.
        language: language tag of the brand, whose code pages win where others are as likely.
    """
    sample = data[:MAX_SAMPLE].rpartition(b"\n")[0] or data[:MAX_SAMPLE]
    ranked = sorted(
        ((cost, order) for order, page in enumerate(CODE_PAGES) if (cost := _cost(sample, page, language)) is not None)
    )
    if not ranked:
        return Encoding("cp1252", CODE_PAGES[0].title)
    (cost, order), *others = ranked
    best = CODE_PAGES[order]
    text = sample.decode(best.name)
    near = cost + NEAR * sum(map(_is_beyond_ascii, text))
    rivals = (CODE_PAGES[other].name for rival, other in others if rival <= near)
    return Encoding(best.name, best.title, next((name for name in rivals if sample.decode(name) != text), ""))


def named_encoding(name: str) -> str:
    """Return the codec of Python for the name of an encoding.

    Raises:
        DiagnosticError: ``encoding-unknown``.
    """
    known = ["utf-8", "utf-16", *(page.name for page in CODE_PAGES)]
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)
    except (LookupError, ValueError):
        raise fail(
            "encoding-unknown", f"unknown encoding {name!r}", expected(name, known, "the usual encodings")
        ) from None
    return codec.name


def _is_beyond_ascii(character: str) -> bool:
    return character > "\x7f"


def _cost(data: bytes, page: CodePage, language: str) -> float | None:
    """Return how little the bytes look like text in a code page; None if they are none."""
    try:
        text = data.decode(page.name)
    except UnicodeDecodeError:
        return None
    cost = 0.0 if language.partition("-")[0].lower() in page.languages else FOREIGN
    total = cost * sum(map(_is_beyond_ascii, text))
    total += sum(_sign_cost(text, i) for i, letter in enumerate(text) if letter > "\x7f")
    words = [word for word in WORD.findall(text) if not word.isascii()]
    total += sum(_word_cost(word, page) for word in words)
    if not page.scripts:
        return total + _alphabet_cost("".join(words), page.languages)
    return total + (RARE * len(SPACED.findall(text)) if not page.spaced else 0)


def _sign_cost(text: str, index: int) -> float:
    """Return the cost of a character that is no letter; of a letter, 0."""
    character = text[index]
    if character in SIGNS or WORD.match(character):
        return 0
    if unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs"):
        return BROKEN
    if text[index - 1 : index].isalpha() or text[index + 1 : index + 2].isalpha():
        return WRONG
    return 0 if character in SYMBOLS else RARE


def _word_cost(word: str, page: CodePage) -> float:
    """Return the cost of a word that is not all ASCII: of letters of other scripts, odd capitals, rare characters."""
    cost = 0.0
    scripts = page.scripts or ("LATIN",)
    for previous, letter in zip(" " + word, word, strict=False):
        if letter.isalpha():
            script = _script(letter)
            is_wrong = script not in scripts if letter > "\x7f" else bool(page.scripts) and not page.frequent[0]
            cost += WRONG * is_wrong
            cost += RARE * (letter.isupper() and previous.islower()) + RARE / 4 * (letter.isupper() and previous != " ")
            cost += RARE / 4 * (letter.lower() in RARE_CYRILLIC)
            # A language in Latin script has few letters with accents side by side.
            cost += RARE / 2 * (not page.scripts and letter > "\x7f" and previous > "\x7f")
            if page.frequent[0] and letter > "\x7f":
                cost += _rarity(letter, script, *page.frequent)
    if "HIRAGANA" in scripts and not any(_script(letter) in ("HIRAGANA", "KATAKANA") for letter in word):
        cost += RARE / 2 * len(word)
    return cost


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@cache
def _rarity(letter: str, script: str, codec: str, last: int) -> float:
    """Return the cost of an East Asian character: of one that is not in the first level of its standard."""
    if script in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"):
        return 0
    try:
        lead = letter.encode(codec)[0]
    except UnicodeEncodeError:
        return RARE * 2
    return 0 if 0xA4 < lead <= last else RARE


def _alphabet_cost(letters: str, languages: Iterable[str]) -> float:
    """Return the cost of letters in Latin script: of those that are not of the one language that has most of them."""
    beyond = [letter for letter in letters.lower() if letter > "\x7f"]
    alphabets = [LATIN_LETTERS[language] for language in languages if language in LATIN_LETTERS]
    return RARE * min(sum(letter not in alphabet for letter in beyond) for alphabet in alphabets)
