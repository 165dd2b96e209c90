"""Font matching: the face of a family for a weight and style, and the order of fallback families."""

from __future__ import annotations

from collections.abc import Iterable

from memegen.core.regex import lazy_pattern
from memegen.scene.items import Font
from memegen.text.fonts.record import SYSTEM, FaceRecord

# Start of the names of families made to complement others (Noto), in lower case.
FALLBACK_PREFIX = "noto"
NASTALIQ = "Nastaliq"
# Variants of scripts, by words in the family's name: Han characters differ between countries, and Urdu is written in
# Nastaliq where Arabic is in Naskh. A family of a variant is a fallback for the readers of that variant first.
VARIANT_WORDS = {
    "JP": r"JP|Japanese|Hiragino|Yu ?Gothic|Yu ?Mincho|Meiryo|MS P?Gothic|MS P?Mincho|IPAe?x?(?:Gothic|Mincho)",
    "KR": r"KR|Korean|Malgun|Nanum\w*|Apple SD|Apple\w*Gothic|Batang|Dotum|Gulim",
    "SC": r"SC|CN|GB|YaHei|SimSun|SimHei|WenQuanYi|DengXian",
    "HK": r"HK",
    "TC": r"TC|TW|JhengHei|P?MingLiU",
    NASTALIQ: r"Nastaliq|Nastaleeq",
}
VARIANT_PATTERNS = {variant: lazy_pattern(rf"\b(?:{words})\b") for variant, words in VARIANT_WORDS.items()}
# How much nearer in weight a family of another width, and one made as a fallback, must be to come before others.
OTHER_WIDTH, FALLBACK_FAMILY = 120, 60
NASTALIQ_LANGUAGES = ("ur", "pnb", "skr", "ks")


def nearest_face(font: Font, records: Iterable[FaceRecord]) -> FaceRecord:
    """Return the face for *font* by the rules of CSS (Fonts Level 4, 5.2): style first, then weight."""
    styled = [record for record in records if record.font.italic == font.italic] or list(records)

    def distance(record: FaceRecord) -> tuple[int, int]:
        weight, wanted = record.font.weight, font.weight
        if 400 <= wanted <= 500:
            # Up to 500 first, then lighter weights, then heavier ones.
            rank = 0 if wanted <= weight <= 500 else 1 if weight < wanted else 2
        else:
            # Below 400 lighter weights first, above 500 heavier ones.
            rank = 0 if weight == wanted or (weight > wanted) == (wanted > 500) else 1
        return rank, abs(weight - wanted)

    return min(styled, key=distance)


def fallback_rank(record: FaceRecord, primary: FaceRecord, language: str) -> tuple[int, ...]:
    """Return the sort key of a fallback face.

    The order is: variants for the language; families of the same genre, of the nearest weight first; families made as
    fallbacks; others; fonts of the system; variants for other languages; emoji.

    Args:
        record: The fallback face.
        primary: The face that lacks a character.
        language: The language of the text, a BCP 47 tag.
    """
    expected, variant = expected_variants(language), family_variant(record.font.family)
    # Some families have only black letters.
    genre, weight = _genre_distance(record.genre, primary.genre), abs(_visual_weight(record) - _visual_weight(primary))
    is_fallback_family = record.font.family.lower().startswith(FALLBACK_PREFIX)
    if record.has_color:
        return (9,)
    if variant in expected:
        return 0, expected.index(variant), record.source == SYSTEM, genre
    if variant == NASTALIQ or (variant and expected and NASTALIQ not in expected):
        return 8, genre
    if record.source == SYSTEM:
        return 4, not is_fallback_family, genre
    if genre < 2:
        return 1, weight + OTHER_WIDTH * genre + FALLBACK_FAMILY * is_fallback_family
    return 2 if is_fallback_family else 3, weight


def _visual_weight(record: FaceRecord) -> int:
    return record.visual_weight or record.font.weight


def expected_variants(language: str) -> tuple[str, ...]:
    """Return the variants that readers of a language (BCP 47) expect, best first; none for most languages."""
    primary, *subtags = language.lower().split("-")
    if primary == "zh" or primary == "yue":
        if primary == "yue" or {"hk", "mo"} & {*subtags}:
            return ("SC",) if "hans" in subtags else ("HK", "TC")
        return ("TC", "HK") if {"hant", "tw"} & {*subtags} else ("SC",)
    if primary in NASTALIQ_LANGUAGES:
        return (NASTALIQ,)
    return {"ja": ("JP",), "ko": ("KR",)}.get(primary, ())


def family_variant(family: str) -> str:
    """Return the variant that a family's name states; "" for none."""
    return next((variant for variant, pattern in VARIANT_PATTERNS.items() if pattern.search(family)), "")


def _genre_distance(genre: str, other: str) -> int:
    """Return 0 for equal genres, 1 for those that differ in width only, 2 for others and unknown ones."""
    if not genre or not other or genre.split()[0] != other.split()[0]:
        return 2
    return int(genre != other)
