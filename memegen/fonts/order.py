"""Which face comes first: the nearest of a family, and the order of families that fill another's gaps."""

from __future__ import annotations

from collections.abc import Iterable

from memegen.fonts.entry import SYSTEM, Entry
from memegen.late import late
from memegen.scene import Font

# The families made for filling gaps start with this word.
FALLBACK = "noto"
# The same Han character is drawn otherwise from country to country, and Urdu hangs where Arabic stands. A family that
# says for whom it is drawn is for them first.
DRAWN_FOR = {
    "JP": r"JP|Japanese|Hiragino|Yu ?Gothic|Yu ?Mincho|Meiryo|MS P?Gothic|MS P?Mincho|IPAe?x?(?:Gothic|Mincho)",
    "KR": r"KR|Korean|Malgun|Nanum\w*|Apple SD|Apple\w*Gothic|Batang|Dotum|Gulim",
    "SC": r"SC|CN|GB|YaHei|SimSun|SimHei|WenQuanYi|DengXian",
    "HK": r"HK",
    "TC": r"TC|TW|JhengHei|P?MingLiU",
    "Nastaliq": r"Nastaliq|Nastaleeq",
}
COUNTRIES = {name: late(rf"\b(?:{words})\b") for name, words in DRAWN_FOR.items()}
NASTALIQ_LANGUAGES = ("ur", "pnb", "skr", "ks")


def nearest(font: Font, entries: Iterable[Entry]) -> Entry:
    """The entry to use for *font* by the rules of CSS: style before weight, and heavy looks to the heavier first."""
    styled = [entry for entry in entries if entry.font.italic == font.italic] or list(entries)

    def distance(entry: Entry) -> tuple[int, int]:
        weight, wanted = entry.font.weight, font.weight
        if 400 <= wanted <= 500:
            # Medium and regular look to each other first, then to the lighter, then to the heavier.
            rank = 0 if wanted <= weight <= 500 else 1 if weight < wanted else 2
        else:
            rank = 0 if weight == wanted or (weight > wanted) == (wanted > 500) else 1
        return rank, abs(weight - wanted)

    return min(styled, key=distance)


def rank(entry: Entry, home: Entry, language: str) -> tuple[int, ...]:
    """The place of a face among those that may stand in for *home*; the lowest comes first.

    First what is drawn for the *language*; then what is of the same genre, of whomever; then the families made for
    filling gaps, then others. What is drawn for readers of another language, and emoji, are the last resort; and what
    the system has comes after what somebody chose.
    """
    wanted, drawn = drawn_for(language), country(entry.font.family)
    # As heavy as the others, where there is a choice: some families have nothing but black letters.
    unlike, heavier = _unlike(entry.genre, home.genre), abs(_heft(entry) - _heft(home))
    noto = entry.font.family.lower().startswith(FALLBACK)
    if entry.coloured:
        return (9,)
    if drawn in wanted:
        return 0, wanted.index(drawn), entry.source == SYSTEM, unlike
    if drawn == "Nastaliq" or (drawn and wanted and "Nastaliq" not in wanted):
        return 8, unlike
    if entry.source == SYSTEM:
        return 4, not noto, unlike
    if unlike < 2 and not noto:
        return 1, unlike, heavier
    return 2 if noto else 3, unlike, heavier


def _heft(entry: Entry) -> int:
    """The weight that a face looks like."""
    return entry.looks or entry.font.weight


def drawn_for(language: str) -> tuple[str, ...]:
    """The countries or styles whose drawings a reader of the language expects, best first."""
    first, *rest = language.lower().split("-")
    if first == "zh" or first == "yue":
        if first == "yue" or {"hk", "mo"} & {*rest}:
            return ("SC",) if "hans" in rest else ("HK", "TC")
        return ("TC", "HK") if {"hant", "tw"} & {*rest} else ("SC",)
    if first in NASTALIQ_LANGUAGES:
        return ("Nastaliq",)
    return {"ja": ("JP",), "ko": ("KR",)}.get(first, ())


def country(family: str) -> str:
    """For whom a family says that it is drawn, or ""."""
    return next((name for name, words in COUNTRIES.items() if words.search(family)), "")


def _unlike(genre: str, other: str) -> int:
    """0 for the same genre, 1 for one that differs in width, 2 for another."""
    if not genre or not other or genre.split()[0] != other.split()[0]:
        return 2
    return int(genre != other)
