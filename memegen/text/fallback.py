"""The hint for characters that no installed font has: which fonts cover them, and how to install those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import category, name

# npm scope of the font packages.
SCOPE = "@expo-google-fonts"
# The family that covers each script, by the first words of its characters' Unicode names.
FAMILIES = {
    "ARMENIAN": "Noto Sans Armenian",
    "CANADIAN": "Noto Sans Canadian Aboriginal",
    "CHEROKEE": "Noto Sans Cherokee",
    "ETHIOPIC": "Noto Sans Ethiopic",
    "GEORGIAN": "Noto Sans Georgian",
    "GUJARATI": "Noto Sans Gujarati",
    "GURMUKHI": "Noto Sans Gurmukhi",
    "HANGUL": "Noto Sans KR",
    "HIRAGANA": "Noto Sans JP",
    "KANNADA": "Noto Sans Kannada",
    "KATAKANA": "Noto Sans JP",
    "KHMER": "Noto Sans Khmer",
    "LAO": "Noto Sans Lao",
    "MALAYALAM": "Noto Sans Malayalam",
    "MONGOLIAN": "Noto Sans Mongolian",
    "MYANMAR": "Noto Sans Myanmar",
    "NKO": "Noto Sans NKo",
    "OL CHIKI": "Noto Sans Ol Chiki",
    "ORIYA": "Noto Sans Oriya",
    "SINHALA": "Noto Sans Sinhala",
    "SYRIAC": "Noto Sans Syriac",
    "TELUGU": "Noto Sans Telugu",
    "THAANA": "Noto Sans Thaana",
    "TIBETAN": "Noto Serif Tibetan",
    "TIFINAGH": "Noto Sans Tifinagh",
    "YI": "Noto Sans Yi",
}
# First words of the names of Han characters and of their punctuation.
HAN = ("CJK", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
# The font of one country has the characters of the others, but in the shapes of its own.
JAPANESE, KOREAN, CHINESE = "Noto Sans JP", "Noto Sans KR", "Noto Sans SC"
# The family that covers symbols, by general category.
SIGNS = {"Sm": "Noto Sans Math", "So": "Noto Sans Symbols 2", "Sk": "Noto Sans Symbols 2"}


def missing_font_hint(characters: Iterable[str]) -> str:
    """Return the hint which fonts cover *characters*, single ones or clusters, and how to install them."""
    families = list(dict.fromkeys(_families("".join(characters))))
    if not families:
        return "add a font that has them: a folder of fonts is named under `fonts:`"
    packages = " ".join(f"{SCOPE}/{family.lower().replace(' ', '-')}" for family in families)
    verb = "cover" if len(families) > 1 else "covers"
    variants = " (for simplified Chinese; there are TC, HK, JP and KR as well)" if CHINESE in families else ""
    return (
        f"{' and '.join(families)} {verb} it{variants}: `npm install --prefix fonts {packages}`, "
        "then set MEMEGEN_FONTS=fonts, or name that folder under `fonts:` in a template file"
    )


def _families(text: str) -> Iterator[str]:
    """Yield the families that cover *text*, with repetitions."""
    names = [name(character, "") for character in text]
    families = [family for one in names for words, family in FAMILIES.items() if one.startswith(f"{words} ")]
    yield from families
    if any(one.startswith(HAN) for one in names) and not {JAPANESE, KOREAN} & {*families}:
        yield CHINESE
    yield from (SIGNS[category(character)] for character in text if category(character) in SIGNS)
