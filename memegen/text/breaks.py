"""Where lines may break, and where characters begin: Unicode's rules by ICU, less what is glued."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from memegen.text.glue import glued

# Languages written without spaces, or whose small signs may not begin a line.
STRICT = ("ja", "zh", "ko")
# A capital that begins a word, or the last one of several ("NHSPay"), or a first digit.
CAPITAL = re.compile(r"(?<=[^\W_])(?=\d)(?<!\d)|(?<=[a-zà-þ0-9])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-þ])")


def clusters(text: str, language: str) -> list[int]:
    """The offsets at which each user-perceived character of *text* begins."""
    if text.isascii():
        return list(range(len(text)))
    from icu4py.breakers import CharacterBreaker

    return _starts(CharacterBreaker(text, _locale(language)))


def opportunities(text: str, language: str) -> list[int]:
    """The offsets (0 and the end left out) at which a line may break by Unicode's rules, or must (after "\\n")."""
    from icu4py.breakers import LineBreaker

    return _starts(LineBreaker(text, _locale(language)))[1:]


def pieces(text: str, language: str) -> list[int]:
    """The offsets at which the unbreakable pieces of *text* begin: Unicode's opportunities less the glued ones."""
    held = glued(text)
    return [0, *(at for at in opportunities(text, language) if at not in held or text[at - 1] == "\n")]


def apart(text: str) -> str:
    """The words of a hashtag apart: "#KeepItOpen" is "#Keep It Open", "#SaveOur6Forms" is "#Save Our 6 Forms"."""
    return CAPITAL.sub(" ", text)


def _starts(parts: Iterable[str]) -> list[int]:
    # ICU counts in UTF-16; the pieces themselves are measured instead.
    return [0, *accumulate(map(len, parts))][:-1]


def _locale(language: str) -> str:
    return f"{language}@lb=strict" if language.partition("-")[0] in STRICT else language
