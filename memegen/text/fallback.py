"""What would cover characters that no font at hand has: by script, the font to add and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import category, name

SCOPE = "@expo-google-fonts"
# The first words of a character's Unicode name, and the family that covers its script.
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
HAN = ("CJK", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
# One country's font covers the others' characters too, but draws them in its own way.
JAPANESE, KOREAN, CHINESE = "Noto Sans JP", "Noto Sans KR", "Noto Sans SC"
SIGNS = {"Sm": "Noto Sans Math", "So": "Noto Sans Symbols 2", "Sk": "Noto Sans Symbols 2"}


def missing_font_hint(characters: Iterable[str]) -> str:
    """A hint: which fonts cover the *characters* (or clusters of them), and how to come by them."""
    families = list(dict.fromkeys(_families("".join(characters))))
    if not families:
        return "add a font that has them: a folder of fonts is named under `fonts:`"
    packages = " ".join(f"{SCOPE}/{family.lower().replace(' ', '-')}" for family in families)
    verb = "cover" if len(families) > 1 else "covers"
    whose = " (for simplified Chinese; there are TC, HK, JP and KR as well)" if CHINESE in families else ""
    return (
        f"{' and '.join(families)} {verb} it{whose}: `npm install --prefix fonts {packages}`, "
        "then set MEMEGEN_FONTS=fonts, or name that folder under `fonts:` in a template file"
    )


def _families(text: str) -> Iterator[str]:
    names = [name(character, "") for character in text]
    found = [family for one in names for words, family in FAMILIES.items() if one.startswith(f"{words} ")]
    yield from found
    if any(one.startswith(HAN) for one in names) and not {JAPANESE, KOREAN} & {*found}:
        yield CHINESE
    yield from (SIGNS[category(character)] for character in text if category(character) in SIGNS)
