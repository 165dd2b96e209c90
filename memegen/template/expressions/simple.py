"""Conditions of the simplest forms, ``by``, ``not by``, ``ground is paper``, joined by ``and``, without the grammar.

Most templates have no others, and loading the grammar takes longer than to lay out a card.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from memegen.core.regex import lazy_pattern

NAME = r"[^\W\d][\w-]*(?:\.[^\W\d][\w-]*)*"
TERM = lazy_pattern(rf"\s*(not\s+)?({NAME})(?:\s+is\s+(not\s+)?([^\W\d][\w-]*))?\s*")
AND = " and "
# Words with a meaning of their own, in names and words.
RESERVED = ("and", "or", "not", "in", "is", "if", "else", "yes", "no", "true", "false")
# Values, in lower case, of a flag that is off; they count as empty.
OFF = ("no", "false", "off", "0")
# Types of fields whose values are compared as they are typed.
AS_TYPED = ("text", "choice", "colour", "photo")


class Term:
    """One comparison of a condition: of a variable with a word, or, without one, whether it is not empty.

    Attributes:
        name: the variable.
        word: the word; "" for none.
        negated: whether the term holds where the comparison does not.
        offset: offset of the name in the condition.
    """

    __slots__ = ("name", "negated", "offset", "word")

    def __init__(self, name: str, word: str, negated: bool, offset: int) -> None:
        self.name = name
        self.word = word
        self.negated = negated
        self.offset = offset

    def holds(self, value: Any, type_: str) -> bool | None:
        """Return whether the term holds for the value that a row has; None if the value must be read first.

        Args:
            value: the value of the variable; None if there is none.
            type_: type of its field, ``text`` if it has none.
        """
        if value is None:
            value = ""
        if isinstance(value, str) and (type_ in AS_TYPED or (type_ == "flag" and not self.word) or not value):
            holds = value == self.word if self.word else bool(value) and value.lower() not in OFF
            return holds != self.negated
        if isinstance(value, tuple) and not self.word:
            return bool(value) != self.negated
        return None


@lru_cache(maxsize=1024)
def simple_terms(condition: str) -> tuple[Term, ...]:
    """Return the terms of a condition that are joined by ``and``; none if it has another form."""
    terms: list[Term] = []
    offset = 0
    for text in condition.split(AND):
        match = TERM.fullmatch(text)
        if not match or match[2] in RESERVED or match[4] in RESERVED:
            return ()
        negated = bool(match[1]) != bool(match[3])
        terms.append(Term(match[2], match[4] or "", negated, offset + match.start(2)))
        offset += len(text) + len(AND)
    return tuple(terms)
