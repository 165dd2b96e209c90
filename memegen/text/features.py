"""OpenType features by the names that people give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from memegen.core.regex import lazy_pattern
from memegen.text.face import Face

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
# What tracking forbids, and what a text marked as small capitals asks for.
NO_LIGATURES: Mapping[str, int] = {"liga": 0, "clig": 0}
SMALL_CAPS: Mapping[str, int] = {"smcp": 1}
# A tag as the specification registers it, and what it is set to: `ss01`, `cv05=2`.
TAG = lazy_pattern(r"([A-Za-z][A-Za-z0-9]{3})(?:\s*=\s*(\d{1,2}))?")


def feature_tags(words: Iterable[str], face: Face) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """The tags that *words* ask of a face, with their values; and the words that ask for what it does not have.

    A word is one of :data:`NAMES`, a tag, or what the font itself calls one of its stylistic sets.
    """
    found: dict[str, int] = {}
    lacking: list[str] = []
    for word in words:
        wanted = _wanted(word, face)
        if not wanted or not any(not on or face.has(tag) for tag, on in wanted.items()):
            lacking.append(word)
        found |= wanted
    return tuple(sorted(found.items())), tuple(lacking)


def _wanted(word: str, face: Face) -> Mapping[str, int]:
    if known := NAMES.get(word.lower()):
        return known
    own = {name.lower(): tag for tag, name in face.feature_names().items()}
    if tag := own.get(word.lower()):
        return {tag: 1}
    written = TAG.fullmatch(word)
    return {written[1]: int(written[2] or 1)} if written else {}


@lru_cache(64)
def features(asked: tuple[tuple[str, int], ...], *, tracked: bool, caps: bool) -> Mapping[str, int]:
    """The OpenType features to shape with: those asked for, less what tracking forbids, with small capitals."""
    return {**(NO_LIGATURES if tracked else {}), **dict(asked), **(SMALL_CAPS if caps else {})}


OPENING, CLOSING, MIDDLE = "「『（【《〈〔｛［‘“", "」』）】》〉〕｝］’”、。，．", "・：；\u3000"
TRIMMED = lazy_pattern(f"[{CLOSING}](?=[{CLOSING}{OPENING}{MIDDLE}])|(?<=[{OPENING}{MIDDLE}])[{OPENING}]")
SCRIPTS = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))
# The feature of marks half as wide, and those by which a font or a designer sees to it otherwise.
HALF_WIDTH = "halt"
OVERRIDING_FEATURES = frozenset((HALF_WIDTH, "palt", "chws"))


def half_width_offsets(text: str) -> list[int]:
    """The offsets in *text* of the marks that are set half as wide."""
    return [match.start() for match in TRIMMED.finditer(text)]
