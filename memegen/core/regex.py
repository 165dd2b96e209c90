"""Regular expressions that are compiled when they are first used: there are many, and a card needs a few of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def lazy_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The same as ``re.compile``, but that a mistake in the pattern shows when it is used."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """Has nothing but what it is made of, until it is asked for anything that a pattern has."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._asked)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
