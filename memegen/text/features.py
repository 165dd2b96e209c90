"""OpenType features: those that a text is shaped with, and the half-width punctuation of East Asian scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from memegen.core.regex import lazy_pattern
from memegen.text.face import Face

# Feature tags by the name that templates use.
NAMES: Mapping[str, Mapping[str, int]] = {
    "small-caps": {"smcp": 1},
    "all-small-caps": {"smcp": 1, "c2sc": 1},
    "tabular": {"tnum": 1, "pnum": 0},
    "proportional": {"pnum": 1, "tnum": 0},
    "lining": {"lnum": 1, "onum": 0},
    "oldstyle": {"onum": 1, "lnum": 0},
    "fractions": {"frac": 1},
    "ordinals": {"ordn": 1},
    "superiors": {"sups": 1},
    "slashed-zero": {"zero": 1},
    "swashes": {"swsh": 1, "cswh": 1},
    "historical": {"hist": 1, "hlig": 1},
    "rare-ligatures": {"dlig": 1},
    "no-ligatures": {"liga": 0, "clig": 0},
    "no-kerning": {"kern": 0},
}
# Features off in tracked text, whose letters do not connect, and on in small capitals.
NO_LIGATURES: Mapping[str, int] = {"liga": 0, "clig": 0}
SMALL_CAPS: Mapping[str, int] = {"smcp": 1}
# A feature tag (OpenType feature registry) with an optional value: `ss01`, `cv05=2`.
TAG = lazy_pattern(r"([A-Za-z][A-Za-z0-9]{3})(?:\s*=\s*(\d{1,2}))?")
# Punctuation whose em square is half empty: before it, after it, or on both sides.
OPENING, CLOSING, MIDDLE = "「『（【《〈〔｛［‘“", "」』）】》〉〕｝］’”、。，．", "・：；\u3000"
# The marks whose empty half is dropped next to another (JLREQ and CLREQ, consecutive punctuation).
HALF_WIDTH_MARK = lazy_pattern(f"[{CLOSING}](?=[{CLOSING}{OPENING}{MIDDLE}])|(?<=[{OPENING}{MIDDLE}])[{OPENING}]")
# ISO 15924 tags of the scripts in which that is done.
SCRIPTS = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))
# The feature for marks of half width, and the features by which a font or a designer handles them otherwise.
HALF_WIDTH = "halt"
OVERRIDING_FEATURES = frozenset((HALF_WIDTH, "palt", "chws"))


def feature_tags(words: Iterable[str], face: Face) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """Return the feature tags that *words* ask for, and the words whose features the face lacks.

    Args:
        words: each one of :data:`NAMES`, a tag, or the font's own name of a stylistic set.
        face: the face to be set in.

    Returns:
        The tags with their values, sorted, and the words without effect.
    """
    tags: dict[str, int] = {}
    lacking: list[str] = []
    for word in words:
        wanted = _tags(word, face)
        if not wanted or not any(not on or face.has(tag) for tag, on in wanted.items()):
            lacking.append(word)
        tags |= wanted
    return tuple(sorted(tags.items())), tuple(lacking)


@lru_cache(64)
def features(requested: tuple[tuple[str, int], ...], *, tracked: bool, caps: bool) -> Mapping[str, int]:
    """Return the features to shape with: those requested, no ligatures if *tracked*, small capitals if *caps*."""
    return {**(NO_LIGATURES if tracked else {}), **dict(requested), **(SMALL_CAPS if caps else {})}


def half_width_offsets(text: str) -> list[int]:
    """Return the offsets in *text* of the marks that are set half as wide."""
    return [match.start() for match in HALF_WIDTH_MARK.finditer(text)]


def _tags(word: str, face: Face) -> Mapping[str, int]:
    if tags := NAMES.get(word.lower()):
        return tags
    stylistic_sets = {name.lower(): tag for tag, name in face.feature_names().items()}
    if tag := stylistic_sets.get(word.lower()):
        return {tag: 1}
    match = TAG.fullmatch(word)
    return {match[1]: int(match[2] or 1)} if match else {}
